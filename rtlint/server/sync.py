"""What the client tells of its documents: opened, changed, saved, closed."""

from lsprotocol import types

from rtlint.server.lsp import Server


def register(server: Server) -> None:
    """Listen to what happens to documents."""
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(_opened)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(_changed)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(_saved)
    server.feature(types.TEXT_DOCUMENT_DID_CLOSE)(_closed)


def _opened(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    if server.desk.open(params.text_document, server.encoding):
        server.touch(params.text_document.uri)


def _changed(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    document = server.desk.documents.get(params.text_document.uri)
    if document:
        document.change(params.content_changes, params.text_document.version)
        document.waits = server.on_save
        if not server.may_hold:
            document.cursor = None
        server.forget(document.uri)
        server.touch(document.uri)


def _saved(server: Server, params: types.DidSaveTextDocumentParams) -> None:
    document = server.desk.documents.get(params.text_document.uri)
    if document:
        document.waits = False
        server.settle(document.uri)


def _closed(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    uri = params.text_document.uri
    server.forget(uri)
    if server.desk.documents.pop(uri, None) and not server.pulls:
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
