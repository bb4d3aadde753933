import datetime as dt

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import ANYONE, NotPermitted
from medverkan.foundation.states import TransitionRefused
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways import operations, queries
from medverkan.reference.pathways.models import RuleSet, Threshold
from medverkan.reference.pathways.operations import (
    DraftInUse,
    NotADraft,
    TakesEffectTooEarly,
)
from medverkan.reference.pathways.states import RuleSetState
from tests.factories.bodies import UserFactory, actor
from tests.factories.pathways import (
    PathwayFactory,
    RefusalGroundFactory,
    RuleSetFactory,
    decision,
    draft,
)

pytestmark = pytest.mark.django_db

INSTANT = dt.timedelta(microseconds=1)


@pytest.fixture
def strategist():
    return actor(Role.STRATEGIST)


def _adopt(rule_set, *, at, by=None, **values):
    return operations.adopt(
        rule_set=rule_set,
        decision=values.pop("decision", None) or decision(),
        in_force_from=values.pop("in_force_from", at),
        actor=by or actor(Role.BOARD_SECRETARY),
        at=at,
    )


class TestDraftRuleSet:
    def test_takes_over_everything_from_the_one_it_is_based_on(self, strategist, at):
        old = RuleSetFactory(
            gathering=True, window_days=60, votes=50, grounds=[RefusalGroundFactory()]
        )

        new = operations.draft_rule_set(
            pathway=old.pathway, based_on=old, actor=strategist, at=at
        )

        assert new.version == 2
        assert new.is_draft
        assert new.window_days == 60
        assert new.thresholds.get().absolute_count == 50
        assert list(new.refusal_grounds.all()) == list(old.refusal_grounds.all())
        assert Event.objects.get().name == "rule_set.drafted"

    @pytest.mark.parametrize("role", [Role.OFFICER, Role.EDITOR, Role.REGISTRAR])
    def test_is_for_strategists(self, role, at):
        with pytest.raises(NotPermitted):
            operations.draft_rule_set(
                pathway=PathwayFactory(), actor=actor(role), at=at
            )


class TestChangeDraft:
    def test_changes_parameters_and_thresholds(self, strategist, at):
        rule_set = draft(gathering=True, votes=100)

        operations.change_draft(
            rule_set=rule_set,
            values={"window_days": 30},
            thresholds=[Threshold(absolute_count=25)],
            actor=strategist,
            at=at,
        )

        rule_set.refresh_from_db()
        assert rule_set.window_days == 30
        assert rule_set.thresholds.get().absolute_count == 25

    def test_makes_whoever_changed_it_the_one_who_drafted_it(self, strategist, at):
        rule_set = operations.change_draft(
            rule_set=draft(), values={}, actor=strategist, at=at
        )

        with pytest.raises(NotPermitted):
            _adopt(rule_set, at=at, by=strategist)

    def test_never_touches_state_or_decision(self, strategist, at):
        rule_set = operations.change_draft(
            rule_set=draft(),
            values={"state": "adopted", "in_force_from": at, "version": 9},
            actor=strategist,
            at=at,
        )

        assert rule_set.is_draft
        assert rule_set.in_force_from is None
        assert rule_set.version == 1

    def test_is_refused_when_adopted(self, strategist, at):
        with pytest.raises(NotADraft):
            operations.change_draft(
                rule_set=RuleSetFactory(),
                values={"answer_days": 5},
                actor=strategist,
                at=at,
            )

    def test_is_refused_residents(self, at):
        with pytest.raises(NotPermitted):
            operations.change_draft(rule_set=draft(), values={}, actor=ANYONE, at=at)


class TestDiscardDraft:
    def test_removes_it(self, strategist, at):
        operations.discard_draft(rule_set=draft(votes=3), actor=strategist, at=at)

        assert not RuleSet.objects.exists()

    def test_is_refused_when_adopted(self, strategist, at):
        with pytest.raises(NotADraft):
            operations.discard_draft(rule_set=RuleSetFactory(), actor=strategist, at=at)


