"""Look-ups in a register of who is entitled; a hashed CSV census is the first of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from medverkan.participation.ballots.models import Ballot


class NotInRegister(Exception):
    """No entitled person was found; says nothing about who was looked for."""


@dataclass(frozen=True)
class Proof:
    """
    What somebody proves of herself: a personal identity number, or name, birth and place.

    Nothing of it is kept.
    """

    number: str = ""
    name: str = ""
    born_date: dt.date | None = None
    postcode: str = ""


class Register(Protocol):
    """A register that finds the one row of an entitled person."""

    def find(self, proof: Proof, *, ballot: Ballot) -> str:
        """
        Return the row's stable number.

        :raises NotInRegister: there is no row, or more than one
        """
        ...


_chosen: list[Register] = []


def use(register: Register) -> None:
    """Look persons up in this register from now on."""
    _chosen[:] = [register]


def find(proof: Proof, *, ballot: Ballot) -> str:
    """
    Return the number of the row that the proof leads to.

    :raises NotInRegister: there is no such row, or no register is in use
    """
    if not _chosen:
        raise NotInRegister
    return _chosen[0].find(proof, ballot=ballot)
