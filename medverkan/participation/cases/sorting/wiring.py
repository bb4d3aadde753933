"""What the sorter tells the rooms below: its work beside the requests, its pages."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design import menu
from medverkan.foundation.design.menu import MenuItem
from medverkan.foundation.schedule import jobs, rounds
from medverkan.participation.cases import rules
from medverkan.participation.cases.sorting import keeping, tasks


def register() -> None:
    """Register the work and the pages of the sorter."""
    rounds.register("cases.propose", tasks.propose)
    jobs.job(
        "cases.learn_to_sort",
        every=dt.timedelta(hours=1),
        run=keeping.learn_if_needed,
        title=_("Learn to sort from what officers decided"),
    )
    for label, url_name, order, icon, may_see in (
        (
            _("Guidance"),
            "cases:kept_guidance",
            82,
            "book-open",
            rules.may_keep_guidance,
        ),
        (
            _("Questions by topic"),
            "cases:topic_questions",
            82,
            "list-checks",
            rules.may_keep_topic_questions,
        ),
        (
            _("Hints about other doors"),
            "cases:doors",
            83,
            "signpost",
            rules.may_keep_doors,
        ),
        (
            _("Look over before publishing"),
            "cases:cautions",
            83,
            "search-check",
            rules.may_keep_cautions,
        ),
        (_("The sorter"), "cases:sorting", 84, "split", rules.may_keep_doors),
    ):
        menu.register(
            "workspace",
            MenuItem(
                label,
                url_name,
                order=order,
                may_see=may_see,
                group=_("Organisation"),
                icon=icon,
            ),
        )
