"""What holds after any fix: values are as promised, comments stand by their entries, the rest is as it was."""

import datetime
import io
import re
from collections.abc import Sequence
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from rtlint.fixes.draft import Change, Draft, Drop, Put
from rtlint.fixes.promise import kept, moved, same
from rtlint.lint import Linter, Text
from rtlint.rule.pack import Pack
from rtlint.text.edit import apply
from rtlint.text.source import Source
from rtlint.text.spot import Path, Spot
from tests.written import ABOVE, Note

read = Linter(Pack([], {}), (), as_of=datetime.date(2026, 11, 22)).read

_END = re.compile(r"\r\n|\r|\n")


def after(text: Text, draft: Draft) -> Text:
    """The text with the edits of one draft; it can be read, and says what was promised."""
    source = text.source
    new = read(Source(source.path, "\ufeff" * source.bom + apply(source.text, draft.edits)))
    assert not new.composed.fault, new.composed.fault
    before, now = ([tree.value for tree in one.trees] for one in (text, new))
    assert kept(before, now, [draft]), (draft.changes, now)
    frame_stays(source, new.source)
    return new


def frame_stays(old: Source, new: Source) -> None:
    """The byte order mark, the kind of line ends, and whether the last line has one.

    A block of text that comes to stand last keeps its line end: that is a part of its value.
    """
    assert old.bom == new.bom
    ends = set(_END.findall(old.text))
    assert set(_END.findall(new.text)) <= (ends or {"\n"})
    ended = new.text.endswith(("\r", "\n"))
    assert old.text.endswith(("\r", "\n")) == ended or (ended and "|" in new.text)


def one_reading(text: Text) -> bool:
    """Whether PyYAML and ruamel.yaml read the documents as we do."""
    ours = [tree.value for tree in text.trees]
    try:
        theirs = [list(yaml.safe_load_all(text.source.text)), list(_ruamel(text.source.text))]
    except (YAMLError, yaml.YAMLError, ValueError):
        return False
    return all(same(ours, one) for one in theirs)


def _ruamel(text: str) -> Any:
    reader = YAML(typ="safe", pure=True)
    reader.allow_duplicate_keys = True
    return reader.load_all(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")))


def notes_stay(notes: Sequence[Note], draft: Draft, old: Text, new: Text) -> list[Note]:
    """The notes that are left, with the paths that their entries have now; each still stands by its entry.

    A comment may go with the entry that it is about, or with a value around it that gives way to another. What heads
    a text may stay where it is.
    """
    first = next(iter(old.trees[0].value), None) if isinstance(old.trees[0].value, dict) else None
    left = []
    for note in notes:
        path = moved(note.path, draft.changes)
        there = note.text in new.source.text
        gone = _went(note.path, draft.changes)
        assert there or gone, f"lost: {note}"
        assert new.source.text.count(note.text) == there, f"twice: {note}"
        heads = note.where == ABOVE and note.path == (first,)
        if there and not gone and not heads:
            assert _stands_by(note, path, new), f"astray: {note} is about {path}"
            left.append(note._replace(path=path))
        elif there:
            left.append(note._replace(path=("gone",)))
    return left


def _went(path: Path, changes: Sequence[Change]) -> bool:
    if path[:1] == ("gone",):
        return True
    for change in changes:
        if isinstance(change, Drop) and path[: len(change.path)] == change.path:
            return True
        if isinstance(change, Put) and len(path) > len(change.path) and path[: len(change.path)] == change.path:
            return True
        path = moved(path, [change])
    return False


def _stands_by(note: Note, path: Path, new: Text) -> bool:
    tree, text = new.trees[0], new.source
    rows = _END.split(text.text)
    at = next(row for row, line in enumerate(rows) if note.text in line)
    node, place = tree.node(path), tree.place(Spot(path, "entry")).span
    if node is None:
        return False
    first, last = text.locate(place.start).row - 1, text.locate(place.end).row - 1
    if isinstance(path[-1], int):
        first = _dash_row(rows, text.locate(node.start_mark.index).row - 1)
        last = text.locate(tree.node_span(node).end).row - 1
    if note.where != ABOVE and first <= at <= last:
        return True
    while at < len(rows) and _is_idle(rows[at]):
        at += 1
    around = (text.locate(tree.place(Spot(path[:depth], "key")).span.start).row - 1 for depth in range(1, len(path)))
    return at in (first, *around)


def _dash_row(rows: list[str], row: int) -> int:
    """The row of an item's dash, which may stand above it with nothing but a comment behind it."""
    up = row - 1
    while up >= 0 and _is_idle(rows[up]):
        up -= 1
    alone = not rows[row].lstrip().startswith("- ") and re.fullmatch(r" *-( +#.*)?", rows[up])
    return up if alone else row


def _is_idle(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
