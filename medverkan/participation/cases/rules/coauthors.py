"""Who may be asked to stand behind a proposal with its author, and how many."""

from __future__ import annotations

from collections.abc import Collection

from medverkan.participation.cases.models import Backer, Case
from medverkan.participation.cases.rules.residents import may_be_backed
from medverkan.participation.cases.rules.seeing import has_protected_identity


def may_be_coauthored(case: Case) -> bool:
    """
    Tell whether a co-author may still say yes: until it is published, where rules let them.

    Never where the one who wrote has protected identity: who stands beside tells who it is;
    and not before a guardian who must has said yes.
    """
    return (
        case.rule_set.coauthor_limit > 0
        and case.is_proposal
        and may_be_backed(case)
        and not case.is_protected
        and not case.awaits_guardian
        and not has_protected_identity(case)
    )


def may_invite_coauthor(case: Case, invited: Collection[Backer]) -> bool:
    """
    Tell whether the one who wrote may invite one more.

    A place is free again when somebody says no, leaves or does not answer; yet no more than
    twice the number of the rules are ever written to.
    """
    limit = case.rule_set.coauthor_limit
    standing = [backer for backer in invited if backer.party.erased_at is None]
    return (
        may_be_coauthored(case) and len(standing) < limit and len(invited) < 2 * limit
    )
