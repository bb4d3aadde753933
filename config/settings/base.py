"""Settings that hold everywhere; third-party packages have their own in `parts`."""

from django.utils.translation import gettext_lazy as _

from config.environment import ROOT, variable
from config.settings.parts.allauth import *
from config.settings.parts.api import *
from config.settings.parts.assets import *
from config.settings.parts.cache import *
from config.settings.parts.csp import *
from config.settings.parts.database import *
from config.settings.parts.files import *
from config.settings.parts.intake import *
from config.settings.parts.ledger import *
from config.settings.parts.logging import *
from config.settings.parts.mail import *
from config.settings.parts.maps import *
from config.settings.parts.municipality import *
from config.settings.parts.search import *

DEBUG = False
SECRET_KEY = variable(
    "SECRET_KEY", "str", "insecure-for-development-only", "Signs sessions and links.",
    secret=True,
)  # fmt: skip
ALLOWED_HOSTS = variable(
    "ALLOWED_HOSTS", "list", ["127.0.0.1", "localhost"], "Host names served."
)

DEMO = variable(
    "DEMO", "bool", False,
    "Invented persons may sign in by one click. On in development; production never reads it.",
)  # fmt: skip
MAINTENANCE = variable(
    "MAINTENANCE", "bool", False, "Answer everything with the maintenance page."
)

INSTALLED_APPS = [
    "medverkan.site",
    "medverkan.publishing.api",
    "medverkan.publishing.records",
    "medverkan.publishing.opendata",
    "medverkan.participation.doors",
    "medverkan.participation.cases",
    "medverkan.participation.ballots",
    "medverkan.reference.pathways",
    "medverkan.reference.register",
    "medverkan.reference.bodies",
    "medverkan.foundation.search",
    "medverkan.foundation.accounts",
    "medverkan.foundation.notices",
    "medverkan.foundation.design",
    "medverkan.foundation.schedule",
    "medverkan.foundation.files",
    "medverkan.foundation.audit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "template_partials",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.logs.RequestLog",
    "medverkan.foundation.design.caching.PublicPages",
    "medverkan.foundation.design.middleware.LanguageFromPath",
    "medverkan.foundation.design.middleware.ReadablePaths",
    "medverkan.foundation.design.middleware.BrowserFeatures",
    "medverkan.foundation.design.middleware.Maintenance",
    "medverkan.reference.pathways.middleware.OldPaths",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "medverkan.foundation.design.middleware.Refusals",
    "medverkan.foundation.accounts.middleware.ActorMiddleware",
]

ROOT_URLCONF = "medverkan.site.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    },
]

AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English")), ("fi", _("Finnish"))]
LOCALE_PATHS = [ROOT / "medverkan" / "foundation" / "text" / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "medverkan.foundation.design.errors.csrf_failed"
CSRF_TRUSTED_ORIGINS: list[str] = variable(
    "CSRF_TRUSTED_ORIGINS", "list", [],
    "Other origins whose pages may post here, with scheme.",
)  # fmt: skip
