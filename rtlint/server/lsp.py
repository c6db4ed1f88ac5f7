"""The server itself: who it is, which positions it speaks of, and when it looks at a document again."""

import asyncio
import sys
from collections.abc import Generator
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInternalError
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

from rtlint import __version__
from rtlint.server.bug import say, told
from rtlint.server.desk import Call, Desk
from rtlint.server.diagnostics import diagnostics
from rtlint.server.settings import Settings
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

    def __init__(self, said: Call | None = None) -> None:
        super().__init__("rtlint", __version__, protocol_cls=_Protocol)
        self.desk = Desk(said)
        self.settings = Settings()
        self.gone = asyncio.Event()
        """Set when nobody listens any more."""
        self._bugs: set[str] = set()
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

    def refresh(self) -> None:
        """Look at all open documents again: what holds for them has changed."""
        for uri in self.desk.documents:
            self.touch(uri)

    def report_server_error(self, error: Exception, source: Any) -> None:  # noqa: ARG002  # pygls' signature
        """Tell of a bug of ours; what pygls refuses by itself is none."""
        if not isinstance(error, JsonRpcException) or isinstance(error, JsonRpcInternalError):
            self.bug(sys.exception() or error)

    def bug(self, error: BaseException) -> None:
        """Tell of a bug where logs are read, each once: it may come back with every key that is pressed."""
        words = told(error)
        if words not in self._bugs:
            self._bugs.add(words)
            say(words)
            self.window_log_message(types.LogMessageParams(types.MessageType.Error, words))

    def _look(self) -> None:
        touched, self._touched = self._touched, {}
        for uri in touched:
            if document := self.desk.linted(uri):
                said = types.PublishDiagnosticsParams(uri, diagnostics(document), document.version)
                self.text_document_publish_diagnostics(said)
