"""What this room tells the rooms below it: labels, menu, search, files, jobs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.accounts import own_data
from medverkan.foundation.accounts.models import User
from medverkan.foundation.audit import sentences, subscribers
from medverkan.foundation.audit.models import Event
from medverkan.foundation.design import menu, slots
from medverkan.foundation.design.dates import date_long
from medverkan.foundation.design.menu import Entry, MenuItem
from medverkan.foundation.files import access
from medverkan.foundation.files.models import StoredFile
from medverkan.foundation.notices import access as letters
from medverkan.foundation.permissions import SYSTEM, Actor
from medverkan.foundation.schedule import jobs, rounds
from medverkan.foundation.search import documents
from medverkan.foundation.search.documents import Document
from medverkan.participation.ballots import subjects
from medverkan.participation.ballots.models import Ballot
from medverkan.participation.ballots.subjects import Subject
from medverkan.participation.cases import (
    desk,
    events,
    history,
    operations,
    quarantine,
    queries,
    reminding,
    rules,
    staff_queries,
    ways,
    words,
)
from medverkan.participation.cases import own_data as cases_own_data
from medverkan.participation.cases.following import mailings, steps
from medverkan.participation.cases.models import (
    FILE_KIND,
    Attachment,
    Case,
    ImplementationStep,
    Selection,
)
from medverkan.participation.cases.operations import proposing
from medverkan.participation.cases.operations.talking import resume_overdue_pauses
from medverkan.participation.cases.sorting import wiring as sorting_wiring
from medverkan.reference.bodies.models import Body, Topic
from medverkan.reference.pathways import running_cases as running
from medverkan.reference.pathways import simulator
from medverkan.reference.pathways.models import Pathway
from medverkan.reference.register import queries as register_queries

# What makes a case findable, changes what is found of it, or hides it.
CHANGES_SEARCH = (
    events.PUBLISHED,
    events.MASKED,
    events.UNPUBLISHED,
    events.ANSWERED,
    events.SECRECY_MARKED,
    events.SECRECY_LIFTED,
    events.TOPIC_CHANGED,
    events.WITHDRAWN,
    events.DECIDED,
    events.DESTROYED,
    events.NAME_HIDDEN,
    events.ANONYMISED,
)


def register() -> None:
    """Tell the rooms below what they show of this one."""
    sorting_wiring.register()
    own_data.register("cases", cases_own_data.of_user)
    _register_labels()
    _register_menu()
    documents.register(
        "case",
        build=_documents,
        every_id=_every_published,
        url="cases:detail",
        changed_by=tuple(event.name for event in CHANGES_SEARCH),
    )
    subjects.register(proposing.BALLOT_SUBJECT, _subjects_of)
    subscribers.subscribe(
        "cases.proposals",
        _follow_ballots,
        events=("ballot.threshold_reached", "ballot.number_checked", "ballot.closed"),
    )
    subscribers.subscribe(
        "cases.followers",
        mailings.begin_steps,
        events=steps.names(),
        reads_history=False,
    )
    slots.register("pathway.action", ways.actions)
    rounds.register("followers", mailings.work)
    access.register_gate(FILE_KIND, _may_read_file)
    simulator.register_source(history.past_cases)
    running.register_source(history.running_cases)
    letters.register_gate(_cases_whose_letters_are_read)
    jobs.job(
        "cases.erase_drafts",
        every=dt.timedelta(hours=1),
        run=_erase_drafts,
        title=_("Erase drafts older than a day"),
    )
    jobs.job(
        "cases.forget_unconfirmed",
        daily_at=dt.time(4, 30),
        run=_forget_unconfirmed,
        title=_("Forget addresses that have not confirmed that they follow"),
    )
    jobs.job(
        "cases.report_delays",
        daily_at=dt.time(5, 15),
        run=_report_delays,
        title=_("Report to the council what will not be decided within a year"),
    )
    jobs.job(
        "cases.week",
        daily_at=mailings.DIGEST_TIME,
        run=_begin_week,
        title=_("On Mondays, write the week's news to those who follow"),
    )
    jobs.job(
        "cases.tell_the_day",
        daily_at=dt.time(6, 30),
        run=_tell_the_day,
        title=_("Tell each officer what the day holds"),
    )
    jobs.job(
        "cases.resume_pauses",
        daily_at=dt.time(5, 0),
        run=_resume_pauses,
        title=_("Start the clock where we have waited long enough"),
    )
    jobs.job(
        "cases.remind_of_quarantine",
        daily_at=dt.time(7, 30),
        run=quarantine.remind,
        title=_("Remind of what waits in the quarantine"),
    )


def _register_labels() -> None:
    def names(model: type) -> sentences.Labeller:
        def label(values: Collection[int]) -> dict[int, str]:
            return {
                row.pk: str(row.name) for row in model.objects.filter(pk__in=values)
            }

        return label

    sentences.label("pathway", names(Pathway))
    sentences.label("topic", names(Topic))
    sentences.label("body", names(Body))
    sentences.label("assignee", names(User))
    sentences.label("colleague", names(User))
    sentences.label(
        "channel", lambda values: {v: str(words.CHANNEL[v]) for v in values}
    )
    sentences.label("answer_by", _days)
    sentences.label("step", _texts_of_steps)
    sentences.label("alarm", lambda values: {v: str(words.ALARM[v]) for v in values})
    sentences.label(
        "board_outcome", lambda values: {v: str(words.BOARD_OUTCOME[v]) for v in values}
    )
    sentences.label(
        "rejection", lambda values: {v: str(words.REJECTION[v]) for v in values}
    )
    sentences.label(
        "outcome", lambda values: {v: str(words.OUTCOME[v]) for v in values}
    )


def _days(values: Collection[str]) -> dict[str, str]:
    return {value: date_long(dt.date.fromisoformat(value)) for value in values}


def _texts_of_steps(ids: Collection[int]) -> dict[int, str]:
    steps = ImplementationStep.objects.filter(pk__in=ids)
    return dict(steps.values_list("pk", "text"))


def _register_menu() -> None:
    menu.register("main", MenuItem(_("Proposals"), "cases:proposals", order=5))
    menu.register("main", MenuItem(_("Answers and results"), "cases:index", order=20))
    menu.register("main", MenuItem(_("So we answer"), "cases:figures", order=30))
    menu.register("main", MenuItem(_("Follow your case"), "cases:find", order=40))
    menu.register_provider("workspace", _inbox_entries)
    menu.register(
        "workspace",
        MenuItem(
            _("Quarantine"),
            "cases:quarantine",
            order=10,
            may_see=lambda actor: actor.has_role(*rules.SUSPECT_DECIDERS),
            count=lambda request: quarantine.held(request.actor).count(),
            group=_("To do"),
            icon="shield-alert",
        ),
    )
    menu.register(
        "workspace",
        MenuItem(
            _("Report to the council"),
            "cases:council_report",
            order=46,
            may_see=rules.may_read_council_report,
            icon="landmark",
        ),
    )


def _inbox_entries(request: HttpRequest) -> Iterable[Entry]:
    """Return the lists of the workspace with how many cases each holds, in one query."""
    if not request.actor.has_role(*desk.READERS):
        return
    handles = request.actor.has_role(*desk.HANDLERS)
    kept = staff_queries.selections_of(request.actor) if handles else []
    counts = queries.inbox_counts(
        request.actor,
        {f"kept {one.name}": desk.asked_by(one, request.actor) for one in kept},
    )
    for name, label in desk.LIST_LABELS.items():
        if not handles and name != queries.Inbox.BEFORE_BOARD:
            continue
        url = reverse("cases:inbox", args=[name])
        is_kept = any(_is_shown(one, request) for one in kept)
        yield Entry(
            label=label,
            url=url,
            is_current=request.path == url and not is_kept,
            is_ancestor=request.path.startswith(url),
            count=counts.get(name),
            group=_("To do"),
            icon=desk.LIST_ICONS[name],
        )
    if handles:
        yield _register_entry(request)
        yield _templates_entry(request)
    for one in kept:
        yield Entry(
            label=one.name,
            url=f"{reverse('cases:inbox', args=[one.list_name])}?{one.query}",
            is_current=_is_shown(one, request),
            count=counts.get(f"kept {one.name}"),
            group=_("Kept selections"),
            icon="bookmark",
        )
    if kept:
        yield Entry(
            label=_("Change the selections"),
            url=reverse("cases:selections"),
            is_current=request.path == reverse("cases:selections"),
            group=_("Kept selections"),
            icon="pencil-line",
        )


def _is_shown(kept: Selection, request: HttpRequest) -> bool:
    path = reverse("cases:inbox", args=[kept.list_name])
    return request.path == path and request.GET.urlencode() == kept.query


def _register_entry(request: HttpRequest) -> Entry:
    return Entry(
        label=_("Register for somebody"),
        url=reverse("cases:register"),
        is_current=request.path == reverse("cases:register"),
        group=_("To do"),
        icon="pencil-line",
    )


def _templates_entry(request: HttpRequest) -> Entry:
    url = reverse("cases:templates")
    return Entry(
        label=_("Reply templates"),
        url=url,
        is_current=request.path == url,
        is_ancestor=request.path.startswith(url),
        group=_("To do"),
        icon="file-text",
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
            place=case.place,
            url_args=[case.reference],
            at=case.published_at,
        )
        for case in cases
    ]


def _subjects_of(ballots: Sequence[Ballot]) -> dict[int, Subject]:
    """Return the proposals of ballots; who handles or is disqualified decides no votes."""
    cases = Case.objects.filter(ballot__in=ballots).prefetch_related(
        "disqualifications"
    )
    held = register_queries.holds_of([case.pk for case in cases])
    return {
        case.ballot_id: Subject(
            title=case.published_title,
            url=reverse("cases:detail", args=[case.reference]),
            barred_ids=frozenset(
                {row.user_id for row in case.disqualifications.all()}
                | ({case.assignee_id} if case.assignee_id else set())
            ),
            is_held=case.pk in held,
        )
        for case in cases
        if case.ballot_id is not None
    }


def _follow_ballots(happened: list[Event], at: dt.datetime) -> None:
    for event in happened:
        case = Case.objects.filter(pk=event.about_case).first()
        if case is None:
            continue
        if event.name == "ballot.threshold_reached":
            threshold = event.data["threshold"]
            operations.reach(case=case, threshold=threshold, at=event.occurred_at)
        elif event.name == "ballot.number_checked":
            operations.hand_over(case=case, counted=event.data["counted"], at=at)
        else:
            operations.end_voting(case=case, counted=event.data["counted"], at=at)


def _every_published() -> Iterable[int]:
    return Case.objects.published().values_list("pk", flat=True)


def _may_read_file(actor: Actor, file: StoredFile) -> bool:
    attachment = (
        Attachment.objects.select_related("message__case").filter(file=file).first()
    )
    if attachment is None:
        return quarantine.may_read_file(actor, file)
    return rules.may_read_attachment(actor, attachment)


def _cases_whose_letters_are_read(
    actor: Actor, case_ids: Collection[int]
) -> frozenset[int]:
    """Whoever may see a case may see the letters about it."""
    seen = rules.visible_to(actor).filter(pk__in=case_ids)
    return frozenset(seen.values_list("pk", flat=True))


def _erase_drafts(at: dt.datetime) -> None:
    operations.erase_old_drafts(at=at)


def _forget_unconfirmed(at: dt.datetime) -> None:
    operations.forget_unconfirmed(at=at)


def _report_delays(at: dt.datetime) -> None:
    operations.report_delays(at=at)


def _begin_week(at: dt.datetime) -> None:
    mailings.begin_week(at)


def _tell_the_day(at: dt.datetime) -> None:
    reminding.send_days(at=at, actor=SYSTEM)


def _resume_pauses(at: dt.datetime) -> None:
    resume_overdue_pauses(at=at, actor=SYSTEM)
