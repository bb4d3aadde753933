"""
What is new of a kind, told once a week to those who asked for it.

Each batch is one transaction: the letters, and how far each address has been told. A worker
that dies loses the batch it was writing and nothing else; the key of each letter keeps the
database from ever holding the same news twice.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import override

from medverkan.foundation.audit import sentences
from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices import bulk
from medverkan.foundation.notices.bulk import Outgoing
from medverkan.foundation.notices.operations import Recipient
from medverkan.foundation.notices.recipients import supported_language
from medverkan.foundation.search import words as search_words
from medverkan.participation.cases import events
from medverkan.participation.cases.following import letters, links
from medverkan.participation.cases.following.asked import in_words
from medverkan.participation.cases.following.mailings import latest_digest
from medverkan.participation.cases.forms.subscriptions import WhatForm
from medverkan.participation.cases.models import Case, Message, Subscription
from medverkan.participation.cases.states import MessageKind

BATCH_SIZE = 500
# The letter names this many; the rest stand on the list that it leads to.
MOST_TOLD = 50
TOLD = (events.PUBLISHED.name, events.ANSWERED.name, events.DECIDED.name)
SHORTEST_STEM = 4


def work(at: dt.datetime) -> int:
    """Write the letters of the next addresses that are due; return how many were gone through."""
    due_at = latest_digest(at)
    with transaction.atomic():
        batch = list(
            Subscription.objects.confirmed()
            .filter(told_until_at__lt=due_at)
            .select_for_update(of=("self",), skip_locked=True)
            .order_by("told_until_at", "pk")[:BATCH_SIZE]
        )
        if batch:
            _tell(batch, until_at=due_at, at=at)
    return len(batch)


class News:
    """What was published, answered or decided in a time, for those who ask for some of it."""

    def __init__(self, *, since_at: dt.datetime, until_at: dt.datetime) -> None:
        happened = Event.objects.filter(
            name__in=TOLD, recorded_at__gte=since_at, recorded_at__lt=until_at
        ).order_by("recorded_at", "pk")
        self._by_case: dict[int, list[Event]] = defaultdict(list)
        for event in happened:
            if event.about_case is not None:
                self._by_case[event.about_case].append(event)
        self._cases: dict[str, list[Case]] = {}
        self._tokens: dict[int, set[str]] = {}

    def of(self, subscription: Subscription) -> list[dict[str, Any]]:
        """Return the cases to tell of, in the reader's language, each with what happened."""
        language = supported_language(subscription.language)
        with override(language):
            told = [
                {
                    "title": case.published_title,
                    "link": links.url("detail", case.reference, language=language),
                    "steps": sentences.sentences(new),
                }
                for case in self._of_query(subscription.query)
                if (new := self._since(case, subscription.told_until_at))
            ]
        return told[:MOST_TOLD]

    def _since(self, case: Case, since_at: dt.datetime | None) -> list[Event]:
        assert since_at is not None
        return [one for one in self._by_case[case.pk] if one.recorded_at >= since_at]

    def _of_query(self, query: str) -> list[Case]:
        if query not in self._cases:
            form = WhatForm(QueryDict(query))
            # What no longer means anything (a topic that is gone) asks for nothing.
            found = self._published(form) if form.is_valid() else []
            self._cases[query] = found
        return self._cases[query]

    def _published(self, form: WhatForm) -> list[Case]:
        public = Case.objects.published().filter(pk__in=list(self._by_case))
        cases = list(form.filters.apply(public).order_by("-published_at", "-pk"))
        wanted = [_stem(word) for word in search_words.words(form.word)]
        return [case for case in cases if self._mentions(case, wanted)]

    def _mentions(self, case: Case, wanted: list[str]) -> bool:
        if not wanted:
            return True
        if case.pk not in self._tokens:
            answers = Message.objects.filter(case=case, kind=MessageKind.REPLY)
            said = [case.published_title, case.published_text]
            said += answers.order_by("pk").values_list("published_text", flat=True)
            self._tokens[case.pk] = set(search_words.words("\n".join(said)))
        tokens = self._tokens[case.pk]
        return all(any(one.startswith(stem) for one in tokens) for stem in wanted)


def _stem(word: str) -> str:
    """Return what every form of the word begins with; compounds of it begin with it too."""
    stems = search_words.variants(word)
    long = [one for one in stems if len(one) >= SHORTEST_STEM and word.startswith(one)]
    return min(long, key=len, default=word)


def _tell(batch: list[Subscription], *, until_at: dt.datetime, at: dt.datetime) -> None:
    news = News(
        since_at=min(one.told_until_at for one in batch if one.told_until_at),
        until_at=until_at,
    )
    outgoing = [_letter(one, told, until_at) for one in batch if (told := news.of(one))]
    bulk.send_all(letters.SUBSCRIBED, outgoing, subject=batch[0], at=at)
    Subscription.objects.filter(pk__in=[one.pk for one in batch]).update(
        told_until_at=until_at
    )


def _letter(
    one: Subscription, told: list[dict[str, Any]], until_at: dt.datetime
) -> Outgoing:
    language = supported_language(one.language)
    token = links.token_of(one.address_tag)
    with override(language):
        what = in_words(one.query)
    return Outgoing(
        to=Recipient(email=one.email, language=language),
        key=f"subscription {one.pk} until {until_at:%Y-%m-%dT%H:%M}Z",
        context={
            "what": what,
            "cases": told,
            "choice_link": links.url("follows", token, language=language),
        },
        unsubscribe_url=links.url("unsubscribe", token, str(one.pk), language=language),
    )
