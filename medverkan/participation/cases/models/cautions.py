"""What a reviewer looks for in a text before everyone may read it."""

from __future__ import annotations

from django.db import models
from django.utils.functional import cached_property

from medverkan.foundation.text import TranslatedField


class Caution(models.Model):
    """
    Wording that a person looks at before it is published: an insult, an accusation.

    `words` holds the wording by language. It never stops a text: somebody decides each time.
    """

    slug = models.SlugField(max_length=60, unique=True)
    title = TranslatedField()
    advice = TranslatedField(blank=True)
    words = models.JSONField(default=dict, blank=True)
    is_used = models.BooleanField(default=True)

    def __str__(self) -> str:
        return str(self.title)

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """Return what is looked for, in all languages together."""
        return tuple(sorted({w for said in self.words.values() for w in said if w}))
