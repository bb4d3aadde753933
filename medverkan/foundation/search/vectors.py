"""Vectors of many entries at once, and the nearest of them that may be found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from medverkan.foundation.search import meaning
from medverkan.foundation.search.engines import Within

# So few that the linear algebra library does it at once, on this thread.
_ROWS_AT_A_TIME = 1024
_COLUMNS = ("entry_ids", "kinds", "audiences", "rows", "norms")

Row = tuple[int, str, str, bytes]


@dataclass(frozen=True)
class Vectors:
    """
    Rows in the order of `entry_ids`; `kinds` and `audiences` are places in `names`.

    The arrays may be mapped from files and are never written to.
    """

    names: Sequence[str]
    entry_ids: NDArray[np.int64]
    kinds: NDArray[np.uint16]
    audiences: NDArray[np.uint16]
    rows: NDArray[np.int8]
    norms: NDArray[np.float32]

    def cosines(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return how alike each row's meaning is to the vector's, at most 1."""
        found = np.empty(len(self.rows), dtype=np.float32)
        for start in range(0, len(found), _ROWS_AT_A_TIME):
            part = slice(start, start + _ROWS_AT_A_TIME)
            found[part] = self.rows[part].astype(np.float32) @ vector
        return found / self.norms

    def may_be_found(self, within: Within) -> NDArray[np.bool_]:
        """Tell of each row whether it is of the audiences and kinds asked for."""
        allowed = np.isin(self.audiences, self._codes(within.audiences))
        if within.kinds is not None:
            allowed &= np.isin(self.kinds, self._codes(within.kinds))
        return allowed

    def place_of(self, entry_id: int) -> int | None:
        """Return the place of an entry's row, or None when it has none."""
        place = int(np.searchsorted(self.entry_ids, entry_id))
        is_there = place < len(self.entry_ids) and self.entry_ids[place] == entry_id
        return place if is_there else None

    def save(self, folder: Path) -> None:
        """Write the arrays as files of the folder."""
        for column in _COLUMNS:
            np.save(folder / f"{column}.npy", getattr(self, column))

    def _codes(self, names: Collection[str]) -> list[int]:
        return [code for code, name in enumerate(self.names) if name in names]


def load(folder: Path, *, names: Sequence[str]) -> Vectors:
    """Return vectors whose arrays are mapped from the files of a folder."""
    arrays = (np.load(folder / f"{column}.npy", mmap_mode="r") for column in _COLUMNS)
    return Vectors(names, *arrays)


def of(rows: Iterable[Row]) -> Vectors:
    """Return vectors of entries, from (entry id, kind, audience, kept vector)."""
    found = sorted(rows)
    names = sorted({name for _id, *named, _kept in found for name in named})
    codes = {name: code for code, name in enumerate(names)}
    packed = meaning.unpacked([kept for *_rest, kept in found])
    norms = np.sqrt(np.square(packed.astype(np.float32)).sum(axis=1))
    return Vectors(
        names=names,
        entry_ids=np.array([row[0] for row in found], dtype=np.int64),
        kinds=np.array([codes[row[1]] for row in found], dtype=np.uint16),
        audiences=np.array([codes[row[2]] for row in found], dtype=np.uint16),
        rows=packed,
        norms=np.maximum(norms, 1).astype(np.float32),
    )
