"""Production: refuses to start without its secrets, and speaks HTTPS alone."""

from config.environment import VARIABLES, require_secrets, variable
from config.settings.base import *

require_secrets()

if not VARIABLES["LEDGER_SIGNING_KEY"].is_set:
    LEDGER_SIGNING_KEY = ""  # a web process signs no heads; a worker refuses to

SECURE_SSL_REDIRECT = variable(
    "SECURE_SSL_REDIRECT", "bool", True,
    "Send readers of http to https; turn off where the proxy already does.",
)  # fmt: skip
SECURE_HSTS_SECONDS = variable(
    "SECURE_HSTS_SECONDS", "int", 31_536_000,
    "Seconds for which browsers shall use https alone; 0 while you try a new name.",
)  # fmt: skip
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^halsa/$"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
DEMO = False  # demo persons sign in by one click: whatever the environment says
