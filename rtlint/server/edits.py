"""Edits as the protocol has them, in the words that the client understands."""

from collections.abc import Iterable

import msgspec
from lsprotocol import types
from pygls import uris

from rtlint.server.document import Document
from rtlint.server.units import Units
from rtlint.text.edit import TextEdit
from rtlint.text.source import Source


class Able(msgspec.Struct, frozen=True):
    """What the client can do: edit a version of a document, create files, ask again for the edits of an action."""

    versions: bool = False
    creates: bool = False
    resolves: bool = False


def able(client: types.ClientCapabilities) -> Able:
    """What a client says of itself."""
    edits = client.workspace.workspace_edit if client.workspace else None
    action = client.text_document.code_action if client.text_document else None
    versions = bool(edits and edits.document_changes)
    return Able(
        versions=versions,
        creates=versions and types.ResourceOperationKind.Create in ((edits and edits.resource_operations) or ()),
        resolves=bool(action and action.resolve_support and "edit" in action.resolve_support.properties),
    )


def of_document(document: Document, edits: Iterable[TextEdit], client: Able) -> types.WorkspaceEdit:
    """Edits of an open document, for the version that they were made of."""
    return _edit(document.uri, document.version, [document.units.edit(edit) for edit in edits], client)


def of_file(
    source: Source, edit: TextEdit, opened: Document | None, encoding: str, client: Able
) -> types.WorkspaceEdit:
    """An edit of a file whose path is whole, and which may be `opened`; `encoding` is that of positions."""
    edits = [Units(source, encoding).edit(edit)]
    if opened:
        return _edit(opened.uri, opened.version, edits, client)
    return _edit(_uri(source.path), None, edits, client)


def of_new_file(path: str, text: str) -> types.WorkspaceEdit:
    """A new file with its text, for a client that creates files; one that is there by then is left as it is."""
    start = types.Range(types.Position(0, 0), types.Position(0, 0))
    identifier = types.OptionalVersionedTextDocumentIdentifier(_uri(path))
    return types.WorkspaceEdit(
        document_changes=[
            types.CreateFile(_uri(path), options=types.CreateFileOptions(overwrite=False, ignore_if_exists=False)),
            types.TextDocumentEdit(identifier, [types.TextEdit(start, text)]),
        ]
    )


def _edit(uri: str, version: int | None, edits: list[types.TextEdit], client: Able) -> types.WorkspaceEdit:
    if not client.versions:
        return types.WorkspaceEdit(changes={uri: edits})
    identifier = types.OptionalVersionedTextDocumentIdentifier(uri, version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, list(edits))])


def _uri(path: str) -> str:
    return uris.from_fs_path(path) or path
