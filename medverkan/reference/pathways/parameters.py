"""The parameters of a rule set in the groups in which the editor shows them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Group:
    """Parameters that belong together: `fields` are names of columns of a rule set."""

    name: str
    title: str | Promise
    fields: tuple[str, ...]


GROUPS = (
    Group(
        "submit",
        _("To submit"),
        (
            "submitters",
            "organisations_may_submit",
            "identity_to_submit",
            "signed_paper_replaces_identity",
            "asks_for_name",
            "asks_for_email",
            "asks_for_postcode",
            "asks_for_place",
            "guardian_below_age",
            "coauthor_limit",
        ),
    ),
    Group(
        "publish",
        _("To be published"),
        (
            "publication",
            "publication_test",
            "publish_days",
            "shows_author_name",
            "similar_months",
            "refusal_grounds",
            "allows_questions",
        ),
    ),
    Group(
        "support",
        _("To gather support"),
        (
            "gathers_support",
            "supporters",
            "identity_to_support",
            "counting_scheme",
            "per_address",
            "allows_paper",
            "allows_phone",
            "allows_list",
            "counts_uncompared_paper",
            "window_days",
            "window_months",
            "window_stays_open",
            "exempts_minority_matters",
        ),
    ),
    Group(
        "answer",
        _("To be answered"),
        (
            "confirm_days",
            "answer_days",
            "answer_months",
            "reports_delay",
            "reports_per_year",
        ),
    ),
    Group(
        "decide",
        _("To be decided"),
        (
            "decider",
            "is_delegable",
            "author_chooses_body",
            "author_may_attend",
            "conversion",
        ),
    ),
    Group(
        "law",
        _("Law and record"),
        (
            "is_statutory",
            "participation_level",
            "legal_basis",
            "retention",
            "source_url",
            "source_date",
        ),
    ),
)

FIELDS = tuple(field for group in GROUPS for field in group.fields)
# Columns that a new version takes over from the one it is based on.
COPIED = tuple(field for field in FIELDS if field != "refusal_grounds")
