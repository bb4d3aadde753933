"""Run `check --deploy` on the settings of production, with made-up secrets."""

import os
import secrets
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import config.settings.base  # noqa: F401 - declares the variables
from config.environment import VARIABLES

for declared in VARIABLES.values():
    if declared.secret:
        os.environ.setdefault(declared.name, secrets.token_urlsafe(64))
os.environ.setdefault("ALLOWED_HOSTS", "medverkan.example.org")
os.environ.setdefault("SITE_URL", "https://medverkan.example.org")
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.production"
check = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
os.execv(sys.executable, [sys.executable, *check])  # noqa: S606 - our own command
