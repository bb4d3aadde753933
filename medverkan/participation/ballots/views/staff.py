"""The desk: register rows, compare, correct by two persons, sign the check."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from medverkan.foundation import clock, permissions
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.audit.once import SentTwiceDiffering, once
from medverkan.foundation.design.posting import posted
from medverkan.participation.ballots import (
    desk,
    detection,
    keyring,
    limits,
    operations,
    panels,
    rules,
    subjects,
    words,
)
from medverkan.participation.ballots.channels import Channel
from medverkan.participation.ballots.forms import (
    CheckNumberForm,
    RowForm,
    StrikeForm,
)
from medverkan.participation.ballots.models import (
    Alarm,
    Attempt,
    Ballot,
    Match,
    StrikeProposal,
)
from medverkan.participation.ballots.operations import Result, corrections
from medverkan.participation.ballots.operations import rows as row_operations
from medverkan.participation.ballots.receipts import number_in
from medverkan.participation.ballots.registers import NotInRegister, Proof
from medverkan.participation.ballots.schemes import NotAnIdentity
from medverkan.participation.ballots.states import EntryKind

UNREADABLE = 422
CONFLICT = 409
TOO_MANY = 429
ROW_REFUSED = {
    NotAnIdentity: words.NOT_READABLE,
    NotInRegister: gettext_lazy("The register does not hold this person."),
    operations.WrongScheme: gettext_lazy("The rules here do not count such a row."),
    operations.BallotClosed: words.NOT_OPEN,
}
staff_only = has_role(*rules.DECIDING, *rules.REGISTERING, "administrator")


def _ballot(request: HttpRequest, uuid: UUID) -> Ballot:
    ballot = desk.visible_to(request.actor).filter(uuid=uuid).first()
    if ballot is None:
        raise Http404
    return ballot


@staff_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the ballots that are open or wait for a person."""
    return render(
        request, "ballots/desk/index.html", {"rows": desk.rows(request.actor)}
    )


