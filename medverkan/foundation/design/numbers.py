"""Numbers as people read them."""

from __future__ import annotations

from django.utils.translation import get_language

# Thin and unbreakable (U+202F), so that a number never splits over two lines.
THIN_SPACE = "\u202f"
DECIMAL_SIGN = {"sv": ",", "fi": ",", "en": "."}


def thin(number: float) -> str:
    """
    Return the number with thin spaces between thousands and a true minus sign.

    Decimals are kept as they are given; the sign before them is the language's own.
    """
    whole, dot, decimals = str(abs(number)).partition(".")
    spaced = f"{int(whole):,}".replace(",", THIN_SPACE)
    sign = "−" if number < 0 else ""
    if not dot or not decimals.strip("0"):
        return f"{sign}{spaced}"
    return f"{sign}{spaced}{DECIMAL_SIGN.get(get_language() or 'sv', ',')}{decimals}"
