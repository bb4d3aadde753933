"""Those who stand behind a proposal with its author, or are asked to: reads."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from medverkan.foundation import references
from medverkan.participation.cases import rules
from medverkan.participation.cases.models import Backer, Case, Party, SecretLink


def of(case: Case) -> list[Backer]:
    """Return everyone who was ever invited, the first one first."""
    return list(_every().filter(party__case=case).order_by("pk"))


def willing(case: Case) -> QuerySet[Party]:
    """Return those who stand behind it now."""
    return Party.objects.filter(
        case=case, role=Party.Role.CO_AUTHOR, backer__is_willing=True, erased_at=None
    ).order_by("pk")


def waiting() -> QuerySet[Backer]:
    """Return those, of every proposal, who are invited and have not answered."""
    return _every().filter(answered_at=None, party__erased_at=None)


def shown(case: Case) -> str:
    """
    Return the names that everyone may read, as B, C and D: of those who said yes to that.

    None where the one who wrote has protected identity now.
    """
    if not case.rule_set.coauthor_limit or rules.has_protected_identity(case):
        return ""
    names = list(willing(case).exclude(name="").values_list("name", flat=True))
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {
        "names": ", ".join(names[:-1]),
        "last": names[-1],
    }


def by_invitation(token: str) -> Backer:
    """
    Return whoever was invited by the letter with this link.

    :raises Backer.DoesNotExist: the link is unknown
    """
    return _every().get(token_hash=references.hash_of(token))


def by_token(token: str) -> Party:
    """
    Return the co-author whose own link this is.

    :raises SecretLink.DoesNotExist: the link is unknown, revoked, or of the one who wrote
    """
    found = SecretLink.objects.select_related(
        "co_author__case__rule_set", "co_author__case__pathway", "co_author__case__opening",
        "co_author__case__body", "co_author__case__ballot", "co_author__case__refusal",
    )  # fmt: skip
    link = found.get(
        token_hash=references.hash_of(token), revoked_at=None, co_author__isnull=False
    )
    assert link.co_author is not None
    return link.co_author


def _every() -> QuerySet[Backer]:
    return Backer.objects.filter(party__role=Party.Role.CO_AUTHOR).select_related(
        "party__case__rule_set", "party__case__pathway", "party__case__opening"
    )
