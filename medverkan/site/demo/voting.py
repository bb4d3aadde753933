"""Proposals of the demo: told in few words, voted on and decided by the real operations."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from medverkan.foundation import calendar
from medverkan.foundation.accounts import actors
from medverkan.foundation.permissions import Actor
from medverkan.participation.ballots import operations as ballots
from medverkan.participation.ballots import sealer, tasks
from medverkan.participation.ballots.channels import Channel
from medverkan.participation.ballots.models import Ballot, ThresholdReached
from medverkan.participation.ballots.operations import Row, Voter
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.cases import backers
from medverkan.participation.cases import operations as cases
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.operations import Decided
from medverkan.participation.cases.states import BoardOutcome
from medverkan.reference.bodies.models import RoleAssignment
from medverkan.reference.bodies.roles import Role
from medverkan.site.demo.stories import Step, Story

if TYPE_CHECKING:
    from medverkan.site.demo.telling import Teller

FOLDER = Path(__file__).parent / "proposals"
PATHWAY = "borasforslaget"
PUBLISHED_AFTER = 2
ROUNDS = 4
# Votes that still wait for their confirmation must be younger than the hours to confirm.
WAITING_SINCE = dt.timedelta(hours=20)
BETWEEN_VOTES = dt.timedelta(minutes=2)
# Working days that the window of ninety days takes at the most, and those to confirm.
OVER_AFTER = 70


def read() -> Iterator[Story]:
    """Read every proposal in the folder, in the order of the files."""
    for path in sorted(FOLDER.glob("*.toml")):
        for told in tomllib.loads(path.read_text("utf-8"))["proposal"]:
            steps = sorted(_steps(told), key=lambda step: step.days)
            yield Story(**{"pathway": PATHWAY} | told, steps=tuple(steps))


def _steps(told: dict[str, Any]) -> Iterator[Step]:
    """Unfold review, votes, check, decision and what was done into steps."""
    refused = told.pop("refused", "")
    withdrawn_after = told.pop("withdrawn_after", None)
    is_waiting = told.pop("is_waiting_for_review", False)
    guardian = told.pop("guardian", None)
    needs_no_votes = told.pop("needs_no_votes", "")
    for name in told.pop("coauthors", []):
        yield Step(1, "coauthor", hour=12, values={"name": name})
    if guardian is not None:
        yield Step(1, "guardian", hour=18, values={"name": guardian})
    if needs_no_votes:
        yield Step(1, "exempt", hour=15, values={"reason": needs_no_votes})
    if withdrawn_after is not None:
        yield Step(withdrawn_after, "withdraw", hour=16)
    if refused:
        yield Step(PUBLISHED_AFTER, "refuse_publication", values={"ground": refused})
    elif not is_waiting and (withdrawn_after or PUBLISHED_AFTER) >= PUBLISHED_AFTER:
        yield Step(PUBLISHED_AFTER, "publish", hour=9)
        yield from _voting(told)
        yield from _what_came_of_it(told)


def _voting(told: dict[str, Any]) -> Iterator[Step]:
    age = told["days_ago"] * 5 // 7
    last_round = told.pop("gathered_in", min(age - 2, OVER_AFTER - 8))
    if "votes" in told:
        yield from _rounds(told, last=last_round)
    if told.pop("is_over", False):
        yield Step(OVER_AFTER, "end_voting")
    checked_after = told.pop("checked_after", None)
    if checked_after is not None:
        yield Step(checked_after, "check", hour=13)


def _what_came_of_it(told: dict[str, Any]) -> Iterator[Step]:
    decided = told.pop("decided", None)
    if decided is not None:
        yield Step(decided.pop("after"), "decide", hour=15, values=decided)
    for planned in told.pop("planned", []):
        done_after = planned.pop("done_after", None)
        yield Step(planned.pop("after"), "plan", hour=11, values=planned)
        if done_after is not None:
            yield Step(done_after, "done", values={"text": planned["text"]})


def _rounds(told: dict[str, Any], *, last: int) -> Iterator[Step]:
    votes, paper = told.pop("votes", 0), told.pop("paper", 0)
    by_web = votes - paper
    extra = {
        name: told.pop(name, 0)
        for name in ("repeated", "withdrawn", "waiting", "expired")
    }
    first = PUBLISHED_AFTER + 1
    for number in range(ROUNDS):
        day = first + (max(last, first) - first) * number // (ROUNDS - 1)
        begun = by_web * number // ROUNDS
        share = by_web * (number + 1) // ROUNDS - begun
        is_last = number == ROUNDS - 1
        more = extra | {"paper": paper} if is_last else {}
        yield Step(day, "votes", values={"first": begun, "count": share, **more})


def tidy(*, at: dt.datetime) -> None:
    """Close what is over, seal what is left, report what is late, as the worker does."""
    tasks.run_expiry(at)
    for ballot in Ballot.objects.order_by("pk"):
        while tasks.seal_and_note(ballot, at=at) is not None:
            pass
        sealer.publish(ballot, at=at)
    cases.report_delays(at=at)


def _votes(teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime) -> None:
    ballot = case.ballot
    assert ballot is not None
    first, count = values["first"], values["count"]
    for n in range(first, first + count):
        at = _later(teller, at)
        _vote(ballot, n, at=at)
    for n in range(values.get("repeated", 0)):
        at = _later(teller, at)
        _vote(ballot, n, at=at)
    for n in range(values.get("withdrawn", 0)):
        at = _later(teller, at)
        secret = _vote(ballot, 1000 + n, at=at)
        ballots.withdraw(ballot=ballot, secret=secret, at=at)
    for n in range(values.get("expired", 0)):
        ballots.attempt(ballot=ballot, voter=_voter(2000 + n), at=at)
    _paper(case, values.get("paper", 0), at=at)
    if values.get("waiting"):
        at = max(at, teller.now - WAITING_SINCE)
    for n in range(values.get("waiting", 0)):
        at = _later(teller, at)
        ballots.attempt(ballot=ballot, voter=_voter(3000 + n), at=at)
    tasks.seal_and_note(ballot, at=at)
    _note_reached(case, at=at)


def _note_reached(case: Case, *, at: dt.datetime) -> None:
    reached = ThresholdReached.objects.filter(ballot=case.ballot_id).first()
    if reached is not None:
        cases.reach(case=case, threshold=reached.threshold, at=at)


def _vote(ballot: Ballot, number: int, *, at: dt.datetime) -> str:
    begun = ballots.attempt(ballot=ballot, voter=_voter(number), at=at)
    ballots.confirm(ballot=ballot, secret=begun.secret, at=at)
    return begun.secret


def _voter(number: int) -> Voter:
    return Voter(email=f"invanare{number}@example.org", name=f"Invånare {number}")


def _paper(case: Case, count: int, *, at: dt.datetime) -> None:
    for n in range(count):
        row = Row(
            email=f"papper{n}@example.org",
            name=f"Pappersröst {n}",
            sheet_row=f"Blad {n // 20 + 1}, rad {n % 20 + 1}",
        )
        ballots.register_row(
            ballot=case.ballot,
            channel=Channel.PAPER,
            row=row,
            actor=_somebody(case, Role.CONTACT_CENTRE, at=at),
            at=at,
        )


def _later(teller: Teller, at: dt.datetime) -> dt.datetime:
    return min(at + BETWEEN_VOTES, teller.now)


def _somebody(case: Case, role: Role, *, at: dt.datetime) -> Actor:
    """Return somebody with the role at the case's authority, or for the whole."""
    held = RoleAssignment.objects.filter(
        Q(body=case.authority_id) | Q(body=None), role=role
    ).order_by("pk")
    return actors.actor_of(held[0].user, at)


