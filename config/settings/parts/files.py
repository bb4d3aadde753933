"""Where files lie; another `BACKEND` here puts them in object storage."""

from config.environment import ROOT, variable

PRIVATE_FILES_ROOT = variable(
    "PRIVATE_FILES_ROOT", "path", ROOT / "var" / "private",
    "Folder of files that only a permission check hands out.",
)  # fmt: skip
MEDIA_URL = "/media/"
MEDIA_ROOT = variable(
    "MEDIA_ROOT", "path", ROOT / "var" / "public",
    "Folder of checked and masked copies that anyone may fetch.",
)  # fmt: skip
UPLOAD_LIMIT_BYTES = variable(
    "UPLOAD_LIMIT_BYTES", "int", 10_000_000, "Largest file that people may send."
)

FILE_STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_FILES_ROOT},
    },
}
