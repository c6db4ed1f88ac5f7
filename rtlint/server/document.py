"""A document that is open in the editor: its text, what was read in it, and what was found."""

from collections.abc import Iterable, Iterator

import msgspec
from lsprotocol import types

from rtlint.finding import Finding, order
from rtlint.lint import Linter, Text
from rtlint.result import Result
from rtlint.server.marks import Mark, marked, moved
from rtlint.server.unfinished import Typing
from rtlint.server.units import Units
from rtlint.text.edit import TextEdit, apply
from rtlint.text.source import Source

Change = types.TextDocumentContentChangePartial | types.TextDocumentContentChangeWholeDocument


class Document:
    """One open document. `text` and `result` are what was read and found; None while it does not look like ours.

    The result is bare, as nobody who types waits for fixes; `whole` has them.

    `stale` tells that nobody has looked since the text, or what holds for it, has changed. `cursor` is the offset where
    the last edit ended, while findings about what is unfinished there are held back, else None. With `waits`, nothing
    new is shown.
    """

    def __init__(
        self, uri: str, path: str, text: str, version: int, encoding: types.PositionEncodingKind | str
    ) -> None:
        self.uri = uri
        self.path = path
        self.version = version
        self.encoding = encoding
        self.ours = False
        self.stale = True
        self.waits = False
        self.cursor: int | None = None
        self.linter: Linter | None = None
        self.text: Text | None = None
        self.result: Result | None = None
        self._marks: list[Mark] = []
        self._told: Result | None = None
        self._whole: Result | None = None
        self._put(Source(path, text))

    def change(self, changes: Iterable[Change], version: int) -> None:
        """Take over what the client says has changed, one after the other."""
        if not self.stale:
            self._noticed()
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                edit = TextEdit(self.units.span(change.range), change.text)
                self._marks = [*moved(self._marks, edit, self.source.text)]
                self._put(self.source.with_text(apply(self.source.text, [edit])))
                self.cursor = edit.span.start + len(edit.content)
            else:
                self._marks, self.cursor = [], None
                self._put(Source(self.path, change.text))
        self.version = version

    def lint(self, linter: Linter, *, sniff: bool) -> None:
        """Read and judge the text; with `sniff` only if it looks like a session, or did so since it was opened."""
        self.linter = linter
        self.stale = False
        if sniff and not self.ours and not linter.takes(self.source):
            self.text = self.result = None
            return
        self.ours = True
        self.text = linter.read(self.source)
        self.result = linter.judge(self.text, bare=True)
        self._whole = None

    @property
    def whole(self) -> Result | None:
        """What was found with what would mend it: made once for a text, when somebody asks."""
        if self._whole is None and self.linter and self.text and self.result:
            known = {order(finding) for finding in self.result.findings}
            made = self.linter.judge(self.text)
            found = tuple(one for one in made.found if order(one.finding) in known)
            self._whole = msgspec.structs.replace(made, found=found)
        return self._whole if self.result else None

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings that the client is shown, in order.

        Those are what was found, but for what is held back; where the text breaks off, what was found before as well.
        """
        told = (mark.told(self.source) for mark in self._noticed() if not mark.held)
        return tuple(sorted(told, key=order))

    @property
    def holds(self) -> bool:
        """Whether some findings are held back."""
        return any(mark.held for mark in self._noticed())

    def settle(self) -> None:
        """Hold nothing back any more: whoever types has paused, or is done."""
        self.cursor = None
        self._marks = [mark.free() for mark in self._marks]

    def _noticed(self) -> list[Mark]:
        """The marks of all that is known, with what was found since somebody asked."""
        if self._told is not self.result and not self.waits:
            self._told = self.result
            self._marks = [*self._noted()]
        return self._marks

    def _noted(self) -> Iterator[Mark]:
        """The marks of what was found; of a text that breaks off, those of the last one that did not stay."""
        if not (self.text and self.result and self.linter):
            return
        broken = self.text.composed.fault is not None
        if broken:
            read = len(self.text.wholes)
            yield from (mark for mark in self._marks if not mark.broken and mark.finding.document >= read)
        typing = None if self.cursor is None else Typing(self.text, self.linter, self.cursor)
        for found in self.result.found:
            held = typing is not None and typing.holds(found)
            yield marked(found.finding, self.source, held=held, broken=broken)

    def _put(self, source: Source) -> None:
        self.source = source
        self.units = Units(source, self.encoding)
        self.stale = True
