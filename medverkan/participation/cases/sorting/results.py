"""What the sorter says of a text, each part with how sure it is and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from medverkan.reference.bodies.models import Area, Body, Topic
from medverkan.reference.pathways.choices import Category
from medverkan.reference.pathways.models import Pathway

# Below this the sorter says that it does not know.
SURE_ENOUGH = 0.45
SURE_OF_KIND = 0.3
SURE_OF_LANGUAGE = 0.15


@dataclass(frozen=True)
class Likely:
    """A topic that the text may be about, how likely it is, and the words that say so."""

    topic: Topic
    likelihood: float
    words: tuple[str, ...] = ()
    case_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """
    What a text seems to be; each part may be missing, when the sorter does not know.

    `reasons` are words of the text. `pathway` is the one to begin with even when the
    category is not sure: what was written is then taken as a view.
    """

    language: str = ""
    language_likelihood: float = 0.0
    language_words: tuple[str, ...] = ()
    category: Category | None = None
    category_likelihood: float = 0.0
    category_words: tuple[str, ...] = ()
    pathway: Pathway | None = None
    likely: Sequence[Likely] = ()
    topic: Topic | None = None
    topic_likelihood: float = 0.0
    area: Area | None = None
    body: Body | None = None
    reasons: tuple[str, ...] = ()
    case_ids: tuple[int, ...] = ()
    version: int = 0
    example_count: int = 0
