import datetime as dt

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import ANYONE, NotPermitted
from medverkan.foundation.states import TransitionRefused
from medverkan.foundation.text import Translated
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways import operations, queries
from medverkan.reference.pathways.models import ImportedPetition
from medverkan.reference.pathways.operations import (
    AlreadyPlanned,
    NotADraft,
    TakesEffectTooEarly,
)
from tests.factories.bodies import actor
from tests.factories.pathways import PathwayFactory, RuleSetFactory, decision, draft

pytestmark = pytest.mark.django_db

FIRST = dt.date(2027, 1, 1)
TURN = dt.datetime(2026, 12, 31, 23, 0, tzinfo=dt.UTC)
CSV = "titel;datum;antal\nBänkar;2015-05-31;204\n;2015-05-31;1\n".encode()


@pytest.fixture
def strategist():
    return actor(Role.STRATEGIST)


@pytest.fixture
def secretary():
    return actor(Role.BOARD_SECRETARY)


def _plan(*, by, at, to=None, **values):
    return operations.plan_switch_over(
        from_pathway=values.get("from_pathway") or RuleSetFactory().pathway,
        to_rule_set=to or draft(),
        on_date=values.get("on_date", FIRST),
        note=Translated(sv="Vi byter."),
        actor=by,
        at=at,
    )


def _carry_out(switch_over, *, by, at):
    return operations.carry_out_switch_over(
        switch_over=switch_over, decision=decision(), actor=by, at=at
    )


class TestPlanSwitchOver:
    def test_changes_nothing_yet(self, strategist, at):
        old = RuleSetFactory()

        switch_over = _plan(by=strategist, at=at, from_pathway=old.pathway)

        assert switch_over.to_rule_set.is_draft
        assert queries.in_force(old.pathway, TURN) == old

    def test_is_made_once_for_each_draft(self, strategist, at):
        rules = draft()
        _plan(by=strategist, at=at, to=rules)

        with pytest.raises(AlreadyPlanned):
            _plan(by=strategist, at=at, to=rules, on_date=FIRST.replace(day=2))

    def test_needs_a_draft_and_a_day_to_come(self, strategist, at):
        with pytest.raises(NotADraft):
            _plan(by=strategist, at=at, to=RuleSetFactory())
        with pytest.raises(TakesEffectTooEarly):
            _plan(by=strategist, at=at, on_date=at.date())

    def test_is_for_strategists(self, secretary, at):
        with pytest.raises(NotPermitted):
            _plan(by=secretary, at=at)


class TestCarryOutSwitchOver:
    def test_closes_the_old_way_as_the_new_one_opens(self, strategist, secretary, at):
        old, new = RuleSetFactory(), draft()
        switch_over = _plan(by=strategist, at=at, from_pathway=old.pathway, to=new)

        _carry_out(switch_over, by=secretary, at=at)

        before = TURN - dt.timedelta(microseconds=1)
        assert queries.open_pathways(before) == [old.pathway]
        assert queries.open_pathways(TURN) == [new.pathway]
        old.pathway.refresh_from_db()
        assert old.pathway.successor == new.pathway

    def test_keeps_the_way_open_when_only_its_rules_change(
        self, strategist, secretary, at
    ):
        old = RuleSetFactory()
        new = draft(pathway=old.pathway)
        switch_over = _plan(by=strategist, at=at, from_pathway=old.pathway, to=new)

        _carry_out(switch_over, by=secretary, at=at)

        assert queries.in_force(old.pathway, TURN) == new
        old.pathway.refresh_from_db()
        assert old.pathway.retired_at is None

    def test_needs_a_second_person(self, strategist, at):
        switch_over = _plan(by=strategist, at=at)

        with pytest.raises(NotPermitted):
            _carry_out(switch_over, by=strategist, at=at)

    def test_happens_once(self, strategist, secretary, at):
        switch_over = _plan(by=strategist, at=at)
        _carry_out(switch_over, by=secretary, at=at)

        with pytest.raises(TransitionRefused):
            _carry_out(switch_over, by=secretary, at=at)

    def test_is_too_late_when_the_day_has_begun(self, strategist, secretary, at):
        switch_over = _plan(by=strategist, at=at)

        with pytest.raises(TakesEffectTooEarly):
            _carry_out(switch_over, by=secretary, at=TURN + dt.timedelta(seconds=1))


class TestCallOffSwitchOver:
    def test_leaves_the_draft(self, strategist, at):
        switch_over = _plan(by=strategist, at=at)

        operations.call_off_switch_over(
            switch_over=switch_over, actor=strategist, at=at
        )

        assert switch_over.to_rule_set.is_draft
        with pytest.raises(TransitionRefused):
            operations.call_off_switch_over(
                switch_over=switch_over, actor=strategist, at=at
            )


class TestSetOldPaths:
    def test_keeps_exactly_these(self, strategist, at):
        pathway = PathwayFactory()
        for paths in (["/a", "b/c/"], ["b/c", "/d", "/", " "]):
            operations.set_old_paths(
                pathway=pathway, paths=paths, actor=strategist, at=at
            )

        assert sorted(row.path for row in pathway.old_paths.all()) == ["/b/c", "/d"]

    def test_is_for_strategists(self, at):
        with pytest.raises(NotPermitted):
            operations.set_old_paths(
                pathway=PathwayFactory(), paths=[], actor=ANYONE, at=at
            )


class TestImportPetitions:
    def _import(self, pathway, *, by, at, is_dry_run=False):
        return operations.import_petitions(
            pathway=pathway,
            content=CSV,
            source="demokratiportalen.csv",
            is_dry_run=is_dry_run,
            actor=by,
            at=at,
        )

    def test_brings_in_the_good_rows_and_names_the_bad(self, strategist, at):
        done = self._import(PathwayFactory(), by=strategist, at=at)

        assert (done.new_count, done.known_count) == (1, 0)
        assert [row.number for row in done.bad_rows] == [3]
        assert ImportedPetition.objects.get().support_count == 204

    def test_brings_in_nothing_when_dry(self, strategist, at):
        done = self._import(PathwayFactory(), by=strategist, at=at, is_dry_run=True)

        assert done.new_count == 1
        assert not ImportedPetition.objects.exists()

    def test_brings_in_each_petition_once(self, strategist, at):
        pathway = PathwayFactory()
        self._import(pathway, by=strategist, at=at)

        done = self._import(pathway, by=strategist, at=at)

        assert (done.new_count, done.known_count) == (0, 1)
        assert Event.objects.count() == 1

    def test_is_for_strategists(self, secretary, at):
        with pytest.raises(NotPermitted):
            self._import(PathwayFactory(), by=secretary, at=at)
