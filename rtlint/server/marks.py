"""Findings that move with the text: where what was found stands now that the text has changed."""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from rtlint.finding import Finding, Related
from rtlint.text.edit import TextEdit
from rtlint.text.source import Source, Span

_LINE_ENDS = ("\r", "\n")
_NEAR = 40
"""Characters between a key and its value, at most."""


class Mark(msgspec.Struct, frozen=True):
    """A finding and the characters that it and its related places are about, in the text as it is now.

    `held` keeps it from being shown; `broken` tells that it was found in a text that breaks off.
    """

    finding: Finding
    spans: tuple[Span, ...]
    held: bool = False
    broken: bool = False
    moved: bool = False

    def after(self, edit: TextEdit, text: str) -> "Mark | None":
        """The mark once an edit of the text is made; None for one that the edit touches."""
        if any(_touches(edit, span, text) for span in self.spans):
            return None
        by = len(edit.content) - (edit.span.end - edit.span.start)
        behind = ((span, by if edit.span.end <= span.start else 0) for span in self.spans)
        return replace(self, spans=tuple(Span(span.start + far, span.end + far) for span, far in behind), moved=True)

    def free(self) -> "Mark":
        """The mark of a finding that may be shown."""
        return replace(self, held=False) if self.held else self

    def told(self, source: Source) -> Finding:
        """The finding as it stands in the text."""
        if not self.moved:
            return self.finding
        (start, end), *others = [(source.locate(span.start), source.locate(span.end)) for span in self.spans]
        places = zip(self.finding.related, others, strict=True)
        related = tuple(Related(one.message, one.path, *place) for one, place in places)
        return replace(self.finding, location=start, end_location=end, related=related)


def marked(finding: Finding, source: Source, *, held: bool, broken: bool) -> Mark:
    """The mark of a finding in the text that it was found in."""
    about: tuple[Finding | Related, ...] = (finding, *finding.related)
    spans = tuple(Span(source.offset(one.location), source.offset(one.end_location)) for one in about)
    return Mark(finding, spans, held, broken)


def moved(marks: Iterable[Mark], edit: TextEdit, text: str) -> Iterator[Mark]:
    """The marks that are left after an edit of a text."""
    return (mark for one in marks if (mark := one.after(edit, text)))


def _touches(edit: TextEdit, span: Span, text: str) -> bool:
    """Whether an edit may change what the characters of a span are.

    One beside them may as well, unless it ends the line, and one where the value of a key begins.
    """
    far = edit.span.start - span.end
    if edit.span.end < span.start or far > _NEAR or text[span.end : edit.span.start].strip(": \t"):
        return False
    if far >= 0:
        return not edit.content.startswith(_LINE_ENDS)
    return edit.span.end > span.start or not edit.content.endswith(_LINE_ENDS)
