"""Edits of a text: what stands in a span gives way to something else, and every other character stays."""

from collections.abc import Iterable

import msgspec

from rtlint.text.source import Span


class TextEdit(msgspec.Struct, frozen=True, order=True):
    """Put `content` where the characters of `span` stand; an empty span is a place between two characters."""

    span: Span
    content: str


def apply(text: str, edits: Iterable[TextEdit]) -> str:
    """The text after edits that do not touch each other, whose spans all speak of the text before."""
    pieces, done = [], 0
    for edit in sorted(edits):
        pieces += [text[done : edit.span.start], edit.content]
        done = edit.span.end
    return "".join([*pieces, text[done:]])
