"""
`default` is the cache that all processes of a deployment share: sign-in limits count in it.

It is a table of the database (`manage.py createcachetable`), so that there is no further
service to run. Files would not do: adding a file is not one step, and two who try at once
would be counted as one.

`process` is memory of one process, for figures that cost some milliseconds and may be old.
"""

CACHES = {
    "default": {
        "BACKEND": "medverkan.foundation.counting.CountingCache",
        "LOCATION": "cache",
        # Room enough that nobody pushes a limit out by filling the table.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
