"""A developer's machine and `make run`: SQLite, letters kept on disk, no secrets."""

from config.environment import ROOT, VARIABLES
from config.settings.base import *

DEBUG = False
DEMO = VARIABLES["DEMO"].read() if VARIABLES["DEMO"].is_set else True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = ROOT / "var" / "mail"
