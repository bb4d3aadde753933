"""Plain text: what people write, what languages it is in and what it must not give away."""

from medverkan.foundation.text.cleaning import NotText, clean, summary, title_of
from medverkan.foundation.text.language import Guess, guess_language
from medverkan.foundation.text.personal import (
    Kind,
    Span,
    find_personal_data,
    mask,
    without_identity_numbers,
)
from medverkan.foundation.text.translated import (
    SOURCE_LANGUAGE,
    Translated,
    TranslatedField,
)

__all__ = [
    "SOURCE_LANGUAGE",
    "Guess",
    "Kind",
    "NotText",
    "Span",
    "Translated",
    "TranslatedField",
    "clean",
    "find_personal_data",
    "guess_language",
    "mask",
    "summary",
    "title_of",
    "without_identity_numbers",
]