def _guardian(
    teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime
) -> None:
    backer = backers.guardian_of(case)
    assert backer is not None
    cases.answer_as_backer(backer=backer, is_willing=True, name=values["name"], at=at)


def _coauthor(
    teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime
) -> None:
    address = f"{values['name'].lower().replace(' ', '.')}@example.org"
    backer = cases.invite_coauthor(case=case, email=address, at=at)
    cases.answer_as_coauthor(backer=backer, is_willing=True, name=values["name"], at=at)


def _exempt(
    teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime
) -> None:
    actor = teller.actor(case, at)
    cases.exempt(case=case, **values, version=case.version, actor=actor, at=at)


def _end_voting(
    teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime
) -> None:
    tasks.run_expiry(at)
    tasks.seal_and_note(case.ballot, at=at)
    counted = count_of(case.ballot).counted
    cases.end_voting(case=case, counted=counted, at=at)


def _check(teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime) -> None:
    check = ballots.sign_check(
        ballot=case.ballot,
        threshold=case.ballot.threshold,
        post="registrator",
        is_paper_compared=True,
        actor=_somebody(case, Role.REGISTRAR, at=at),
        at=at,
    )
    cases.hand_over(case=case, counted=check.counted, at=at)


def _decide(
    teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime
) -> None:
    cases.record_decision(
        case=case,
        decided=Decided(
            outcome=BoardOutcome(values["outcome"]),
            body=case.authority,
            date=calendar.local_date(at) - dt.timedelta(days=1),
            paragraph=str(values["paragraph"]),
            reasons=values["text"].strip(),
        ),
        version=None,
        actor=_somebody(case, Role.BOARD_SECRETARY, at=at),
        at=at,
    )


def _plan(teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime) -> None:
    cases.plan_step(
        case=case,
        text=values["text"],
        due_date=calendar.local_date(at) + dt.timedelta(days=values["due_in"]),
        version=None,
        actor=teller.actor(case, at),
        at=at,
    )


def _done(teller: Teller, case: Case, values: dict[str, Any], at: dt.datetime) -> None:
    cases.finish_step(
        case=case,
        step=case.steps.get(text=values["text"]),
        version=case.version,
        actor=teller.actor(case, at),
        at=at,
    )


STEPS: dict[str, Callable[[Teller, Case, dict[str, Any], dt.datetime], None]] = {
    "guardian": _guardian,
    "coauthor": _coauthor,
    "exempt": _exempt,
    "votes": _votes,
    "end_voting": _end_voting,
    "check": _check,
    "decide": _decide,
    "plan": _plan,
    "done": _done,
}
