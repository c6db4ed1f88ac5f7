"""What stands at a place of a text means: rules that speak there, the field of the API, names that a table knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rtlint.assist import names, rules
from rtlint.assist.field import described, layout_of, rule_path
from rtlint.assist.markdown import code, plain
from rtlint.assist.under import Under, under
from rtlint.rule.pack import card
from rtlint.rulebook.markdown import prose
from rtlint.session.kinds import Layout
from rtlint.text.nodes import is_scalar, is_sequence
from rtlint.text.secret import is_secret, mask
from rtlint.text.source import Span
from rtlint.text.spot import VALUE, Path, Spot
from rtlint.text.tree import Tree

if TYPE_CHECKING:
    from rtlint.lint import Linter, Text
    from rtlint.result import Found, Result

_RULE = "\n\n---\n\n"


class Meaning(NamedTuple):
    """What there is to say of a place: its characters, and parts of one or more paragraphs of Markdown."""

    span: Span
    parts: tuple[str, ...]

    @property
    def markdown(self) -> str:
        """All parts, a line between them."""
        return _RULE.join(self.parts)

    @property
    def plain(self) -> str:
        """All parts for a reader that knows no Markdown."""
        return "\n\n".join(map(plain, self.parts))


def meaning(text: Text, result: Result, linter: Linter, offset: int) -> Meaning | None:
    """What there is to say of the place at an offset of a text that was read and judged by the linter; None if nothing.

    Secrets are cut in it, and what comes from the text means nothing in Markdown.
    """
    found = list(_findings(result, text, offset))
    said = {one.finding.code for one in found}
    parts, span = list(_rules(found, linter)), None
    here = under(text.trees, offset)
    if comment := _commented(text, linter, offset, said):
        span, told = comment
        parts += told
    elif here:
        span = here.span
        parts += _entry(here, text, linter, offset, said)
    if not parts:
        return None
    return Meaning(span or _span(found[0], text), tuple(parts))


def _findings(result: Result, text: Text, offset: int) -> Iterator[Found]:
    at = text.source.locate(offset)
    for one in result.found:
        start, end = one.finding.location, one.finding.end_location
        if start <= at < end or start == at == end:
            yield one


def _span(one: Found, text: Text) -> Span:
    return Span(text.source.offset(one.finding.location), text.source.offset(one.finding.end_location))


def _rules(found: list[Found], linter: Linter) -> Iterator[str]:
    """What there is to say of the rules of findings, of each once."""
    known = {rule.code: rule for rule in linter.engine.rules}
    for one in {one.finding.code: one.finding for one in found}.values():
        yield "\n\n".join(rules.told(known[one.code], linter.cards[one.code], one.severity))


def _commented(text: Text, linter: Linter, offset: int, said: set[str]) -> tuple[Span, list[str]] | None:
    """The rule that a comment names at an offset, and its characters; nothing to say of one that speaks there."""
    if not rules.speaks_to_us(text.source, offset):
        return None
    for rule, span in rules.named(text, linter):
        if span.start <= offset < span.end:
            parts = ["\n\n".join(rules.told(rule, card(rule), rule.severity))]
            return span, [] if rule.code in said else parts
    return None


def _entry(here: Under, text: Text, linter: Linter, offset: int, said: set[str]) -> Iterator[str]:
    """What there is to say of a key or a value."""
    plan = layout_of(here.tree, text, linter)
    if paragraphs := described(here.tree, plan, here.path, linter, said):
        yield "\n\n".join(paragraphs)
    if here.part == VALUE:
        yield from _value(here, plan, linter)
        yield from names.placeholder(_written(here), offset - here.span.start, here.path)


def _written(here: Under) -> str:
    return here.tree.source.text[here.span.start : here.span.end]


def _value(here: Under, plan: Layout, linter: Linter) -> Iterator[str]:
    """What a table, or the session itself, knows of a value by name."""
    value = here.node.value if is_scalar(here.node) else ""
    if not value or is_secret(here.path) or mask(value) != value:
        return
    yield from names.named(here.path, value, linter)
    if rule_path(plan, here.path) in (("session", "tool_choice"), ("session", "tool_choice", "name")):
        yield from _tool(value, here.tree, (*plan.session, "tools"))


def _tool(name: str, tree: Tree, tools: Path) -> Iterator[str]:
    """Where a tool that is called by its name is defined."""
    node = tree.node(tools)
    for index, item in enumerate(node.value if is_sequence(node) else ()):
        called, told = tree.child(item, "name"), tree.child(item, "description")
        if is_scalar(called) and called.value == name:
            row = tree.source.locate(tree.place(Spot((*tools, index, "name"))).span.start).row
            words = f": {prose(mask(' '.join(told.value.split())))}" if is_scalar(told) else ""
            yield f"**{code(name)}** · The tool of line {row}{words}"
