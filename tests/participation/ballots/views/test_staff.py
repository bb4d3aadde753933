from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse

from medverkan.foundation import calendar, clock
from medverkan.foundation.audit.models import Submission
from medverkan.foundation.audit.once import _digest
from medverkan.participation.ballots import keyring, limits
from medverkan.participation.ballots.models import (
    Alarm,
    Check,
    Correction,
    Match,
    StrikeProposal,
)
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.ballots.schemes import Scheme
from medverkan.reference.bodies.roles import Role
from tests.factories.ballots import (
    AT,
    BallotFactory,
    register_row,
    seal,
    vote_many,
)
from tests.factories.bodies import RoleAssignmentFactory

pytestmark = pytest.mark.django_db
ROW = {"channel": "paper", "sheet_row": "Blad 1, rad 1", "key": "k"}


@pytest.fixture(autouse=True)
def _now(monkeypatch, settings):
    cache.clear()
    settings.SECOND_FACTOR_ROLES = []
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def signed_in(client):
    def sign_in(role: Role):
        client.force_login(RoleAssignmentFactory(role=role, body=None).user)
        return client

    return sign_in


def address(name: str, ballot, *more) -> str:
    return reverse(f"ballots:{name}", args=[ballot.uuid, *more])


class TestDesk:
    def test_lists_what_waits_for_a_person(self, signed_in):
        ballot = BallotFactory(threshold=2)
        vote_many(ballot, 3)
        seal(ballot)

        page = signed_in(Role.OFFICER).get(reverse("ballots:desk_index"))

        assert page.status_code == 200
        assert str(ballot.uuid) in page.content.decode()

    @pytest.mark.parametrize("role", [Role.EDITOR, Role.ELECTED_MEMBER])
    def test_is_closed_to_other_roles(self, signed_in, role):
        page = signed_in(role).get(reverse("ballots:desk_index"))

        assert page.status_code == 403

    def test_sends_whoever_is_not_signed_in_to_sign_in(self, client):
        assert client.get(reverse("ballots:desk_index")).status_code == 302

    def test_shows_nothing_private_to_the_contact_centre(self, signed_in):
        ballot = BallotFactory(counts_rows_without_email=True)
        register_row(ballot, "Anna Ek", sheet_row="Blad 1")
        register_row(ballot, "Anna Ek", sheet_row="Blad 2")

        page = signed_in(Role.CONTACT_CENTRE).get(address("desk", ballot))

        assert "Registrera rösten" in page.content.decode()
        assert "Blad 1" not in page.content.decode()


class TestTheList:
    def test_says_the_last_day_as_everyone_reads_it(self, signed_in):
        ballot = BallotFactory(closes_at=calendar.end_of_day(dt.date(2027, 2, 20)))

        page = signed_in(Role.OFFICER).get(reverse("ballots:desk_index")).text

        assert str(ballot.uuid) in page
        assert "20 februari 2027" in page


