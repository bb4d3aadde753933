import datetime as dt
from decimal import Decimal

import pytest

from medverkan.foundation import clock
from medverkan.foundation.permissions import IdentityLevel
from medverkan.reference.pathways import comparison, simulator, versions
from medverkan.reference.pathways.models import Threshold
from medverkan.reference.pathways.simulator import (
    Obstacle,
    PastCase,
    Result,
    Support,
)
from medverkan.reference.pathways.versions import Version
from tests.factories.pathways import PathwayFactory, RuleSetFactory

LODGED = dt.datetime(2024, 3, 1, 10, 0, tzinfo=dt.UTC)


def _version(*thresholds: Threshold, **rules) -> Version:
    rule_set = RuleSetFactory.build(pathway=PathwayFactory.build(), version=1, **rules)
    return Version(
        key="x", title="x", rule_set=rule_set, thresholds=thresholds, refusal_grounds=()
    )


def _votes(*days_and_counts, **values) -> tuple[Support, ...]:
    return tuple(
        Support(counted_at=LODGED + dt.timedelta(days=days), count=count, **values)
        for days, count in days_and_counts
    )


def _case(**values) -> PastCase:
    return PastCase(reference="24-ABC", title="Bänkar", lodged_at=LODGED, **values)


def _outcome(version, case, residents_count=None):
    (outcome,) = simulator.simulate(version, [case], residents_count=residents_count)
    return outcome


class TestThreshold:
    def test_is_reached_on_the_day_the_last_needed_vote_counted(self):
        case = _case(supports=_votes((1, 60), (5, 39), (7, 1), (8, 30)))

        outcome = _outcome(
            _version(Threshold(absolute_count=100), gathering=True), case
        )

        assert outcome.result == Result.REACHED
        assert (outcome.counted, outcome.days) == (130, 7)

    def test_is_not_reached_by_another_rule(self):
        case = _case(supports=_votes((1, 130)))

        outcome = _outcome(
            _version(Threshold(absolute_count=150), gathering=True), case
        )

        assert outcome.result == Result.NOT_REACHED
        assert (outcome.counted, outcome.needed) == (130, 150)

    def test_may_be_a_share_of_the_residents(self):
        version = _version(Threshold(per_mille=Decimal(1)), gathering=True)

        outcome = _outcome(version, _case(supports=_votes((1, 77))), 77_000)

        assert outcome.result == Result.REACHED

    def test_does_not_count_votes_after_the_window(self):
        case = _case(supports=_votes((30, 10), (31, 5)))
        version = _version(Threshold(absolute_count=15), gathering=True, window_days=30)

        outcome = _outcome(version, case)

        assert outcome.result == Result.NOT_REACHED
        assert (outcome.counted, outcome.too_late) == (10, 5)

    def test_says_how_many_would_have_needed_a_surer_identity(self):
        case = _case(
            supports=(
                *_votes((1, 90)),
                *_votes((1, 20), identity=IdentityLevel.LOA3),
            )
        )
        version = _version(
            Threshold(absolute_count=100),
            gathering=True,
            counting_scheme="person",
            identity_to_support=IdentityLevel.LOA3,
        )

        outcome = _outcome(version, case)

        assert outcome.result == Result.NOT_REACHED
        assert (outcome.counted, outcome.too_weak) == (20, 90)

    def test_counts_paper_only_where_paper_is_allowed(self):
        case = _case(supports=_votes((1, 3), is_paper=True))
        rules = {"gathering": True}

        with_paper = _version(Threshold(absolute_count=3), allows_paper=True, **rules)
        without = _version(Threshold(absolute_count=3), allows_paper=False, **rules)

        assert _outcome(with_paper, case).result == Result.REACHED
        assert _outcome(without, case).result == Result.NOT_REACHED

    def test_gives_an_author_who_had_no_choice_the_longest_window(self):
        case = _case(supports=_votes((360, 100)))
        version = _version(
            Threshold(absolute_count=100),
            gathering=True,
            window_days=None,
            window_months="3,6,9,12",
        )

        assert _outcome(version, case).result == Result.REACHED


