"""Styles, scripts and typeface: built once at set-up, served with hashed names."""

from config.environment import ROOT, variable
from config.settings.parts.files import FILE_STORAGES

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "collected"
BUILT_ASSETS = ROOT / "build" / "static"
STATICFILES_DIRS = [BUILT_ASSETS]
STORAGES = {
    **FILE_STORAGES,
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
NODE_MODULES = ROOT / "node_modules"
THEME_FILE = variable(
    "THEME_FILE", "path", ROOT / "config" / "theme.json",
    "Colours, radius and typeface of the municipality; read by build_assets.",
)  # fmt: skip
