import datetime as dt

import pytest
from django.urls import reverse

from medverkan.foundation import clock
from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import SYSTEM, NotPermitted
from medverkan.participation.ballots import desk, sealer, tasks
from medverkan.participation.ballots import operations as ballots
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.ballots.recount import recount_ballot
from medverkan.participation.ballots.states import BallotState
from medverkan.participation.cases import operations
from medverkan.participation.cases.following import mailings
from medverkan.participation.cases.models import Case, Mailing
from medverkan.participation.cases.operations import (
    CannotBeJoined,
    ChangedMeanwhile,
    proposing,
)
from medverkan.participation.cases.states import CaseState, Channel, Publication
from tests.factories.ballots import OFFICER, register_row
from tests.factories.bodies import BodyFactory
from tests.factories.cases import AT, gathering, lodged, officer_of
from tests.factories.pathways import RuleSetFactory
from tests.participation.cases.following.conftest import follow

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=1)


def vote(case, count):
    for n in range(count):
        voter = ballots.Voter(email=f"person{n}@example.org")
        begun = ballots.attempt(ballot=case.ballot, voter=voter, at=AT)
        ballots.confirm(ballot=case.ballot, secret=begun.secret, at=AT)


@pytest.fixture
def case():
    rule_set = RuleSetFactory(gathering=True, votes=150, allows_list=True)
    return gathering("Bänkar vid ån", pathway=rule_set.pathway)


@pytest.fixture
def into(case):
    return gathering("Fler bänkar", pathway=case.pathway, topic=case.topic)


def merge(case, into, **values):
    """Note the author's yes by telephone, which joins them."""
    given = {
        "version": case.version, "actor": officer_of(case), "at": LATER,
        "channel": Channel.PHONE, "said_date": LATER.date(),
    }  # fmt: skip
    operations.note_merge_yes(case=case, into=into, **given | values)
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


HOUR = dt.timedelta(hours=1)


def recounted(ballot):
    """The count of a ballot that a replay of its entries agrees with."""
    count = count_of(ballot)
    six = (
        count.pending, count.expired, count.repeated, count.counted, count.withdrawn,
        count.struck,
    )  # fmt: skip
    assert count.received == sum(six)
    assert recount_ballot(ballot).differences == []
    return count


class TestALetterFromBefore:
    @pytest.fixture
    def begun(self, case):
        voter = ballots.Voter(email="anna@example.org")
        return ballots.attempt(ballot=case.ballot, voter=voter, at=AT)

    @pytest.fixture
    def visit(self, client, monkeypatch, case, into, begun):
        """Open the letter's link, or press its button, so long after voting."""
        merge(case, into)
        url = reverse("ballots:confirm", args=[case.ballot.uuid, begun.secret])

        def visit(after, *, presses=False):
            monkeypatch.setattr(clock, "now", lambda: AT + after)
            return (client.post(url, follow=True) if presses else client.get(url)).text

        return visit

    @pytest.mark.parametrize(
        ("after", "heading"),
        [(47 * HOUR, "Din röst räknas"), (48 * HOUR, "Bekräftades inte i tid")],
    )
    def test_says_what_became_of_the_vote_and_where_to_vote_now(
        self, visit, case, into, after, heading
    ):
        asked, told = visit(after), visit(after, presses=True)

        assert "räknas din röst här, och bara här" in asked
        assert f"<h1>{heading}</h1>" in told
        for page in (asked, told):
            assert "Sammanslaget med ett annat förslag" in page
            assert f'href="/arenden/{into.reference}/">Fler bänkar</a>' in page

    @pytest.mark.parametrize(("after", "counted"), [(47 * HOUR, 1), (48 * HOUR, 0)])
    def test_counts_within_its_hours_and_only_where_it_was_given(
        self, visit, case, into, after, counted
    ):
        visit(after, presses=True)
        visit(after, presses=True)

        count = recounted(case.ballot)
        assert (count.counted, count.expired) == (counted, 1 - counted)
        assert recounted(into.ballot).received == 0

    def test_names_no_other_that_is_not_published(self, visit, into):
        Case.objects.filter(pk=into.pk).update(publication=Publication.PRIVATE)

        page = visit(HOUR)

        assert "Sammanslaget med ett annat förslag" in page
        assert "Fler bänkar" not in page

    def test_unopened_expires_and_the_ballot_closes(self, case, into, begun):
        merge(case, into)
        over = LATER + 49 * HOUR

        tasks.run_expiry(over)

        case.ballot.refresh_from_db()
        assert case.ballot.state == BallotState.CLOSED
        assert recounted(case.ballot).expired == 1
        assert Case.objects.get(pk=case.pk).state == CaseState.MERGED


class TestTheDeskOfVotes:
    @pytest.fixture(autouse=True)
    def _rows_without_email(self, case):
        """One who voted with a name, and a row on paper that may be the same."""
        rules = ballots.Rules(version=1, threshold=1, counts_rows_without_email=True)
        about = ballots.About(proposing.BALLOT_SUBJECT, about_case=case.pk)
        window = ballots.Window(AT, AT + dt.timedelta(days=30))
        case.ballot = ballots.open_ballot(
            rules=rules, about=about, window=window, actor=SYSTEM, at=AT
        )
        case.save(update_fields=["ballot"])
        voter = ballots.Voter("anna@example.org", name="Anna Ek", postcode="503 35")
        begun = ballots.attempt(ballot=case.ballot, voter=voter, at=AT)
        ballots.confirm(ballot=case.ballot, secret=begun.secret, at=AT)
        register_row(case.ballot, "Anna Ek")
        tasks.seal_round(AT)

    def row(self):
        waiting = {row.ballot.pk: row for row in desk.rows(OFFICER)}
        return waiting.get(Case.objects.get(merged_into__isnull=False).ballot_id)

    def test_asks_for_no_check_of_a_number_that_goes_nowhere(self, case, into):
        assert desk.unchecked_thresholds(case.ballot) == [1]

        merge(case, into)

        assert desk.unchecked_thresholds(case.ballot) == []
        assert (self.row().check_count, self.row().match_count) == (0, 1)

    def test_lets_rows_go_that_nobody_compared_and_the_ballot_closes(self, case, into):
        merge(case, into)
        tasks.run_expiry(LATER + 47 * HOUR)
        assert recounted(case.ballot).pending == 1

        tasks.run_expiry(LATER + 49 * HOUR)

        count = recounted(case.ballot)
        assert (count.counted, count.expired, count.pending) == (1, 1, 0)
        assert self.row() is None


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


class TestTakingBack:
    def test_ends_the_ballot_too(self, case):
        operations.withdraw(case=case, at=LATER)

        case.ballot.refresh_from_db()
        assert not case.ballot.is_open_at(LATER)
