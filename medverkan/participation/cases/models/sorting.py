"""What the sorter has learned, and what it proposed before anybody had decided."""

from __future__ import annotations

from django.db import models

from medverkan.participation.cases.models.case import Case
from medverkan.reference.bodies.models import Body, Topic


class SorterVersion(models.Model):
    """
    One learned sorter: numbers and words, no case's text.

    `checked` is how well it did on handled cases, each asked as if it had not been there:
    a list of [right topic, proposed topic or null, likelihood, right body, proposed body].
    Only the latest few keep their `content`.
    """

    made_at = models.DateTimeField()
    example_count = models.PositiveIntegerField()
    content = models.BinaryField()
    checked = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"sorter {self.pk}"


class Proposed(models.Model):
    """
    What the sorter proposed for a case when it came, before a person handled it.

    Compared with what officers decide; an empty topic is that it did not know. `version`
    is the number of the learned sorter, 0 for one that knew topics by their words alone.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="proposed")
    version = models.PositiveIntegerField()
    topic = models.ForeignKey(
        Topic, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    topic_likelihood = models.FloatField()
    body = models.ForeignKey(
        Body, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    category = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=10, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_proposed_likelihood_is_a_share",
                condition=models.Q(topic_likelihood__gte=0, topic_likelihood__lte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"proposed for {self.case_id}"
