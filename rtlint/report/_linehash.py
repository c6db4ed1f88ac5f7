"""The line hash by which GitHub knows an alert again, to the bit: one that differs would open every alert anew.

A hash is that of the 100 UTF-16 code units from the start of a line, spaces and tabs left out and every line end one
LF, with a unit of its own for the end of the file and zeros behind it. Each unit is worth 37 times the one after it,
and only the lowest 64 bits count. A number tells lines with the same hash apart.
"""

import re
from collections import Counter
from collections.abc import Iterable
from operator import mul

from rtlint.text.source import Source

_LENGTH = 100
_END = "\uffff"
_POWERS = [pow(37, _LENGTH - 1 - index, 1 << 64) for index in range(_LENGTH)]


def line_hashes(source: Source, rows: Iterable[int]) -> dict[int, str]:
    """The hashes of some rows of a text, from 1, each as `hex:count`; rows that it does not have are left out."""
    text = ("\ufeff" if source.bom else "") + source.text
    squeezed = re.sub("[ \t]+", "", re.sub("\r\n?", "\n", text)) + _END + "\0" * _LENGTH
    starts = [0, *(match.end() for match in re.finditer("\n", squeezed))]
    wanted = {row for row in rows if 1 <= row <= len(starts)}
    seen: Counter[str] = Counter()
    hashes = {}
    for row in range(1, max(wanted, default=0) + 1):
        window = _window(squeezed, starts[row - 1])
        seen[window] += 1
        if row in wanted:
            hashes[row] = f"{_hash(window):x}:{seen[window]}"
    return hashes


def _window(squeezed: str, start: int) -> str:
    """The code units that count, each as a character."""
    return re.sub("[\U00010000-\U0010ffff]", _pair, squeezed[start : start + _LENGTH])[:_LENGTH]


def _pair(match: re.Match[str]) -> str:
    high, low = divmod(ord(match[0]) - 0x10000, 0x400)
    return chr(0xD800 + high) + chr(0xDC00 + low)


def _hash(window: str) -> int:
    whole: int = sum(map(mul, map(ord, window), _POWERS))
    return whole & ((1 << 64) - 1)
