"""What this room does by the clock, without anyone asking."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.permissions import SYSTEM
from medverkan.foundation.schedule import jobs
from medverkan.participation.cases import operations, quarantine, reminding
from medverkan.participation.cases.following import mailings
from medverkan.participation.cases.operations.talking import resume_overdue_pauses


def register() -> None:
    """Name each job, when it runs and what it does."""
    jobs.job(
        "cases.erase_drafts",
        every=dt.timedelta(hours=1),
        run=lambda at: operations.erase_old_drafts(at=at),
        title=_("Erase drafts older than a day"),
    )
    jobs.job(
        "cases.forget_unconfirmed",
        daily_at=dt.time(4, 30),
        run=lambda at: operations.forget_unconfirmed(at=at),
        title=_("Forget addresses that have not confirmed that they follow"),
    )
    jobs.job(
        "cases.forget_blocked_senders",
        daily_at=dt.time(4, 35),
        run=lambda at: operations.forget_blocked_senders(at=at),
        title=_("Forget whom a block was about, three months after it ended"),
    )
    jobs.job(
        "cases.end_coauthor_invitations",
        daily_at=dt.time(0, 20),
        run=lambda at: operations.end_coauthor_invitations(at=at),
        title=_("Destroy addresses of co-authors who did not answer in time"),
    )
    jobs.job(
        "cases.end_merge_offers",
        daily_at=dt.time(0, 10),
        run=lambda at: operations.end_merge_offers(at=at),
        title=_("End suggestions to join that were not answered in time"),
    )
    jobs.job(
        "cases.report_delays",
        daily_at=dt.time(5, 15),
        run=lambda at: operations.report_delays(at=at),
        title=_("Report to the council what will not be decided within a year"),
    )
    jobs.job(
        "cases.week",
        daily_at=mailings.DIGEST_TIME,
        run=mailings.begin_week,
        title=_("On Mondays, write the week's news to those who follow"),
    )
    jobs.job(
        "cases.tell_the_day",
        daily_at=dt.time(6, 30),
        run=lambda at: reminding.send_days(at=at, actor=SYSTEM),
        title=_("Tell each officer what the day holds"),
    )
    jobs.job(
        "cases.resume_pauses",
        daily_at=dt.time(5, 0),
        run=lambda at: resume_overdue_pauses(at=at, actor=SYSTEM),
        title=_("Start the clock where we have waited long enough"),
    )
    jobs.job(
        "cases.remind_of_quarantine",
        daily_at=dt.time(7, 30),
        run=quarantine.remind,
        title=_("Remind of what waits in the quarantine"),
    )
