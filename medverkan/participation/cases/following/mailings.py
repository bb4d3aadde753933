"""
The sending of news: to many, in batches, each batch one transaction with its position.

A worker that dies in the middle loses the batch it was writing and nothing else: the next one
goes on where the last whole batch ended. The key of each letter, made of the step (or week)
and the address, keeps the database from ever holding the same news twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from medverkan.foundation import calendar
from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices import bulk
from medverkan.foundation.notices.bulk import Outgoing
from medverkan.foundation.notices.operations import Recipient
from medverkan.participation.cases.following import letters, links
from medverkan.participation.cases.following.news import News
from medverkan.participation.cases.models import Follower, Mailing
from medverkan.participation.cases.states import Frequency

BATCH_SIZE = 500
WEEK = dt.timedelta(days=7)
DIGEST_TIME = dt.time(6, 0)


def begin_steps(happened: Iterable[Event], at: dt.datetime) -> None:
    """Note that these steps are to be told; the letters are written afterwards, by `work`."""
    mailings = [Mailing(event=event, begun_at=at) for event in happened]
    Mailing.objects.bulk_create(mailings, ignore_conflicts=True)


@transaction.atomic
def begin_week(at: dt.datetime) -> Mailing:
    """
    Note that the week's news is to be told: from the last such time to the latest Monday.

    Called late, after downtime, it takes in what happened since the last one; twice, nothing.
    """
    until_at = latest_digest(at)
    last = Mailing.objects.filter(event=None).order_by("-until_at").first()
    since_at = last.until_at if last and last.until_at else until_at - WEEK
    mailing, _is_new = Mailing.objects.get_or_create(
        until_at=until_at, defaults={"since_at": since_at, "begun_at": at}
    )
    return mailing


def latest_digest(at: dt.datetime) -> dt.datetime:
    """Return the last Monday at six in the morning in Sweden that is not after `at`."""
    today = calendar.local_date(at)
    monday = today - dt.timedelta(days=today.weekday())
    due_at = dt.datetime.combine(monday, DIGEST_TIME, tzinfo=calendar.STOCKHOLM)
    if due_at > at:
        due_at = dt.datetime.combine(
            monday - WEEK, DIGEST_TIME, tzinfo=calendar.STOCKHOLM
        )
    return due_at.astimezone(dt.UTC)


def work(at: dt.datetime) -> int:
    """Write the next batch of the oldest mailing under way; return how much was done."""
    unfinished = Mailing.objects.filter(finished_at=None).order_by("pk")
    first = unfinished.values_list("pk", flat=True).first()
    return 0 if first is None else write_batch(first, at=at)


@transaction.atomic
def write_batch(mailing_id: int, *, at: dt.datetime) -> int:
    """
    Write the letters of the mailing's next addresses; nothing where another worker does.

    What is no longer published when its turn comes is told to nobody more.
    """
    mailing = (
        Mailing.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(pk=mailing_id, finished_at=None)
        .first()
    )
    if mailing is None:
        return 0
    news = News(mailing)
    tags = _next_tags(mailing, news)
    outgoing = [_letter_to(one, mailing, news) for one in _by_tag(mailing, news, tags)]
    letter = letters.of_mailing(mailing)
    mailing.letter_count += bulk.send_all(
        letter, [one for one in outgoing if one], subject=mailing, at=at
    )
    if tags:
        mailing.position = tags[-1]
    if len(tags) < BATCH_SIZE:
        mailing.finished_at = at
    mailing.save(update_fields=["position", "letter_count", "finished_at"])
    return 1


def _followers(mailing: Mailing, news: News) -> QuerySet[Follower]:
    """Return who wants this mailing, of the cases it tells of."""
    is_weekly = mailing.event_id is None
    return Follower.objects.filter(
        frequency=Frequency.WEEKLY if is_weekly else Frequency.EACH,
        case__in=list(news.cases),
        confirmed_at__isnull=False,
    )


def _next_tags(mailing: Mailing, news: News) -> list[str]:
    tags = (
        _followers(mailing, news)
        .filter(address_tag__gt=mailing.position)
        .order_by("address_tag")
        .values_list("address_tag", flat=True)
        .distinct()
    )
    return list(tags[:BATCH_SIZE])


def _by_tag(mailing: Mailing, news: News, tags: list[str]) -> list[list[Follower]]:
    """Return the followers behind these tags, those of one address together."""
    by_tag: dict[str, list[Follower]] = {tag: [] for tag in tags}
    for follower in _followers(mailing, news).filter(address_tag__in=tags):
        by_tag[follower.address_tag].append(follower)
    return list(by_tag.values())


def _letter_to(
    followers: list[Follower], mailing: Mailing, news: News
) -> Outgoing | None:
    """Return the letter to one address, or nothing where there is no news for it."""
    told = [(one, found) for one in followers if (found := news.steps_for(one))]
    if not told:
        return None
    first, _steps = told[0]
    token, language = links.token_of(first.address_tag), first.language
    about = [
        {
            "title": (case := news.cases[follower.case_id]).published_title,
            "link": links.url("detail", case.reference, language=language),
            "steps": found,
        }
        for follower, found in told
    ]
    is_weekly = mailing.event_id is None
    stop = (
        links.url("unfollow_all", token, language=language)
        if is_weekly
        else links.url(
            "unfollow",
            token,
            news.cases[first.case_id].reference,
            language=language,
        )
    )
    return Outgoing(
        to=Recipient(email=first.email, language=language),
        key=f"{mailing.name} {first.address_tag}",
        context={
            "cases": about,
            "choice_link": links.url("follows", token, language=language),
            "is_weekly": is_weekly,
        },
        unsubscribe_url=stop,
    )
