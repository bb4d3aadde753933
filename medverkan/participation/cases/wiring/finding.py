"""What search is told of cases, and when."""

from __future__ import annotations

from collections.abc import Iterable

from medverkan.foundation.search import documents
from medverkan.foundation.search.documents import Document
from medverkan.participation.cases import events
from medverkan.participation.cases.models import GUIDANCE_KIND, Case, Guidance

# What makes a case findable, changes what is found of it, or hides it.
CHANGES_SEARCH = (
    events.PUBLISHED,
    events.MASKED,
    events.UNPUBLISHED,
    events.ANSWERED,
    events.SECRECY_MARKED,
    events.SECRECY_LIFTED,
    events.IDENTITY_PROTECTED,
    events.IDENTITY_UNPROTECTED,
    events.TOPIC_CHANGED,
    events.WITHDRAWN,
    events.DECIDED,
    events.DESTROYED,
    events.NAME_HIDDEN,
    events.ANONYMISED,
)


def register() -> None:
    """Let search find what is published, and the short answers to what many ask."""
    documents.register(
        "case",
        build=_documents,
        every_id=_every_published,
        url="cases:detail",
        changed_by=tuple(event.name for event in CHANGES_SEARCH),
    )
    documents.register(
        GUIDANCE_KIND,
        build=_of_guidance,
        every_id=_every_guidance,
        url="cases:guidance",
        changed_by=(events.GUIDANCE_SAVED.name,),
    )


def _documents(ids: Iterable[int]) -> list[Document]:
    """Return what anyone may find: published, unprotected cases with their answers."""
    cases = (
        Case.objects.published()
        .filter(pk__in=list(ids))
        .prefetch_related("messages", "decisions")
        .order_by("pk")
    )
    return [
        Document(
            kind="case",
            object_id=case.pk,
            audience="public",
            language=case.language,
            title=case.published_title,
            text="\n".join(
                [case.published_text]
                + [m.published_text for m in case.messages.all() if m.published_text]
                + [decision.reasons for decision in case.decisions.all()]
            ),
            place=case.shown_place,
            url_args=[case.reference],
            at=case.published_at,
        )
        for case in cases
    ]


def _every_published() -> Iterable[int]:
    return Case.objects.published().values_list("pk", flat=True)


def _of_guidance(ids: Iterable[int]) -> list[Document]:
    """Return the short answers that are shown, in each language that they are written in."""
    shown = Guidance.objects.filter(pk__in=list(ids), is_shown=True).order_by("pk")
    return [
        Document(
            kind=GUIDANCE_KIND,
            object_id=guidance.pk,
            audience="public",
            language=language,
            title=title,
            text="\n".join(
                [
                    guidance.answer.in_language(language),
                    ", ".join(guidance.words.get(language, ())),
                ]
            ),
            url_args=[guidance.slug],
            at=guidance.changed_at,
        )
        for guidance in shown
        for language, title in guidance.title.items()
    ]


def _every_guidance() -> Iterable[int]:
    return Guidance.objects.filter(is_shown=True).values_list("pk", flat=True)
