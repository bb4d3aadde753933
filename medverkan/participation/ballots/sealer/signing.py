"""Making and signing heads."""

from __future__ import annotations

import datetime as dt

from medverkan.participation.ballots import heads, keys
from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import Ballot, Head, SigningKey


def sign_head(
    *,
    ballot: Ballot,
    audience: Audience,
    last: Head | None,
    size: int,
    root: bytes,
    sums: heads.Sums,
    at: dt.datetime,
    stated: str = "",
) -> Head:
    """
    Sign and store the next head of a chain.

    :raises KeyMissing: this process does not hold the signing key
    """
    signer = keys.head_signer()
    head = heads.Head(
        ballot=ballot.uuid,
        audience=audience,
        number=last.number + 1 if last else 1,
        size=size,
        root=root,
        sums=sums,
        rule_set_version=ballot.rule_set_version,
        at=at.astimezone(dt.UTC).replace(microsecond=0),
        previous=last.as_signed().hash if last else None,
        key_id=signer.key_id,
        stated=stated,
    )
    publish_key(signer, use=SigningKey.Use.HEADS, at=at)
    return Head.objects.create(
        ballot=ballot,
        audience=audience.value,
        number=head.number,
        size=size,
        root=root,
        rule_set_version=head.rule_set_version,
        at=head.at,
        previous=head.previous,
        key_id=head.key_id,
        signature=signer.sign(head.to_bytes()),
        stated=stated,
        **{kind.value: number for kind, number in sums.items()},
    )


def publish_key(signer: keys.Signer, *, use: SigningKey.Use, at: dt.datetime) -> None:
    """Put a public key on the list, unless it is there."""
    if not SigningKey.objects.filter(key_id=signer.key_id).exists():
        key = SigningKey(
            key_id=signer.key_id, public=signer.public, use=use, first_used_at=at
        )
        SigningKey.objects.bulk_create([key], ignore_conflicts=True)
