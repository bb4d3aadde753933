import datetime as dt

import pytest

from medverkan.foundation.permissions import SYSTEM
from medverkan.reference.pathways import operations, queries
from medverkan.reference.pathways.models import Pathway, Population
from medverkan.reference.pathways.queries import NothingInForce
from tests.factories.pathways import PathwayFactory, RuleSetFactory

pytestmark = pytest.mark.django_db

TURN = dt.datetime(2023, 6, 20, 22, 0, tzinfo=dt.UTC)
INSTANT = dt.timedelta(microseconds=1)


class TestInForce:
    def test_follows_the_day_of_lodging(self, at):
        operations.load_presets(actor=SYSTEM, at=at)
        pathway = Pathway.objects.get(slug="borasforslaget")

        before = queries.in_force(pathway, TURN - INSTANT)
        after = queries.in_force(pathway, TURN)

        assert before.thresholds.get().absolute_count == 100
        assert after.thresholds.get().absolute_count == 150

    def test_finds_nothing_before_the_first(self, at):
        rule_set = RuleSetFactory(in_force_from=at)

        with pytest.raises(NothingInForce):
            queries.in_force(rule_set.pathway, at - INSTANT)

    def test_never_finds_a_draft(self, at):
        rule_set = RuleSetFactory(draft=True)

        with pytest.raises(NothingInForce):
            queries.in_force(rule_set.pathway, at)


class TestRuleSetFor:
    def test_is_the_one_in_force_at_arrival(self, at):
        old = RuleSetFactory(in_force_until=TURN)
        RuleSetFactory(pathway=old.pathway, in_force_from=TURN)

        assert queries.rule_set_for(old.pathway, lodged_at=TURN - INSTANT, at=at) == old

    def test_is_todays_where_none_existed_at_arrival(self, at):
        new = RuleSetFactory(in_force_from=TURN)

        assert queries.rule_set_for(new.pathway, lodged_at=TURN - INSTANT, at=at) == new


class TestOpenPathways:
    def test_come_in_order_with_their_rules(self, at, django_assert_num_queries):
        second = RuleSetFactory(pathway__order=2)
        first = RuleSetFactory(pathway__order=1)

        with django_assert_num_queries(1):
            assert queries.open_pathways(at) == [first.pathway, second.pathway]

    def test_leave_out_closed_and_ruleless_ones(self, at):
        RuleSetFactory(pathway__closes_at=at)
        RuleSetFactory(pathway__opens_at=at + INSTANT)
        RuleSetFactory(draft=True)
        PathwayFactory()

        assert queries.open_rule_sets(at) == []


class TestResidentsCount:
    def test_is_the_last_count_made(self):
        for year, count in ((2016, 76_000), (2017, 77_000)):
            Population.objects.create(
                counted_date=dt.date(year, 12, 31), residents_count=count, source="SCB"
            )

        assert queries.residents_count(dt.date(2018, 6, 1)) == 77_000
        assert queries.residents_count(dt.date(2017, 12, 30)) == 76_000
        assert queries.residents_count(dt.date(2015, 1, 1)) is None
