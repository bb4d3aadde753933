"""Say what a text seems to be, with reasons."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import translation

from medverkan.foundation import clock, commandline
from medverkan.foundation.commandline import NOT_READY, DatabaseCommand
from medverkan.participation.cases.models import Case, SorterVersion
from medverkan.participation.cases.sorting import (
    Likely,
    Suggestion,
    keeping,
    suggest,
)
from medverkan.participation.cases.sorting.suggesting import READ
from medverkan.reference.bodies.models import Topic


class Command(DatabaseCommand):
    """
    Say what a text seems to be: category, topic, body, language, how sure, and why.

    Exit code 0 also when the sorter does not know; 1 when there is no text that can be
    read; 3 when the database holds no topics.
    """

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "text", help="the text, or - to read it from standard input"
        )
        parser.add_argument("--json", action="store_true", help="write JSON")
        parser.add_argument(
            "--by-words", action="store_true", help="leave out what the text means"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        text = commandline.words(options["text"])
        if not Topic.objects.exists():
            raise CommandError("There are no topics yet.", returncode=NOT_READY)
        if not options["by_words"] and not SorterVersion.objects.exists():
            self.stderr.write("Learning first, once; it takes a minute.")
            keeping.learn(at=clock.now())
        with translation.override("sv"):
            said = as_dict(
                suggest(text, at=clock.now(), by_meaning=not options["by_words"])
            )
        said["characters_read"] = min(len(text), READ)
        if options["json"]:
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=1))
            return
        for name in ("language", "category", "topic", "body"):
            part = said[name]
            known = f"{part['name']} ({part['confidence']:.2f})" if part else "vet inte"
            why = ", ".join(part["reasons"]) if part else ""
            self.stdout.write(f"{name}: {known}  {why}".rstrip())


def as_dict(said: Suggestion) -> dict[str, Any]:
    """Return a suggestion in plain values; what is not known is null."""
    topic = [str(said.topic.name)] if said.topic else []
    return {
        "language": _part(
            said.language, said.language, said.language_likelihood, said.language_words
        ),
        "category": _part(
            said.category or "",
            str(said.category.label) if said.category else "",
            said.category_likelihood,
            said.category_words,
        ),
        "pathway": said.pathway.slug if said.pathway else None,
        "topic": _topic(said),
        "body": _part(
            said.body.slug if said.body else "",
            str(said.body.name) if said.body else "",
            said.topic_likelihood,
            topic,
        ),
        "area": said.area.slug if said.area else None,
        "topics": [_likely(one) for one in said.likely],
        "sorter": {"version": said.version, "examples": said.example_count},
    }


def _part(
    value: str, name: str, confidence: float, reasons: Iterable[str]
) -> dict[str, Any] | None:
    if not value:
        return None
    return {
        "value": str(value),
        "name": name,
        "confidence": round(confidence, 3),
        "reasons": list(reasons),
    }


def _topic(said: Suggestion) -> dict[str, Any] | None:
    if said.topic is None:
        return None
    part = _part(
        said.topic.slug, str(said.topic.name), said.topic_likelihood, said.reasons
    )
    similar = Case.objects.published().filter(pk__in=said.case_ids).order_by("pk")
    titles = similar.values_list("reference", "published_title")
    return {
        **(part or {}),
        "is_protected": said.topic.is_protected,
        "similar_cases": [{"reference": r, "title": title} for r, title in titles],
    }


def _likely(one: Likely) -> dict[str, Any]:
    part = _part(one.topic.slug, str(one.topic.name), one.likelihood, one.words)
    return {**(part or {}), "body": one.topic.body.slug}
