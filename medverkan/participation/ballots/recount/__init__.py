"""The recount: everything about the ledgers computed anew and compared with what is stored."""

from medverkan.participation.ballots.recount.everything import (
    recount,
    recount_ballot,
    recount_whole,
)
from medverkan.participation.ballots.recount.findings import Difference, Findings

__all__ = ["Difference", "Findings", "recount", "recount_ballot", "recount_whole"]
