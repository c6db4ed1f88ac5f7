"""Documents inside larger files: where they stand, and trees of them whose places are the file's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from rtlint.text.nodes import Composed, is_mapping, is_scalar, is_sequence
from rtlint.text.source import Source, Span
from rtlint.text.spot import VALUE, Path, Spot, Step
from rtlint.text.tree import Place, Tree

if TYPE_CHECKING:
    from rtlint.text.nodes import Node

_STEP = re.compile(
    r"(?P<star>(?:^|\.)\*)|(?:^|\.)(?P<name>[^.\[\]\"*\s=]+)|\[(?P<items>\*)\]|\[(?P<index>\d+)\]"
    r'|\["(?P<quoted>[^"]+)"\]|\[(?P<field>[\w-]+)=(?P<glob>[^\]]+)\]'
)


class _Key(NamedTuple):
    """One key of a mapping, or one index of a list."""

    key: str | int


class _Any(NamedTuple):
    """Each item of a list; of a mapping the value of each key too, with `keys`."""

    keys: bool


class _Like(NamedTuple):
    """Each item of a list that is a mapping with a text at `field` that fits the glob."""

    field: str
    glob: str


At = tuple[_Key | _Any | _Like, ...]
"""A path that may fit several places."""


def read_at(text: str) -> At:
    """The steps of a path such as `providers[*].config`; ValueError, saying what it takes, for what is none.

    A name or `["a name"]` is a key and `[0]` an index; `[*]` is any item of a list, `*` that or the value of any key,
    and `[id=openai:*]` any item whose `id` fits the glob. A `$` in front is the root, as in JSONPath.
    """
    steps: list[_Key | _Any | _Like] = []
    end = len("$") if text == "$" or text.startswith(("$.", "$[")) else 0
    while end < len(text) and (match := _STEP.match(text, end)):
        steps.append(_step(match))
        end = match.end()
    if end < len(text) or not steps:
        raise ValueError(f'"{text}" is no path; it takes keys and indices, as in providers[*].config')
    return tuple(steps)


def _step(match: re.Match[str]) -> _Key | _Any | _Like:
    if match["field"]:
        return _Like(match["field"], match["glob"])
    if match["index"]:
        return _Key(int(match["index"]))
    name = match["name"] or match["quoted"]
    return _Key(name) if name else _Any(keys=bool(match["star"]))


class Part(Tree):
    """What stands at the path `way` of a document, as a document of its own; `index` counts those of the file."""

    def __init__(self, whole: Tree, way: Path, root: Node, index: int) -> None:
        super().__init__(whole.source, index, Composed(whole.roots), root)
        self._whole = whole
        self.way = way
        if whole.shared:  # an alias in here may point at an anchor out there
            self.plain, self.shared = False, True

    def place(self, spot: Spot) -> Place:
        """Where a spot stands, seen from the file's root: an alias may lead to the part itself."""
        return self.whole.place(Spot((*self.way, *spot.path), spot.part))

    def reread(self, source: Source, composed: Composed) -> Tree:
        """The same place in another text; ValueError where nothing stands there any more."""
        whole = self.whole.reread(source, composed)
        root = whole.node(self.way)
        if root is None:
            raise ValueError(self.way)
        return Part(whole, self.way, root, self.index)

    @cached_property
    def extent(self) -> Span:
        """The part up to the end of its last line."""
        span = self.node_span(self.root)
        line = re.compile(r"[^\r\n]*").match(self.source.text, span.end)
        return Span(span.start, line.end() if line else span.end)


def places(whole: Tree, at: At) -> list[tuple[Path, Node]]:
    """The places of a document that a path fits, each with its node; a place without a value is none."""
    found = _below(whole, whole.root, (), at)
    return [(path, node) for path, node in found if not _is_nothing(whole, node)]


def leads(at: At, path: Path, value: object) -> bool:
    """Whether a path starts with steps that fit, in a document of plain values that may be half written."""
    if len(path) < len(at):
        return False
    for wanted, step in zip(at, path, strict=False):
        inner = value.get(step) if isinstance(value, dict) else None
        if isinstance(value, list) and isinstance(step, int) and step < len(value):
            inner = value[step]
        if not _takes(wanted, step, inner):
            return False
        value = inner
    return True


def _takes(wanted: _Key | _Any | _Like, step: Step, inner: object) -> bool:
    if isinstance(wanted, _Key):
        return wanted.key == step
    if isinstance(wanted, _Any):
        return wanted.keys or isinstance(step, int)
    from fnmatch import fnmatchcase  # as in _fits

    return isinstance(inner, dict) and fnmatchcase(str(inner.get(wanted.field)), wanted.glob)


def parts(wholes: list[Tree], wanted: list[At]) -> list[tuple[Part, int]]:
    """The parts of a file in the order of its text, each with the index of the first path that fits it.

    What aliases make stand at several places is a part once.
    """
    seen: dict[int, tuple[int, Tree, Path, Node, int]] = {}
    for number, at in enumerate(wanted):
        for whole in wholes:
            for path, node in places(whole, at):
                start = whole.place(Spot(path, VALUE)).span.start
                if id(node) not in seen or start < seen[id(node)][0]:
                    seen[id(node)] = (start, whole, path, node, number)
    order = sorted(seen.values(), key=lambda one: one[0])
    return [(Part(whole, path, node, index), number) for index, (_, whole, path, node, number) in enumerate(order)]


def _below(tree: Tree, node: Node, path: Path, at: At) -> Iterator[tuple[Path, Node]]:
    if not at:
        yield path, node
        return
    for step, child in _children(tree, node, at[0]):
        yield from _below(tree, child, (*path, step), at[1:])


def _children(tree: Tree, node: Node, wanted: _Key | _Any | _Like) -> Iterator[tuple[Step, Node]]:
    if isinstance(wanted, _Key):
        child = tree.child(node, wanted.key)
        if child is not None:
            yield wanted.key, child
    elif is_sequence(node):
        yield from ((index, item) for index, item in enumerate(node.value) if _fits(tree, item, wanted))
    elif is_mapping(node) and isinstance(wanted, _Any) and wanted.keys:
        for key in tree.keys(node):
            if (child := tree.child(node, key)) is not None:
                yield key, child


def _fits(tree: Tree, item: Node, wanted: _Any | _Like) -> bool:
    if isinstance(wanted, _Any):
        return True
    from fnmatch import fnmatchcase  # few files need it

    field = tree.child(item, wanted.field)
    return is_scalar(field) and fnmatchcase(field.value, wanted.glob)


def _is_nothing(tree: Tree, node: Node) -> bool:
    return is_scalar(node) and tree.value_of(node) is None
