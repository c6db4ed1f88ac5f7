"""Quotes around what YAML would read as something else, or cut off."""

import re

import msgspec

from rtlint.edit import Stuck, lines
from rtlint.edit.place import entry_at, is_bare
from rtlint.text.edit import TextEdit
from rtlint.text.source import Span
from rtlint.text.spot import Path
from rtlint.text.tree import Tree
from rtlint.text.yamltext import Node, ScalarNode

_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")


def quoted(tree: Tree, path: Path, *, whole: bool) -> list[TextEdit]:
    """The edits that put a plain text in quotes; with `whole`, together with the comment that cuts it off."""
    span = _span(tree, path, whole=whole)
    return [TextEdit(span, in_quotes(tree.source.text[span.start : span.end]))]


def with_tail(tree: Tree, path: Path) -> str:
    """A plain text of one line together with the comment behind it."""
    span = _span(tree, path, whole=True)
    return tree.source.text[span.start : span.end]


def written_key(tree: Tree, path: Path) -> str:
    """A key as its characters stand in the text."""
    return str(_plain(tree, entry_at(tree, path).key).value)


def key_quoted(tree: Tree, path: Path) -> list[TextEdit]:
    """The edits that put a key in quotes."""
    key = _plain(tree, entry_at(tree, path).key)
    return [TextEdit(tree.node_span(key), in_quotes(str(key.value)))]


def in_quotes(text: str) -> str:
    """A text in double quotes, or in single ones where those need no escapes."""
    awkward = '"' in text or "\\" in text
    return f"'{text}'" if awkward and "'" not in text and text.isprintable() else msgspec.json.encode(text).decode()


def _span(tree: Tree, path: Path, *, whole: bool) -> Span:
    entry, text = entry_at(tree, path), tree.source.text
    node = _plain(tree, entry.value)
    if lines.end_of(text, node.start_mark.index) < entry.end:
        raise Stuck("the text goes over several lines")
    comment = _COMMENT.match(text, entry.end) if whole else None
    end = len(text[: comment.end()].rstrip(" \t")) if comment else entry.end
    return Span(node.start_mark.index, end)


def _plain(tree: Tree, node: Node | None) -> ScalarNode:
    if not isinstance(node, ScalarNode) or node.style or not is_bare(tree.source.text, node):
        raise Stuck("it is no plain text")
    return node
