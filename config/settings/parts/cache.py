"""
The cache that all processes of a deployment share: sign-in limits count in it.

It lives where the database lives: in files beside SQLite, in a table of PostgreSQL
(`manage.py createcachetable`), so that there is no further service to run.
"""

from config.environment import ROOT, variable
from config.settings.parts.database import DATABASES

if "sqlite" in DATABASES["default"]["ENGINE"]:
    _folder = variable(
        "CACHE_FOLDER", "path", ROOT / "var" / "cache",
        "Folder of the shared cache; not used with PostgreSQL, which keeps it in a table.",
    )  # fmt: skip
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": _folder,
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    }
