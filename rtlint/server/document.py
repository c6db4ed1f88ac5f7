"""A document that is open in the editor: its text, what was read in it, and what was found."""

from collections.abc import Iterable

from lsprotocol import types

from rtlint.lint import Linter, Text
from rtlint.result import Result
from rtlint.server.units import Units
from rtlint.text.edit import TextEdit, apply
from rtlint.text.source import Source

Change = types.TextDocumentContentChangePartial | types.TextDocumentContentChangeWholeDocument


class Document:
    """One open document. `text` and `result` are what was read and found; None while it does not look like ours.

    `stale` tells that nobody has looked since the text, or what holds for it, has changed.
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
        self.linter: Linter | None = None
        self.text: Text | None = None
        self.result: Result | None = None
        self._put(Source(path, text))

    def change(self, changes: Iterable[Change], version: int) -> None:
        """Take over what the client says has changed, one after the other."""
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                edit = TextEdit(self.units.span(change.range), change.text)
                self._put(self.source.with_text(apply(self.source.text, [edit])))
            else:
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
        self.result = linter.judge(self.text)

    def _put(self, source: Source) -> None:
        self.source = source
        self.units = Units(source, self.encoding)
        self.stale = True
