"""What tests of code actions share: an offer for a document, and what its edits make of a text."""

from collections.abc import Sequence
from itertools import pairwise

from lsprotocol import types

from rtlint.server.document import Document
from rtlint.server.edits import Able
from rtlint.server.offer import Offer, Setting
from rtlint.text.edit import TextEdit, apply

ALL = Able(versions=True, creates=True, resolves=True)
EAGER = Able(versions=True, creates=True)
PLAIN = Setting(EAGER)
WHOLE = types.Range(types.Position(0, 0), types.Position(10**6, 0))


def offered(
    document: Document,
    range_: types.Range = WHOLE,
    only: Sequence[str] | None = None,
    setting: Setting = PLAIN,
    given: Sequence[types.Diagnostic] = (),
    trigger: types.CodeActionTriggerKind | None = None,
) -> list[types.CodeAction]:
    context = types.CodeActionContext(list(given), list(only) if only is not None else None, trigger)
    return list(Offer(document, setting).actions(range_, context))


def cursor(line: int, character: int) -> types.Range:
    return types.Range(types.Position(line, character), types.Position(line, character))


def edits_of(action: types.CodeAction) -> list[types.TextEdit]:
    """The edits of an action on the one document that it changes."""
    assert action.edit
    assert action.edit.document_changes
    (change,) = action.edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    assert change.text_document.version is not None
    return [edit for edit in change.edits if isinstance(edit, types.TextEdit)]


def applied(document: Document, action: types.CodeAction) -> str:
    """The document's text after an action, as a client has it."""
    edits = [TextEdit(document.units.span(edit.range), edit.new_text) for edit in edits_of(action)]
    ordered = sorted(edits)
    assert all(one.span.end < other.span.start for one, other in pairwise(ordered))
    return apply(document.source.text, edits)
