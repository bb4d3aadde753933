import datetime as dt

import pytest

from medverkan.foundation import clock
from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.ballots import operations as ballots
from medverkan.participation.ballots import sealer, tasks
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.ballots.recount import recount_ballot
from medverkan.participation.cases import operations
from medverkan.participation.cases.following import mailings
from medverkan.participation.cases.models import Case, Mailing
from medverkan.participation.cases.operations import CannotBeJoined, ChangedMeanwhile
from medverkan.participation.cases.states import CaseState
from tests.factories.bodies import BodyFactory
from tests.factories.cases import AT, assigned_officer, lodged, officer_of
from tests.factories.pathways import RuleSetFactory
from tests.participation.cases.following.conftest import follow

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=1)


def gathering(title, **values):
    """A published proposal that gathers votes."""
    case = lodged(title=title, **values)
    operations.publish(
        case=case,
        title=title,
        text="Sätt ut fler bänkar.",
        version=case.version,
        actor=officer_of(case),
        at=AT,
    )
    return Case.objects.get(pk=case.pk)


def vote(case, count):
    for n in range(count):
        voter = ballots.Voter(email=f"person{n}@example.org")
        begun = ballots.attempt(ballot=case.ballot, voter=voter, at=AT)
        ballots.confirm(ballot=case.ballot, secret=begun.secret, at=AT)


@pytest.fixture
def case():
    rule_set = RuleSetFactory(gathering=True, votes=150)
    return gathering("Bänkar vid ån", pathway=rule_set.pathway)


@pytest.fixture
def into(case):
    return gathering("Fler bänkar", pathway=case.pathway, topic=case.topic)


def merge(case, into, **values):
    given = {"version": case.version, "actor": officer_of(case), "at": LATER}
    operations.merge_proposal(case=case, into=into, **given | values)
    case.refresh_from_db()


class TestJoining:
    def test_ends_one_ballot_and_adds_nothing_to_the_other(self, case, into):
        vote(case, 3)
        vote(into, 2)
        tasks.seal_round(AT)

        merge(case, into)
        tasks.publish_heads(LATER)

        assert (case.state, case.merged_into) == (CaseState.MERGED, into)
        case.ballot.refresh_from_db()
        assert not case.ballot.is_open_at(LATER)
        assert into.ballot.is_open_at(LATER)
        assert count_of(case.ballot).counted == 3
        assert count_of(into.ballot).counted == 2
        assert recount_ballot(case.ballot).differences == []
        assert sealer.publish_due(case.ballot, at=LATER) is None

    def test_takes_no_new_vote_but_counts_what_was_begun(self, case, into):
        voter = ballots.Voter(email="anna@example.org")
        begun = ballots.attempt(ballot=case.ballot, voter=voter, at=AT)
        merge(case, into)
        case.ballot.refresh_from_db()

        with pytest.raises(ballots.BallotClosed):
            ballots.attempt(ballot=case.ballot, voter=voter, at=LATER)
        ballots.confirm(ballot=case.ballot, secret=begun.secret, at=LATER)
        assert count_of(case.ballot).counted == 1

    def test_is_done_once(self, case, into):
        merge(case, into)

        with pytest.raises(NotPermitted):
            merge(case, into)
        assert Event.objects.filter(name="case.proposal_merged").count() == 1

    def test_of_what_another_changed_meanwhile_is_refused(self, case, into):
        with pytest.raises(ChangedMeanwhile):
            merge(case, into, version=case.version - 1)

    def test_is_for_officers_of_the_body(self, case, into):
        stranger = officer_of(lodged())

        with pytest.raises(NotPermitted):
            merge(case, into, actor=stranger)

    def test_is_never_with_itself_or_with_what_takes_no_votes(self, case, into):
        with pytest.raises(CannotBeJoined):
            merge(case, case)
        merge(case, into)
        third = gathering("Bänkar", pathway=case.pathway, topic=case.topic)
        with pytest.raises(CannotBeJoined):
            merge(third, case)
        assert third.state == CaseState.GATHERING

    def test_is_never_across_authorities(self, case, into):
        Case.objects.filter(pk=into.pk).update(authority=BodyFactory())

        with pytest.raises(CannotBeJoined):
            merge(case, into)

    def test_is_never_of_a_right_by_law(self, case, into):
        statutory = RuleSetFactory(statutory=True)
        Case.objects.filter(pk=case.pk).update(rule_set=statutory)

        with pytest.raises(NotPermitted):
            merge(case, into)


class TestThoseWhoAreTold:
    def test_are_the_author_and_each_follower_with_the_way_to_the_other(
        self, case, into
    ):
        follow(case, "bo")
        merge(case, into)
        event = Event.objects.get(name="case.proposal_merged")
        mailings.begin_steps([event], LATER)
        mailings.work(LATER)

        assert Mailing.objects.get().letter_count == 1
        for letter in ("case.merged", "follow.merged"):
            text = Delivery.objects.get(letter=letter).text
            assert f"/arenden/{into.reference}/" in text
            assert "Fler bänkar" in text


class TestPages:
    @pytest.fixture(autouse=True)
    def _at(self, monkeypatch):
        monkeypatch.setattr(clock, "now", lambda: LATER)

    def test_keep_both_counts_and_lead_to_each_other(self, client, case, into):
        vote(case, 3)
        merge(case, into)

        left = client.get(f"/arenden/{case.reference}/").text
        right = client.get(f"/arenden/{into.reference}/").text

        assert f"/arenden/{into.reference}/" in left
        assert "tar inte emot fler röster" in left
        assert "Bänkar vid ån</a>: 3 räknade röster där" in right

    def test_of_the_workspace_join_once_the_author_has_said_yes(
        self, client, case, into
    ):
        user, _actor = assigned_officer(case)
        client.force_login(user)
        url = f"/arbetsyta/arenden/alla/{case.reference}/"
        sent = {"into": into.pk, "version": case.version}

        refused = client.post(f"{url}sla-ihop/", sent)
        assert "Bänkar vid ån" in client.get(url).text
        joined = client.post(f"{url}sla-ihop/", sent | {"author_agrees": "on"})

        assert (refused.status_code, joined.status_code) == (422, 302)
        case.refresh_from_db()
        assert case.merged_into == into
        assert into.reference in client.get(url).text


class TestTakingBack:
    def test_ends_the_ballot_too(self, case):
        operations.withdraw(case=case, at=LATER)

        case.ballot.refresh_from_db()
        assert not case.ballot.is_open_at(LATER)
