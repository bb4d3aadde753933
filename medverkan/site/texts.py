"""Pages of plain text that the law or good manners ask for, and the footer's links."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design.menu import MenuItem, register

# Name of the url, its address, the template (none where a view of its own fills it), the
# words in the footer.
TEXTS = [
    (
        "accessibility",
        "tillganglighet/",
        "",
        _("Accessibility statement"),
    ),
    (
        "personal_data",
        "personuppgifter/",
        "",
        _("How we use personal data"),
    ),
    ("cookies", "kakor/", "site/cookies.html", _("Cookies")),
    ("easy_read", "lattlast/", "site/easy_read.html", _("Easy to read")),
    (
        "request_document",
        "begar-ut-handling/",
        "site/request_document.html",
        _("Request a document"),
    ),
]


def register_menu() -> None:
    """Put the pages in the footer, with room for those of other rooms between."""
    for order, (name, _address, _template, label) in enumerate(TEXTS, start=1):
        register("footer", MenuItem(label, f"site:{name}", order=10 * order))
