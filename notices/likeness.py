"""How like two texts are, and which of many are worth comparing: MinHash over runs of four characters.

A text is the set of its runs; the likeness of two is the share of runs that they have in common (Jaccard). A
signature of BANDS numbers is made of the least hashes in BANDS × ROWS heaps (one-permutation hashing, after Li, Owen
and Zhang 2012); texts that share a number are compared. Two that are 0.7 alike share one with 94 %, at 0.8 with 99.5 %.
"""

import re
import unicodedata
from html import unescape
from zlib import crc32

RUN = 4  # characters
BANDS, ROWS = 10, 4
NEAR = (
    0.6  # likeness from which one is taken for a copy of the other; unlike notices measured have 0.21 at most
)
SHORTEST = 100  # characters; what is shorter says too little to be told apart


def plain_text(html: str) -> str:
    """The letters and digits of a text, in one width, without tags, spaces and punctuation."""
    text = unicodedata.normalize("NFKC", unescape(re.sub(r"<[^>]*>", " ", html)))
    return re.sub(r"[\W_]+", "", text).lower()


def runs_of(text: str) -> frozenset[int]:
    """The runs of a plain text as numbers of 32 bits."""
    return frozenset(crc32(text[at : at + RUN].encode()) for at in range(len(text) - RUN + 1))


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """0 for nothing in common, 1 for the same runs."""
    return len(one & other) / len(one | other) if one and other else 0.0


def bands_of(runs: frozenset[int]) -> list[int]:
    """The signature: BANDS numbers of 31 bits. A heap without a run takes the next one's least hash."""
    heaps = BANDS * ROWS
    least: list[int | None] = [None] * heaps
    for run in runs:
        heap, rest = run % heaps, run // heaps
        held = least[heap]
        if held is None or rest < held:
            least[heap] = rest
    filled = _filled(least)
    return [
        crc32(f"{band}:{filled[band * ROWS : band * ROWS + ROWS]}".encode()) >> 1 for band in range(BANDS)
    ]


def _filled(least: list[int | None]) -> list[int]:
    found, held = [], 0
    for value in reversed(least + least):
        held = held if value is None else value
        found.append(held)
    return found[::-1][: len(least)]
