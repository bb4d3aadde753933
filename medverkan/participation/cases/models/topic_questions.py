"""What is asked of those who write about a topic, beside the common fields."""

from __future__ import annotations

from django.db import models

from medverkan.foundation.text import TranslatedField
from medverkan.participation.cases.models.shared import one_of
from medverkan.participation.cases.states import AskedKind
from medverkan.reference.bodies.models import Topic


class TopicQuestion(models.Model):
    """
    Something more that is asked of those who write about a topic.

    `choices` are the answers to choose among, each a text by language. What is answered is
    no row: it stands, with the question, last in the words of the one who wrote, so that it
    is masked, handed out and destroyed with them.
    """

    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, related_name="topic_questions"
    )
    code = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, default=AskedKind.TEXT)
    label = TranslatedField()
    help_text = TranslatedField(blank=True)
    choices = models.JSONField(default=list, blank=True)
    is_required = models.BooleanField(default=False)
    is_asked = models.BooleanField(default=True)
    place = models.PositiveSmallIntegerField(default=50)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_topicquestion_kind_is_known",
                condition=one_of("kind", AskedKind),
            ),
        ]
        indexes = [
            models.Index(
                fields=["topic", "place"],
                name="cases_topicquestion_asked",
                condition=models.Q(is_asked=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.label)
