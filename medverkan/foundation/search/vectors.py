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
_COLUMNS = ("entry_ids", "kinds", "audiences", "rows", "norms", "signs", "middle")
# Below this all rows are compared; above it, those whose signs are most like first.
FEW = 4096
_SAMPLE = 2048

Row = tuple[int, str, str, bytes]


@dataclass(frozen=True)
class Vectors:
    """
    Rows in the order of `entry_ids`; `kinds` and `audiences` are places in `names`.

    `signs` has a bit for each number of a row, whether it lies above `middle`: to count the
    bits that differ costs a fiftieth of comparing the numbers. The arrays may be mapped from files and are never written to.
    """

    names: Sequence[str]
    entry_ids: NDArray[np.int64]
    kinds: NDArray[np.uint16]
    audiences: NDArray[np.uint16]
    rows: NDArray[np.int8]
    norms: NDArray[np.float32]
    signs: NDArray[np.uint64]
    middle: NDArray[np.float32]

    def cosines_of(
        self, places: NDArray[np.int64], vector: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Return how alike the meanings of some rows are to the vector's, at most 1."""
        found = np.empty(len(places), dtype=np.float32)
        for start in range(0, len(found), _ROWS_AT_A_TIME):
            part = slice(start, start + _ROWS_AT_A_TIME)
            found[part] = self.rows[places[part]].astype(np.float32) @ vector
        return found / self.norms[places]

    def nearest(
        self, vector: NDArray[np.float32], allowed: NDArray[np.bool_], *, count: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """
        Return the places of the nearest allowed rows, and a sample of how alike all are.

        Of many rows, sixteen for each wanted are compared: those with the most like signs.
        """
        places = np.flatnonzero(allowed)
        if len(places) > FEW:
            sample = self.cosines_of(places[:: len(places) // _SAMPLE], vector)
            differing = self._differing(vector)[places]
            wanted = min(16 * count + 512, len(places) - 1)
            places = places[np.argpartition(differing, wanted)[:wanted]]
            cosines = self.cosines_of(places, vector)
        else:
            sample = cosines = self.cosines_of(places, vector)
        if len(places) > count:
            places = places[np.argpartition(cosines, -count)[-count:]]
        return places, sample

    def _differing(self, vector: NDArray[np.float32]) -> NDArray[np.uint16]:
        """Return in how many signs each row differs from the vector."""
        own = _signs((vector - self.middle)[None])[0]
        found = np.zeros(len(self.rows), dtype=np.uint16)
        for column in range(len(own)):
            found += np.bitwise_count(self.signs[column] ^ own[column])
        return found

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
    wide = packed.astype(np.float32)
    norms = np.maximum(np.sqrt(np.square(wide).sum(axis=1)), 1).astype(np.float32)
    wide /= norms[:, None]
    middle = wide.mean(axis=0) if len(wide) else np.zeros(packed.shape[1])
    return Vectors(
        names=names,
        entry_ids=np.array([row[0] for row in found], dtype=np.int64),
        kinds=np.array([codes[row[1]] for row in found], dtype=np.uint16),
        audiences=np.array([codes[row[2]] for row in found], dtype=np.uint16),
        rows=packed,
        norms=norms,
        signs=np.ascontiguousarray(_signs(wide - middle).T),
        middle=middle.astype(np.float32),
    )


def _signs(rows: NDArray[np.float32]) -> NDArray[np.uint64]:
    return np.packbits(rows > 0, axis=1).view(np.uint64)
