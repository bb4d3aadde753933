"""Drafts of residents: kept for 24 hours behind a secret address."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from medverkan.foundation import references
from medverkan.foundation.files.models import StoredFile
from medverkan.participation.cases.models import Draft

KEPT = dt.timedelta(hours=24)


@transaction.atomic
def save_draft(
    *,
    token: str,
    content: dict[str, Any],
    file: StoredFile | None = None,
    at: dt.datetime,
) -> Draft:
    """
    Make or change the draft behind this token; one already sent is left as it is.

    Its 24 hours begin anew each time.
    """
    draft, made = Draft.objects.select_for_update(of=("self",)).get_or_create(
        token_hash=references.hash_of(token),
        defaults={
            "content": content,
            "file": file,
            "made_at": at,
            "expires_at": at + KEPT,
        },
    )
    if made or draft.case_id:
        return draft
    draft.content = {**draft.content, **content}
    draft.file = file or draft.file
    draft.expires_at = at + KEPT
    draft.save(update_fields=["content", "file", "expires_at"])
    return draft


@transaction.atomic
def erase_old_drafts(*, at: dt.datetime) -> int:
    """Erase drafts whose time is out and return how many."""
    erased, _ = Draft.objects.filter(expires_at__lte=at).delete()
    return erased
