"""The server itself: who it is, which positions it speaks of, and when it looks at a document again."""

import asyncio
from collections.abc import Generator
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

from rtlint import __version__
from rtlint.server.desk import Desk
from rtlint.server.diagnostics import diagnostics
from rtlint.server.units import PREFERRED


class _Protocol(LanguageServerProtocol):
    """The protocol without pygls' own copies of documents, whose lines end at more characters than those of editors."""

    lsp_text_document__did_open: Any = None
    lsp_text_document__did_change: Any = None
    lsp_text_document__did_close: Any = None

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Generator[Any, Any, types.InitializeResult]:
        """Answer with the encoding that suits us best, where pygls would take the client's first."""
        general = params.capabilities.general
        if general and general.position_encodings:
            general.position_encodings = [one for one in PREFERRED if one in general.position_encodings]
        return (yield from super().lsp_initialize(params))


class Server(LanguageServer):
    """The server with its documents."""

    def __init__(self) -> None:
        super().__init__("rtlint", __version__, protocol_cls=_Protocol)
        self.desk = Desk()
        self._touched: dict[str, None] = {}

    @property
    def encoding(self) -> types.PositionEncodingKind | str:
        """In which units client and server count characters of a line."""
        return self.server_capabilities.position_encoding or types.PositionEncodingKind.Utf16

    def touch(self, uri: str) -> None:
        """Look at a document again, once all that the client has said so far is heard."""
        if not self._touched:
            asyncio.get_running_loop().call_soon(self._look)
        self._touched[uri] = None

    def _look(self) -> None:
        touched, self._touched = self._touched, {}
        for uri in touched:
            if document := self.desk.linted(uri):
                said = types.PublishDiagnosticsParams(uri, diagnostics(document), document.version)
                self.text_document_publish_diagnostics(said)
