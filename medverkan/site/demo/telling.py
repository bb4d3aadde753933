"""Telling the demo: every step of every story in the order of time, by the real operations."""

from __future__ import annotations

import datetime as dt
import heapq
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format

from medverkan.foundation import calendar
from medverkan.foundation.accounts import actors
from medverkan.foundation.accounts.models import User
from medverkan.foundation.notices.recipients import supported_language
from medverkan.foundation.permissions import ANYONE, SYSTEM, Actor
from medverkan.participation.cases import operations as cases
from medverkan.participation.cases.models import Case, Disqualification
from medverkan.participation.cases.operations import Said, Sender
from medverkan.participation.cases.states import Channel, Outcome, Solved
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import Area, Body, Topic
from medverkan.reference.pathways.choices import Decider
from medverkan.reference.pathways.models import Pathway
from medverkan.site.demo import voting
from medverkan.site.demo.places import somewhere_in
from medverkan.site.demo.stories import Step, Story

_DAY = re.compile(r"\{([+-]\d+)\}")

StepDone = Callable[["Teller", Case, dict[str, Any], dt.datetime], None]


class StepFailed(Exception):
    """A story asks for something that cannot be done; names the case and the step."""


class Teller:
    """Holds what the stories refer to, so that telling a thousand costs a few look-ups."""

    def __init__(self, *, now: dt.datetime) -> None:
        self.now = now
        self.today = calendar.local_date(now)
        self.pathways = {row.slug: row for row in Pathway.objects.all()}
        self.topics = {row.slug: row for row in Topic.objects.all()}
        self.areas = {row.slug: row for row in Area.objects.all()}
        self.bodies = {row.slug: row for row in Body.objects.all()}
        self._officers: dict[tuple[int, str], list[User]] = {}
        self._actors: dict[int, Actor] = {}

    @transaction.atomic
    def tell(self, stories: Iterator[Story]) -> int:
        """Do everything that has happened by now; return how many cases there are."""
        line: list[tuple[dt.datetime, int, int]] = []
        told = list(stories)
        for number, story in enumerate(told):
            heapq.heappush(line, (story.arrived_at(self.today), number, -1))
            for index, step in enumerate(story.steps):
                heapq.heappush(line, (story.moment_of(step, self.today), number, index))
        made: dict[int, Case] = {}
        while line and line[0][0] <= self.now:
            at, number, index = heapq.heappop(line)
            story = told[number]
            if index < 0:
                made[number] = self._lodge(story, at=at)
            else:
                self._do(story, made[number], story.steps[index], at=at)
        return len(made)

    def _lodge(self, story: Story, *, at: dt.datetime) -> Case:
        area = self.areas[story.area] if story.area else None
        latitude, longitude = None, None
        if area and story.place:
            latitude, longitude = somewhere_in(area, seed=story.title)
        answer_by = next(
            (kind for kind, value in (("email", story.email), ("letter", story.address),
                                      ("phone", story.phone)) if value),
            "none",
        )  # fmt: skip
        return cases.lodge(
            said=Said(
                title=story.title,
                text=dated(story.text, at=at, language=story.language).strip(),
                pathway=self.pathways[story.pathway],
                topic=self.topics[story.topic] if story.topic else None,
                area=area,
                place=story.place,
                latitude=latitude,
                longitude=longitude,
                language=story.language,
                may_be_published=story.may_be_published,
                window_months=story.window_months,
                goes_to=Decider(story.goes_to) if story.goes_to else None,
            ),
            sender=Sender(
                name=story.name,
                email=story.email,
                phone=story.phone,
                address=story.address,
                language=supported_language(story.language),
                answer_by=answer_by,
                is_minor=story.is_minor,
                is_below_age=bool(story.guardian_email),
                guardian_email=story.guardian_email,
            ),
            channel=Channel(story.channel),
            actor=ANYONE if story.channel == "web" else SYSTEM,
            at=at,
        ).case

    def _do(self, story: Story, case: Case, step: Step, *, at: dt.datetime) -> None:
        case.refresh_from_db()
        try:
            values = dict(step.values)
            if "text" in values:
                values["text"] = dated(values["text"], at=at, language=case.language)
            STEPS[step.do](self, case, values, at)
        except Exception as error:
            raise StepFailed(f"{story.title}: {step.do} {step.values}") from error

    def actor(self, case: Case, at: dt.datetime) -> Actor:
        """Return the officer who works with a case: its assignee, else one of its body."""
        officer = case.assignee or self.officer(case, 0)
        if officer.pk not in self._actors:
            self._actors[officer.pk] = actors.actor_of(officer, at)
        return self._actors[officer.pk]

    def officer(self, case: Case, turn: int) -> User:
        """
        Return one of the officers at the case's body; `turn` says which, going round.

        Whoever answers in the resident's language comes before those who do not.
        """
        at_work = (case.body_id, case.language)
        if at_work not in self._officers:
            self._officers[at_work] = list(
                bodies.officers_of(case.body, self.now, case.language)
            ) or list(bodies.officers_of(case.body, self.now))
        officers = self._officers[at_work]
        barred = set(case.disqualifications.values_list("user_id", flat=True))
        free = [user for user in officers if user.pk not in barred]
        return free[(case.pk + turn) % len(free)]


