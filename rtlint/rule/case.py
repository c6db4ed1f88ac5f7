"""What a rule may look at: one document with its layout, its structural faults, the date and the tables."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING

from rtlint.rule.tables import Tables
from rtlint.session import shape
from rtlint.session.kinds import EVENT_KEYS, Kind, Layout
from rtlint.text.nodes import TextFault
from rtlint.text.scalar import Placeholder, read
from rtlint.text.source import Source, Span
from rtlint.text.spot import VALUE, Path, Spot
from rtlint.text.tree import Tree
from rtlint.text.walk import scalars

if TYPE_CHECKING:
    from rtlint.text.nodes import ScalarNode

ABSENT = object()
"""Stands for a value that is not in the document."""


class Case:
    """A document on the table. `tree` is None for a text that holds no document; `faults` are then why."""

    def __init__(
        self,
        source: Source,
        tree: Tree | None,
        layout: Layout,
        *,
        documents: int,
        as_of: datetime.date,
        tables: Tables,
        faults: tuple[TextFault, ...] = (),
    ) -> None:
        self.source = source
        self.tree = tree
        self.layout = layout
        self.documents = documents
        self.as_of = as_of
        self.tables = tables
        self.text_faults = (*faults, *(tree.faults if tree else ()))
        self.value = tree.value if tree else ABSENT
        self.index = tree.index if tree else documents
        self._at: dict[str, object] = {}

    @cached_property
    def shape_faults(self) -> list[shape.Fault]:
        """Every place where the document's structure breaks; empty for what is not a mapping."""
        value: object = self.value
        for step in self.layout.typed:
            value = value.get(step, ABSENT) if isinstance(value, dict) else ABSENT
        if self.layout.kind is Kind.EVENT and not self.layout.typed and isinstance(value, dict):
            value = {key: item for key, item in value.items() if key not in EVENT_KEYS}
        if value is ABSENT or not isinstance(self.value, dict) or shape.fits(value, self.layout.type):
            return []
        return shape.faults(value, self.layout.type, self.layout.typed)

    @cached_property
    def sound(self) -> bool:
        """Whether the text and the structure give the checks of faults nothing to speak of."""
        return self.tree is not None and self.tree.plain and not self.text_faults and not self.shape_faults

    @cached_property
    def odd_scalars(self) -> list[tuple[Path, ScalarNode]]:
        """The unquoted scalars that readers of YAML take for different values, or for none that JSON has."""
        if self.tree is None or self.tree.plain:
            return []
        return [(path, node) for path, node in scalars(self.tree) if not node.style and not read(node.value)[1]]

    @cached_property
    def may_cut(self) -> bool:
        """Whether the text may hold what starts a comment on a line with an unquoted value before it."""
        return " #" in self.source.text and (self.tree is None or self.tree.composed.remarked)

    def path(self, selector: str) -> Path:
        """The document's path for a rule's path without stars: a bare session has no `session` level."""
        path = parse(selector)
        return (*self.layout.session, *path[1:]) if path[:1] == ("session",) else path

    def get(self, path: Path) -> object:
        """The value at a path of the document, ABSENT where there is none."""
        return follow(self.value, path)

    def at(self, selector: str) -> object:
        """The value at a rule's path without stars, ABSENT where there is none; kept, as many ask for the same."""
        if selector not in self._at:
            self._at[selector] = self.get(self.path(selector))
        return self._at[selector]

    def hides(self, path: Path) -> bool:
        """Whether a value above a path is not known yet, so that nobody knows what stands there."""
        value = self.value
        for step in path:
            if type(value) is Placeholder:
                return True
            value = follow(value, (step,))
        return False

    def find(self, selector: str) -> Iterator[tuple[Path, object]]:
        """The values at a rule's path, which may hold stars; a value not known yet stands for all below it."""
        yield from _spread(self.value, self.path(selector), ())

    def found(self, selector: str) -> list[tuple[Path, object]]:
        """What `find` gives, kept for the next one who asks: thousands of fixes ask for the same."""
        if selector not in self._found:
            self._found[selector] = list(self.find(selector))
        return self._found[selector]

    @cached_property
    def _found(self) -> dict[str, list[tuple[Path, object]]]:
        return {}

    def second(self, words: str, path: Path, part: str = VALUE) -> tuple[tuple[str, Span], ...]:
        """A further place that explains a blame, as `Blame.related` takes it."""
        return ((words, self.tree.place(Spot(path, part)).span),) if self.tree else ()


@cache
def parse(selector: str) -> tuple[str, ...]:
    """The steps of one dotted path; `*` stands for any item of a list."""
    return tuple(step for step in selector.replace("[*]", ".*").split(".") if step not in ("", "$"))


def follow(value: object, path: Path) -> object:
    """The value at a path below another value, ABSENT where there is none."""
    for step in path:
        within = isinstance(value, list) and type(step) is int and step < len(value)
        if not within and not (isinstance(value, dict) and step in value):
            return ABSENT
        value = value[step]  # type: ignore[index]  # one of the two it is
    return value


def _spread(value: object, steps: Path, done: Path) -> Iterator[tuple[Path, object]]:
    if not steps or type(value) is Placeholder:
        yield done, value
    elif steps[0] == "*" and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _spread(item, steps[1:], (*done, index))
    elif isinstance(value, dict) and steps[0] in value:
        yield from _spread(value[steps[0]], steps[1:], (*done, steps[0]))
