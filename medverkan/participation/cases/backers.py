"""The guardian who stands behind a proposal, or is asked to: reads."""

from __future__ import annotations

from medverkan.foundation import references
from medverkan.participation.cases.models import Backer, Case, Party


def by_token(token: str) -> Backer:
    """
    Return the guardian who was asked by the letter with this link.

    :raises Backer.DoesNotExist: the link is unknown, or a later letter has taken its place
    """
    found = Backer.objects.select_related(
        "party__case__rule_set", "party__case__pathway", "party__case__opening"
    )
    return found.get(
        party__role=Party.Role.GUARDIAN, token_hash=references.hash_of(token)
    )


def guardian_of(case: Case) -> Backer | None:
    """Return the guardian who is to say yes, or has; None where nobody is."""
    found = Backer.objects.select_related("party").filter(
        party__case=case, party__role=Party.Role.GUARDIAN
    )
    return found.first()
