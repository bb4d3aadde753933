"""What a mailing tells: the steps, in the language of each reader, by case."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import override

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.recipients import supported_language
from medverkan.foundation.notices.tags import address_tag
from medverkan.participation.cases.following import steps
from medverkan.participation.cases.following.steps import Step
from medverkan.participation.cases.models import Case, Follower, Mailing, Party


class News:
    """The steps of a mailing that everyone may read now; put into words once a language."""

    def __init__(self, mailing: Mailing) -> None:
        self.happened = _public_steps_of(mailing)
        self.cases = Case.objects.in_bulk({event.about_case for event in self.happened})
        self._told_otherwise = _told_in_other_letters(self.happened)
        self._in_words: dict[str, dict[int, list[Step]]] = {}

    def steps_for(self, follower: Follower) -> list[Step]:
        """Return what happened since the address said yes; an author knows some already."""
        said = self._said_in(supported_language(follower.language))
        return [
            step
            for step in said.get(follower.case_id, ())
            if follower.confirmed_at is not None
            and step.recorded_at >= follower.confirmed_at
            and (step.event_id, follower.address_tag) not in self._told_otherwise
        ]

    def _said_in(self, language: str) -> dict[int, list[Step]]:
        if language not in self._in_words:
            by_case = self._in_words[language] = defaultdict(list)
            with override(language):
                for step in steps.in_words(self.happened):
                    by_case[step.case_id].append(step)
        return self._in_words[language]


def _public_steps_of(mailing: Mailing) -> list[Event]:
    if mailing.event_id is not None:
        happened = Event.objects.filter(pk=mailing.event_id)
    else:
        happened = Event.objects.filter(
            name__in=steps.names(),
            recorded_at__gte=mailing.since_at,
            recorded_at__lt=mailing.until_at,
        )
    public = Case.objects.published().values("pk")
    kept = happened.filter(about_case__in=public).order_by("recorded_at", "pk")
    return [event for event in kept if not steps.is_told_by_another(event)]


def _told_in_other_letters(happened: list[Event]) -> set[tuple[int, str]]:
    """Return step and address of those who wrote the case and have a letter of their own."""
    told = [event for event in happened if event.name in steps.AUTHOR_IS_TOLD]
    authors = Party.objects.filter(
        case__in=[event.about_case for event in told],
        role=Party.Role.SUBMITTER,
        answer_by=Party.Answer.EMAIL,
    ).exclude(email="")
    emails = dict(authors.values_list("case_id", "email"))
    return {
        (event.pk, address_tag(emails[event.about_case]))
        for event in told
        if event.about_case in emails
    }
