"""Event types of the room. A vote is none: the log hears of sealed batches."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.audit.types import EventType, Visibility, register

BALLOT_OPENED = register(
    EventType(
        name="ballot.opened",
        sentence=_("Voting opened under version %(rule_set_version)s of the rules"),
        visibility=Visibility.PUBLIC,
        data={"rule_set_version": int},
    )
)
BALLOT_ENDED_EARLY = register(
    EventType(
        name="ballot.ended_early",
        sentence=_("Voting was ended before its time"),
        visibility=Visibility.PUBLIC,
    )
)
BALLOT_CLOSED = register(
    EventType(
        name="ballot.closed",
        sentence=_("Voting closed with %(counted)s counted votes"),
        visibility=Visibility.PUBLIC,
        data={"counted": int},
    )
)
BATCH_SEALED = register(
    EventType(
        name="ballot.batch_sealed",
        sentence=_("%(entry_count)s entries were sealed, %(size)s in all"),
        data={"entry_count": int, "size": int},
    )
)
HEAD_PUBLISHED = register(
    EventType(
        name="ballot.head_published",
        sentence=_("Signed head %(number)s was published at %(counted)s counted votes"),
        visibility=Visibility.PUBLIC,
        data={"number": int, "size": int, "counted": int},
    )
)
ROSTER_SIGNED = register(
    EventType(
        name="ballot.roster_signed",
        sentence=_("The day's list of signed heads was published"),
        visibility=Visibility.PUBLIC,
        data={"date": str},
    )
)
THRESHOLD_REACHED = register(
    EventType(
        name="ballot.threshold_reached",
        sentence=_("%(threshold)s counted votes were reached"),
        visibility=Visibility.PUBLIC,
        data={"threshold": int, "counted": int},
    )
)
NUMBER_CHECKED = register(
    EventType(
        name="ballot.number_checked",
        sentence=_("A second officer checked the number: %(counted)s counted votes"),
        visibility=Visibility.PUBLIC,
        data={"threshold": int, "counted": int},
    )
)
STRIKE_PROPOSED = register(
    EventType(
        name="ballot.strike_proposed",
        sentence=_("A correction of %(vote_count)s votes was proposed"),
        data={"vote_count": int, "ground": str},
    )
)
STRIKE_REJECTED = register(
    EventType(
        name="ballot.strike_rejected",
        sentence=_("A proposed correction was not approved"),
        data={"ground": str},
    )
)
VOTES_STRUCK = register(
    EventType(
        name="ballot.votes_struck",
        sentence=_("Correction %(correction)s removed %(vote_count)s votes"),
        visibility=Visibility.PUBLIC,
        data={"correction": int, "vote_count": int, "ground": str},
    )
)
VOTES_RESTORED = register(
    EventType(
        name="ballot.votes_restored",
        sentence=_("Correction %(correction)s put back %(vote_count)s votes"),
        visibility=Visibility.PUBLIC,
        data={"correction": int, "vote_count": int, "ground": str},
    )
)
ROW_REGISTERED = register(
    EventType(
        name="ballot.row_registered",
        sentence=_("A vote by %(way)s was registered"),
        data={"way": str, "result": str},
    )
)
MATCH_DECIDED = register(
    EventType(
        name="ballot.match_decided",
        sentence=_("It was decided whether two votes are the same person's"),
        data={"is_same": bool},
    )
)
ALARM_RAISED = register(
    EventType(
        name="ballot.alarm_raised",
        sentence=_("The ledger raised an alarm: %(alarm)s Sealing rests."),
        data={"alarm": str},
    )
)
ALARM_RESOLVED = register(
    EventType(
        name="ballot.alarm_resolved",
        sentence=_("An alarm of the ledger was seen to"),
        data={"alarm": str},
    )
)
COUNT_IMPORTED = register(
    EventType(
        name="ballot.count_imported",
        sentence=_("An older count of %(vote_count)s was noted beside the ballot"),
        data={"vote_count": int},
    )
)
KEYS_DESTROYED = register(
    EventType(
        name="ballot.keys_destroyed",
        sentence=_("The data on who had voted was destroyed by decision"),
        visibility=Visibility.PUBLIC,
        data={"decided_on": str, "paragraph": str},
    )
)
