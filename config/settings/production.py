"""Production: refuses to start without its secrets."""

from config.environment import VARIABLES
from config.settings.base import *  # noqa: F403 - a settings file is its names

_missing = [v.name for v in VARIABLES.values() if v.secret and not v.is_set]
if _missing:
    raise SystemExit(f"Set {', '.join(_missing)} in the environment first.")

if not VARIABLES["LEDGER_SIGNING_KEY"].is_set:
    LEDGER_SIGNING_KEY = ""  # a web process signs no heads; a worker refuses to
