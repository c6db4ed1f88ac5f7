"""YAML text to nodes: the only door to PyYAML.

libyaml does the work where PyYAML was built with it; the pure Python classes stand in where it was not. Scalars are
not resolved here: the tree does that, with a cache, from the source text.
"""

import re
from operator import is_
from typing import Any

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from rtlint.text.hints import explain
from rtlint.text.nodes import Composed, TextFault, children, visible
from rtlint.text.source import Span

__all__ = [
    "MAX_DEPTH",
    "CollectionNode",
    "Composed",
    "MappingNode",
    "Node",
    "ScalarNode",
    "SequenceNode",
    "TextFault",
    "alias_uses",
    "children",
    "compose",
    "idle_anchors",
    "too_deep",
    "visible",
]

MAX_DEPTH = 200
"""Collections within collections that a document may have. Composing recurses in C: more could end the process."""

# libyaml ends lines at more characters than editors do, and lets a byte order mark start one.
_DEEP_LINE = re.compile(r"(?:^|[\n\r\x85\u2028\u2029\ufeff])[ ?:-]{" + str(MAX_DEPTH // 4) + "}")


_STARTS: Any = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_ENDS: Any = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


def _unresolved(*_: object) -> None:
    """Stands in for tag resolution: an implicit tag stays None."""


class _PurePython(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer):
    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)
        yaml.composer.Composer.__init__(self)

    resolve = staticmethod(_unresolved)
    descend_resolver = staticmethod(_unresolved)
    ascend_resolver = staticmethod(_unresolved)


Loader: Any = _PurePython
if yaml.__with_libyaml__:
    from yaml._yaml import CParser

    class _Native(CParser):
        resolve = staticmethod(_unresolved)
        # Called around every node and not needed here: builtins cost a tenth of a Python function.
        descend_resolver = staticmethod(is_)
        ascend_resolver = staticmethod(bool)

    Loader = _Native


def compose(text: str, loader: Any = None) -> Composed:
    """The documents of a YAML text; never raises for what the text holds."""
    composed = Composed([])
    parser = None
    try:
        if fault := _depth_fault(text, loader or Loader):
            composed.fault = fault
            return composed
        parser = (loader or Loader)(text)
        while parser.check_node():
            composed.roots.append(parser.get_node())
    except yaml.YAMLError as error:
        composed.fault = _fault(error, text)
    except UnicodeEncodeError as error:
        span = Span(error.start, error.start + 1)
        composed.fault = TextFault("half of a surrogate pair is not a character", "save the file as UTF-8", span)
    finally:
        if parser is not None:
            parser.dispose()
    return composed


def alias_uses(text: str, roots: list[Node]) -> dict[tuple[int, int], Span]:
    """Where aliases stand: keyed by the identity of the parent node and the position among its children.

    Composing loses these places, since an alias yields the anchor's own node. Keys and values of a mapping count
    separately: the value of the first entry has position 1.
    """
    parser = Loader(text)
    uses: dict[tuple[int, int], Span] = {}
    try:
        _drop(parser)  # the start of the stream
        for root in roots:
            _drop(parser)  # the start of the document
            _note_aliases(parser, root, uses)
            _drop(parser)
    finally:
        parser.dispose()
    return uses


def idle_anchors(text: str, index: int) -> list[Span]:
    """The anchors of a document that no alias of it points at; none where the text stops being YAML."""
    parser = Loader(text)
    places: dict[str, Span] = {}
    try:
        while index >= 0:
            event = parser.get_event()
            if isinstance(event, yaml.DocumentEndEvent):
                index -= 1
            elif index == 0 and isinstance(event, yaml.AliasEvent):
                places.pop(str(event.anchor), None)
            elif index == 0 and getattr(event, "anchor", None):
                start = text.find(f"&{event.anchor}", event.start_mark.index)  # a tag may stand before it
                places[event.anchor] = Span(start, start + len(event.anchor) + 1)
    except yaml.YAMLError:
        return []  # JSON that a reader of YAML refuses
    finally:
        parser.dispose()
    return list(places.values())


def _drop(parser: Any) -> None:
    parser.get_event()


def _note_aliases(parser: Any, node: Node, uses: dict[tuple[int, int], Span]) -> None:
    parser.get_event()
    if isinstance(node, ScalarNode):
        return
    for position, child in enumerate(children(node)):
        if parser.check_event(yaml.AliasEvent):
            event = parser.get_event()
            uses[id(node), position] = Span(event.start_mark.index, event.end_mark.index)
        else:
            _note_aliases(parser, child, uses)
    parser.get_event()


def too_deep(offset: int) -> TextFault:
    """The fault of a collection below MAX_DEPTH others."""
    message = f"more than {MAX_DEPTH} collections within each other"
    return TextFault(message, "a session config needs a few levels only", Span(offset, offset + 1))


def _depth_fault(text: str, loader: Any) -> TextFault | None:
    """The first collection below MAX_DEPTH levels; events are asked only when the text looks as if it had so many.

    A block level takes at least one more column of indentation, or of `- `, `? ` and `: `, than two levels above it.
    """
    opened = text.count("[") + text.count("{")
    if opened < MAX_DEPTH // 2 and (_is_shallow(text, opened) or not _DEEP_LINE.search(text)):
        return None
    depth, parser = 0, loader(text)
    try:
        while parser.check_event():
            event = parser.get_event()
            if isinstance(event, _STARTS):
                depth += 1
                if depth > MAX_DEPTH:
                    return too_deep(event.start_mark.index)
            elif isinstance(event, _ENDS):
                depth -= 1
    except yaml.YAMLError:
        return None  # composing stops at the same place, with its message
    finally:
        parser.dispose()
    return None


def _is_shallow(text: str, opened: int) -> bool:
    """Whether a text is too short to be deep: n levels by indentation alone take n * n / 4 characters."""
    return len(text) < MAX_DEPTH * 12 and opened + text.count("-") + text.count("?") < MAX_DEPTH // 4


def _fault(error: yaml.YAMLError, text: str) -> TextFault:
    if isinstance(error, yaml.reader.ReaderError):
        return _unreadable(error, text)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    offset = min(mark.index if mark else 0, len(text))
    problem = str(getattr(error, "problem", None) or error)
    message, help_ = explain(problem, text, offset)
    context = getattr(error, "context_mark", None)
    if context is not None and "end of stream" in problem:
        offset = context.index  # the quote, not the end of the text that it swallows
    span, related = visible(text, offset), None
    if context is not None and context.index < span.start:
        related = ("it starts here", Span(context.index, context.index + 1))
    return TextFault(message, help_, span, related)


def _unreadable(error: Any, text: str) -> TextFault:
    match = re.search(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    offset = match.start() if match else min(int(error.position), len(text))
    code = ord(text[offset]) if offset < len(text) else 0
    message = f"the control character U+{code:04X} cannot stand in YAML"
    help_ = 'delete it, or write it as an escape in double quotes ("\\x1b")'
    return TextFault(message, help_, Span(offset, offset + 1))
