"""What is held back as suspected spam."""

from config.environment import variable

INTAKE_FLOOD_LIMIT = variable(
    "INTAKE_FLOOD_LIMIT", "int", 300,
    "How many cases may come from one network in ten minutes before the next are held back "
    "for a person to look at. 0: never.",
)  # fmt: skip
SPAM_PHRASES = variable(
    "SPAM_PHRASES", "list", [],
    "Phrases of spam beside those known, with commas between; what has one is held back.",
)  # fmt: skip
MAILBOX_PASSWORDS = variable(
    "MAILBOX_PASSWORDS", "json", {},
    'Passwords of the mailboxes that are read, by name: {"teknik": "..."}.',
)  # fmt: skip
MAIL_LIMIT_BYTES = variable(
    "MAIL_LIMIT_BYTES", "int", 30_000_000,
    "Mail larger than this is held back with its headers only; the whole stays in the mailbox.",
)  # fmt: skip
