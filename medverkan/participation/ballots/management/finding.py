"""Finding what a command was asked for, or saying plainly that it is not there."""

from __future__ import annotations

from uuid import UUID

from django.core.management.base import CommandError

from medverkan.participation.ballots.models import Ballot

UNUSABLE = 2


def ballot_of(text: str) -> Ballot:
    """
    Return the ballot of this uuid.

    :raises CommandError: it is no uuid, or no ballot has it; the exit status is 2
    """
    try:
        return Ballot.objects.get(uuid=UUID(text))
    except ValueError:
        raise CommandError(
            f"{text} is not a uuid; `recount` names the ballots.", returncode=UNUSABLE
        ) from None
    except Ballot.DoesNotExist:
        raise CommandError(
            f"No ballot is {text}; `recount` names them all.", returncode=UNUSABLE
        ) from None