class TestRegisterRow:
    def test_asks_for_the_address_by_which_the_rules_count(self, signed_in):
        row = ROW | {"name": "Anna Ek", "postcode": "50335"}

        page = signed_in(Role.OFFICER).post(
            address("register_row", BallotFactory()), row
        )

        assert page.status_code == 422
        assert list(page.context["form"].errors) == ["email"]

    def test_counts_and_says_so(self, signed_in):
        ballot = BallotFactory(counts_rows_without_email=True)
        row = ROW | {"name": "Anna Ek", "postcode": "50335"}

        page = signed_in(Role.OFFICER).post(
            address("register_row", ballot), row, follow=True
        )

        assert "Rösten är registrerad och räknas." in page.content.decode()
        assert count_of(ballot).counted == 1

    def test_keeps_what_was_typed_when_it_cannot_be_read(self, signed_in):
        ballot = BallotFactory(counts_rows_without_email=True)
        row = ROW | {"name": "Anna Ek", "postcode": "5"}

        page = signed_in(Role.OFFICER).post(address("register_row", ballot), row)

        assert page.status_code == 422
        assert "Anna Ek" in page.content.decode()

    def test_registers_one_row_however_often_it_is_sent(self, signed_in):
        ballot = BallotFactory()
        client, row = signed_in(Role.OFFICER), ROW | {"email": "anna@example.org"}

        for _ in "ab":
            client.post(address("register_row", ballot), row)

        assert count_of(ballot).received == 1

    def test_keeps_another_row_that_was_sent_by_the_same_form(self, signed_in):
        ballot = BallotFactory()
        client, link = signed_in(Role.OFFICER), address("register_row", ballot)
        client.post(link, ROW | {"email": "anna@example.org"})

        page = client.post(link, ROW | {"email": "berit@example.org"})

        assert page.status_code == 409
        assert "berit@example.org" in page.content.decode()
        assert 'value="k"' not in page.content.decode()
        assert count_of(ballot).received == 1

    def test_keeps_no_number_that_could_be_tested_without_the_ballots_key(
        self, signed_in
    ):
        ballot = BallotFactory(scheme=Scheme.PERSON)
        row = {"channel": "paper", "sheet_row": "Blad 1", "key": "k"}

        link = address("register_row", ballot)
        signed_in(Role.OFFICER).post(link, row | {"number": "199001012385"})

        known = Submission.objects.get(operation="ballots.register_row")
        rows = ("channel: paper", "number: 199001012385", "sheet_row: Blad 1")
        form = "\n".join(rows)
        blinded = keyring.blinded_row(keyring.key_of(ballot), form)
        assert known.digest == _digest(blinded)

    def test_tells_only_after_cause_is_given(self, signed_in):
        ballot = BallotFactory()
        row = {"channel": "phone", "email": "anna@example.org", "key": "k"}

        page = signed_in(Role.OFFICER).post(address("register_row", ballot), row)

        assert page.status_code == 422
        assert count_of(ballot).received == 0

    def test_is_no_way_to_ask_for_many_addresses(self, signed_in, monkeypatch):
        monkeypatch.setattr(limits, "ROWS", 1)
        ballot = BallotFactory()
        client, link = signed_in(Role.OFFICER), address("register_row", ballot)
        client.post(link, ROW | {"email": "anna@example.org"})

        row = ROW | {"email": "berit@example.org", "key": "k2"}
        page = client.post(link, row)

        assert page.status_code == 429
        assert "berit@example.org" in page.content.decode()
        assert count_of(ballot).received == 1

    def test_leads_to_a_decision_on_who_it_is(self, signed_in):
        ballot = BallotFactory(counts_rows_without_email=True)
        register_row(ballot, "Anna Ek")
        register_row(ballot, "Anna Ek", sheet_row="Blad 2")
        client = signed_in(Role.OFFICER)

        assert "Blad 2" in client.get(address("desk", ballot)).content.decode()
        match = Match.objects.get()
        client.post(address("decide_match", ballot, match.pk), {"is_same": "yes"})

        assert (count_of(ballot).counted, count_of(ballot).repeated) == (1, 1)


class TestStrike:
    def test_shows_its_effect_and_waits_for_a_second_person(self, client, signed_in):
        ballot = BallotFactory()
        numbers = vote_many(ballot, 12)
        given = {
            "numbers": "\n".join(number.hex for number in numbers[:2]),
            "ground": "automated",
            "reason": "Samma mönster",
        }
        first = signed_in(Role.OFFICER)

        shown = first.post(address("strike", ballot), {**given, "preview": "yes"})
        first.post(address("strike", ballot), {**given, "propose": "yes"})
        proposal = StrikeProposal.objects.get()
        decide = address("decide_strike", ballot, proposal.pk)
        own = first.post(decide, {"approve": "yes"})

        assert "12 till 10" in shown.content.decode()
        assert own.status_code == 403
        assert count_of(ballot).counted == 12

        signed_in(Role.REVIEWER).post(decide, {"approve": "yes"})

        assert count_of(ballot).counted == 10
        assert Correction.objects.get().role == "reviewer"

    def test_is_suggested_for_a_burst_and_never_done(self, signed_in):
        ballot = BallotFactory()
        vote_many(ballot, 12)

        page = signed_in(Role.OFFICER).get(address("desk", ballot))

        assert "12 röster inom tio minuter" in page.content.decode()
        assert count_of(ballot).counted == 12


class TestSignCheck:
    def test_signs_what_was_reached(self, signed_in):
        ballot = BallotFactory(threshold=2)
        vote_many(ballot, 3)
        seal(ballot)
        given = {"post": "Registrator", "is_checked": "on"}

        signed_in(Role.REVIEWER).post(address("sign_check", ballot, 2), given)

        assert Check.objects.get().counted == 3


class TestResolveAlarm:
    def test_takes_an_administrator(self, signed_in):
        alarm = Alarm.objects.create(
            ballot=BallotFactory(), reason="tile_is_missing", found_at=AT
        )
        link = address("resolve_alarm", alarm.ballot, alarm.pk)

        assert signed_in(Role.OFFICER).post(link).status_code == 403
        assert signed_in(Role.ADMINISTRATOR).post(link).status_code == 302
        alarm.refresh_from_db()
        assert alarm.resolved_at == AT
