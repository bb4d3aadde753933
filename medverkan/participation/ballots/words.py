"""What the pages say: what one count means, what it cannot see, what became of a vote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from medverkan.participation.ballots.channels import Channel
from medverkan.participation.ballots.models import Ballot
from medverkan.participation.ballots.operations.outcomes import Result
from medverkan.participation.ballots.schemes import Scheme


@dataclass(frozen=True)
class Meaning:
    """What one count means under a scheme, and what it cannot see."""

    counts: Any
    cannot_see: Any


_MEANING = {
    Scheme.EMAIL: Meaning(
        _("One vote for each confirmed e-mail address."),
        _(
            "We cannot see whether somebody has several addresses, or where the voter "
            "lives. So we do not promise one vote for each person."
        ),
    ),
    Scheme.PERSON: Meaning(
        _("One vote for each person who has shown an e-ID."),
        _("We cannot see where the voter lives."),
    ),
    Scheme.REGISTER: Meaning(
        _("One vote for each person in the register of those who may vote."),
        _("The number is no surer than the register was on its day."),
    ),
}
_EACH_NAME = Meaning(
    _("One vote for each name at a confirmed e-mail address."),
    _(
        "A family may share an address. We cannot see whether the names are real, or "
        "where the voters live."
    ),
)

RESULT_HEADING = {
    Result.COUNTED: _("Your vote counts"),
    Result.REPEATED: _("Already counted"),
    Result.LATE: _("Not confirmed in time"),
    Result.WAITING: _("Awaiting confirmation"),
    Result.WITHDRAWN: _("Taken back"),
    Result.STRUCK: _("Removed after check"),
    Result.UNKNOWN: _("We do not know this one"),
}

RESULT_TEXT = {
    Result.COUNTED: _("The vote is one of the counted votes."),
    Result.REPEATED: _(
        "Another vote with the same identity stands already, so this try is not counted."
    ),
    Result.LATE: _(
        "The time to confirm was over, so the vote is not counted. If voting is still "
        "open you can vote again."
    ),
    Result.WAITING: _(
        "The vote has been received. It counts once it is confirmed, or once somebody "
        "here has compared it with the others."
    ),
    Result.WITHDRAWN: _("The vote was taken back, so it is not counted."),
    Result.STRUCK: _("The vote was removed after a check, so it is not counted."),
    Result.UNKNOWN: _(
        "No vote here has this link or number. Look whether all of it came along, and "
        "whether it belongs to this proposal."
    ),
}

ROW_RESULT = {
    Result.COUNTED: _("The vote is registered and counted."),
    Result.REPEATED: _("The vote is registered. The same identity has voted already."),
    Result.WAITING: _(
        "The vote is registered. Somebody has the same name and postcode: compare them."
    ),
}

CHANNEL = {
    Channel.WEB: _("the web"),
    Channel.EID: _("e-ID"),
    Channel.PAPER: _("paper"),
    Channel.PHONE: _("telephone"),
    Channel.LIST: _("a list"),
}

ALARM = {
    "ballot_rules_were_changed": _("The rules of the voting were changed."),
    "entry_has_wrong_mac": _("An entry was not written by our software."),
    "entry_is_out_of_order": _("An attempt took a step that cannot follow."),
    "entry_is_sealed_already": _("An entry was to be sealed a second time."),
    "queued_entry_is_missing": _("An entry has disappeared before it was sealed."),
    "signed_heads_are_missing": _("Heads that we have signed are missing."),
    "tile_is_missing": _("A part of the tree is missing."),
    "tiles_do_not_give_the_signed_root": _("A part of the tree was changed."),
}

NOT_READABLE = _("We cannot read the address or the name. Look for a slip of the key.")
NOT_OPEN = _("Voting is not open now.")
TOO_MANY_ROWS = _(
    "You have registered very many rows in ten minutes. Wait a few minutes and send again."
)
SENT_BEFORE = _(
    "This form was sent before with another row, and that one is registered. Send again "
    "if this row is to be registered too."
)


def meaning_of(ballot: Ballot) -> Meaning:
    """Return what one count means on this ballot."""
    if ballot.scheme == Scheme.EMAIL and ballot.counts_each_name_at_address:
        return _EACH_NAME
    return _MEANING[Scheme(ballot.scheme)]
