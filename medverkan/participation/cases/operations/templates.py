"""Reply templates: written by one, approved by another, retired when they are out of date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from medverkan.foundation import references
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.audit.types import EventType
from medverkan.foundation.permissions import Actor, require
from medverkan.foundation.text import Translated
from medverkan.participation.cases import events, rules, wording
from medverkan.participation.cases.models import ReplyTemplate
from medverkan.reference.bodies.models import Body, Topic


class UnknownField(Exception):
    """A word in braces is no field."""


class TemplateChanged(Exception):
    """Somebody else has written in the template since the actor opened it."""


class NameTaken(Exception):
    """The body has another template of this name."""


@dataclass(frozen=True)
class TemplateText:
    """What a template is called, for what topic, and its text by language."""

    name: str
    text: Translated
    topic: Topic | None = None


@transaction.atomic
def write_template(
    *, body: Body, what: TemplateText, actor: Actor, at: dt.datetime
) -> ReplyTemplate:
    """
    Write a template for a body; it is a draft until somebody else approves it.

    :raises UnknownField: a language version has a field that there is not
    :raises NameTaken: the body has one of this name
    """
    require(rules.may_write_template(actor, body.pk))
    Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    _check(what, body=body, but_for=None)
    template = ReplyTemplate.objects.create(
        slug=f"{slugify(what.name)[:80]}-{references.new_secret()[:6].lower()}",
        body=body,
        topic=what.topic,
        name=what.name,
        text=what.text,
        written_by_id=actor.user_id,
        written_at=at,
    )
    _record(events.TEMPLATE_WRITTEN, template, actor=actor, at=at)
    return template


@transaction.atomic
def rewrite_template(
    *,
    template: ReplyTemplate,
    what: TemplateText,
    version: int,
    actor: Actor,
    at: dt.datetime,
) -> ReplyTemplate:
    """
    Change a template, which is thereby a draft again.

    :raises TemplateChanged: somebody else was first
    :raises UnknownField: a language version has a field that there is not
    :raises NameTaken: the body has another of this name
    """
    template = _lock(template)
    require(rules.may_write_template(actor, template.body_id))
    if template.version != version:
        raise TemplateChanged(template.slug)
    _check(what, body=template.body, but_for=template)
    template.name, template.text, template.topic = what.name, what.text, what.topic
    template.written_by_id, template.written_at = actor.user_id, at
    template.approved_by, template.approved_at = None, None
    _save(template)
    _record(events.TEMPLATE_WRITTEN, template, actor=actor, at=at)
    return template


@transaction.atomic
def approve_template(
    *, template: ReplyTemplate, version: int, actor: Actor, at: dt.datetime
) -> ReplyTemplate:
    """
    Let officers answer with the text as it was read; once approved it stays so.

    :raises TemplateChanged: it has been written anew since it was read
    :raises NotPermitted: the actor wrote it
    """
    template = _lock(template)
    if template.is_approved and template.approved_by_id == actor.user_id:
        return template
    if template.version != version:
        raise TemplateChanged(template.slug)
    require(rules.may_approve_template(actor, template))
    template.approved_by_id, template.approved_at = actor.user_id, at
    _save(template)
    _record(events.TEMPLATE_APPROVED, template, actor=actor, at=at)
    return template


@transaction.atomic
def retire_template(
    *, template: ReplyTemplate, actor: Actor, at: dt.datetime
) -> ReplyTemplate:
    """Offer the template no more; retiring it twice is retiring it once."""
    template = _lock(template)
    require(rules.may_write_template(actor, template.body_id))
    if template.retired_at is None:
        template.retired_at = at
        _save(template)
        _record(events.TEMPLATE_RETIRED, template, actor=actor, at=at)
    return template


def _lock(template: ReplyTemplate) -> ReplyTemplate:
    return ReplyTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)


def _save(template: ReplyTemplate) -> None:
    template.version += 1
    template.save()


def _check(what: TemplateText, *, body: Body, but_for: ReplyTemplate | None) -> None:
    unknown = [name for text in what.text.values() for name in wording.unknown_in(text)]
    if unknown:
        raise UnknownField(", ".join(unknown))
    same = ReplyTemplate.objects.filter(
        body=body, name=what.name, retired_at__isnull=True
    )
    if same.exclude(pk=but_for.pk if but_for else None).exists():
        raise NameTaken(what.name)


def _record(
    event_type: EventType, template: ReplyTemplate, *, actor: Actor, at: dt.datetime
) -> None:
    audit.record(
        event_type, subject=template, actor=actor, at=at, body_id=template.body_id
    )
