"""Document links: from a rule or a model in the text to its page."""

from lsprotocol import types

from rtlint.assist.links import links
from rtlint.server.document import Document
from rtlint.server.lsp import Server


def register(server: Server) -> None:
    """Answer what leads somewhere."""
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)(_asked)


def document_links(document: Document) -> list[types.DocumentLink]:
    """The links of a document that is linted."""
    if not (document.text and document.linter):
        return []
    found = links(document.text, document.linter)
    return [types.DocumentLink(document.units.range(one.span), one.url, one.tooltip) for one in found]


def _asked(server: Server, params: types.DocumentLinkParams) -> list[types.DocumentLink]:
    document = server.desk.linted(params.text_document.uri)
    return document_links(document) if document else []
