"""The test suite: quick password hashes, letters in memory."""

from config.settings.base import *  # noqa: F403 - a settings file is its names

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
