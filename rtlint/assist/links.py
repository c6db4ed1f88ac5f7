"""Where a text leads: rules that its comments name, and the pages about its models. Rule files hold the addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rtlint.assist import rules
from rtlint.assist.field import layout_of, told_of
from rtlint.assist.names import MODELS, ending
from rtlint.migrate.keys import HOMES
from rtlint.rule.pack import card
from rtlint.schema.texts import OFFERED
from rtlint.session.kinds import Kind, Layout
from rtlint.text.nodes import is_scalar
from rtlint.text.source import Span
from rtlint.text.spot import Path, Spot

if TYPE_CHECKING:
    from rtlint.lint import Linter, Text

_STAYS, _GOES = "/docs/models", "/docs/deprecations"
"""How the addresses end of the pages about models, and about those that are shut down."""


class Link(NamedTuple):
    """Characters that lead somewhere: an address, and a word on what is there."""

    span: Span
    url: str
    tooltip: str


def links(text: Text, linter: Linter) -> list[Link]:
    """The links of a text that was read by the linter, in order."""
    return sorted([*_of_comments(text, linter), *_of_models(text, linter)])


def _of_comments(text: Text, linter: Linter) -> Iterator[Link]:
    for rule, span in rules.named(text, linter):
        if url := card(rule).url:
            yield Link(span, url, f"{rule.code} {rule.name}: {rule.summary}")


def _of_models(text: Text, linter: Linter) -> Iterator[Link]:
    for tree in text.trees:
        layout = layout_of(tree, text, linter)
        for path in _model_paths(layout):
            node = tree.node(path)
            row = linter.tables.row(MODELS, node.value) if is_scalar(node) else None
            end = ending(row, linter).replace("`", "") if row else ""
            if row and (url := _page(_GOES if "shutdown" in row else _STAYS, linter)):
                yield Link(tree.place(Spot(path)).span, url, end or "Models and what they can do")


def _model_paths(layout: Layout) -> Iterator[Path]:
    """Where a document names models: also where the Beta did."""
    for path, (table, _where) in OFFERED.items():
        if table == MODELS and path[:1] == ("session",):
            yield (*layout.session, *path[1:])
    for old, new in HOMES.items():
        if ("session", *new.split("."), "model") in OFFERED:
            yield (*layout.session, old, "model")


def _page(ending: str, linter: Linter) -> str:
    """The address, among the references of the rules about models, that ends so; empty where none does."""
    about = told_of(linter.engine, Kind.REQUEST).get(("session", "model"), [])
    pages = (rules.told_by(rule) for rule in about)
    return next((url for page in pages if page for url in page.references if url.endswith(ending)), "")
