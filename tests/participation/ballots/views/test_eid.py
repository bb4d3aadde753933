"""Voting by e-ID at a real provider: no account, and no number anywhere afterwards."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from medverkan.foundation.accounts.models import User
from medverkan.participation.ballots import census, operations
from medverkan.participation.ballots.channels import Channel
from medverkan.participation.ballots.models import Attempt, PersonKey
from medverkan.participation.ballots.operations import Row
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.ballots.recount import recount_ballot
from medverkan.participation.ballots.registers import Proof
from medverkan.participation.ballots.schemes import Scheme
from tests.factories.ballots import AT, OFFICER, BallotFactory
from tests.foundation.accounts.provider import GIVEN_NAME, LOA2, NUMBER, NUMBER_CLAIM

pytestmark = [
    pytest.mark.django_db,
    # The provider runs in this process and is built on a library that changes.
    pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib"),
]
OTHER_NUMBER = "199001022392"
CENSUS = [
    "number,name,born,postcode",
    f"{NUMBER},Anna Berg,1990-01-01,503 35",
]


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    from medverkan.participation.ballots.views import eid as views

    monkeypatch.setattr(views.clock, "now", lambda: AT)


def start(client, ballot, name="eid"):
    return client.post(reverse(f"ballots:{name}", args=[ballot.uuid]))


def identify(client, eid, ballot, subject="a-subject", name="eid"):
    """Go to the provider and back; return the page one lands on."""
    return client.get(eid.prove(start(client, ballot, name).url, subject))


@pytest.fixture
def ballot():
    return BallotFactory(scheme=Scheme.PERSON)


@pytest.fixture
def registered():
    """A ballot of those in the register, with a census that holds one person."""
    census.load(name="Folkbokföringen", as_of_date=AT.date(), lines=CENSUS)
    return BallotFactory(scheme=Scheme.REGISTER)


class TestVotingWithEId:
    def test_is_counted_and_gives_a_receipt_without_an_account(
        self, client, eid, ballot
    ):
        eid.person()

        page = identify(client, eid, ballot)

        assert page.status_code == 200
        assert "Din röst räknas" in page.content.decode()
        assert "medverkan-receipt/1" in page.content.decode()
        assert count_of(ballot).counted == 1
        assert not User.objects.exists()
        assert recount_ballot(ballot).differences == []

    def test_counts_a_person_once_whichever_e_id_is_used(self, client, eid, ballot):
        eid.person("bankid")
        eid.person("freja")

        identify(client, eid, ballot, "bankid")
        page = identify(client, eid, ballot, "freja")

        assert "Redan räknad" in page.content.decode()
        assert (count_of(ballot).received, count_of(ballot).counted) == (2, 1)

    def test_of_too_low_a_level_is_refused_with_what_to_do(self, client, eid, ballot):
        eid.person("weak", acr=LOA2)

        page = identify(client, eid, ballot, "weak")

        assert page.status_code == 401
        assert "tillitsnivå 3" in page.content.decode()
        assert page.context["back_url"] == reverse("ballots:vote", args=[ballot.uuid])
        assert count_of(ballot).received == 0

    def test_begun_too_late_says_so(self, client, eid):
        closed = BallotFactory(
            scheme=Scheme.PERSON, closes_at=AT - dt.timedelta(seconds=1)
        )
        eid.person()

        page = identify(client, eid, closed)

        assert page.status_code == 200
        assert count_of(closed).received == 0

    def test_is_not_for_a_ballot_of_addresses(self, client, eid):
        assert start(client, BallotFactory()).status_code == 404

    def test_without_a_provider_there_is_no_button(self, client, ballot):
        page = client.get(reverse("ballots:vote", args=[ballot.uuid]))

        assert "Rösta med e-legitimation" not in page.content.decode()
        assert start(client, ballot).status_code == 404


class TestTakingBack:
    def test_needs_the_same_person_once_more(self, client, eid, ballot):
        eid.person()
        eid.person("other", **{NUMBER_CLAIM: OTHER_NUMBER})
        identify(client, eid, ballot)

        page = identify(client, eid, ballot, "other", "eid_withdrawal")
        assert "Ingen röst från dig räknas här" in page.content.decode()
        assert count_of(ballot).counted == 1

        identify(client, eid, ballot, name="eid_withdrawal")
        assert (count_of(ballot).counted, count_of(ballot).withdrawn) == (0, 1)

    def test_leaves_the_way_open_to_vote_again(self, client, eid, ballot):
        eid.person()
        identify(client, eid, ballot)
        identify(client, eid, ballot, name="eid_withdrawal")

        identify(client, eid, ballot)

        assert count_of(ballot).counted == 1
        assert recount_ballot(ballot).differences == []

    def test_is_offered_by_e_id_and_not_by_letter(self, client, eid, ballot):
        page = client.get(reverse("ballots:ask_to_withdraw", args=[ballot.uuid]))

        assert "e-legitimation/ta-tillbaka/" in page.content.decode()
        assert 'name="email"' not in page.content.decode()


class TestTheRegister:
    def test_lets_in_whom_it_holds(self, client, eid, registered):
        eid.person()

        identify(client, eid, registered)

        assert count_of(registered).counted == 1

    def test_refuses_kindly_who_lives_elsewhere_or_is_too_young(
        self, client, eid, registered
    ):
        eid.person("guest", **{NUMBER_CLAIM: OTHER_NUMBER})

        page = identify(client, eid, registered, "guest")

        text = page.content.decode()
        assert page.status_code == 403
        assert "Folkbokföringen" in text
        assert "10 november 2026" in text
        assert "Vi svarar alla" in text
        assert count_of(registered).received == 0

    def test_counts_a_person_once_by_e_id_and_paper(self, client, eid, registered):
        eid.person()
        identify(client, eid, registered)
        proof = Proof(name="anna berg", born_date=dt.date(1990, 1, 1), postcode="50335")

        outcome = operations.register_row(
            ballot=registered,
            channel=Channel.PAPER,
            row=Row(proof=proof),
            actor=OFFICER,
            at=AT,
        )

        assert outcome.result == "repeated"
        assert count_of(registered).counted == 1

    def test_keeps_to_its_census_when_a_newer_one_is_loaded(
        self, client, eid, registered
    ):
        eid.person()
        identify(client, eid, registered)
        census.load(name="En nyare", as_of_date=AT.date(), lines=CENSUS)

        page = identify(client, eid, registered)

        assert "Redan räknad" in page.content.decode()
        assert count_of(registered).counted == 1

    def test_that_was_never_loaded_is_our_fault(self, client, eid):
        ballot = BallotFactory(scheme=Scheme.REGISTER)

        page = start(client, ballot)

        assert page.status_code == 503
        assert "Det är vårt fel" in page.content.decode()


def everything_kept():
    """Return the whole database as text: every table, sessions and cache among them."""
    kept = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                kept += [
                    bytes(value).hex() if isinstance(value, memoryview) else str(value)
                    for value in row
                ]
    return "\n".join(kept)


class TestTheNumber:
    SECRETS = (
        NUMBER,
        NUMBER[2:],
        f"{NUMBER[2:8]}-{NUMBER[8:]}",
        GIVEN_NAME,
        "a-subject",
    )

    @pytest.mark.parametrize("scheme", [Scheme.PERSON, Scheme.REGISTER])
    def test_is_in_no_table_session_log_letter_or_page(
        self, client, eid, caplog, settings, scheme
    ):
        caplog.set_level(logging.DEBUG)
        settings.CACHES = {
            "default": {
                "BACKEND": "django.core.cache.backends.db.DatabaseCache",
                "LOCATION": "cache",
            }
        }
        call_command("createcachetable", verbosity=0)
        census.load(name="Folkbokföringen", as_of_date=AT.date(), lines=CENSUS)
        ballot = BallotFactory(scheme=scheme)
        eid.person()
        sessions = []
        pages = []
        for name in ("eid", "eid", "eid_withdrawal", "eid"):
            away = start(client, ballot, name).url
            sessions.append(json.dumps(dict(client.session)))
            pages.append(client.get(eid.prove(away, "a-subject")).content.decode())

        log = "\n".join(
            f"{record.getMessage()} {record.exc_text or ''}"
            for record in caplog.records
            if not record.name.startswith(("werkzeug", "oidc", "authlib", "urllib3"))
        )
        letters = [letter.message().as_string() for letter in mail.outbox]
        places = [everything_kept(), log, *sessions, *pages, *letters]
        assert PersonKey.objects.count() == 1
        assert Attempt.objects.count() == 3
        assert {s for s in self.SECRETS for place in places if s in place} == set()
        assert not re.search(r"\b(19|20)\d{6}-?\d{4}\b", "".join(pages))
