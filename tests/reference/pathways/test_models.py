import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from medverkan.reference.pathways.choices import CountingScheme, Decider
from medverkan.reference.pathways.models import RuleSet, Threshold
from tests.factories.pathways import PathwayFactory, RuleSetFactory

pytestmark = pytest.mark.django_db

SOON = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)


def _refused(**values) -> bool:
    try:
        with transaction.atomic():
            RuleSetFactory(**values)
    except IntegrityError:
        return True
    return False


class TestRuleSet:
    @pytest.mark.parametrize(
        "narrowing",
        [
            {"guardian_below_age": 16},
            {"submitters": "anyone"},
            {"organisations_may_submit": True},
            {"is_delegable": True},
            {"decider": Decider.OFFICER, "is_delegable": True},
            {"conversion": "consent"},
            {"answer_months": 13},
            {"answer_months": None},
            {"reports_delay": False},
            {"reports_per_year": 0},
            {
                "gathers_support": True,
                "counting_scheme": "email",
                "identity_to_support": 1,
            },
        ],
    )
    def test_never_narrows_the_statutory_right(self, narrowing):
        assert _refused(statutory=True, **narrowing)

    def test_may_keep_the_statutory_right_whole(self):
        assert RuleSetFactory(statutory=True).is_statutory

    @pytest.mark.parametrize(
        "impossible",
        [
            {"gathers_support": True, "counting_scheme": ""},
            {"counting_scheme": CountingScheme.EMAIL},
            {"window_days": 90},
            {"gathering": True, "identity_to_support": 0},
            {"gathering": True, "counting_scheme": CountingScheme.PERSON},
            {"gathering": True, "window_months": "3,6"},
            {"answer_days": 10, "answer_months": 6},
            {"decider": Decider.OFFICER, "is_delegable": False},
            {"author_chooses_body": True},
            {"guardian_below_age": 40},
            {"is_installed": False},
            {"in_force_from": None},
            {"state": "retired"},
            {"in_force_until": dt.datetime(2019, 1, 1, tzinfo=dt.UTC)},
            {"draft": True, "frozen_at": SOON},
            {"draft": True, "in_force_from": SOON},
        ],
    )
    def test_is_never_impossible(self, impossible):
        assert _refused(**impossible)

    def test_is_one_version_of_its_pathway(self):
        pathway = PathwayFactory()
        RuleSetFactory(pathway=pathway, draft=True, version=1)

        assert _refused(pathway=pathway, draft=True, version=1)

    def test_leaves_no_other_without_an_end(self):
        pathway = PathwayFactory()
        RuleSetFactory(pathway=pathway)

        assert _refused(pathway=pathway, in_force_from=SOON)

    @pytest.mark.parametrize(
        "change",
        [{"answer_days": 5}, {"window_days": 30}, {"in_force_from": SOON}],
    )
    def test_cannot_be_changed_behind_the_operations_once_adopted(self, change):
        rule_set = RuleSetFactory(gathering=True)

        with pytest.raises(DatabaseError), transaction.atomic():
            RuleSet.objects.filter(pk=rule_set.pk).update(**change)

    def test_may_be_changed_while_a_draft(self):
        rule_set = RuleSetFactory(draft=True)

        assert RuleSet.objects.filter(pk=rule_set.pk).update(answer_days=5) == 1

    def test_is_in_force_up_to_its_end(self):
        rule_set = RuleSetFactory.build(in_force_until=SOON, version=1)

        assert rule_set.is_in_force(SOON - dt.timedelta(microseconds=1))
        assert not rule_set.is_in_force(SOON)

    def test_lists_the_months_an_author_chooses_among(self):
        assert RuleSetFactory.build(
            window_months="3,6,9,12", version=1
        ).month_choices == [
            3,
            6,
            9,
            12,
        ]


class TestThreshold:
    @pytest.mark.parametrize(
        ("threshold", "residents", "needed"),
        [
            (Threshold(absolute_count=150), None, 150),
            (Threshold(per_mille=Decimal(1)), 77_000, 77),
            (Threshold(per_mille=Decimal(1)), 77_001, 78),
            (Threshold(per_mille=Decimal("0.5")), 77_001, 39),
            (Threshold(per_mille=Decimal(1)), None, None),
        ],
    )
    def test_needs_a_number_rounded_up(self, threshold, residents, needed):
        assert threshold.needed_count(residents_count=residents) == needed

    @pytest.mark.parametrize(
        "values",
        [{}, {"absolute_count": 0}, {"absolute_count": 1, "per_mille": 1}],
    )
    def test_is_a_number_or_a_share(self, values):
        rule_set = RuleSetFactory(draft=True, gathering=True)

        with pytest.raises(IntegrityError):
            Threshold.objects.create(rule_set=rule_set, **values)
