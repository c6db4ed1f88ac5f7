"""JSON text to the same nodes as YAML, strictly by RFC 8259, with a place for every key and value.

YAML readers accept nearly all of JSON, but not surrogate pairs in escapes, and they would let a comment or a single
quote pass that every JSON reader refuses.
"""

import json.decoder
import re
from typing import Any, NoReturn

from rtlint.text.scalar import JSON
from rtlint.text.source import Span
from rtlint.text.yamltext import MAX_DEPTH, Composed, MappingNode, Node, ScalarNode, SequenceNode, TextFault, too_deep

_BLANK = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_WORDS = ("true", "false", "null")
_WORD = re.compile(r"[A-Za-z_+.$-][\w+.$-]*")


class _Mark:
    __slots__ = ("index",)

    def __init__(self, index: int) -> None:
        self.index = index


class _Stop(Exception):
    def __init__(self, fault: TextFault) -> None:
        self.fault = fault


def compose(text: str) -> Composed:
    """The one document of a JSON text; never raises for what the text holds."""
    reader = _Reader(text)
    try:
        start = reader.skip(0)
        if start == len(text):
            return Composed([])
        root, end = reader.value(start, 0)
        end = reader.skip(end)
        if end < len(text):
            reader.stop(end, "text after the end of the JSON document", "a JSON file holds one value")
        return Composed([root])
    except _Stop as stop:
        return Composed([], stop.fault)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text

    def stop(self, offset: int, message: str, help_: str = "") -> NoReturn:
        raise _Stop(TextFault(message, help_, Span(offset, min(offset + 1, len(self.text)))))

    def skip(self, offset: int) -> int:
        match = _BLANK.match(self.text, offset)
        return match.end() if match else offset

    def value(self, offset: int, depth: int) -> tuple[Node, int]:
        first = self.text[offset : offset + 1]
        if first in ("{", "["):
            if depth >= MAX_DEPTH:
                raise _Stop(too_deep(offset))
            return self.mapping(offset, depth) if first == "{" else self.sequence(offset, depth)
        return self.string(offset) if first == '"' else self.word(offset)

    def mapping(self, start: int, depth: int) -> tuple[Node, int]:
        pairs: list[tuple[Node, Node]] = []
        offset = self.skip(start + 1)
        while not self.text.startswith("}", offset):
            if pairs:
                offset = self.comma(offset, "}")
            if not self.text.startswith('"', offset):
                self.stop(offset, "a JSON key stands in double quotes", 'write "key": value')
            key, offset = self.string(offset)
            offset = self.skip(offset)
            if not self.text.startswith(":", offset):
                self.stop(offset, "a colon is missing after the key")
            value, offset = self.value(self.skip(offset + 1), depth + 1)
            pairs.append((key, value))
            offset = self.skip(offset)
        return _node(MappingNode, None, pairs, start, offset + 1, flow_style=True), offset + 1

    def sequence(self, start: int, depth: int) -> tuple[Node, int]:
        items: list[Node] = []
        offset = self.skip(start + 1)
        while not self.text.startswith("]", offset):
            if items:
                offset = self.comma(offset, "]")
            item, offset = self.value(offset, depth + 1)
            items.append(item)
            offset = self.skip(offset)
        return _node(SequenceNode, None, items, start, offset + 1, flow_style=True), offset + 1

    def comma(self, offset: int, close: str) -> int:
        if not self.text.startswith(",", offset):
            self.stop(offset, f"a comma or {close} is missing here")
        after = self.skip(offset + 1)
        if self.text.startswith(close, after):
            self.stop(offset, f"JSON allows no comma before {close}", "delete the comma")
        return after

    def string(self, offset: int) -> tuple[Node, int]:
        try:
            value, end = json.decoder.scanstring(self.text, offset + 1, True)  # type: ignore[attr-defined]  # no stub
        except json.JSONDecodeError as error:
            self.stop(min(error.pos, len(self.text) - 1), f"{error.msg[0].lower()}{error.msg[1:].rstrip(' at')}")
        return _node(ScalarNode, None, value, offset, end, style='"'), end

    def word(self, offset: int) -> tuple[Node, int]:
        match = _NUMBER.match(self.text, offset)
        if not match and (match := _WORD.match(self.text, offset)) and match.group() not in _WORDS:
            self.stop(offset, f"{match.group()[:40]} is no JSON value", "put text in double quotes")
        if not match:
            self.stop(max(0, min(offset, len(self.text) - 1)), "a JSON value is missing here")
        return _node(ScalarNode, JSON, match.group(), offset, match.end()), match.end()


def _node(kind: Any, tag: str | None, value: object, start: int, end: int, **style: object) -> Node:
    made: Node = kind(tag, value, _Mark(start), _Mark(end), **style)
    return made
