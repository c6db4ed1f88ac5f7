"""What a fix does, in parts that can be put together: cuts of the text, each with what it changes in the value."""

from collections.abc import Callable, Sequence
from typing import Any

from rtlint.edit.insert import inserted
from rtlint.edit.move import copied, wrapped
from rtlint.edit.remove import removed
from rtlint.edit.replace import renamed, replaced, rewritten
from rtlint.edit.steps import Cut
from rtlint.fixes.draft import Change, Drop, Put, Shift
from rtlint.fixes.promise import changed, same
from rtlint.fixes.words import Nothing
from rtlint.rule.case import ABSENT, follow
from rtlint.text.edit import TextEdit
from rtlint.text.spot import Path
from rtlint.text.tree import Tree


class Work:
    """A fix as it grows: `value` is the document after the parts so far, and nothing above `keep` is emptied."""

    def __init__(self, value: object, keep: Path) -> None:
        self.value = value
        self.keep = keep
        self.cuts: list[Cut] = []
        self.changes: list[Change] = []

    def get(self, path: Path) -> Any:
        """The value at a path after the parts so far, ABSENT where there is none."""
        return follow(self.value, path)

    def put(self, path: Path, value: object) -> None:
        """Put a value where there is another one, or the same, written otherwise."""
        self._add(lambda tree: replaced(tree, path, value), Put(path, value))

    def write(self, path: Path, written: str, value: object) -> None:
        """Put characters in the place of a value's own, which YAML reads as `value` then."""
        self._add(lambda tree: rewritten(tree, path, written), Put(path, value))

    def add(self, path: Path, value: object) -> None:
        """Put a value where there is none."""
        if self.get(path) is not ABSENT:
            raise Nothing
        self._add(lambda tree: inserted(tree, path, value), Put(path, value))

    def drop(self, path: Path) -> None:
        """Take out what stands at a path, with what it leaves empty."""
        if self.get(path) is ABSENT:
            raise Nothing
        gone = self._emptied(path)
        self._add(lambda tree: removed(tree, gone), Drop(gone))

    def rename(self, path: Path, name: str) -> None:
        """Give a key another name; where the mapping has that name with the same value, the key goes."""
        to = (*path[:-1], name)
        if to == path or self._gives_way(path, to):
            return
        self._add(lambda tree: renamed(tree, path, name), Shift(path, to))

    def move(self, path: Path, to: Path) -> None:
        """Move an entry; where the same value stands there already, it goes."""
        if path[:-1] == to[:-1]:
            self.rename(path, str(to[-1]))
            return
        if to == path or self._gives_way(path, to):
            return
        value = self.get(path)
        around = wraps(self.value, path, to)
        if around:
            self._add(lambda tree: wrapped(tree, path, to, value) or [], Shift(path, to))
            return
        gone = _emptied_after(changed(self.value, Shift(path, to)), path, self.keep)
        self._add(lambda tree: copied(tree, path, to, value, gone), Shift(path, to))
        self.cuts.append(lambda tree: removed(tree, gone))
        if gone != path:
            self._promise(Drop(gone))

    def cut(self, cut: Callable[[Tree], list[TextEdit]], *changes: Change) -> None:
        """A cut of another kind, with what it changes."""
        self.cuts.append(cut)
        for change in changes:
            self._promise(change)

    def _gives_way(self, path: Path, to: Path) -> bool:
        there = self.get(to)
        if there is ABSENT:
            return False
        if not same(there, self.get(path)):
            raise Nothing
        self.drop(path)
        return True

    def _emptied(self, path: Path) -> Path:
        while len(path) > 1 and path[:-1] != self.keep and len(self.get(path[:-1])) == 1:
            path = path[:-1]
        return path

    def _add(self, cut: Cut, change: Change) -> None:
        self.cuts.append(cut)
        self._promise(change)

    def _promise(self, change: Change) -> None:
        # What stands in the text may be in no value: a mapping with a list for a key has none.
        if not isinstance(change, Put) and self.get(change.path) is ABSENT:
            raise Nothing
        self.changes.append(change)
        self.value = changed(self.value, change)


def wraps(value: object, path: Path, to: Path) -> bool:
    """Whether the mappings on the way to a path are missing from the one on that the entry at another stands in."""
    depth = len(path) - 1
    return to[:depth] == path[:-1] and len(to) > len(path) and follow(value, to[: depth + 1]) is ABSENT


def _emptied_after(value: object, path: Path, keep: Path) -> Path:
    """What goes with the last entry of a mapping that has none any more."""
    while len(path) > 1 and path[:-1] != keep and not follow(value, path[:-1]):
        path = path[:-1]
    return path


def scope(changes: Sequence[Change]) -> Path:
    """The innermost item of a list that all changes keep to; the document's root where there is none."""
    ends = [path for change in changes for path in (change.path, getattr(change, "to", change.path))]
    shared = ends[0][:-1] if ends else ()
    for path in ends:
        shared = shared[: next((at for at, step in enumerate(shared) if path[at : at + 1] != (step,)), len(shared))]
        shared = shared if len(path) > len(shared) else path[:-1]
    while shared and type(shared[-1]) is not int:
        shared = shared[:-1]
    return shared
