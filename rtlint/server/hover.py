"""Hover: what stands under the cursor, in words."""

from lsprotocol import types

from rtlint.assist.meaning import meaning
from rtlint.server.document import Document
from rtlint.server.lsp import Server


def register(server: Server) -> None:
    """Answer when somebody points at something."""
    server.feature(types.TEXT_DOCUMENT_HOVER)(_asked)


def hover(document: Document, position: types.Position, *, markdown: bool) -> types.Hover | None:
    """What there is to say of a position of a document that is linted; None if nothing."""
    if not (document.text and document.result and document.linter):
        return None
    found = meaning(document.text, document.result, document.linter, document.units.offset(position))
    if found is None:
        return None
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    content = types.MarkupContent(kind, found.markdown if markdown else found.plain)
    return types.Hover(content, document.units.range(found.span))


def _asked(server: Server, params: types.HoverParams) -> types.Hover | None:
    document = server.desk.linted(params.text_document.uri)
    return hover(document, params.position, markdown=_reads_markdown(server)) if document else None


def _reads_markdown(server: Server) -> bool:
    told = server.client_capabilities.text_document
    formats = (told.hover.content_format if told and told.hover else None) or ()
    return types.MarkupKind.Markdown in formats
