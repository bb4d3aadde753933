"""Wagtail: installed for the guidance pages; owns no domain state."""

WAGTAIL_SITE_NAME = "Medverkan"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = [("sv", "Svenska"), ("en", "English"), ("fi", "Suomi")]
WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"
