"""Whatever strategists and cases do in whatever order, two things hold."""

import contextlib
import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medverkan.foundation.states import TransitionRefused
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways import operations, parameters
from medverkan.reference.pathways.models import RuleSet
from medverkan.reference.pathways.operations import (
    DraftInUse,
    NotADraft,
    TakesEffectTooEarly,
)
from tests.factories.bodies import BodyFactory, actor
from tests.factories.pathways import PathwayFactory, decision

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
REFUSALS = (DraftInUse, NotADraft, TakesEffectTooEarly, TransitionRefused)

steps = st.lists(
    st.tuples(
        st.sampled_from(["draft", "change", "adopt", "use", "retire"]),
        st.integers(0, 5),
        st.integers(0, 40),
    ),
    max_size=25,
)


def _rules(rule_set: RuleSet) -> dict:
    return {name: getattr(rule_set, name) for name in parameters.COPIED}


class World:
    """A pathway, the people around it, and what was ever adopted."""

    def __init__(self) -> None:
        self.pathway = PathwayFactory()
        self.strategist = actor(Role.STRATEGIST)
        self.secretary = actor(Role.BOARD_SECRETARY)
        self.decision = decision(body=BodyFactory(), date=START.date())
        self.adopted: dict[int, dict] = {}

    def step(self, verb: str, which: int, days: int, at: dt.datetime) -> None:
        made = list(self.pathway.rule_sets.order_by("version"))
        if verb == "draft" or not made:
            operations.draft_rule_set(
                pathway=self.pathway, actor=self.strategist, at=at
            )
            return
        with contextlib.suppress(*REFUSALS):
            getattr(self, verb)(made[which % len(made)], days, at)

    def change(self, rule_set: RuleSet, days: int, at: dt.datetime) -> None:
        operations.change_draft(
            rule_set=rule_set,
            values={"answer_days": days},
            actor=self.strategist,
            at=at,
        )

    def adopt(self, rule_set: RuleSet, days: int, at: dt.datetime) -> None:
        rule_set = operations.adopt(
            rule_set=rule_set,
            decision=self.decision,
            in_force_from=at + dt.timedelta(days=days - 5),
            actor=self.secretary,
            at=at,
        )
        self.adopted[rule_set.pk] = _rules(rule_set)

    def use(self, rule_set: RuleSet, days: int, at: dt.datetime) -> None:
        operations.use(rule_set=rule_set, at=at)

    def retire(self, rule_set: RuleSet, days: int, at: dt.datetime) -> None:
        operations.retire(rule_set=rule_set, actor=self.strategist, at=at)


@pytest.mark.django_db
class TestAnyOrderOfSteps:
    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(steps=steps)
    def test_never_changes_an_adopted_rule_nor_gives_two_answers(self, steps):
        world = World()
        for day, (verb, which, days) in enumerate(steps):
            world.step(verb, which, days, START + dt.timedelta(days=day))

        for pk, rules in world.adopted.items():
            assert _rules(RuleSet.objects.get(pk=pk)) == rules
        binding = world.pathway.rule_sets.binding()
        instants = {rule_set.in_force_from for rule_set in binding}
        instants |= {rule_set.in_force_until for rule_set in binding} - {None}
        for instant in instants:
            for at in (instant, instant - dt.timedelta(microseconds=1)):
                assert world.pathway.rule_sets.in_force_at(at).count() <= 1
        for rule_set in binding:
            at = rule_set.in_force_from
            assert world.pathway.rule_sets.in_force_at(at).get() == rule_set
