"""Load: any number of plausible cases, written in bulk past the operations."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from itertools import islice

from django.db import transaction
from django.db.models import OuterRef, Subquery

from medverkan.foundation import calendar, references
from medverkan.foundation.audit.models import Event
from medverkan.participation.cases import events
from medverkan.participation.cases.models import (
    Case,
    Decision,
    ImplementationStep,
    Message,
    Party,
)
from medverkan.participation.cases.states import (
    OPEN,
    BoardOutcome,
    CaseState,
    Channel,
    MessageKind,
    Outcome,
    Publication,
)
from medverkan.reference.bodies.models import Area, Topic
from medverkan.reference.pathways import queries as pathways
from medverkan.reference.pathways.choices import Decider
from medverkan.site.demo.places import somewhere_in

BATCH = 2000
_DECIDED = frozenset({CaseState.DECIDED, CaseState.IMPLEMENTING, CaseState.DONE})
_PROPOSAL_STATES = (
    CaseState.NOT_REACHED, CaseState.NOT_REACHED, CaseState.PREPARING,
    CaseState.DECIDED, CaseState.IMPLEMENTING, CaseState.DONE,
)  # fmt: skip

_THINGS = (
    "Lampan", "Bänken", "Papperskorgen", "Cykelstället", "Gungan", "Hållplatsen", "Trottoaren",
    "Gångtunneln", "Övergångsstället", "Rabatten", "Skylten", "Räcket", "Bron", "Grusplanen",
    "Bollplanen", "Biblioteket", "Badplatsen", "Rampen", "Dörröppnaren", "Toaletten",
)  # fmt: skip
_FAULTS = (
    "är trasig", "är borta", "saknas", "är hal", "lyser inte", "är full av skräp",
    "är för smal", "borde flyttas", "borde lagas före vintern", "är svår att hitta",
    "går inte att nå med rullstol", "är nedklottrad", "behöver målas", "stänger för tidigt",
)  # fmt: skip
_ENDINGS = (
    "Jag går förbi varje dag och det har varit så länge.",
    "Barnen i kvarteret använder den mycket.",
    "Jag har sett flera som nästan har snubblat där.",
    "Det vore bra om någon tittade på det innan det blir mörkt.",
    "Tack på förhand för ett svar.",
)
_ANSWERS = (
    "Tack för att du hör av dig. Vi var på plats i går och har beställt en lagning.",
    "Tack för ditt tips. Vi gör det tillsammans med nästa runda i området.",
    "Tack. Det är inte planerat i år, men vi tar med det när vi gör nästa års plan.",
)


def make_cases(
    count: int, *, now: dt.datetime, seed: int = 1, proposals: int = 0
) -> int:
    """
    Make `count` cases spread over five years, most of them published and answered.

    They have messages, a sender and public events, but neither letters nor diary records:
    they are load for lists, pages and search. Of a hundred, `proposals` are proposals that
    a body has or has had, without ballots. The same seed gives the same texts.
    """
    maker = _Maker(now=now, seed=seed, proposals=proposals)
    made = 0
    while made < count:
        made += maker.make(min(BATCH, count - made))
    return made


class _Maker:
    def __init__(self, *, now: dt.datetime, seed: int, proposals: int = 0) -> None:
        self.now = now
        self.proposals = proposals
        self.random = random.Random(seed)  # noqa: S311 - plausible, not secret
        self.topics = list(
            Topic.objects.filter(is_protected=False, body__authority__isnull=False)
            .select_related("body")
            .order_by("pk")
        )
        self.areas = list(Area.objects.order_by("pk"))
        open_now = pathways.open_rule_sets(now)
        self.rule_sets = [r for r in open_now if r.decider == Decider.OFFICER]
        self.proposal_rules = [r for r in open_now if r.decider != Decider.OFFICER]

    @transaction.atomic
    def make(self, count: int) -> int:
        cases = Case.objects.bulk_create(islice(self._cases(), count))
        Message.objects.bulk_create(self._opening(case) for case in cases)
        opening = Message.objects.filter(
            case=OuterRef("pk"), kind=MessageKind.SUBMISSION
        ).values("pk")
        Case.objects.filter(opening=None).update(opening=Subquery(opening))
        Message.objects.bulk_create(
            self._answer(case) for case in cases if case.answered_at
        )
        Party.objects.bulk_create(Party(case=case) for case in cases)
        decided = [case for case in cases if case.state in _DECIDED]
        Decision.objects.bulk_create(map(self._decision, decided))
        ImplementationStep.objects.bulk_create(
            step for case in decided if case.state != CaseState.DECIDED
            for step in self._steps(case)
        )  # fmt: skip
        Event.objects.bulk_create(e for case in cases for e in self._events(case))
        return len(cases)

    def _cases(self) -> Iterator[Case]:
        while True:
            case = self._case()
            if self.proposals and self.random.randrange(100) < self.proposals:
                self._make_proposal(case)
            yield case

    def _make_proposal(self, case: Case) -> None:
        """Let it be under the rules of proposals, at its body or past it."""
        rule_set = self.random.choice(self.proposal_rules)
        case.pathway, case.rule_set = rule_set.pathway, rule_set
        case.state = self.random.choice(_PROPOSAL_STATES)
        case.outcome, case.answered_at, case.first_answered_at = "", None, None
        case.due_date = None
        if case.state not in OPEN:
            case.ended_at = case.arrived_at + dt.timedelta(days=200)

    def _decision(self, case: Case) -> Decision:
        at = case.arrived_at + dt.timedelta(days=120)
        return Decision(
            case=case,
            outcome=BoardOutcome.APPROVED,
            body_id=case.authority_id,
            date=calendar.local_date(at),
            paragraph=str(self.random.randrange(1, 300)),
            reasons=self.random.choice(_ANSWERS),
            recorded_at=at,
        )

    def _steps(self, case: Case) -> Iterator[ImplementationStep]:
        at = case.arrived_at + dt.timedelta(days=130)
        day = calendar.local_date(at)
        yield ImplementationStep(
            case=case,
            text="Beställa och bygga",
            due_date=day + dt.timedelta(days=90),
            done_date=day + dt.timedelta(days=70) if case.ended_at else None,
            recorded_at=at,
        )

    def _case(self) -> Case:
        pick = self.random.choice
        arrived_at = self.now - dt.timedelta(minutes=self.random.randrange(5 * 525_600))
        rule_set, topic, area = (
            pick(self.rule_sets),
            pick(self.topics),
            pick(self.areas),
        )
        days = self.random.randrange(1, 14)
        answered_at = arrived_at + dt.timedelta(days=days)
        is_answered = answered_at < self.now
        title = f"{pick(_THINGS)} vid {area.name} {pick(_FAULTS)}"
        latitude, longitude = somewhere_in(area, seed=title)
        return Case(
            reference=references.new_reference(year=arrived_at.year),
            pathway=rule_set.pathway,
            rule_set=rule_set,
            state=CaseState.ANSWERED if is_answered else CaseState.RECEIVED,
            topic=topic,
            area=area,
            place=area.name,
            shows_place=True,
            latitude=latitude,
            longitude=longitude,
            authority_id=topic.body.authority_id,
            body=topic.body,
            channel=pick((Channel.WEB, Channel.WEB, Channel.EMAIL, Channel.PHONE)),
            arrived_at=arrived_at,
            recorded_at=arrived_at,
            due_date=calendar.local_date(arrived_at) + dt.timedelta(days=14),
            answered_at=answered_at if is_answered else None,
            first_answered_at=answered_at if is_answered else None,
            outcome=pick(tuple(Outcome)) if is_answered else "",
            publication=Publication.PUBLISHED,
            may_be_published=True,
            published_title=title,
            published_text=f"{title}. {pick(_ENDINGS)}",
            published_at=arrived_at + dt.timedelta(hours=20),
        )

    def _opening(self, case: Case) -> Message:
        return Message(
            case=case,
            kind=MessageKind.SUBMISSION,
            title=case.published_title,
            text=case.published_text,
            written_at=case.arrived_at,
        )

    def _answer(self, case: Case) -> Message:
        text = self.random.choice(_ANSWERS)
        return Message(
            case=case,
            kind=MessageKind.REPLY,
            text=text,
            published_text=text,
            written_at=case.answered_at,
        )

    def _events(self, case: Case) -> Iterator[Event]:
        told = [(events.RECEIVED, case.arrived_at, {"channel": str(case.channel)})]
        if case.answered_at is not None:
            told.append((events.ANSWERED, case.answered_at, {"outcome": case.outcome}))
        if case.state in _DECIDED | {CaseState.PREPARING}:
            reached_at = case.arrived_at + dt.timedelta(days=60)
            told.append((events.REACHED, reached_at, {"threshold": 150}))
            handed = {"to_body": case.authority_id, "counted": 150}
            told.append((events.HANDED_OVER, reached_at, handed))
        for event_type, at, data in told:
            yield Event(
                name=event_type.name,
                occurred_at=at,
                recorded_at=at,
                is_system=True,
                subject_kind=Case._meta.label_lower,
                subject_id=case.pk,
                about_case=case.pk,
                body_id=case.body_id,
                visibility=event_type.visibility,
                data=data,
            )
