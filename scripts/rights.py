"""Who may what: each role tried against each action of a case, and every room's rules."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from medverkan.foundation.permissions import Actor
    from medverkan.participation.cases.models import Case

BODY, AUTHORITY = 1, 2

INTRODUCTION = (
    "Each role is tried against the rules of the room, in every state a case can be in."
    " *Yes*: there is a state in which somebody who holds the role at the case's body or"
    " authority may do it. *Unprotected*: not where a secrecy mark or a protected topic"
    " protects the case. Nobody may do anything with a case in which they have a conflict"
    " of interest, and the page offers only what can be done in the case's state"
    " ([states](states.md)).\n\n"
)


def of_officers() -> Iterator[tuple[str, ...]]:
    """Return a row for each action: what it is, and an answer for each role."""
    from medverkan.reference.bodies.roles import Role

    for name, may in _actions():
        yield (name, *(_answer(may, role) for role in Role.values))


def of_residents() -> Iterator[tuple[str, ...]]:
    """Return a row for each thing that the secret link lets its holder do, by state."""
    from medverkan.participation.cases import rules
    from medverkan.participation.cases.states import CaseState

    for name, may in (
        ("Add words or a file", rules.resident_may_add),
        ("Take the case back", rules.resident_may_withdraw),
        ("Say whether it was solved", rules.resident_may_rate),
    ):
        states = [s.value for s in CaseState if may(_case(state=s))]
        never = [s.value for s in CaseState if s.value not in states]
        yield (name, ", ".join(states), ", ".join(never) or "-")


def rules_of_rooms() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Return every room's rules, each with the first line of what it says of itself."""
    from django.apps import apps

    for config in apps.get_app_configs():
        name = f"{config.name}.rules"
        if config.name.startswith("medverkan.") and find_spec(name):
            module = import_module(name)
            yield (
                config.label,
                [
                    (f"`{rule}`", _first_line(function))
                    for rule, function in vars(module).items()
                    if inspect.isfunction(function)
                    and (function.__module__ + ".").startswith(name + ".")
                    and not rule.startswith("_")
                ],
            )


def _actions() -> Iterator[tuple[str, Callable[[Actor, Case], bool]]]:
    from medverkan.participation.cases import desk, rules

    yield "See it in the workspace", rules.may_see
    yield "Register it for somebody", lambda actor, _case: rules.may_register(actor)
    yield "Answer it together with others", rules.may_lead
    for action in desk.ACTIONS.values():
        yield str(action.label), action.may


def _answer(may: Callable[[Actor, Case], bool], role: str) -> str:
    from medverkan.foundation.permissions import Actor, Grant

    actor = Actor(user_id=1, grants=frozenset({Grant(role, BODY)}))
    answers = {case.is_protected for case in _every_case() if may(actor, case)}
    if not answers:
        return "-"
    return "yes" if True in answers or _never_protected(may) else "unprotected"


def _never_protected(may: Callable[[Actor, Case], bool]) -> bool:
    # What nobody may do with a protected case says nothing of this role.
    from medverkan.foundation.permissions import Actor, Grant
    from medverkan.reference.bodies.roles import Role

    everyone = Actor(
        user_id=1, grants=frozenset(Grant(role, BODY) for role in Role.values)
    )
    return not any(may(everyone, case) for case in _every_case() if case.is_protected)


@cache
def _every_case() -> list[Case]:
    # Made once: rules only read, and there are some hundred to try for each action and role.
    return list(_cases())


def _cases() -> Iterator[Case]:
    from medverkan.participation.cases.states import CaseState, Publication

    for state, publication, is_protected, marked, joined in product(
        CaseState, Publication, (False, True), (False, True), (None, 2)
    ):
        if not (is_protected and publication == Publication.PUBLISHED):
            yield _case(
                state=state,
                publication=publication,
                is_protected=is_protected,
                marked=marked,
                merged_into_id=joined,
            )


def _case(*, marked: bool = False, **values: object) -> Case:
    from medverkan.foundation import clock
    from medverkan.foundation.notices.models import Delivery
    from medverkan.participation.cases.models import (
        AuthorQuestion,
        Case,
        CaseAlarm,
        Consultation,
        ContentReport,
        ConversionOffer,
        Disqualification,
        Exemption,
        MergeOffer,
        Party,
        Pause,
        ReplyDraft,
        Review,
        SecrecyMark,
    )
    from medverkan.reference.bodies.models import Body
    from medverkan.reference.pathways.models import RuleSet

    case = Case(
        pk=1, body=Body(pk=BODY, wants_four_eyes=marked), authority_id=AUTHORITY,
        rule_set=RuleSet(
            answer_days=10, exempts_minority_matters=True
        ),
        may_be_published=True, needs_hand_over=marked, awaits_guardian=marked, **values,
    )  # fmt: skip
    case._state.fields_cache["alarm"] = CaseAlarm(case_id=1) if marked else None
    draft = ReplyDraft(case_id=1, drafted_by_id=2) if marked else None
    case._state.fields_cache["reply_draft"] = draft
    exemption = Exemption(case_id=1, decided_by_id=2) if marked else None
    case._state.fields_cache["exemption"] = exemption
    marks = SecrecyMark.objects.none()
    marks._result_cache = [SecrecyMark(case_id=1)] if marked else []
    parties = Party.objects.none()
    parties._result_cache = [
        Party(
            case_id=1, has_protected_identity=values.get("merged_into_id") is not None
        )
    ]
    asked = Consultation.objects.none()
    asked._result_cache = [Consultation(case_id=1, asked_id=1)]
    reported = ContentReport.objects.none()
    reported._result_cache = [ContentReport(case_id=1)] if marked else []
    asked_about = AuthorQuestion.objects.none()
    asked_about._result_cache = [AuthorQuestion(case_id=1)] if marked else []
    suggested = MergeOffer.objects.none()
    suggested._result_cache = [MergeOffer(case_id=1)] if marked else []
    # The one who asks has begun the review, where there is one to make.
    case._state.fields_cache["review"] = Review(reviewer_id=1, taken_at=clock.now())
    case.lost_letters = [Delivery()] if marked else []
    # Answered from memory: the page is written without a database.
    case._prefetched_objects_cache = {
        "consultations": asked,
        "author_questions": asked_about,
        "content_reports": reported,
        "conversion_offers": ConversionOffer.objects.none(),
        "disqualifications": Disqualification.objects.none(),
        "merge_offers": suggested,
        "merged": Case.objects.none(),
        "parties": parties,
        "pauses": Pause.objects.none(),
        "secrecy_marks": marks,
    }
    return case


def _first_line(function: Callable[..., object]) -> str:
    return (inspect.getdoc(function) or "").partition("\n")[0]
