"""A case arrives: whatever the channel, it is received, registered and confirmed here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Model, QuerySet

from medverkan.foundation import calendar, references, rows
from medverkan.foundation.files.models import StoredFile
from medverkan.foundation.permissions import Actor
from medverkan.foundation.prepared import Given, Prepared
from medverkan.foundation.text import without_identity_numbers
from medverkan.participation.cases import emails, events, links
from medverkan.participation.cases.models import (
    Attachment,
    Case,
    Draft,
    Message,
    Party,
)
from medverkan.participation.cases.operations import (
    backing,
    beginning,
    flagging,
    identity,
    registering,
)
from medverkan.participation.cases.operations.locking import record
from medverkan.participation.cases.states import (
    Channel,
    MessageKind,
)
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import Area, Body, Topic
from medverkan.reference.pathways import operations as pathways
from medverkan.reference.pathways import queries as pathway_queries
from medverkan.reference.pathways.choices import Decider
from medverkan.reference.pathways.choices import Publication as RulePublication
from medverkan.reference.pathways.models import Pathway


@dataclass(frozen=True, kw_only=True)
class Said:
    """
    What somebody wants to say, and about what.

    `window_months` and `goes_to` (board or council) count where the rules let authors choose.
    Personal identity numbers are gone from its words as soon as it is made.
    """

    title: str
    text: str
    pathway: Pathway
    topic: Topic | None = None
    body: Body | None = None
    area: Area | None = None
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    language: str = "sv"
    may_be_published: bool = False
    window_months: int | None = None
    goes_to: Decider | None = None
    files: tuple[StoredFile, ...] = ()

    def __post_init__(self) -> None:
        _forget_identity_numbers(self, Message, "title", "text")
        _forget_identity_numbers(self, Case, "place")

    def where(self) -> Area | None:
        """Return the area that was told, else the one in which the position lies."""
        return self.area or bodies.area_at(self.latitude, self.longitude)


@dataclass(frozen=True, kw_only=True)
class Sender:
    """
    Who says it, as far as they want to tell; empty is anonymous.

    `is_below_age` is what whoever sent it says of the age under which the rules want a
    guardian's yes; `guardian_email` is then where it is asked for, and `guardian_has_signed`
    that it came along. A personal identity number written beside a name or as a telephone is
    gone at once.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    language: str = "sv"
    answer_by: str = Party.Answer.NONE
    wants_easy_words: bool = False
    is_minor: bool = False
    is_below_age: bool = False
    guardian_email: str = ""
    guardian_has_signed: bool = False
    has_protected_identity: bool = False
    public_name: str = field(default="")

    def __post_init__(self) -> None:
        _forget_identity_numbers(self, Party, "name", "phone", "address", "postcode")
        _forget_identity_numbers(self, Case, "public_name", column="published_name")


@dataclass(frozen=True)
class Lodged:
    """What a lodging gave: the case, and the token of its secret link (told only now)."""

    case: Case
    token: str


@transaction.atomic
def lodge(
    *,
    said: Said,
    sender: Sender,
    channel: Channel,
    actor: Actor,
    at: dt.datetime,
    arrived_at: dt.datetime | None = None,
    token: str | None = None,
    reference: str | None = None,
) -> Lodged:
    """
    Receive a case: store it, set its clock, register it and confirm it to the sender.

    `arrived_at` is when it reached the municipality, if earlier than `at` (paper, telephone);
    the clock and the diary count from there. The rule set in force at arrival is the case's for
    good; today's, for what arrived before there were any.

    `token` is that of a draft, which becomes the case's secret link: the same draft sent twice
    is the same case. `reference` is one that was told to the sender before the case was made.
    """
    return lodge_draft(
        lock_draft(token), said=said, sender=sender, channel=channel, actor=actor,
        at=at, arrived_at=arrived_at, token=token, reference=reference,
    )  # fmt: skip


