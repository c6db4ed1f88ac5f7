"""A fix before anybody trusts it: its edits, and what they promise to change in the value of the document."""

import msgspec

from rtlint.finding import Edit, Fix, Safety
from rtlint.text.edit import TextEdit
from rtlint.text.secret import mask
from rtlint.text.source import Source
from rtlint.text.spot import Path


class Put(msgspec.Struct, frozen=True):
    """The value at `path` is `value` now, whether there was one before or not; a list takes an item at its end."""

    path: Path
    value: object


class Drop(msgspec.Struct, frozen=True):
    """Nothing stands at `path` any more."""

    path: Path


class Shift(msgspec.Struct, frozen=True):
    """What stood at `path` stands at `to`."""

    path: Path
    to: Path


Change = Put | Drop | Shift
"""One promised difference in the value of a document. Later ones speak of the value after the earlier ones."""


class Draft(msgspec.Struct, frozen=True):
    """Edits that are meant to make a finding go away.

    `document` counts from 0 in the text. `changes` are all that may differ in the value of that document; a fix of
    comments or of how a value is written has none. A `hidden` one has to write a secret, which no report may tell.
    """

    title: str
    safety: Safety
    document: int
    edits: tuple[TextEdit, ...]
    changes: tuple[Change, ...] = ()
    hidden: bool = False

    def fix(self, source: Source) -> Fix | None:
        """The same for reports; None where it would tell a secret."""
        if self.hidden or any(mask(edit.content) != edit.content for edit in self.edits):
            return None
        edits = (
            Edit(source.locate(edit.span.start), source.locate(edit.span.end), edit.content) for edit in self.edits
        )
        return Fix(self.title, self.safety, tuple(edits))

    def below(self, way: Path, document: int) -> "Draft":
        """The same where the document stands at a path of another one."""
        changes = tuple(_below(way, change) for change in self.changes)
        return msgspec.structs.replace(self, document=document, changes=changes)


def _below(way: Path, change: Change) -> Change:
    if isinstance(change, Shift):
        return Shift((*way, *change.path), (*way, *change.to))
    return msgspec.structs.replace(change, path=(*way, *change.path))
