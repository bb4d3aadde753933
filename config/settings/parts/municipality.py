"""The municipality in one place: name, contact, colours, logo and address of the site."""

from urllib.parse import urlsplit

from config.environment import variable

MUNICIPALITY = {
    "name": variable("MUNICIPALITY_NAME", "str", "Borås Stad", "Name shown to people."),
    "code": variable("MUNICIPALITY_CODE", "str", "1490", "Municipality code (SCB)."),
    "phone": variable(
        "MUNICIPALITY_PHONE", "str", "031-390 06 00", "Telephone shown on every step."
    ),
    "email": variable(
        "MUNICIPALITY_EMAIL",
        "str",
        "kontakt@example.org",
        "E-mail of the contact centre.",
    ),
    "address": variable(
        "MUNICIPALITY_ADDRESS", "str", "Storgatan 1, 501 80 Borås", "Postal address."
    ),
    "logo": variable(
        "MUNICIPALITY_LOGO", "str", "", "Static path of a logo (SVG); empty draws ours."
    ),
}
SITE_URL = variable(
    "SITE_URL",
    "str",
    "http://127.0.0.1:8000",
    "Address of the site, without a slash at the end.",
)
SITE_HOST = urlsplit(SITE_URL).hostname
