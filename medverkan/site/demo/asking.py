"""What is asked about some topics in the demo municipality."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

from medverkan.foundation.permissions import SYSTEM
from medverkan.participation.cases import operations as cases
from medverkan.reference.bodies.models import Topic

TOLD = Path(__file__).with_suffix(".toml")


def write(*, at: dt.datetime) -> None:
    """Write the questions by the operation that editors use."""
    questions = tomllib.loads(TOLD.read_text("utf-8"))["question"]
    for place, one in enumerate(questions, 1):
        topic = Topic.objects.get(slug=one.pop("topic"))
        cases.save_topic_question(
            question=None, topic=topic, place=place, actor=SYSTEM, at=at, **one
        )
