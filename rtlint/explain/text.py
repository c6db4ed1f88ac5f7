"""An explained document as a screen of text: its fields mapping by mapping, its line of time, its rules."""

import re
import textwrap
from collections.abc import Iterator, Sequence

import msgspec

from rtlint.explain.draw import numbered, picture
from rtlint.explain.effective import Effective, Entry, Note
from rtlint.explain.page import Page
from rtlint.explain.timeline import Timeline
from rtlint.explain.why_text import rule_lines
from rtlint.report._style import BLUE, BOLD, Style, paint
from rtlint.report._text import printable
from rtlint.session.kinds import Kind
from rtlint.text.spot import Path, dotted

DIM = 2

_KINDS = {
    Kind.REQUEST: "a request for a client secret",
    Kind.SESSION: "a session by itself",
    Kind.EVENT: "an event for an open session: what it does not name stays as the session has it",
    Kind.RESPONSE: "an answer of the API",
    Kind.TRANSLATION: "a translation",
}
_ROOTS = {Kind.REQUEST: "the request", Kind.RESPONSE: "the answer"}

_DEFAULT = r" ?\bDefault (?:`[^`]+`|[\w.]+)\.(?= |$)"
"""The sentence of a docstring that tells the default and nothing else."""


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """How to show it: the width in cells, Unicode or not, absent fields named or told each."""

    style: Style
    width: int = 80
    ascii_only: bool = False
    verbose: bool = False

    def wrapped(self, text: str, indent: int, first: int | None = None) -> list[str]:
        """A text in lines after an indentation; `first` is where the first line stands."""
        start = " " * (indent if first is None else first)
        width = max(self.width, indent + 24)
        wrapper = textwrap.TextWrapper(width, initial_indent=start, subsequent_indent=" " * indent)
        wrapper.break_on_hyphens = False
        return wrapper.wrap(printable(text))


def render(pages: Sequence[Page], look: Look) -> str:
    """All documents, a blank line between; an empty text for none."""
    return "".join("\n" * bool(place) + "\n".join(_lines(page, look)) + "\n" for place, page in enumerate(pages))


def _lines(page: Page, look: Look) -> list[str]:
    lines = [*_head(page, look)]
    if page.rules is None or page.at is not None:
        for section in _sections(page, look):
            lines += ["", *section]
    if page.rules is not None:
        lines += rule_lines(page, look.style, look.wrapped)
    elif page.timeline is not None:
        lines += ["", *_turns(page.timeline, page.effective, look)]
    return lines


def _head(page: Page, look: Look) -> Iterator[str]:
    kind = _KINDS[page.kind] + (f", type {printable(page.session_type)}" if page.session_type else "")
    yield paint(printable(page.path + page.which), *look.style.codes(BOLD)) + f": {kind}"
    for note in page.effective.notes:
        yield from _note(note, look)
    if page.errors:
        those = "the error" if page.errors == 1 else f"the {page.errors} errors"
        yield from look.wrapped(f"Without {those} told here it means this:", 0)


def _sections(page: Page, look: Look) -> Iterator[list[str]]:
    """A block for each mapping, with its own values first."""
    entries = page.effective.within(page.at or ())
    widths = _Widths(entries, look)
    homes = {entry.path for entry in entries if entry.parent}
    below: dict[Path, list[Entry]] = {}
    for entry in entries:
        if not entry.parent:
            below.setdefault(entry.path[:-1], []).append(entry)
    for path in [path for path in below if path not in homes]:
        yield [paint(printable(dotted(path)), *look.style.codes(BOLD, BLUE)), *_rows(below[path], widths, look)]
    for entry in entries:
        rows = below.get(entry.path, [])
        if entry.parent and (rows or (entry.path and (entry.notes or entry.origin == "file"))):
            at = entry.at or _ROOTS.get(page.kind, "the session")
            yield [*_title(at, entry, widths, look), *_rows(rows, widths, look)]


