"""Topics: what a case may be about, and which body answers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from medverkan.foundation.text import SOURCE_LANGUAGE, TranslatedField
from medverkan.reference.bodies.models.areas import Area
from medverkan.reference.bodies.models.bodies import Body


class Topic(models.Model):
    """
    What residents write about, with the body that answers.

    `keywords` holds words by language, `{"sv": ["snö", ...], "fi": [...]}`. A protected topic
    (social care, health, school, guardianship) is never shown as an example of anything.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = TranslatedField()
    description = TranslatedField(blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="children",
        null=True,
        blank=True,
    )
    keywords = models.JSONField(default=dict, blank=True)
    # Somebody must answer: a body with topics is closed only after they have moved.
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="topics")
    is_protected = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="bodies_topic_is_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def swedish_keywords(self) -> list[str]:
        """Return the words in Swedish, the language that officers keep them in."""
        return self.keywords.get(SOURCE_LANGUAGE, [])


class TopicInArea(models.Model):
    """That another body than the topic's own answers in an area and its parts."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="in_areas")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="topics")
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="topics_in_areas"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "area"], name="bodies_topic_has_one_body_in_an_area"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.area}"
