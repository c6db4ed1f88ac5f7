"""What came of a file as bytes: for a process that waits for it, and for a run to come.

Only what is safe to show goes in: findings, and of a text that has some the copy with secrets replaced. Fixes stay as
edits; what would carry them out does not.
"""

from typing import Any

import msgspec

from rtlint.finding import Finding
from rtlint.result import Found, Result
from rtlint.run import Outcome
from rtlint.text.source import Source


class _Found(msgspec.Struct, frozen=True, array_like=True):
    finding: Finding
    path: tuple[Any, ...]
    known: tuple[str, ...]
    way: tuple[Any, ...]


class _Record(msgspec.Struct, frozen=True, array_like=True):
    path: str
    found: tuple[_Found, ...] = ()
    documents: int = 0
    suppressed: int = 0
    text: str = ""
    bom: bool = False
    ours: bool = True


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Record)


def packed(outcome: Outcome) -> bytes | None:
    """An outcome as bytes; None for one that bytes cannot hold, as with a key that is a date."""
    if outcome.result and not all(map(_is_plain, outcome.result.found)):
        return None
    try:
        return _ENCODER.encode(_record(outcome))
    except (TypeError, OverflowError, UnicodeEncodeError):
        return None


def unpacked(data: bytes) -> Outcome:
    """The outcome of bytes from `packed`, without drafts; msgspec.DecodeError for other bytes."""
    record = _DECODER.decode(data)
    if not record.ours:
        return Outcome(record.path, None)
    found = tuple(Found(one.finding, one.path, None, one.known, one.way) for one in record.found)
    text = Source(record.path, ("\ufeff" if record.bom else "") + record.text)
    return Outcome(record.path, Result(found, record.documents, text, suppressed=record.suppressed))


_STEPS = frozenset({str, int, float, bool, type(None)})


def _is_plain(found: Found) -> bool:
    """Whether the steps of a finding come back as they are: a key of another type would not."""
    return all(type(step) in _STEPS for step in (*found.way, *found.path))


def _record(outcome: Outcome) -> _Record:
    path, result = outcome
    if result is None:
        return _Record(path, ours=False)
    if not result.found:
        return _Record(path, documents=result.documents, suppressed=result.suppressed)
    found = tuple(_Found(one.finding, one.path, one.known, one.way) for one in result.found)
    return _Record(path, found, result.documents, result.suppressed, result.text.text, result.text.bom)
