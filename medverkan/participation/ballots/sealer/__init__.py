"""The sealer: builds the tree behind the votes, signs heads, and stops at what is not ours."""

from medverkan.participation.ballots.sealer.batches import BATCH_SIZE, seal
from medverkan.participation.ballots.sealer.publishing import publish, publish_due
from medverkan.participation.ballots.sealer.roster import sign_roster
from medverkan.participation.ballots.sealer.thresholds import note_thresholds

__all__ = [
    "BATCH_SIZE",
    "note_thresholds",
    "publish",
    "publish_due",
    "seal",
    "sign_roster",
]
