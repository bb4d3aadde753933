"""The test suite: quick password hashes, letters in memory."""

from config.settings.base import *  # noqa: F403 - a settings file is its names

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The test server finds static files where they lie; nothing is collected.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