class TestAdopt:
    def test_puts_it_in_force_with_its_decision(self, at):
        rule_set = _adopt(draft(), at=at)

        assert queries.in_force(rule_set.pathway, at) == rule_set
        assert rule_set.decision_paragraph == "§ 112"
        assert Event.objects.get().name == "rule_set.adopted"

    def test_ends_the_version_before_it_at_the_same_instant(self, at):
        old = RuleSetFactory()
        later = at + dt.timedelta(days=30)

        new = _adopt(draft(pathway=old.pathway), at=at, in_force_from=later)

        assert queries.in_force(old.pathway, later - INSTANT) == old
        assert queries.in_force(old.pathway, later) == new

    def test_needs_a_second_person(self, at):
        user = UserFactory()
        rule_set = RuleSetFactory(draft=True, drafted_by=user)

        with pytest.raises(NotPermitted):
            _adopt(rule_set, at=at, by=actor(Role.STRATEGIST, user=user))

    @pytest.mark.parametrize("role", [Role.OFFICER, Role.ELECTED_MEMBER, Role.EDITOR])
    def test_is_not_for_every_role(self, role, at):
        with pytest.raises(NotPermitted):
            _adopt(draft(), at=at, by=actor(role))

    def test_happens_once(self, at):
        rule_set = _adopt(draft(), at=at)

        with pytest.raises(TransitionRefused):
            _adopt(rule_set, at=at + INSTANT)

    def test_never_reaches_back_in_time(self, at):
        with pytest.raises(TakesEffectTooEarly):
            _adopt(draft(), at=at, in_force_from=at - INSTANT)

    def test_never_precedes_the_decision(self, at):
        tomorrow = dt.date(2026, 11, 11)

        with pytest.raises(TakesEffectTooEarly):
            _adopt(draft(), at=at, decision=decision(date=tomorrow))

    def test_never_precedes_a_version_already_decided(self, at):
        later = at + dt.timedelta(days=30)
        first = _adopt(draft(), at=at, in_force_from=later)

        with pytest.raises(TakesEffectTooEarly):
            _adopt(draft(pathway=first.pathway), at=at, in_force_from=later)


class TestUse:
    def test_freezes_at_the_first_case_only(self, at):
        rule_set = RuleSetFactory()

        operations.use(rule_set=rule_set, at=at)
        operations.use(rule_set=RuleSet.objects.get(), at=at + INSTANT)

        assert RuleSet.objects.get().frozen_at == at
        assert Event.objects.get().name == "rule_set.frozen"

    def test_freezes_once_though_two_come_at_once(self, at):
        rule_set = RuleSetFactory()
        stale = RuleSet.objects.get()
        operations.use(rule_set=rule_set, at=at)

        operations.use(rule_set=stale, at=at + INSTANT)

        assert stale.frozen_at == at
        assert Event.objects.count() == 1

    def test_writes_nothing_for_later_cases(self, at, django_assert_num_queries):
        rule_set = operations.use(rule_set=RuleSetFactory(), at=at)

        with django_assert_num_queries(0):
            operations.use(rule_set=rule_set, at=at)

    def test_is_refused_for_a_draft(self, at):
        with pytest.raises(DraftInUse):
            operations.use(rule_set=draft(), at=at)


class TestRetire:
    def test_ends_it_without_another(self, strategist, at):
        rule_set = operations.retire(rule_set=RuleSetFactory(), actor=strategist, at=at)

        assert rule_set.state == RuleSetState.RETIRED
        assert queries.open_pathways(at) == []

    def test_is_refused_for_a_draft(self, strategist, at):
        with pytest.raises(TransitionRefused):
            operations.retire(rule_set=draft(), actor=strategist, at=at)

    def test_is_refused_before_it_is_in_force(self, strategist, at):
        with pytest.raises(TakesEffectTooEarly):
            operations.retire(
                rule_set=RuleSetFactory(in_force_from=at), actor=strategist, at=at
            )


class TestRetirePathway:
    def test_closes_it_and_says_what_took_its_place(self, strategist, at):
        rule_set = RuleSetFactory()
        successor = PathwayFactory()

        pathway = operations.retire_pathway(
            pathway=rule_set.pathway,
            successor=successor,
            closes_at=at,
            actor=strategist,
            at=at,
        )

        assert pathway.successor == successor
        assert queries.open_pathways(at) == []
        assert queries.open_pathways(at - INSTANT) == [pathway]

    def test_never_reaches_back_in_time(self, strategist, at):
        with pytest.raises(TakesEffectTooEarly):
            operations.retire_pathway(
                pathway=PathwayFactory(),
                successor=None,
                closes_at=at - INSTANT,
                actor=strategist,
                at=at,
            )


class TestChangePathway:
    def test_changes_what_residents_read(self, strategist, at):
        pathway = operations.change_pathway(
            pathway=PathwayFactory(order=1),
            values={"name": {"sv": "Nytt namn"}, "order": 1, "slug": "annat"},
            actor=strategist,
            at=at,
        )

        assert str(pathway.name) == "Nytt namn"
        assert pathway.slug != "annat"
        assert Event.objects.get().data["fields"] == "name"

    def test_says_nothing_when_nothing_changed(self, strategist, at):
        operations.change_pathway(
            pathway=PathwayFactory(order=1),
            values={"order": 1},
            actor=strategist,
            at=at,
        )

        assert not Event.objects.exists()