def dated(text: str, *, at: dt.datetime, language: str) -> str:
    """
    Write out the days of a story, which is told anew every year.

    `{+5}` is five working days after `at`, `{-3}` three days before it.
    """
    today = calendar.local_date(at)

    def day(told: re.Match[str]) -> str:
        days = int(told[1])
        if days < 0:
            return date_format(today + dt.timedelta(days=days), form)
        return date_format(calendar.add_working_days(today, days), form)

    language = supported_language(language)
    form = "j. E" if language == "fi" else "j F"
    with translation.override(language):
        return _DAY.sub(day, text)


def _assign(
    teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime
) -> None:
    cases.assign(
        case=case,
        assignee=teller.officer(case, values.get("turn", 0)),
        version=case.version,
        actor=teller.actor(case, at),
        at=at,
    )


def _reply(teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime) -> None:
    cases.reply(
        case=case,
        text=values["text"].strip(),
        outcome=Outcome(values["outcome"]),
        version=case.version,
        actor=teller.actor(case, at),
        at=at,
    )


def _write(operation: Callable[..., Any], *, versioned: bool) -> StepDone:
    def step(
        teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime
    ) -> None:
        seen = {"version": case.version} if versioned else {}
        operation(
            case=case, text=values["text"].strip(), actor=teller.actor(case, at), at=at,
            **seen,
        )  # fmt: skip

    return step


def _simple(operation: Callable[..., Any]) -> StepDone:
    def step(
        teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime
    ) -> None:
        operation(
            case=case,
            version=case.version,
            actor=teller.actor(case, at),
            at=at,
            **values,
        )

    return step


def _move(teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime) -> None:
    cases.move(
        case=case,
        to=teller.bodies[values["to"]],
        version=case.version,
        actor=teller.actor(case, at),
        at=at,
    )


def _published(operation: Callable[..., Any]) -> StepDone:
    def step(
        teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime
    ) -> None:
        replies = case.messages.filter(kind="reply").order_by("-written_at")
        operation(
            case=case,
            title=values.get("title", case.opening.title),
            text=values.get("text", case.opening.text).strip(),
            answer=values.get("answer", replies[0].text if replies else "").strip(),
            shows_place=bool(case.place),
            version=case.version,
            actor=teller.actor(case, at),
            at=at,
        )

    return step


def _add(teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime) -> None:
    cases.add(case=case, text=values["text"].strip(), at=at)


def _rate(teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime) -> None:
    solved = Solved(values["solved"])
    cases.rate(case=case, solved=solved, grade=values.get("grade"), at=at)


def _withdraw(
    teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime
) -> None:
    cases.withdraw(case=case, at=at)


def _conflict(
    teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime
) -> None:
    user = case.assignee or teller.officer(case, 0)
    cases.declare_conflict(
        case=case,
        user=user,
        ground=Disqualification.Ground(values.get("ground", "declared")),
        actor=actors.actor_of(user, at),
        at=at,
    )


STEPS: dict[str, StepDone] = {
    **voting.STEPS,
    "assign": _assign,
    "reply": _reply,
    "ask": _write(cases.ask, versioned=True),
    "note": _write(cases.note, versioned=False),
    "add": _add,
    "move": _move,
    "publish": _published(cases.publish),
    "mask": _published(cases.mask),
    "refuse_publication": _simple(cases.refuse_publication),
    "secrecy": _simple(cases.mark_secrecy),
    "conflict": _conflict,
    "rate": _rate,
    "withdraw": _withdraw,
    "reopen": _simple(cases.reopen),
    "close": _simple(cases.close),
}
