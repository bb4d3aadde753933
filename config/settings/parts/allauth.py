"""django-allauth: sign-in by e-mail code, second factors, and e-ID over OpenID Connect."""
