"""What is asked about a topic: written, changed and taken out of use by staff."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor, require
from medverkan.participation.cases import events, rules
from medverkan.participation.cases.models import TopicQuestion
from medverkan.participation.cases.operations.kept_rows import fill, locked_or_new
from medverkan.reference.bodies.models import Topic

MOST_ASKED = 4


class TooManyQuestions(Exception):
    """As much is asked about the topic as somebody in a hurry can be asked."""


@transaction.atomic
def save_topic_question(
    *,
    question: TopicQuestion | None,
    topic: Topic,
    label: dict[str, str],
    actor: Actor,
    at: dt.datetime,
    **facts: object,
) -> TopicQuestion:
    """
    Write a question, or change one; `facts` are the other fields of `TopicQuestion`.

    :raises TooManyQuestions: `MOST_ASKED` are asked about the topic already
    :raises ValidationError: the question is missing in Swedish
    """
    require(rules.may_keep_topic_questions(actor))
    # Of two who write at once the second counts what the first has written.
    topic = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    question = locked_or_new(
        question, TopicQuestion, title=label, field="code", otherwise="fraga"
    )
    fill(question, {"topic": topic, "label": label, **facts})
    asked = TopicQuestion.objects.filter(topic=topic, is_asked=True)
    if question.is_asked and asked.count() > MOST_ASKED:
        raise TooManyQuestions(topic.slug)
    audit.record(events.TOPIC_QUESTION_SAVED, subject=question, actor=actor, at=at)
    return question
