"""Whether a text, once fixed, is what its drafts promised: values compared before and after."""

from collections.abc import Iterable, Sequence
from math import isnan
from typing import Any

from rtlint.fixes.draft import Change, Draft, Drop, Put, Shift
from rtlint.text.spot import Path, Step


def kept(before: list[object], after: list[object], drafts: Iterable[Draft]) -> bool:
    """Whether the documents differ in what was promised, and in nothing else; both lists hold their values."""
    wanted = list(before)
    for draft in drafts:
        for change in draft.changes:
            wanted[draft.document] = changed(wanted[draft.document], change)
    return len(wanted) == len(after) and all(same(one, other) for one, other in zip(wanted, after, strict=True))


def same(value: object, other: object) -> bool:
    """Whether two values are one to every reader of JSON: true is not 1, and 1.0 is not 1; not a number is itself."""
    if isinstance(value, str) and isinstance(other, str):  # a placeholder is a text too
        return value == other
    if type(value) is not type(other):
        return False
    if isinstance(value, dict) and isinstance(other, dict):
        return value.keys() == other.keys() and all(same(item, other[key]) for key, item in value.items())
    if isinstance(value, list) and isinstance(other, list):
        return len(value) == len(other) and all(map(same, value, other))
    return value == other or (isinstance(value, float) and isnan(value) and isnan(other))  # type: ignore[arg-type]  # one type


def moved(path: Path, changes: Iterable[Change]) -> Path:
    """Where what stood at a path stands after changes."""
    for change in changes:
        if isinstance(change, Shift) and path[: len(change.path)] == change.path:
            path = (*change.to, *path[len(change.path) :])
        if isinstance(change, (Drop, Shift)):
            path = _closed_up(path, change.path)
    return path


class Ways:
    """Where changes take paths: as `moved` for each, but only the changes that bear on it are looked at."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self.changes = changes
        self.bearing: dict[Path, list[Change]] = {}
        for change in changes:
            if isinstance(change, Shift):
                self.bearing.setdefault(change.path, []).append(change)
            if isinstance(change, (Drop, Shift)) and change.path and type(change.path[-1]) is int:
                self.bearing.setdefault(change.path[:-1], []).append(change)

    def end(self, path: Path) -> Path:
        """Where what stood at a path stands after all changes."""
        bears = any(path[:depth] in self.bearing for depth in range(len(path) + 1))
        return moved(path, self.changes) if bears else path


def territory(draft: Draft) -> list[Path]:
    """The paths at and below which a draft changes values; a list whole where its items move up."""
    paths = []
    for change in draft.changes:
        ends = [change.path, change.to] if isinstance(change, Shift) else [change.path]
        paths += [path[:-1] if path and type(path[-1]) is int else path for path in ends]
    return paths


def _closed_up(path: Path, gone: Path) -> Path:
    """A path below a list after one of its items before this one went."""
    depth = len(gone) - 1
    step, index = path[depth : depth + 1], gone[-1:]
    if path[:depth] != gone[:depth] or not (_is_index(step) and _is_index(index)) or step[0] <= index[0]:  # type: ignore[operator]  # indices
        return path
    return (*path[:depth], step[0] - 1, *path[depth + 1 :])  # type: ignore[operator]


def _is_index(steps: Path) -> bool:
    return bool(steps) and type(steps[0]) is int


def changed(value: object, change: Change) -> object:
    """A copy of a value after a change."""
    if isinstance(change, Put):
        return _put(value, change.path, change.value)
    if not change.path:
        return {change.to[0]: value} if isinstance(change, Shift) else None
    dropped, gone = _dropped(value, change.path)
    return _put(dropped, change.to, gone) if isinstance(change, Shift) else dropped


def _put(value: object, path: Path, new: object) -> object:
    """A copy of a value with another one at a path; the mappings above it that are missing come along."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, list) and type(step) is int:
        items = list(value)
        items[step : step + 1] = [_put(items[step] if step < len(items) else {}, rest, new)]
        return items
    mapping: dict[Any, object] = dict(value) if isinstance(value, dict) else {}
    mapping[step] = _put(mapping.get(step, {}), rest, new)
    return mapping


def _dropped(value: object, path: Path) -> tuple[object, object]:
    """A copy of a value without what stands at a path, and what stood there."""
    step: Step = path[0]
    copy: Any = list(value) if isinstance(value, list) else dict(value) if isinstance(value, dict) else None
    if len(path) == 1:
        gone = copy.pop(step)
    else:
        copy[step], gone = _dropped(copy[step], path[1:])
    return copy, gone
