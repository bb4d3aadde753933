"""What the one who wrote says of how it went."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.permissions import ANYONE, Actor, require
from medverkan.foundation.text import without_identity_numbers
from medverkan.participation.cases import events, rules
from medverkan.participation.cases.models import Case, Rating
from medverkan.participation.cases.operations import flagging, registering
from medverkan.participation.cases.operations.ending import reopen_locked
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.operations.talking import write
from medverkan.participation.cases.states import MessageKind, Solved


@transaction.atomic
def rate(
    *,
    case: Case,
    solved: Solved,
    at: dt.datetime,
    grade: int | None = None,
    words: str = "",
    actor: Actor = ANYONE,
) -> Case:
    """
    Let the one who wrote say whether it was solved; "no" opens the case again.

    One rating a case: a new one takes the place of the old, and the same again is no news.
    `grade` is how content one is, 1 to 5. The words become an addition to the case, for its
    officer; nobody publishes them. Whoever holds the secret link may do this.
    """
    case = lock(case, version=None)
    require(rules.resident_may_rate(case))
    if words.strip():
        _keep_words(case, words, actor=actor, at=at)
    if not _is_said(case, solved, grade):
        Rating.objects.update_or_create(
            case=case, defaults={"solved": solved, "grade": grade, "rated_at": at}
        )
        save(case)
        record(events.RATED, case, actor=actor, at=at, solved=solved.value, grade=grade)
    if solved == Solved.NO:
        reopen_locked(case, actor=actor, at=at)
    return case


def _is_said(case: Case, solved: Solved, grade: int | None) -> bool:
    """Tell whether this was said already of the answer that the case has now."""
    said = Rating.objects.filter(case=case, solved=solved, grade=grade).first()
    return said is not None and rules.is_of_this_answer(said, case)


def _keep_words(case: Case, words: str, *, actor: Actor, at: dt.datetime) -> None:
    text, _ = without_identity_numbers(words)
    message = write(case, MessageKind.ADDITION, text, actor=actor, at=at)
    registering.add_to_diary(case, message, actor=actor, at=at)
    record(events.ADDED, case, actor=actor, at=at)
    flagging.flag(case, text, actor=actor, at=at)
