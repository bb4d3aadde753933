"""Reads that more than one caller needs: inboxes, public lists, one case whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import (
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)

from medverkan.foundation import calendar, references
from medverkan.foundation.permissions import Actor
from medverkan.foundation.prepared import Given, Prepared
from medverkan.participation.cases import directory, emails, ordering, rules
from medverkan.participation.cases.inboxes import Inbox, inbox_conditions
from medverkan.participation.cases.models import (
    AuthorQuestion,
    Case,
    CaseQuerySet,
    ConversionOffer,
    Decision,
    Draft,
    ImplementationStep,
    MergeOffer,
    Message,
    Party,
    SecretLink,
)
from medverkan.participation.cases.states import (
    ANSWERED_ONCE,
    BEFORE_A_BODY,
    TO_ANSWER,
    TO_RESIDENT,
    CaseState,
    MessageKind,
    Publication,
    QuestionState,
)

PUBLIC_PAGE = 20
INBOX_PAGE = 50


@dataclass(frozen=True)
class Filters:
    """What the reader of a list asked for; ids and codes, None or empty means all."""

    topic_id: int | None = None
    body_id: int | None = None
    area_id: int | None = None
    pathway_id: int | None = None
    answered: bool | None = None

    def apply(self, cases: CaseQuerySet) -> CaseQuerySet:
        """Return the cases that match."""
        if self.body_id:
            cases = cases.filter(Q(body=self.body_id) | Q(authority=self.body_id))
        if self.area_id:
            # Who asks for a town means its districts too.
            cases = cases.filter(area__in=directory.within(self.area_id))
        for field in ("topic_id", "pathway_id"):
            value = getattr(self, field)
            if value:
                cases = cases.filter(**{field: value})
        if self.answered is not None:
            was_answered = Q(first_answered_at__isnull=False)
            cases = cases.filter(was_answered if self.answered else ~was_answered)
        return cases


@dataclass(frozen=True)
class Position:
    """A place in the public list: the page that follows begins after it."""

    published_at: dt.datetime
    pk: int


@dataclass(frozen=True)
class PublicPage:
    """One page of the public list; `next` is None on the last."""

    cases: list[Case]
    next: Position | None


def public_page(filters: Filters, *, after: Position | None = None) -> PublicPage:
    """
    Return a page of published cases, newest first.

    Pages follow a position and not a number, so that the thousandth costs as much as the first.
    """
    return page_of(filters.apply(Case.objects.published()), after=after)


def page_of(
    cases: CaseQuerySet,
    *more: str,
    after: Position | None = None,
    size: int = PUBLIC_PAGE,
) -> PublicPage:
    """Return a page of these published cases, newest first; `more` are further columns."""
    if after is not None:
        # The first condition says nothing new, but lets an index find the place.
        cases = cases.filter(published_at__lte=after.published_at).filter(
            Q(published_at__lt=after.published_at)
            | Q(published_at=after.published_at, pk__lt=after.pk)
        )
    newest_first = cases.for_public_rows(*more).order_by("-published_at", "-pk")
    found = directory.name(newest_first[: size + 1])
    if len(found) <= size:
        return PublicPage(cases=found, next=None)
    last = found[size - 1]
    assert last.published_at is not None
    return PublicPage(
        cases=found[:size],
        next=Position(published_at=last.published_at, pk=last.pk),
    )


def published_by_reference(reference: str) -> Case:
    """
    Return a published case with what everyone may read of it.

    :raises Case.DoesNotExist: there is none, or it is not published
    """
    cases = directory.name(_published(reference=reference))
    if not cases:
        raise Case.DoesNotExist
    (case,) = directory.name_rules(cases)
    case.published_replies = _published_replies(case=case.pk)
    if case.is_proposal:
        prefetch_related_objects(cases, *_what_came_of_it())
    return case


@Prepared
def _published(reference: Given) -> CaseQuerySet:
    return Case.objects.published().filter(reference=reference)


@Prepared
def _published_replies(case: Given) -> QuerySet[Message]:
    return (
        Message.objects.filter(case=case, kind=MessageKind.REPLY)
        .exclude(published_text="")
        .order_by("written_at", "pk")
    )


def _what_came_of_it() -> list[Prefetch]:
    decisions = Decision.objects.select_related("body").order_by("date", "pk")
    steps = ImplementationStep.objects.order_by("due_date", "pk")
    return [
        Prefetch("decisions", queryset=decisions),
        Prefetch("steps", queryset=steps),
    ]


def by_token(token: str) -> Case:
    """
    Return the case that a secret link opens to the one who wrote.

    :raises Case.DoesNotExist: the link is unknown, revoked, or a co-author's
    """
    link = SecretLink.objects.filter(
        token_hash=references.hash_of(token), revoked_at__isnull=True, co_author=None
    )
    return (
        Case.objects.for_lists()
        .select_related("rule_set", "merged_into")
        .prefetch_related("parties", _conversation())
        .get(secret_links__in=link)
    )


def draft_by_token(token: str, *, at: dt.datetime) -> Draft:
    """
    Return the draft behind this token.

    :raises Draft.DoesNotExist: unknown, or its 24 hours are out
    """
    for draft in _draft(token_hash=references.hash_of(token), at=at):
        return draft
    raise Draft.DoesNotExist


@Prepared
def _draft(token_hash: Given, at: Given) -> QuerySet[Draft]:
    return Draft.objects.filter(token_hash=token_hash, expires_at__gt=at)


def whole(reference: str, *, actor: Actor) -> Case:
    """
    Return one case with everything the workspace shows of it.

    :raises Case.DoesNotExist: there is none, or the actor may not see it
    """
    case = (
        rules.visible_to(actor)
        .for_lists()
        .select_related(
            "rule_set",
            "ballot",
            "merged_into",
            "alarm",
            "reply_draft__drafted_by",
            "review__reviewer",
            "proposed__topic",
            "rating",
            "exemption__decided_by",
        )
        .prefetch_related(
            "parties",
            "disqualifications__user",
            "merged__disqualifications",
            "consultations__asked",
            "consultations__asked_by",
            "pauses",
            "author_questions",
            "content_reports",
            "conversion_offers",
            "merge_offers__into",
            "tags",
            "secrecy_marks",
            "door_flags__door",
            Prefetch(
                "messages",
                queryset=Message.objects.select_related("author", "authority")
                .prefetch_related("attachments__file")
                .order_by("written_at", "pk"),
                to_attr="all_messages",
            ),
        )
        .get(reference=reference)
    )
    case.lost_letters = list(emails.sent.lost_about(case.pk))
    return case


def _conversation() -> Prefetch:
    return Prefetch(
        "messages",
        queryset=Message.objects.exclude(kind=MessageKind.NOTE)
        .prefetch_related("attachments__file")
        .order_by("written_at", "pk"),
        to_attr="conversation",
    )


def inbox(
    name: str, *, actor: Actor, condition: Q | None = None, joined: bool = False
) -> CaseQuerySet:
    """
    Return a list of the workspace, what is due first at the top.

    What is `joined` with another case and waits for its answer comes only when asked for.
    """
    asked = inbox_conditions(actor, joined=joined)[name]
    cases = rules.visible_to(actor).filter(asked).for_lists()
    if condition is not None:
        cases = cases.filter(condition)
    cases = ordering.with_alarms(cases)
    if name in (Inbox.TO_REVIEW, Inbox.REPORTED):
        cases = cases.select_related("review__reviewer")
    if name == Inbox.REPORTED:
        return ordering.as_reported(cases)
    if name == Inbox.QUESTIONS:
        return ordering.as_questioned(cases)
    if name == Inbox.ANSWERED:
        return cases.order_by("-answered_at", "-pk")
    return ordering.in_order(cases)


def inbox_counts(
    actor: Actor, selections: Mapping[str, tuple[str, Q]] | None = None
) -> dict[str, int]:
    """
    Return how many cases each list holds, in one query; not for answered ones.

    `selections` are lists narrowed by a condition, counted along under their keys.
    """
    lists = inbox_conditions(actor)
    wanted = {name: lists[name] for name in lists if name != Inbox.ANSWERED} | {
        key: lists[name] & condition
        for key, (name, condition) in (selections or {}).items()
        if name in lists and name != Inbox.ANSWERED
    }
    keys = {name: f"count_{place}" for place, name in enumerate(wanted)}
    result = (
        rules.visible_to(actor)
        .filter(
            Q(state__in=TO_ANSWER | BEFORE_A_BODY)
            | lists[Inbox.ASKED]
            | lists[Inbox.REPORTED]
            | lists[Inbox.QUESTIONS]
            | lists[Inbox.LETTERS_BACK]
            | Q(publication=Publication.AWAITING_REVIEW)
        )
        .aggregate(
            **{keys[name]: Count("pk", filter=found) for name, found in wanted.items()}
        )
    )
    return {name: result[key] for name, key in keys.items()}


def submitter(case: Case) -> Party | None:
    """Return the one who wrote, from what is already fetched."""
    return next((p for p in case.parties.all() if p.role == Party.Role.SUBMITTER), None)


def shown_questions(case: Case) -> list[AuthorQuestion]:
    """Return what readers asked the author with the answers, the first one first."""
    if not case.rule_set.allows_questions:
        return []
    return list(case.author_questions.filter(state=QuestionState.SHOWN).order_by("pk"))


def questions_for_author(case: Case) -> list[AuthorQuestion]:
    """Return what the author is asked and has not answered, the first one first."""
    if not case.rule_set.allows_questions:
        return []
    return list(case.author_questions.filter(state=QuestionState.SENT).order_by("pk"))


def open_offer(case: Case) -> ConversionOffer | None:
    """Return the other way in that the one who wrote is asked about and may still choose."""
    if not rules.may_be_converted(case):
        return None
    return case.conversion_offers.filter(answered_at=None).select_related("to").first()


def open_merge_offer(case: Case, *, at: dt.datetime) -> MergeOffer | None:
    """Return the suggestion to join another proposal that its author may still answer."""
    waiting = case.merge_offers.filter(
        answered_at=None, ended_at=None, last_date__gte=calendar.local_date(at)
    )
    offer = waiting.select_related("into__ballot").first()
    if offer is None or rules.why_not_merged(case, into=offer.into, at=at):
        return None
    return offer


def language_of(case: Case) -> str:
    """Return the language in which the one who wrote is answered."""
    party = submitter(case)
    return party.language if party else case.language


def last_word_to_resident(messages: Iterable[Message]) -> Message | None:
    """Return the latest message from us among these, if any."""
    ours = [message for message in messages if message.kind in TO_RESIDENT]
    return ours[-1] if ours else None


def latest_answered(*, limit: int) -> list[Case]:
    """Return the published cases answered last, each with its `published_reply`."""
    return directory.name(_latest_answered(limit))


@Prepared
def _latest_answered(limit: int) -> CaseQuerySet:
    replies = Message.objects.filter(
        case=OuterRef("pk"), kind=MessageKind.REPLY
    ).exclude(published_text="")
    last_reply = replies.order_by("-written_at", "-pk").values("published_text")[:1]
    return (
        Case.objects.published()
        # What they are not rather than what they are: else the database would gather all
        # answered cases by their state to find the last three.
        .filter(Exists(replies), answered_at__isnull=False)
        .exclude(state__in=set(CaseState) - ANSWERED_ONCE)
        .annotate(published_reply=Subquery(last_reply))
        .for_public_rows()
        .order_by("-answered_at", "-pk")[:limit]
    )


def latest_open(*, limit: int) -> list[Case]:
    """Return the published cases that wait for an answer, latest first."""
    return directory.name(
        Case.objects.published()
        .filter(state__in=TO_ANSWER)
        .for_public_rows("published_text")
        .order_by("-published_at", "-pk")[:limit]
    )
