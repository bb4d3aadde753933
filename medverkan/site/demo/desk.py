"""What lies on the officers' desks in the demo, put there by the real operations."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db.models import Q

from medverkan.foundation import calendar
from medverkan.foundation.accounts import actors
from medverkan.foundation.accounts.models import User
from medverkan.foundation.permissions import ANYONE, Actor
from medverkan.foundation.text import Translated
from medverkan.participation.cases import operations as cases
from medverkan.participation.cases.models import Case, Tag
from medverkan.participation.cases.operations import Said, Sender, TemplateText
from medverkan.participation.cases.states import (
    TO_ANSWER,
    CaseState,
    Channel,
    ReportGround,
)
from medverkan.participation.cases.suspicion import Sign
from medverkan.publishing.records import operations as records
from medverkan.publishing.records.states import Measure
from medverkan.reference.bodies import operations as bodies
from medverkan.reference.bodies import queries as body_queries
from medverkan.reference.bodies.models import Area, Body, RoleAssignment, Topic
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways.models import Pathway
from medverkan.reference.register import operations as register
from medverkan.reference.register.models import LegalHold, Record

TOLD = Path(__file__).parent / "desk.toml"
BODY = "tekniska-forvaltningen"
BETWEEN = dt.timedelta(minutes=23)
# The night it snowed, and how long ago the rest was.
SNOWED = dt.timedelta(hours=30)
A_WEEK = dt.timedelta(days=7)
A_DAY = dt.timedelta(days=1)


def furnish(*, at: dt.datetime) -> None:
    """Lay out what no story of a single case tells."""
    told = tomllib.loads(TOLD.read_text("utf-8"))
    body = Body.objects.get(slug=BODY)
    first, second = list(body_queries.officers_of(body, at))[:2]
    _templates(told["template"], body=body, by=(first, second), at=at - A_WEEK)
    _suspects(told["suspect"], at=at - A_DAY)
    _arrivals(told["arrival"], at=at - 4 * BETWEEN)
    _snow(told["snow"], at=at - SNOWED)
    _on_the_table(body, officer=first, colleague=second, at=at - BETWEEN)
    _reported(body, at=at - A_DAY)
    _asked_about(at=at - A_DAY)
    _suggested_to_join(**told["join"], at=at - A_DAY)
    _marked(told["mark"], at=at - A_DAY)
    today = calendar.local_date(at)
    bodies.cover(
        user=second,
        covered_by=first,
        first_day=today,
        last_day=today + A_WEEK,
        actor=actors.actor_of(second, at),
        at=at,
    )
    _hold(body, at=at - A_DAY)
    _rules_for_destruction(body, at=at - A_DAY)


def _templates(
    told: list[dict[str, Any]], *, body: Body, by: tuple[User, User], at: dt.datetime
) -> None:
    writer, approver = (actors.actor_of(user, at) for user in by)
    for one in told:
        topic = Topic.objects.get(slug=one["topic"]) if "topic" in one else None
        text = Translated(
            {code: one[code] for code in ("sv", "en", "fi") if code in one}
        )
        template = cases.write_template(
            body=body, what=TemplateText(one["name"], text, topic), actor=writer, at=at
        )
        if one.get("is_approved"):
            cases.approve_template(
                template=template,
                version=template.version,
                actor=approver,
                at=at + A_DAY,
            )


def _suspects(told: list[dict[str, Any]], *, at: dt.datetime) -> None:
    for number, one in enumerate(told):
        cases.receive(
            said=Said(
                title=one["title"],
                text=one["text"],
                pathway=Pathway.objects.get(slug="synpunkt"),
                body=body_queries.front_desk(),
            ),
            sender=Sender(email=one["email"], answer_by="email"),
            channel=Channel(one["channel"]),
            signs=[Sign(sign) for sign in one["signs"]],
            actor=ANYONE,
            at=at + number * BETWEEN,
        )


def _arrivals(told: list[dict[str, Any]], *, at: dt.datetime) -> None:
    """Lodge what must be seen at once: alarms, and an appeal to hand over the same day."""
    for number, one in enumerate(told):
        said = Said(
            title=one["title"],
            text=one["text"],
            pathway=Pathway.objects.get(slug="synpunkt"),
            topic=Topic.objects.get(slug=one["topic"]),
        )
        cases.lodge(
            said=said,
            sender=Sender(),
            channel=Channel.WEB,
            actor=ANYONE,
            at=at + number * BETWEEN,
        )


def _snow(told: dict[str, Any], *, at: dt.datetime) -> None:
    areas = {area.slug: area for area in Area.objects.all()}
    pathway = Pathway.objects.get(slug=told["pathway"])
    topic = Topic.objects.get(slug=told["topic"])
    for number, (area, place, text) in enumerate(told["places"]):
        cases.lodge(
            said=Said(
                title=told["title"].format(place=place),
                text=text,
                pathway=pathway,
                topic=topic,
                area=areas[area],
                place=place,
            ),
            sender=Sender(email=f"vinter{number}@example.org", answer_by="email"),
            channel=Channel.WEB,
            actor=ANYONE,
            at=at + number * BETWEEN,
        )


def _on_the_table(
    body: Body, *, officer: User, colleague: User, at: dt.datetime
) -> None:
    """Let the officer watch, ask about, put off and mark some of the cases that wait."""
    actor = actors.actor_of(officer, at)
    waiting = Case.objects.filter(
        body=body, state__in=TO_ANSWER, arrived_at__lt=at - SNOWED - A_DAY
    )
    mine = list(waiting.filter(assignee=officer).order_by("-due_date", "pk")[:3])
    today = calendar.local_date(at)
    deeds: list[Callable[[Case], Any]] = [
        lambda case: cases.watch(
            case=case,
            date=today + A_DAY,
            reason="Fråga entreprenören om ljusmätningen",
            version=case.version,
            actor=actor,
            at=at,
        ),
        lambda case: cases.consult(
            case=case,
            colleague=colleague,
            text="Var det inte du som var på plats här i våras? Vad sa entreprenören då?",
            remind_date=calendar.add_working_days(today, 2),
            actor=actor,
            at=at,
        ),
        lambda case: cases.tag(
            case=case,
            tags=list(Tag.objects.order_by("order", "slug")[:1]),
            version=case.version,
            actor=actor,
            at=at,
        ),
    ]
    for case, deed in zip(mine, deeds, strict=False):
        deed(case)
    cases.save_selection(
        name="Snö som inte är svarad",
        list_name="alla",
        query=f"amne={Topic.objects.get(slug='snorojning').slug}",
        actor=actor,
        at=at,
    )


def _reported(body: Body, *, at: dt.datetime) -> None:
    """Let a reader say that something published should not stand as it does."""
    cases.report_content(
        case=Case.objects.published().filter(body=body).order_by("pk")[0],
        ground=ReportGround.WRONG,
        text="Det står Storgatan, men det var på Lilla Brogatan. Gör om det, tack.",
        email="lasare@example.org",
        language="sv",
        at=at,
    )


def _asked_about(*, at: dt.datetime) -> None:
    """Let readers ask the author of a proposal: one question is answered, one waits."""
    case = (
        Case.objects.published()
        .filter(state=CaseState.GATHERING, rule_set__allows_questions=True)
        .order_by("pk")[0]
    )
    officer = next(iter(body_queries.officers_of(case.body, at)))
    actor = actors.actor_of(officer, at)
    answered, _waiting = (
        cases.put_question(case=case, text=text, email="", language="sv", at=at)
        for text in (
            "Har du tänkt på dem som bor närmast? Vad säger de?",
            "Räcker det inte att göra detta i en stadsdel först, och se hur det går?",
        )
    )
    asked = {"case": case, "question": answered.pk, "at": at}
    shown = {"text": answered.text, "version": case.version, "actor": actor}
    cases.send_question(**asked, **shown)
    answer = (
        "Ja, jag har gått runt och frågat. De flesta är för, och resten vill veta mer."
    )
    cases.answer_question(**asked, text=answer)
    cases.show_question(**asked, **shown, answer=answer)


def _suggested_to_join(*, title: str, into: str, text: str, at: dt.datetime) -> None:
    """Let an author be asked for a yes to joining another proposal about the same place."""
    case = Case.objects.get(published_title=title)
    officer = next(iter(body_queries.officers_of(case.body, at)))
    cases.offer_merge(
        case=case,
        into=Case.objects.get(published_title=into),
        text=text,
        version=case.version,
        actor=actors.actor_of(officer, at),
        at=at,
    )


def _marked(told: list[dict[str, Any]], *, at: dt.datetime) -> None:
    """Let officers mark for follow-up what speaks of such things, by what is written in it."""
    for mark in told:
        tag = Tag.objects.get(slug=mark["tag"])
        said = Q()
        for word in mark["words"]:
            said |= Q(opening__text__icontains=word)
        for case in Case.objects.filter(said, is_protected=False, tags=None):
            officer = next(iter(body_queries.officers_of(case.body, at)))
            cases.tag(
                case=case,
                tags=[tag],
                version=case.version,
                actor=actors.actor_of(officer, at),
                at=at,
            )


def _hold(body: Body, *, at: dt.datetime) -> None:
    """Keep a matter while somebody claims damages."""
    record = Record.objects.filter(authority=body.authority_id).order_by("pk")[0]
    register.place_hold(
        record=record,
        ground=LegalHold.Ground.DISPUTE,
        reason="Krav på ersättning för skador på en cykel; försäkringsbolaget har skrivit.",
        actor=_registrar(body, at=at),
        at=at,
    )


def _rules_for_destruction(body: Body, *, at: dt.datetime) -> None:
    """Write down what the board decided in its plan for documents."""
    for pathway, years, measure, paragraph in (
        (None, 2, Measure.DESTROY, "147"),
        (Pathway.objects.get(slug="felanmalan"), 0, Measure.ANONYMISE, "148"),
    ):
        records.record_rule(
            authority=body.authority,
            pathway=pathway,
            class_code=None,
            keep_years=years,
            measure=measure,
            decided_by=body.authority,
            decided_date=dt.date(2025, 12, 10),
            paragraph=paragraph,
            actor=_registrar(body, at=at),
            at=at,
        )


def _registrar(body: Body, *, at: dt.datetime) -> Actor:
    held = RoleAssignment.objects.filter(
        body=body.authority_id, role=Role.REGISTRAR
    ).order_by("pk")
    return actors.actor_of(held[0].user, at)
