"""The services of Open311: what kinds of faults can be reported."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from medverkan.participation.cases import asking, ways
from medverkan.participation.cases.models import TopicQuestion
from medverkan.participation.cases.states import AskedKind
from medverkan.publishing.api.open311.refusals import not_found
from medverkan.reference.bodies.models import Topic
from medverkan.reference.pathways.choices import Category
from medverkan.reference.pathways.choices import Publication as RulePublication
from medverkan.reference.pathways.models import RuleSet

# What belongs to no topic; the front desk sorts it.
OTHER = "other"
CONSENT = "may_be_published"


@dataclass(frozen=True)
class Service:
    """A kind of fault; without a topic it is for the front desk to sort."""

    code: str
    topic: Topic | None
    questions: tuple[TopicQuestion, ...] = ()

    @property
    def name(self) -> str:
        """What people call it."""
        return str(self.topic.name) if self.topic else _("Something else")


def rule_set(at: dt.datetime) -> RuleSet | None:
    """Return the rules for fault reports, if the municipality takes any in now."""
    return next(
        (r for r in ways.on_web(at) if r.pathway.category == Category.FAULT_REPORT),
        None,
    )


def services(at: dt.datetime) -> list[Service]:
    """Return what can be reported now; never a protected topic."""
    if rule_set(at) is None:
        return []
    topics = (
        Topic.objects.filter(is_protected=False)
        .exclude(slug=OTHER)
        .select_related("parent", "body")
        .order_by("place", "slug")
    )
    asked = asking.asked_by_topic()
    of_topics = [
        Service(topic.slug, topic, tuple(asked.get(topic.pk, ()))) for topic in topics
    ]
    return [*of_topics, Service(OTHER, None)]


def service_of(code: str, *, at: dt.datetime) -> Service:
    """
    Return the service with this code.

    :raises Refused: there is none (404)
    """
    for service in services(at):
        if service.code == code:
            return service
    raise not_found(_("There is no service with the service_code %s.") % code[:80])


def as_row(service: Service, *, rules: RuleSet | None) -> dict[str, Any]:
    """Return a service as the list of services tells it."""
    topic = service.topic
    description = str(topic.description or "") if topic else _("We sort it for you.")
    return {
        "service_code": service.code,
        "service_name": service.name,
        "description": description,
        "metadata": bool(_attributes(service, rules)),
        "type": "realtime",
        "keywords": ", ".join(_keywords(topic)) if topic else "",
        "group": str(topic.parent.name) if topic and topic.parent else "",
    }


def definition(service: Service, *, rules: RuleSet | None) -> dict[str, Any]:
    """Return what is asked beside the common fields."""
    return {"service_code": service.code, "attributes": _attributes(service, rules)}


def _keywords(topic: Topic) -> list[str]:
    return [word for words in topic.keywords.values() for word in words]


def _attributes(service: Service, rules: RuleSet | None) -> list[dict[str, Any]]:
    return [
        {**attribute, "order": order}
        for order, attribute in enumerate(
            [*map(_asked, service.questions), *_consent(rules)], 1
        )
    ]


def _asked(question: TopicQuestion) -> dict[str, Any]:
    is_text = question.kind == AskedKind.TEXT
    return {
        "variable": True,
        "code": question.code,
        "datatype": "string" if is_text else "singlevaluelist",
        "required": question.is_required,
        "datatype_description": str(question.help_text),
        "description": str(question.label),
        "values": [
            {"key": key, "name": name}
            for key, name in ([] if is_text else asking.options_of(question))
        ],
    }


def _consent(rules: RuleSet | None) -> list[dict[str, Any]]:
    # Only where the one who reports decides is there anything to ask.
    if rules is None or rules.publication != RulePublication.OPTIONAL:
        return []
    return [
        {
            "variable": True,
            "code": CONSENT,
            "datatype": "singlevaluelist",
            "required": False,
            "datatype_description": _("Choose yes or no. Without an answer it is no."),
            "description": _(
                "You may show what I wrote and your answer on the web, without my name"
            ),
            "values": [
                {"key": "yes", "name": _("Yes")},
                {"key": "no", "name": _("No")},
            ],
        }
    ]