class _Widths:
    """The columns of all tables of a document, and the sentences that were told: of tools that are alike, once."""

    def __init__(self, entries: Sequence[Entry], look: Look) -> None:
        rows = [entry for entry in entries if not entry.parent and _is_told(entry, look)]
        self.key = max((len(printable(_key(entry))) for entry in rows), default=0)
        origins = max((len(_where(entry)) for entry in rows), default=0)
        value = max((len(printable(entry.shown)) for entry in rows), default=0)
        self.value = min(value, max(look.width - self.key - origins - 6, 16))
        self._told: set[tuple[Path, str]] = set()

    def about(self, entry: Entry) -> str:
        """What a field does, without its default where that is what it has."""
        alike = tuple("*" if type(step) is int else step for step in entry.path)
        if "*" in alike and (alike, entry.about) in self._told:
            return ""
        self._told.add((alike, entry.about))
        return re.sub(_DEFAULT, "", entry.about) if entry.origin == "default" or entry.is_default else entry.about


def _title(at: str, entry: Entry, widths: _Widths, look: Look) -> Iterator[str]:
    where = f"  {paint(_where(entry), *look.style.codes(DIM))}" if entry.path else ""
    yield paint(printable(at), *look.style.codes(BOLD, BLUE)) + where
    yield from (paint(line, *look.style.codes(DIM)) for line in look.wrapped(widths.about(entry), 2))
    for note in entry.notes:
        yield from _note(note, look, 2)


def _rows(entries: list[Entry], widths: _Widths, look: Look) -> Iterator[str]:
    told = [entry for entry in entries if _is_told(entry, look)]
    for entry in told:
        value = _fitted(printable(entry.shown), widths.value)
        head = f"  {printable(_key(entry)):<{widths.key}}  {_painted(value.ljust(widths.value), entry, look)}  "
        yield (head + paint(_where(entry), *look.style.codes(DIM))).rstrip()
        yield from (paint(line, *look.style.codes(DIM)) for line in look.wrapped(widths.about(entry), 6))
        for note in entry.notes:
            yield from _note(note, look, 4)
    if silent := [_key(entry) for entry in entries if not _is_told(entry, look)]:
        yield from look.wrapped(f"not given: {', '.join(silent)}", 4, 2)


def _is_told(entry: Entry, look: Look) -> bool:
    return look.verbose or entry.origin != "absent" or bool(entry.notes)


def _fitted(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _key(entry: Entry) -> str:
    step = entry.path[-1] if entry.path else ""
    return f"[{step}]" if type(step) is int else str(step)


def _where(entry: Entry) -> str:
    """Where a value comes from, in two or three words."""
    if entry.origin == "absent":
        return "not given"
    if entry.origin == "default":
        return "API default"
    if not entry.known:
        return f"line {entry.row}, unknown"
    told = ", filled in later" if entry.origin == "placeholder" else ""
    return f"line {entry.row}{', the default' if entry.is_default and not entry.parent else told}"


def _painted(text: str, entry: Entry, look: Look) -> str:
    """A value: what the file says stands out from what the API fills in."""
    return paint(text, *look.style.codes(BOLD)) if entry.origin in ("file", "placeholder") else text


def _note(note: Note, look: Look, indent: int = 0) -> Iterator[str]:
    head = f"{note.severity.value} {note.code}: "
    first, *others = look.wrapped(head + note.message, indent + 2, indent) or [head]
    yield paint(first, *look.style.severity(note.severity))
    yield from (paint(line, *look.style.severity(note.severity)) for line in others)


def _turns(line: Timeline, effective: Effective, look: Look) -> Iterator[str]:
    yield paint("Turn taking", *look.style.codes(BOLD, BLUE))
    yield from look.wrapped(f"{line.summary}", 2)
    if line.steps:
        yield ""
        yield from picture(line, look.width, ascii_only=look.ascii_only)
        yield ""
    known = {entry.at: entry for entry in effective.entries}
    for number, step in numbered(line):
        decided = [known[at] for at in step.fields]
        by = "; ".join(f"{_key(entry)}: {_where(entry)}" for entry in decided)
        text = f"{number}  {step.text}" + (f" ({by})" if by else "")
        yield from look.wrapped(text, 5, 2)
    for note in line.notes:
        yield from look.wrapped(f"-  {note}", 5, 2)
