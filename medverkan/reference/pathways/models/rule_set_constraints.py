"""What a rule set must never be, whoever writes it."""

from __future__ import annotations

from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.permissions import IdentityLevel
from medverkan.reference.pathways.choices import (
    Circle,
    Conversion,
    CountingScheme,
    Decider,
)
from medverkan.reference.pathways.states import RuleSetState

_DRAFT = Q(state=RuleSetState.DRAFT)
_E_ID = IdentityLevel.LOA2

_PERIOD = [
    UniqueConstraint(
        fields=["pathway", "version"], name="pathways_rule_set_version_is_unique"
    ),
    UniqueConstraint(
        fields=["pathway", "in_force_from"],
        name="pathways_two_rule_sets_never_begin_together",
    ),
    UniqueConstraint(
        fields=["pathway"],
        condition=Q(in_force_from__isnull=False, in_force_until=None),
        name="pathways_only_the_last_rule_set_has_no_end",
    ),
    CheckConstraint(
        name="pathways_rule_set_ends_after_it_begins",
        condition=Q(in_force_until=None) | Q(in_force_until__gt=F("in_force_from")),
    ),
    CheckConstraint(
        name="pathways_draft_binds_nobody",
        condition=(
            _DRAFT
            & Q(adopted_at=None, in_force_from=None)
            & Q(in_force_until=None, frozen_at=None)
        )
        | (~_DRAFT & Q(adopted_at__isnull=False, in_force_from__isnull=False)),
    ),
    CheckConstraint(
        name="pathways_retired_rule_set_has_an_end",
        condition=~Q(state=RuleSetState.RETIRED) | Q(in_force_until__isnull=False),
    ),
]

_DECISION = [
    CheckConstraint(
        name="pathways_adopted_rule_set_has_its_decision",
        condition=_DRAFT
        | Q(is_installed=True)
        | (
            Q(decision_body__isnull=False, decision_date__isnull=False)
            & Q(adopted_by__isnull=False)
            & ~Q(decision_paragraph="")
            & ~Q(decision_register_number="")
        ),
    ),
    CheckConstraint(
        name="pathways_adopted_by_another_than_who_drafted",
        condition=Q(adopted_by=None)
        | Q(drafted_by=None)
        | ~Q(adopted_by=F("drafted_by")),
    ),
]

# Kommunallagen 8:1 has no age limit and no demand for support; 6:38 forbids
# delegation; 5:35 gives one year and a report of delay; 6:34 a yearly report.
_STATUTORY = [
    CheckConstraint(
        name="pathways_statutory_right_is_not_narrowed",
        violation_error_message=_(
            "The statutory right belongs to everyone registered as living here, without age limit or demand for support."
        ),
        condition=Q(is_statutory=False)
        | Q(
            submitters=Circle.RESIDENT,
            organisations_may_submit=False,
            guardian_below_age=None,
            gathers_support=False,
        ),
    ),
    CheckConstraint(
        name="pathways_statutory_decision_is_the_bodys",
        violation_error_message=_(
            "By law no officer may decide on it or turn it into something else."
        ),
        condition=Q(is_statutory=False)
        | (
            Q(is_delegable=False, conversion=Conversion.NEVER)
            & ~Q(decider=Decider.OFFICER)
        ),
    ),
    CheckConstraint(
        name="pathways_statutory_time_is_a_year_with_reports",
        violation_error_message=_(
            "By law it has at most twelve months, a report of delay, and a report each year."
        ),
        condition=Q(is_statutory=False)
        | Q(
            answer_months__isnull=False,
            answer_months__lte=12,
            reports_delay=True,
            reports_per_year__gte=1,
        ),
    ),
]

_SUPPORT = [
    CheckConstraint(
        name="pathways_support_has_a_counting_scheme",
        violation_error_message=_(
            "Say what one count means where support is gathered, and leave it and the window empty where it is not."
        ),
        condition=(Q(gathers_support=True) & ~Q(counting_scheme=""))
        | Q(
            gathers_support=False,
            counting_scheme="",
            window_days=None,
            window_months="",
        ),
    ),
    CheckConstraint(
        name="pathways_counting_scheme_has_its_identity",
        violation_error_message=_(
            "What one count means needs a surer identity of those who support."
        ),
        condition=Q(counting_scheme="")
        | Q(
            counting_scheme=CountingScheme.EMAIL,
            identity_to_support__gte=IdentityLevel.EMAIL,
        )
        | Q(
            counting_scheme__in=[CountingScheme.PERSON, CountingScheme.REGISTER],
            identity_to_support__gte=_E_ID,
        ),
    ),
    CheckConstraint(
        name="pathways_window_is_fixed_or_chosen",
        violation_error_message=_(
            "The window is either a number of days or chosen by the author, not both."
        ),
        condition=Q(window_days=None) | Q(window_months=""),
    ),
]

_PROMISES = [
    CheckConstraint(
        name="pathways_time_to_answer_is_in_days_or_months",
        violation_error_message=_(
            "The time to answer is either in working days or in months, not both."
        ),
        condition=Q(answer_days=None) | Q(answer_months=None),
    ),
    CheckConstraint(
        name="pathways_officer_decides_by_delegation",
        violation_error_message=_(
            "An officer decides by delegation, so it must be allowed, and the author cannot choose the body."
        ),
        condition=~Q(decider=Decider.OFFICER)
        | Q(is_delegable=True, author_chooses_body=False),
    ),
    CheckConstraint(
        name="pathways_guardian_age_is_a_childs",
        violation_error_message=_(
            "A guardian signs for children only: an age of 1 to 18."
        ),
        condition=Q(guardian_below_age=None)
        | Q(guardian_below_age__gte=1, guardian_below_age__lte=18),
    ),
    # So that nobody can use a proposal to write to many.
    CheckConstraint(
        name="pathways_coauthors_are_few",
        violation_error_message=_("At most ten co-authors can be invited."),
        condition=Q(coauthor_limit__lte=10),
    ),
]

ALL = [*_PERIOD, *_DECISION, *_STATUTORY, *_SUPPORT, *_PROMISES]

THRESHOLD = [
    UniqueConstraint(
        fields=["rule_set", "effect"], name="pathways_threshold_effect_is_unique"
    ),
    CheckConstraint(
        name="pathways_threshold_is_a_number_or_a_share",
        condition=Q(absolute_count__isnull=False, absolute_count__gt=0, per_mille=None)
        | Q(absolute_count=None, per_mille__isnull=False, per_mille__gt=0),
    ),
]
