"""Short texts for the matrix, each derived from a rule set's parameters."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medverkan.reference.pathways.choices import Decider
from medverkan.reference.pathways.models import RuleSet, Threshold
from medverkan.reference.pathways.versions import Version


def identity(rules: RuleSet) -> str:
    """Say what identity it takes to submit, and to support where that is gathered."""
    to_submit = rules.get_identity_to_submit_display()
    if rules.signed_paper_replaces_identity:
        to_submit = _("%(identity)s, or a paper signed by hand") % {
            "identity": to_submit
        }
    if not rules.gathers_support:
        return to_submit
    return _("To submit: %(submit)s. To support: %(support)s.") % {
        "submit": to_submit,
        "support": rules.get_identity_to_support_display(),
    }


def thresholds(version: Version, residents_count: int | None) -> str:
    """Say how many supports it takes, and for what."""
    if not version.rule_set.gathers_support:
        return _("None needed")
    if not version.thresholds:
        return _("None set")
    return "; ".join(
        f"{_needed(version, one, residents_count)}: {one.get_effect_display()}"
        for one in version.thresholds
    )


def time_limits(rules: RuleSet) -> str:
    """Say the promised and statutory times, each in a few words."""
    return "; ".join(_times(rules)) or _("None set")


def feedback(rules: RuleSet) -> str:
    """Say what feedback is owed, and to whom."""
    if rules.decider == Decider.OFFICER:
        return _("An answer to the author.")
    if rules.is_statutory:
        return _("A decision with reasons; what is delayed is reported to the council.")
    if rules.gathers_support:
        return _("Every step is told to the author and to all who follow it.")
    return _("A decision with reasons, to the author and to all who follow it.")


def _needed(version: Version, threshold: Threshold, residents_count: int | None) -> str:
    nouns = str(version.pathway.support_noun_plural)
    count = threshold.needed_count(residents_count=residents_count)
    if count is None:
        return f"{threshold.per_mille.normalize():f} ‰"
    return f"{count} {nouns}".strip()


def _times(rules: RuleSet) -> Iterator[str]:
    if rules.publish_days is not None:
        yield ngettext(
            "Published within %(days)s working day",
            "Published within %(days)s working days",
            rules.publish_days,
        ) % {"days": rules.publish_days}
    if rules.window_days is not None:
        yield ngettext(
            "Open for %(days)s day", "Open for %(days)s days", rules.window_days
        ) % {"days": rules.window_days}
    if rules.month_choices:
        yield _("Open for %(months)s months, as the author chooses") % {
            "months": ", ".join(map(str, rules.month_choices))
        }
    if rules.answer_days is not None:
        yield ngettext(
            "Answer within %(days)s working day",
            "Answer within %(days)s working days",
            rules.answer_days,
        ) % {"days": rules.answer_days}
    if rules.answer_months is not None:
        yield ngettext(
            "Decision within %(months)s month",
            "Decision within %(months)s months",
            rules.answer_months,
        ) % {"months": rules.answer_months}
