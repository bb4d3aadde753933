"""What people do to jobs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.audit.types import EventType, register

JOB_HASTENED = register(
    EventType(
        name="job.hastened",
        sentence=_("Job started ahead of its time: %(job)s"),
        data={"job": str},
    )
)
