"""Tables of the ledger: what anyone may read, and the private ones that die with the key."""

from medverkan.participation.ballots.models.ballots import (
    Ballot,
    BallotKey,
    ImportedCount,
    VoluntaryAnswer,
)
from medverkan.participation.ballots.models.census import (
    Census,
    CensusInUse,
    CensusRow,
)
from medverkan.participation.ballots.models.corrections import (
    Alarm,
    Check,
    Correction,
    StrikeProposal,
    StruckNumber,
    ThresholdReached,
)
from medverkan.participation.ballots.models.entries import Entry, Unsealed
from medverkan.participation.ballots.models.private import (
    Attempt,
    Choice,
    Match,
    Pending,
    PersonKey,
    Standing,
)
from medverkan.participation.ballots.models.tree import (
    Head,
    Leaf,
    Roster,
    SigningKey,
    Tile,
)

__all__ = [
    "Alarm",
    "Attempt",
    "Ballot",
    "BallotKey",
    "Census",
    "CensusInUse",
    "CensusRow",
    "Check",
    "Choice",
    "Correction",
    "Entry",
    "Head",
    "ImportedCount",
    "Leaf",
    "Match",
    "Pending",
    "PersonKey",
    "Roster",
    "SigningKey",
    "Standing",
    "StrikeProposal",
    "StruckNumber",
    "ThresholdReached",
    "Tile",
    "Unsealed",
    "VoluntaryAnswer",
]
