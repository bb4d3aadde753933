import datetime as dt
from dataclasses import replace

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import ANYONE, SYSTEM, NotPermitted
from medverkan.foundation.states import TransitionRefused
from medverkan.participation.cases import operations, queries
from medverkan.participation.cases.models import Case, Draft, Suspect
from medverkan.participation.cases.operations import receiving
from medverkan.participation.cases.states import Channel, RejectionGround
from medverkan.participation.cases.suspicion import Sign
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways.choices import Decider
from medverkan.reference.register.models import Arrival, Record
from tests.factories.bodies import actor
from tests.factories.cases import AT, said, sender

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=3)


def received(signs=(Sign.PHRASE,), **more) -> operations.Received:
    return operations.receive(
        **{
            "said": said(title="Klockor", text="Replica watches"),
            "sender": sender(),
            "channel": Channel.WEB,
            "signs": signs,
            "actor": ANYONE,
            "at": AT,
        }
        | more
    )


def decider(suspect: Suspect):
    return actor(Role.REGISTRAR, body=suspect.authority)


class TestReceiving:
    def test_makes_a_case_where_there_are_no_signs(self):
        result = received(signs=())

        assert result.case == Case.objects.get()
        assert result.case.reference == result.reference

    def test_holds_back_what_has_signs(self):
        result = received()

        assert Case.objects.count() == 0
        assert result.suspect.reasons == ["phrase"]
        assert result.suspect.sender["email"] == "marja@example.org"
        assert Delivery.objects.count() == 0

    def test_notes_the_arrival_in_the_day_it_came(self):
        suspect = received(arrived_at=AT - dt.timedelta(days=1)).suspect

        arrival = Arrival.objects.get()
        assert arrival.arrived_at == AT - dt.timedelta(days=1)
        assert arrival.authority == suspect.authority
        assert Event.objects.filter(name="submission.held").count() == 1

    def test_gives_the_first_result_to_the_same_token(self):
        operations.save_draft(token="t" * 22, content={"text": "x"}, at=AT)
        first = received(token="t" * 22)
        second = received(token="t" * 22, signs=())

        assert second.reference == first.reference
        assert Suspect.objects.count() == 1
        assert Draft.objects.count() == 0

    def test_does_not_hold_back_what_is_a_case_already(self):
        operations.save_draft(token="t" * 22, content={"text": "x"}, at=AT)
        case = received(token="t" * 22, signs=()).case

        assert received(token="t" * 22).case == case

    def test_takes_out_identity_numbers(self):
        suspect = received(said=said(text="Jag är 19900101-0017")).suspect

        assert "0017" not in suspect.text


class TestRelease:
    def test_makes_a_case_with_the_day_it_arrived(self):
        suspect = received().suspect

        case = operations.release(suspect=suspect, actor=decider(suspect), at=LATER)

        assert case.arrived_at == AT
        assert case.recorded_at == LATER
        assert case.reference == suspect.reference
        assert case.due_date == dt.date(2026, 11, 24)
        assert Record.objects.get().arrived_at == AT
        assert Arrival.objects.get().record == Record.objects.get()

    def test_keeps_everything_that_was_said(self):
        told = said(
            place="Bron", latitude=57.7, longitude=12.9, language="fi",
            may_be_published=True, window_months=6, goes_to=Decider.COUNCIL,
        )  # fmt: skip
        suspect = received(said=told).suspect

        kept = receiving._said(Suspect.objects.get(pk=suspect.pk))

        assert replace(kept, body=None) == told

    def test_confirms_to_the_sender_and_keeps_the_page_open(self):
        result = received()

        operations.release(
            suspect=result.suspect, actor=decider(result.suspect), at=LATER
        )

        assert Delivery.objects.get().to_email == "marja@example.org"
        assert queries.by_token(result.token).reference == result.reference

    def test_twice_is_once(self):
        suspect = received().suspect
        cases = {
            operations.release(suspect=suspect, actor=decider(suspect), at=LATER).pk
            for _ in range(2)
        }

        assert len(cases) == 1
        assert Event.objects.filter(name="submission.released").count() == 1

    @pytest.mark.parametrize("role", [Role.CONTACT_CENTRE, Role.ELECTED_MEMBER, None])
    def test_is_not_for_others(self, role):
        suspect = received().suspect
        other = actor(role, body=suspect.authority) if role else ANYONE

        with pytest.raises(NotPermitted):
            operations.release(suspect=suspect, actor=other, at=LATER)

    def test_is_not_for_another_authority(self):
        suspect = received().suspect
        elsewhere = decider(received().suspect)

        with pytest.raises(NotPermitted):
            operations.release(suspect=suspect, actor=elsewhere, at=LATER)

    def test_is_refused_once_rejected(self):
        suspect = received().suspect
        operations.reject(
            suspect=suspect, ground=RejectionGround.FRAUD, actor=SYSTEM, at=LATER
        )

        with pytest.raises(TransitionRefused):
            operations.release(suspect=suspect, actor=SYSTEM, at=LATER)


class TestReject:
    def test_keeps_it_with_ground_and_person(self):
        suspect = received().suspect
        by = decider(suspect)

        operations.reject(
            suspect=suspect, ground=RejectionGround.ADVERTISING, actor=by, at=LATER
        )

        suspect.refresh_from_db()
        assert suspect.rejection_ground == "advertising"
        assert suspect.decided_by_id == by.user_id
        assert Arrival.objects.get().state == "set_aside"
        assert Record.objects.count() == 0

    def test_twice_is_once(self):
        suspect = received().suspect
        for ground in (RejectionGround.FRAUD, RejectionGround.NONSENSE):
            operations.reject(suspect=suspect, ground=ground, actor=SYSTEM, at=LATER)

        suspect.refresh_from_db()
        assert suspect.rejection_ground == "fraud"

    def test_is_refused_once_let_through(self):
        suspect = received().suspect
        operations.release(suspect=suspect, actor=SYSTEM, at=LATER)

        with pytest.raises(TransitionRefused):
            operations.reject(
                suspect=suspect, ground=RejectionGround.FRAUD, actor=SYSTEM, at=LATER
            )

    def test_is_not_for_anyone(self):
        with pytest.raises(NotPermitted):
            operations.reject(
                suspect=received().suspect,
                ground=RejectionGround.FRAUD,
                actor=ANYONE,
                at=LATER,
            )


class TestQueries:
    def test_of_what_is_sent_are_few(self, django_assert_max_num_queries):
        same = {"said": said(), "sender": operations.Sender(), "signs": ()}
        received(**same)  # the first makes the counter and freezes the rules
        operations.save_draft(token="t" * 22, content={}, file=None, at=AT)
        sending = {"channel": Channel.WEB, "actor": ANYONE, "at": AT}

        with django_assert_max_num_queries(21):
            sent = operations.receive(**same, **sending, token="t" * 22)

        assert Draft.objects.get().case == sent.case
