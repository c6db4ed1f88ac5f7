"""Diagnostics for a client that asks for them by itself."""

from hashlib import blake2b

from lsprotocol import types

from rtlint.server.diagnostics import SOURCE, diagnostics
from rtlint.server.lsp import Server


def register(server: Server) -> None:
    """Answer whoever asks what is found in a document."""
    options = types.DiagnosticOptions(identifier=SOURCE, inter_file_dependencies=False, workspace_diagnostics=False)
    server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)(_asked)


def _asked(server: Server, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
    document = server.looked_at(params.text_document.uri)
    found = diagnostics(document, server.able) if document else []
    return answer(found, params.previous_result_id)


def answer(found: list[types.Diagnostic], previous: str | None) -> types.DocumentDiagnosticReport:
    """All diagnostics with the name of the answer, or, where the client has that one already, its name alone."""
    name = blake2b(repr(found).encode(), digest_size=12).hexdigest()
    if name == previous:
        return types.RelatedUnchangedDocumentDiagnosticReport(name)
    return types.RelatedFullDocumentDiagnosticReport(found, result_id=name)
