import datetime as dt

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import ANYONE, NotPermitted
from medverkan.participation.cases import blocked_senders, operations
from medverkan.participation.cases.models import Case, SenderBlock
from medverkan.participation.cases.operations import DayHasPassed
from medverkan.participation.cases.states import Channel
from medverkan.participation.cases.suspicion import Sign
from medverkan.reference.bodies.roles import Role
from medverkan.reference.register.models import Arrival
from tests.factories.bodies import BodyFactory, actor
from tests.factories.cases import AT, said, sender

pytestmark = pytest.mark.django_db

LAST = dt.date(2026, 11, 20)


@pytest.fixture
def something():
    return said()


@pytest.fixture
def board(something):
    return something.topic.body.authority


def block(board, whom="marja@example.org", *, by=None, **values) -> SenderBlock:
    facts = {"reason": "Hot", "last_date": LAST, "at": AT} | values
    return operations.block_sender(
        body=board, sender=whom, actor=by or actor(Role.REGISTRAR, body=board), **facts
    )


def receive(something, *, at=AT, email="marja@example.org", signs=()):
    return operations.receive(
        said=something,
        sender=sender(email=email),
        channel=Channel.WEB,
        signs=signs,
        actor=ANYONE,
        at=at,
    )


class TestBlocked:
    def test_is_held_back_with_the_day_it_arrived(self, something, board):
        made = block(board)

        held = receive(something).suspect

        assert held.reasons == [Sign.BLOCKED]
        assert held.block == made
        assert Arrival.objects.get().arrived_at == AT
        assert not Case.objects.exists()

    @pytest.mark.parametrize(
        ("whom", "email"),
        [
            ("marja@example.org", "Marja@Example.ORG"),
            ("marja@example.org", "marja+2@example.org"),
            ("example.org", "annan@example.org"),
            ("example.org", "annan@post.example.org"),
            ("EXAMPLE.org.", "annan@example.org"),
            ("ödehög.example", "annan@xn--dehg-4qad.example"),
        ],
    )  # fmt: skip
    def test_is_whoever_writes_from_there(self, something, board, whom, email):
        block(board, whom)

        assert receive(something, email=email).suspect

    @pytest.mark.parametrize(
        "email", ["", "anna@example.org", "marja@example.org.evil.test", "marja@ample.org"]
    )  # fmt: skip
    def test_is_nobody_else(self, something, board, email):
        block(board)
        block(board, "xample.org")

        assert receive(something, email=email).case

    def test_is_so_to_the_end_of_the_last_day_in_sweden(self, something, board):
        block(board)
        last_second = dt.datetime(2026, 11, 20, 22, 59, 59, tzinfo=dt.UTC)

        assert receive(something, at=last_second).suspect
        assert receive(something, at=last_second + dt.timedelta(seconds=1)).case

    def test_is_so_for_as_long_as_the_body_says(self, something, board):
        block(board)
        for days in (-1, 1):
            block(BodyFactory(), last_date=LAST + dt.timedelta(days=days))
        last_day = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)

        assert receive(something, at=last_day).suspect
        assert receive(something, at=last_day + dt.timedelta(days=1)).case

    def test_is_not_so_elsewhere(self, something, board):
        block(BodyFactory())

        assert receive(something).case

    def test_is_heard_when_it_cries_for_help(self, board):
        BodyFactory(kind="executive_board")
        block(board)

        words = said(text="Jag vill ta livet av mig.", body=board)

        assert receive(words).case

    def test_is_so_beside_other_signs(self, something, board):
        block(board)

        held = receive(something, signs=(Sign.PHRASE,)).suspect

        assert held.reasons == [Sign.PHRASE, Sign.BLOCKED]


class TestBlock:
    def test_twice_is_once(self, board):
        assert block(board) == block(board, "Marja@example.org ")
        assert Event.objects.filter(name="sender.blocked").count() == 1

    def test_anew_takes_the_place_of_the_former(self, board):
        former = block(board)
        later = block(board, last_date=LAST + dt.timedelta(days=9))

        former.refresh_from_db()
        assert former.lifted_at == AT
        assert list(SenderBlock.objects.in_force(AT)) == [later]

    def test_tells_nobody_outside_whom(self, board):
        block(board)

        assert Event.objects.get(name="sender.blocked").data == {
            "last_day": "2026-11-20"
        }

    @pytest.mark.parametrize("role", [Role.CONTACT_CENTRE, Role.ADMINISTRATOR])
    def test_is_refused_to_those_who_decide_nothing_held_back(self, board, role):
        with pytest.raises(NotPermitted):
            block(board, by=actor(role, body=board))

    def test_is_refused_elsewhere(self, board):
        with pytest.raises(NotPermitted):
            block(board, by=actor(Role.REGISTRAR, body=BodyFactory()))

    def test_of_a_day_gone_by_is_refused(self, board):
        with pytest.raises(DayHasPassed):
            block(board, last_date=AT.date() - dt.timedelta(days=1))


class TestLifted:
    def test_is_taken_in_again(self, something, board):
        made = block(board)
        by = actor(Role.COORDINATOR, body=board)

        operations.lift_block(block=made, actor=by, at=AT)
        operations.lift_block(block=made, actor=by, at=AT + dt.timedelta(hours=1))

        assert receive(something).case
        assert SenderBlock.objects.get().lifted_at == AT

    def test_only_by_those_who_block(self, board):
        with pytest.raises(NotPermitted):
            operations.lift_block(
                block=block(board), actor=actor(Role.REVIEWER, body=board), at=AT
            )


class TestForgotten:
    @pytest.mark.parametrize(("days", "count"), [(90, 0), (91, 1)])
    def test_is_whom_a_block_was_about(self, board, days, count):
        made = block(board)
        at = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC) + dt.timedelta(days=days)

        assert operations.forget_blocked_senders(at=at) == count

        made.refresh_from_db()
        assert (made.sender == "") == (made.reason == "") == bool(count)


class TestWaysToBlock:
    def test_are_the_address_and_each_domain_above_it(self):
        assert set(blocked_senders.ways_to_block("a+b@c.d.se")) == {
            "a+b@c.d.se",
            "a@c.d.se",
            "c.d.se",
            "d.se",
        }

    @pytest.mark.parametrize(
        "email", ["", "anna", "@", "a@" + "b." * 500 + "se", "\x00@."]
    )
    def test_are_few_of_what_is_no_address(self, email):
        assert len(set(blocked_senders.ways_to_block(email))) < 13
