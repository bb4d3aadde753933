"""Outgoing mail: one SMTP server, or the console in development."""

from config.environment import variable

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = variable("EMAIL_HOST", "str", "localhost", "SMTP server.")
EMAIL_PORT = variable("EMAIL_PORT", "int", 25, "Port of the SMTP server.")
EMAIL_HOST_USER = variable("EMAIL_HOST_USER", "str", "", "SMTP user, if any.")
EMAIL_HOST_PASSWORD = variable(
    "EMAIL_HOST_PASSWORD", "str", "", "SMTP password, if any."
)
EMAIL_USE_TLS = variable("EMAIL_USE_TLS", "bool", False, "STARTTLS to the SMTP server.")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = variable(
    "DEFAULT_FROM_EMAIL", "str", "Medverkan <medverkan@example.org>",
    "Sender of letters.",
)  # fmt: skip
REPLY_DOMAIN = variable(
    "REPLY_DOMAIN", "str", "",
    "Domain whose mail is read in: replies to svar+...@domain land in their case. Empty: "
    "letters carry no reply address.",
)  # fmt: skip
