"""From forms and drafts to what `lodge` takes, and back again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model, QuerySet

from medverkan.foundation import references
from medverkan.foundation import text as texts
from medverkan.foundation.files import operations as files
from medverkan.foundation.files import preparation
from medverkan.foundation.files.models import StoredFile
from medverkan.foundation.permissions import ANYONE
from medverkan.participation.cases import asking, ways
from medverkan.participation.cases.forms import (
    AboutForm,
    ForwardForm,
    RegisterForm,
    SenderForm,
)
from medverkan.participation.cases.models import FILE_KIND, Draft, TopicQuestion
from medverkan.participation.cases.operations import Said, Sender
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import Area, Body, Topic
from medverkan.reference.bodies.queries import Found
from medverkan.reference.pathways import queries as pathways
from medverkan.reference.pathways.models import Pathway, RuleSet


def about_form(
    data: Any, uploads: Any, *, at: dt.datetime, initial: dict[str, Any] | None = None
) -> AboutForm:
    """Return the form of step two with what can be chosen today."""
    return AboutForm(
        data,
        uploads,
        initial=initial,
        pathways=pathways_of(ways.on_web(at)),
        topics=Topic.objects.order_by("slug"),
        areas=Area.objects.order_by("name"),
    )


def register_form(data: Any, uploads: Any, *, at: dt.datetime) -> RegisterForm:
    """Return the form in which staff register for somebody."""
    rule_sets = ways.by_staff(at)
    return RegisterForm(data, uploads, **_choices(rule_sets, data, at=at))


def forward_form(data: Any, uploads: Any, *, at: dt.datetime) -> ForwardForm:
    """Return the form in which an elected member hands a letter to the register."""
    rule_sets = ways.answered_by_officer(at)
    return ForwardForm(data, uploads, **_choices(rule_sets, data, at=at))


def _choices(rule_sets: list[RuleSet], data: Any, *, at: dt.datetime) -> dict[str, Any]:
    """Return what can be chosen under these rules, and a key for sending it once."""
    return {
        "initial": {"key": references.new_secret(), "language": "sv"},
        "now": at,
        "rule_sets": rule_sets,
        "pathways": pathways_of(rule_sets),
        "topics": Topic.objects.order_by("slug"),
        "areas": Area.objects.order_by("name"),
        "spots": bodies.find_addresses(data.get("place", "")) if data else [],
    }


def said_by_staff(form: RegisterForm, *, file: StoredFile | None) -> Said:
    """Return what was said, as staff wrote it down, with the paper it stood on."""
    cleaned, spot = form.cleaned_data, form.chosen_spot()
    latitude, longitude = spot.position if spot else (None, None)
    return Said(
        title=cleaned["title"],
        text=cleaned["text"],
        pathway=cleaned["pathway"],
        topic=cleaned["topic"],
        area=cleaned["area"] or (spot and spot.area),
        place=cleaned["place"],
        latitude=latitude,
        longitude=longitude,
        language=cleaned["language"],
        files=(file,) if file else (),
        window_months=cleaned.get("window_months"),
        goes_to=cleaned.get("goes_to"),
    )


def pathways_of(rule_sets: Iterable[RuleSet]) -> QuerySet[Pathway]:
    """Return the pathways of rule sets, in the order shown."""
    ids = [rule_set.pathway_id for rule_set in rule_sets]
    return Pathway.objects.filter(pk__in=ids).order_by("order", "slug")


def rule_set_of(draft: Draft, *, at: dt.datetime) -> RuleSet:
    """
    Return the rules under which a draft would be sent now.

    :raises NothingInForce: the pathway was closed since it was chosen
    """
    return pathways.in_force_with_pathway(draft.content["pathway"], at)


def controller_of(draft: Draft) -> Body:
    """Return the authority that will be responsible for the data of this draft (GDPR 13)."""
    topic, area = _topic_of(draft), _area_of(draft)
    return bodies.answering_body(topic=topic, area=area).authority


def _topic_of(draft: Draft) -> Topic | None:
    chosen = draft.content["topic"]
    return None if chosen is None else bodies.topic_with_body(chosen)


def _area_of(draft: Draft) -> Area | None:
    content = draft.content
    if content["area"] is None:
        return bodies.area_at(content.get("latitude"), content.get("longitude"))
    return Area.objects.filter(pk=content["area"]).first()


def spots_of(draft: Draft) -> list[Found]:
    """Return the addresses that the words about the place may mean; none if it is pointed at."""
    if draft.content.get("latitude") is not None:
        return []
    return bodies.find_addresses(draft.content.get("place", ""))


def asked_of(draft: Draft) -> list[TopicQuestion]:
    """Return what is asked beside the common fields about the topic of a draft."""
    return asking.asked_about(draft.content["topic"])


def answers_of(draft: Draft) -> dict[str, str]:
    """Return what was answered so far, by the question's code."""
    return draft.content.get("answers", {})


def has_questions_left(draft: Draft) -> bool:
    """Tell whether something is asked that nobody has seen the question of yet."""
    return not {one.code for one in asked_of(draft)} <= answers_of(draft).keys()


def store_file(form: AboutForm, *, at: dt.datetime) -> StoredFile | None:
    """
    Store the file that came with step two, if any.

    :raises FileRefused: it is not what it says, too large or broken
    """
    upload = form.cleaned_data["file"]
    if upload is None:
        return None
    return files.store(preparation.prepare(upload), kind=FILE_KIND, actor=ANYONE, at=at)


def content_of(form: AboutForm) -> dict[str, Any]:
    """Return what a draft keeps of step two."""
    return plain(form.cleaned_data, form.fields.keys() - {"file"})


def plain(cleaned: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return answers as a draft keeps them: plain values, ids for rows, no identity numbers."""
    return {name: _plain(cleaned[name]) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, str):
        return texts.without_identity_numbers(value)[0]
    return value


def said_in(draft: Draft, form: SenderForm, *, pathway: Pathway) -> Said:
    """Return what a draft says, by the pathway that it chose."""
    content = draft.content
    spot = form.chosen_spot()
    pointed_at = content.get("latitude"), content.get("longitude")
    latitude, longitude = spot.position if spot else pointed_at
    return Said(
        title=content["title"],
        text=asking.with_answers(content["text"], asked_of(draft), answers_of(draft)),
        pathway=pathway,
        topic=_topic_of(draft),
        area=(spot and spot.area) or _area_of(draft),
        place=content.get("place", ""),
        latitude=latitude,
        longitude=longitude,
        language=texts.guess_language(content["text"]).language,
        may_be_published=form.cleaned_data.get("may_be_published", False),
        window_months=form.cleaned_data.get("window_months"),
        goes_to=form.cleaned_data.get("goes_to"),
        files=(draft.file,) if draft.file else (),
    )


def sender_in(form: SenderForm, *, language: str) -> Sender:
    """Return who says it, to be written to in this language."""
    cleaned = form.cleaned_data
    return Sender(
        name=cleaned["name"],
        email=cleaned["email"],
        phone=cleaned["phone"],
        address=cleaned["address"],
        postcode=cleaned.get("postcode", ""),
        language=language,
        answer_by=cleaned["answer_by"],
        wants_easy_words=cleaned["wants_easy_words"],
        is_minor=cleaned.get("is_minor", False),
        is_below_age=cleaned.get("is_below_age", False),
        guardian_email=cleaned.get("guardian_email", ""),
        guardian_has_signed=cleaned.get("guardian_has_signed", False),
        has_protected_identity=cleaned["has_protected_identity"],
        public_name=cleaned["name"] if cleaned.get("shows_name") else "",
    )
