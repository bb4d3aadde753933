"""Why a request is refused, as Open311 wants it told: a code and a description each."""

from __future__ import annotations

from collections.abc import Iterable


class Refused(Exception):
    """The request cannot be served; every description becomes an error of the answer."""

    def __init__(self, *descriptions: str, status: int = 400) -> None:
        self.status = status
        self.descriptions = descriptions
        super().__init__(*descriptions)


def not_found(description: str) -> Refused:
    """Return the refusal for what is not there."""
    return Refused(description, status=404)


def as_rows(refused: Refused) -> Iterable[dict[str, str | int]]:
    """Return the errors of the answer."""
    return [
        {"code": refused.status, "description": description}
        for description in refused.descriptions
    ]
