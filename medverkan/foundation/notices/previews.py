"""Letters with their samples, as the previews and the tests show them."""

from __future__ import annotations

from medverkan.foundation.notices import rendering
from medverkan.foundation.notices.letters import LetterType

NAME = "Kim Andersson"
ADDRESS = "Exempelgatan 1\n501 10 Borås"


def sample(letter: LetterType, *, language: str) -> rendering.Rendered:
    """Return the letter with its sample, to an invented person."""
    return rendering.render(
        letter,
        language=language,
        context=letter.sample(),
        recipient_name=NAME,
        unsubscribe_url="" if letter.is_duty else "https://example.org/avanmal/",
    )
