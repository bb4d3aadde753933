"""What is asked about a topic beside the common fields, and how the answers are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from medverkan.foundation.audit.editions import Kept
from medverkan.foundation.text import SOURCE_LANGUAGE, Translated
from medverkan.participation.cases.models import TopicQuestion
from medverkan.participation.cases.states import AskedKind
from medverkan.reference.bodies.models import Topic


def asked_about(topic_id: int | None) -> list[TopicQuestion]:
    """Return what is asked about a topic now, in order."""
    return asked_by_topic().get(topic_id, [])


def asked_now() -> QuerySet[TopicQuestion]:
    """Return what is asked now with its topic, by topic and in order."""
    asked = TopicQuestion.objects.filter(is_asked=True).select_related("topic")
    return asked.order_by("topic__place", "topic__slug", "place", "pk")


def _read_by_topic() -> dict[int | None, list[TopicQuestion]]:
    asked: dict[int | None, list[TopicQuestion]] = {}
    for question in asked_now():
        asked.setdefault(question.topic_id, []).append(question)
    return asked


# What is asked about every topic now, in order.
asked_by_topic = Kept(_read_by_topic, of=(TopicQuestion, Topic))


def options_of(question: TopicQuestion) -> list[tuple[str, str]]:
    """Return the answers to choose among, each with its key, in the active language."""
    if question.kind == AskedKind.YES_NO:
        return [("yes", _("Yes")), ("no", _("No"))]
    told = [Translated(choice) for choice in question.choices]
    return [(slugify(one.in_language(SOURCE_LANGUAGE)), str(one)) for one in told]


def answered(
    questions: Iterable[TopicQuestion], answers: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return the questions that have an answer and the answers, in the active language."""
    return [
        (str(question.label), dict(options_of(question)).get(answer, answer))
        for question in questions
        if (answer := answers.get(question.code, ""))
    ]


def with_answers(
    text: str, questions: Iterable[TopicQuestion], answers: Mapping[str, str]
) -> str:
    """Return what somebody wrote with what they answered after it."""
    lines = [
        f"{label} {answer}" if label.endswith("?") else f"{label}: {answer}"
        for label, answer in answered(questions, answers)
    ]
    return "\n\n".join(filter(None, [text, "\n".join(lines)]))