@staff_only
@require_safe
def show(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one ballot with all that waits for a person."""
    ballot = _ballot(request, uuid)
    return _show(request, ballot, row_form=RowForm(ballot=ballot))


def _show(
    request: HttpRequest, ballot: Ballot, *, row_form: RowForm, status: int = 200
) -> HttpResponse:
    may_decide = rules.may_see_private(request.actor, ballot)
    subject = subjects.of(ballot)
    context = {
        "ballot": ballot,
        "subject": subject,
        "panel": panels.of(ballot, at=clock.now()),
        "row_form": row_form,
        "may_register": bool(subject.taken_by_staff)
        and rules.may_register_rows(request.actor, ballot),
        "may_decide": may_decide,
        "matches": _matches(ballot) if may_decide else [],
        "suggestions": detection.suggestions(ballot) if may_decide else [],
        "proposals": _proposals(request, ballot) if may_decide else [],
        "thresholds": desk.unchecked_thresholds(ballot) if may_decide else [],
        "needs_paper": any(
            operations.needs_paper_compared(ballot, limit)
            for limit in ballot.thresholds
        ),
        "check_form": CheckNumberForm(),
        "alarm": Alarm.objects.filter(ballot=ballot, resolved_at=None).first(),
        "may_resolve": rules.may_resolve_alarm(request.actor),
    }
    return render(request, "ballots/desk/show.html", context, status=status)


def _matches(ballot: Ballot) -> list[dict[str, object]]:
    undecided = list(Match.objects.filter(ballot=ballot, is_same=None).order_by("pk"))
    numbers = {m.number for m in undecided} | {m.other_number for m in undecided}
    attempts = {
        attempt.number: attempt
        for attempt in Attempt.objects.filter(ballot=ballot, number__in=numbers)
    }
    return [
        {
            "match": match,
            "one": attempts.get(match.number),
            "other": attempts.get(match.other_number),
        }
        for match in undecided
    ]


def _proposals(request: HttpRequest, ballot: Ballot) -> list[dict[str, object]]:
    open_ones = StrikeProposal.objects.filter(
        ballot=ballot, state=StrikeProposal.State.PROPOSED
    )
    return [
        {
            "proposal": proposal,
            "preview": operations.preview(
                ballot=ballot,
                kind=EntryKind(proposal.kind),
                numbers=list(proposal.numbers.values_list("number", flat=True)),
            ),
            "may_decide": rules.may_decide_strike(request.actor, proposal),
        }
        for proposal in open_ones.select_related("ballot").order_by("pk")
    ]


@staff_only
@require_POST
def register_row(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Register a vote on paper, by phone or from a list."""
    ballot = _ballot(request, uuid)
    form = RowForm(request.POST, ballot=ballot)
    if not form.is_valid():
        return _show(request, ballot, row_form=form, status=UNREADABLE)
    if limits.is_over(str(request.actor.user_id), what="row", limit=limits.ROWS):
        form.add_error(None, words.TOO_MANY_ROWS)
        return _show(request, ballot, row_form=form, status=TOO_MANY)
    try:
        result = _register(request, ballot, form)
    except tuple(ROW_REFUSED) as refusal:
        form.add_error(None, ROW_REFUSED[type(refusal)])
    except SentTwiceDiffering:
        form.renew_key()
        form.add_error(None, words.SENT_BEFORE)
        return _show(request, ballot, row_form=form, status=CONFLICT)
    else:
        messages.success(request, words.ROW_RESULT[result])
        return redirect("ballots:desk", uuid)
    return _show(request, ballot, row_form=form, status=UNREADABLE)


def _register(request: HttpRequest, ballot: Ballot, form: RowForm) -> Result:
    """Register the row once, however often its form is sent."""
    at = clock.now()
    told = once(
        key=form.cleaned_data["key"],
        operation="ballots.register_row",
        payload=keyring.blinded_row(keyring.key_of(ballot), form.as_text()),
        do=lambda: (
            operations.register_row(
                ballot=ballot,
                channel=Channel(form.cleaned_data["channel"]),
                row=_row(form),
                actor=request.actor,
                at=at,
            ).result
        ),
        at=at,
    )
    return Result(told)


def _row(form: RowForm) -> operations.Row:
    given = form.cleaned_data
    proof = None
    if "number" in given:
        proof = Proof(
            number=given["number"],
            name=given.get("name", ""),
            born_date=given.get("born_date"),
            postcode=given.get("postcode", ""),
        )
    return operations.Row(
        email=given.get("email", ""),
        name=given.get("name", ""),
        postcode=given.get("postcode", ""),
        proof=proof,
        sheet_row=given["sheet_row"],
    )


@staff_only
@require_POST
def decide_match(request: HttpRequest, uuid: UUID, match_id: int) -> HttpResponse:
    """Decide whether a row is the same person as another."""
    match = get_object_or_404(Match, pk=match_id, ballot=_ballot(request, uuid))
    try:
        operations.decide_match(
            match=match,
            is_same=request.POST.get("is_same") == "yes",
            actor=request.actor,
            at=clock.now(),
        )
    except row_operations.AlreadyDecided:
        messages.info(request, _("Somebody has decided on it already."))
    return redirect("ballots:desk", uuid)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def strike(request: HttpRequest, uuid: UUID, kind: str) -> HttpResponse:
    """Propose a correction: first a preview of its effect, then the proposal."""
    ballot = _ballot(request, uuid)
    permissions.require(rules.may_propose_strike(request.actor, ballot))
    form = StrikeForm(posted(request))
    shown, status = None, 200
    if request.method == "POST" and form.is_valid():
        numbers = [n for line in form.cleaned_data["numbers"].splitlines()
                   if (n := number_in(line))]  # fmt: skip
        if "propose" in request.POST and _propose(request, ballot, form, numbers, kind):
            return redirect("ballots:desk", uuid)
        shown = operations.preview(ballot=ballot, kind=EntryKind(kind), numbers=numbers)
    if form.errors:
        status = UNREADABLE
    context = {
        "ballot": ballot,
        "subject": subjects.of(ballot),
        "form": form,
        "preview": shown,
        "is_strike": kind == EntryKind.STRUCK,
    }
    return render(request, "ballots/desk/strike.html", context, status=status)


def _propose(
    request: HttpRequest,
    ballot: Ballot,
    form: StrikeForm,
    numbers: list[UUID],
    kind: str,
) -> bool:
    try:
        operations.propose_strike(
            ballot=ballot,
            numbers=numbers,
            ground=form.cleaned_data["ground"],
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=clock.now(),
            kind=EntryKind(kind),
        )
    except operations.NothingToCorrect:
        form.add_error("numbers", _("None of these votes would change."))
        return False
    messages.success(request, _("A second person now decides on the proposal."))
    return True


@staff_only
@require_POST
def decide_strike(request: HttpRequest, uuid: UUID, proposal_id: int) -> HttpResponse:
    """Approve or reject a correction as the second person."""
    ballot = _ballot(request, uuid)
    proposal = get_object_or_404(StrikeProposal, pk=proposal_id, ballot=ballot)
    decided = {"proposal": proposal, "actor": request.actor, "at": clock.now()}
    try:
        if "approve" in request.POST:
            role = rules.deciding_role(request.actor, ballot)
            operations.approve_strike(role=role, **decided)
        else:
            operations.reject_strike(**decided)
    except (corrections.AlreadyDecided, operations.NothingToCorrect):
        messages.info(request, _("There is nothing left to decide."))
    return redirect("ballots:desk", uuid)


@staff_only
@require_POST
def sign_check(request: HttpRequest, uuid: UUID, threshold: int) -> HttpResponse:
    """Sign the check of the number before it is handed over."""
    ballot = _ballot(request, uuid)
    form = CheckNumberForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, _("Fill in your post and confirm that you have looked.")
        )
        return redirect("ballots:desk", uuid)
    try:
        operations.sign_check(
            ballot=ballot,
            threshold=threshold,
            post=form.cleaned_data["post"],
            is_paper_compared=form.cleaned_data["is_paper_compared"],
            actor=request.actor,
            at=clock.now(),
        )
    except operations.PaperNotCompared:
        messages.error(request, _("Compare the rows on paper by hand first."))
    except (operations.AlreadyChecked, operations.NotReached):
        messages.info(request, _("There is nothing left to decide."))
    else:
        messages.success(request, _("The check is signed."))
    return redirect("ballots:desk", uuid)


@staff_only
@require_POST
def resolve_alarm(request: HttpRequest, uuid: UUID, alarm_id: int) -> HttpResponse:
    """Let the sealer try again."""
    alarm = get_object_or_404(Alarm, pk=alarm_id, ballot__uuid=uuid)
    operations.resolve_alarm(alarm=alarm, actor=request.actor, at=clock.now())
    return redirect("ballots:desk", uuid)