class TestRules:
    def test_take_up_what_needs_no_votes(self):
        version = _version(decider="body", answer_days=None)

        assert _outcome(version, _case()).result == Result.TAKEN_UP

    def test_leave_feedback_to_an_officer(self):
        assert _outcome(_version(), _case()).result == Result.HANDLED

    def test_exempt_minority_matters(self):
        version = _version(
            Threshold(absolute_count=50), gathering=True, exempts_minority_matters=True
        )

        outcome = _outcome(version, _case(is_minority_matter=True))

        assert outcome.result == Result.TAKEN_UP

    @pytest.mark.parametrize(
        ("months_ago", "result"), [(11, Result.REFUSED), (12, Result.HANDLED)]
    )
    def test_refuse_what_is_similar_to_something_recent(self, months_ago, result):
        handled_at = LODGED.replace(year=2023, month=3 + 12 - months_ago)
        version = _version(similar_months=12)

        assert _outcome(version, _case(similar_at=(handled_at,))).result == result

    @pytest.mark.parametrize(
        ("case", "rules", "obstacle"),
        [
            (
                {"author_is_organisation": True},
                {"organisations_may_submit": False},
                Obstacle.ORGANISATION,
            ),
            (
                {"author_is_resident": False},
                {"submitters": "resident"},
                Obstacle.NOT_RESIDENT,
            ),
            ({}, {"identity_to_submit": 3}, Obstacle.STRONGER_IDENTITY),
            ({"author_age": 12}, {"guardian_below_age": 16}, Obstacle.GUARDIAN),
        ],
    )
    def test_say_what_they_would_have_asked(self, case, rules, obstacle):
        assert obstacle in _outcome(_version(**rules), _case(**case)).obstacles

    @pytest.mark.parametrize(("days", "in_time"), [(14, True), (17, False)])
    def test_measure_the_answer_by_their_own_clock(self, days, in_time):
        case = _case(answered_at=LODGED + dt.timedelta(days=days))

        assert _outcome(_version(answer_days=10), case).is_in_time is in_time


class TestSumUp:
    def test_adds_up_to_all_cases(self):
        version = _version(Threshold(absolute_count=100), gathering=True)
        cases = [_case(supports=_votes((n, 50 * n))) for n in range(5)]

        summary = simulator.sum_up(
            simulator.simulate(version, cases, residents_count=None)
        )

        assert summary.case_count == 5
        assert sum(summary.results.values()) == 5
        assert summary.results["reached"] == 3
        assert summary.days_median == 3


@pytest.mark.django_db
class TestPastCases:
    def test_come_from_every_source_once_the_oldest_first(self):
        new = _case()
        old = PastCase(reference="A", title="", lodged_at=LODGED - dt.timedelta(days=9))

        def source():
            return [new, old]

        before = len(simulator.past_cases())
        simulator.register_source(source)
        simulator.register_source(source)
        try:
            found = simulator.past_cases()
        finally:
            simulator.past_cases.__globals__["_sources"].remove(source)

        assert len(found) == before + 2
        assert [case for case in found if case in (old, new)] == [old, new]


@pytest.mark.django_db
class TestVersionsToBeginWith:
    def test_are_those_in_force_and_drafted_of_one_pathway(self):
        held = RuleSetFactory()
        draft = RuleSetFactory(pathway=held.pathway, version=2, draft=True)
        RuleSetFactory()

        pair = versions.to_begin_with(clock.now())

        assert pair == (versions.key_of(held), versions.key_of(draft))

    def test_are_the_first_two_where_each_pathway_has_one(self):
        one, other = RuleSetFactory(), RuleSetFactory()

        assert set(versions.to_begin_with(clock.now())) == {
            versions.key_of(one),
            versions.key_of(other),
        }


@pytest.mark.django_db
class TestVersion:
    def test_says_months_and_sentences_as_they_are_read(self):
        malmo = versions.find("malmoinitiativet")

        assert comparison.value_text(malmo, "window_months") == "3, 6, 9, 12"
        assert ".;" not in comparison.value_text(malmo, "refusal_grounds")

    def test_is_found_by_pathway_and_number_or_by_preset(self):
        rule_set = RuleSetFactory(gathering=True, votes=150)

        found = versions.find(f"{rule_set.pathway.slug}:1")

        assert found.rule_set == rule_set
        assert found.thresholds[0].absolute_count == 150
        assert versions.find("malmoinitiativet").rule_set.month_choices[-1] == 12

    @pytest.mark.parametrize("key", ["finns-inte", "finns-inte:1", "x:y", ""])
    def test_is_not_found_by_another_key(self, key):
        with pytest.raises(versions.UnknownVersion):
            versions.find(key)