def lodge_draft(
    draft: Draft | None,
    *,
    said: Said,
    sender: Sender,
    channel: Channel,
    actor: Actor,
    at: dt.datetime,
    arrived_at: dt.datetime | None = None,
    token: str | None = None,
    reference: str | None = None,
) -> Lodged:
    """Do what `lodge` does with a draft that the caller's transaction has locked already."""
    if draft is not None and draft.case is not None:
        return Lodged(case=draft.case, token=token or "")
    arrived_at = arrived_at or at
    rule_set = pathway_queries.rule_set_for(said.pathway, lodged_at=arrived_at, at=at)
    pathways.use(rule_set=rule_set, at=at)
    may_publish = rule_set.is_published or (
        said.may_be_published and rule_set.publication != RulePublication.NEVER
    )
    area = said.where()
    body = said.body or bodies.answering_body(topic=said.topic, area=area)
    token = token or references.new_secret()
    case = rows.insert(
        Case(
            reference=reference
            or references.new_reference(year=calendar.local_date(arrived_at).year),
            pathway=said.pathway,
            rule_set=rule_set,
            state=beginning.first_state(rule_set),
            topic=said.topic,
            area=area,
            place=said.place,
            latitude=said.latitude,
            longitude=said.longitude,
            authority=body.authority,
            body=body,
            deciding_body=beginning.deciding_body(rule_set, said.goes_to),
            channel=channel,
            language=said.language,
            arrived_at=arrived_at,
            recorded_at=at,
            due_date=beginning.due_date(rule_set, since=arrived_at),
            window_months=said.window_months,
            is_protected=bool(said.topic and said.topic.is_protected),
            may_be_published=may_publish,
            publication=beginning.first_publication(may_publish),
            published_name=""
            if sender.is_minor or sender.is_below_age
            else sender.public_name,
        )
    )
    opening = rows.insert(
        Message(
            case=case,
            kind=MessageKind.SUBMISSION,
            title=said.title,
            text=said.text,
            language=said.language,
            written_at=arrived_at,
        )
    )
    case.opening = opening
    rows.change(case, "opening")
    for file in said.files:
        rows.insert(Attachment(message=opening, file=file))
    party = rows.insert(
        Party(
            case=case,
            name=sender.name,
            email=sender.email,
            phone=sender.phone,
            address=sender.address,
            postcode=sender.postcode,
            language=sender.language,
            answer_by=sender.answer_by,
            wants_easy_words=sender.wants_easy_words,
            is_minor=sender.is_minor or sender.is_below_age,
            has_protected_identity=sender.has_protected_identity,
        )
    )
    links.keep(case, token=token, at=at)
    registering.open_in_diary(case, actor=actor, at=at)
    if sender.is_below_age:
        backing.begin(
            case, email=sender.guardian_email, has_signed=sender.guardian_has_signed,
            actor=actor, at=at,
        )  # fmt: skip
    if sender.has_protected_identity:
        identity.hide_person(case, actor=actor, at=at)
    if draft is not None:
        _empty(draft, case)
    record(
        events.RECEIVED,
        case,
        actor=actor,
        at=at,
        occurred_at=arrived_at,
        channel=channel.value,
    )
    flagging.flag(case, f"{said.title}\n{said.text}", actor=actor, at=at)
    emails.send_received(case, party, token=token, actor=actor, at=at)
    return Lodged(case=case, token=token)


def _forget_identity_numbers(
    thing: Said | Sender, model: type[Model], *names: str, column: str = ""
) -> None:
    # The word that stands instead is longer than the number: it must still fit its column.
    for name in names:
        kept, count = without_identity_numbers(getattr(thing, name))
        if count:
            longest = model._meta.get_field(column or name).max_length
            object.__setattr__(thing, name, kept[:longest])


def lock_draft(token: str | None) -> Draft | None:
    """Return the draft behind this token, if any, locked until the transaction ends."""
    if token is None:
        return None
    # Without its case: of two at once, the second would not see the one that the first made.
    found = _locked_draft(token_hash=references.hash_of(token))
    return found[0] if found else None


@Prepared
def _locked_draft(token_hash: Given) -> QuerySet[Draft]:
    return Draft.objects.select_for_update().filter(token_hash=token_hash)


def _empty(draft: Draft, case: Case) -> None:
    # The words now live in the case; the row stays to lead a second press to the same case.
    draft.content = {}
    draft.file = None
    draft.case = case
    rows.change(draft, "content", "file", "case")
