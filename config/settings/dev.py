"""A developer's machine and `make run`: SQLite, letters kept on disk, no secrets."""

from config.environment import ROOT, variable
from config.settings.base import *  # noqa: F403 - a settings file is its names

DEBUG = False
DEMO = variable("DEMO", "bool", True, "Demo persons sign in by one click; never live.")
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = ROOT / "var" / "mail"
