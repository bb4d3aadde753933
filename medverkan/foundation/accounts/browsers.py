"""A browser's own description of itself, in two words a person knows."""

from __future__ import annotations

# The first that is found counts: every browser also says it is one of those below it.
_BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def name_of(user_agent: str) -> str:
    """Return browser and system, or nothing when neither is known."""
    return ", ".join(
        found
        for names in (_BROWSERS, _SYSTEMS)
        if (found := _first(names, user_agent)) is not None
    )


def _first(names: dict[str, str], user_agent: str) -> str | None:
    return next((name for mark, name in names.items() if mark in user_agent), None)
