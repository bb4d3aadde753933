"""When it is closed, as those who write to us are told."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from medverkan.foundation.text import TranslatedField
from medverkan.reference.bodies.models.bodies import Body

CLOSURE_LENGTH = 300


class Closure(models.Model):
    """
    Words on a holiday or a closed time, shown from its first to its last day to whoever writes.

    `body` is whom it is about, an authority or an administration; null is the whole
    municipality. It changes no clock: working days are `ClosedDay` and the calendar's.
    """

    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="closures"
    )
    text = TranslatedField()
    first_date = models.DateField()
    last_date = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="bodies_closure_ends_after_it_starts",
                condition=Q(last_date__gte=F("first_date")),
            ),
        ]
        indexes = [models.Index(fields=["last_date"], name="bodies_closure_by_end")]

    def __str__(self) -> str:
        return f"{self.first_date}--{self.last_date}"
