"""The database: SQLite by default, PostgreSQL by one variable."""

import dj_database_url

from config.environment import ROOT, variable

_url = variable(
    "DATABASE_URL", "str", f"sqlite:///{ROOT / 'var' / 'medverkan.sqlite3'}",
    "Address of the database; postgres://user@host/name for PostgreSQL.",
)  # fmt: skip

_prepares = variable(
    "DATABASE_PREPARES", "bool", True,
    "Let connections to PostgreSQL keep the statements of votes, submissions and public "
    "pages prepared; turn it off behind a pooler that shares connections between transactions.",
)  # fmt: skip

DATABASES = {"default": dj_database_url.parse(_url, conn_max_age=600)}

if "postgresql" in DATABASES["default"]["ENGINE"]:
    # Only what asks for it is prepared, whatever the number.
    DATABASES["default"].setdefault("OPTIONS", {})["prepare_threshold"] = (
        5 if _prepares else None
    )

if "sqlite" in DATABASES["default"]["ENGINE"]:
    # FULL: what has been acknowledged survives a power cut. IMMEDIATE: a transaction
    # that will write takes its lock first, so that it waits instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            # 8 MB of pages for each thread; the system keeps the file in memory as well.
            "PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000;"
            # So that REPLACE, which deletes, meets the guard of deletion.
            "PRAGMA recursive_triggers=ON;"
        ),
    }
