"""Bringing past petitions and their counts along from a system now gone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from medverkan.foundation import permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.reference.pathways import events, petition_files, rules
from medverkan.reference.pathways.models import ImportedPetition, Pathway
from medverkan.reference.pathways.petition_files import BadRow


@dataclass(frozen=True)
class PetitionImport:
    """What an import did, or would do: `known_count` were there already."""

    new_count: int
    known_count: int
    bad_rows: list[BadRow]


@transaction.atomic
def import_petitions(
    *,
    pathway: Pathway,
    content: bytes,
    source: str,
    is_dry_run: bool,
    actor: Actor,
    at: dt.datetime,
) -> PetitionImport:
    """
    Import the good rows of a CSV file as past petitions, marked as not verifiable.

    A row read before makes no second petition. A dry run writes nothing.

    :raises NotPermitted: the actor does not import petitions
    :raises PersonalData: a column looks like names or other data on persons
    :raises UnreadableFile: it is no CSV with the columns needed
    """
    permissions.require(rules.may_import_petitions(actor))
    reading = petition_files.read(content)
    known = {
        bytes(digest)
        for digest in pathway.imported_petitions.values_list("digest", flat=True)
    }
    new = {row.digest: row for row in reading.rows if row.digest not in known}
    if new and not is_dry_run:
        ImportedPetition.objects.bulk_create(
            [
                ImportedPetition(
                    pathway=pathway,
                    title=row.title,
                    text=row.text,
                    lodged_date=row.lodged_date,
                    support_count=row.support_count,
                    source=source,
                    digest=digest,
                    imported_at=at,
                )
                for digest, row in new.items()
            ],
            batch_size=500,
            ignore_conflicts=True,
        )
        audit.record(
            events.PETITIONS_IMPORTED,
            subject=pathway,
            actor=actor,
            at=at,
            slug=pathway.slug,
            count=len(new),
        )
    return PetitionImport(
        new_count=len(new),
        known_count=len(reading.rows) - len(new),
        bad_rows=reading.bad_rows,
    )
