"""The server itself: who it is, which positions it speaks of, and when it looks at a document again."""

import asyncio
import sys
from collections.abc import Callable, Generator
from functools import cached_property
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInternalError
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

from rtlint import __version__
from rtlint.server.bug import say, told
from rtlint.server.desk import Call, Desk
from rtlint.server.diagnostics import Abilities, abilities, diagnostics
from rtlint.server.document import Document
from rtlint.server.settings import Settings
from rtlint.server.unfinished import PAUSE
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
        result = yield from super().lsp_initialize(params)
        sync = result.capabilities.text_document_sync
        if isinstance(sync, types.TextDocumentSyncOptions) and isinstance(self._server, Server):
            sync.save = self._server.hear_saves(
                params.initialization_options
            )  # pygls asks for all that it has a handler for
        return result


class Server(LanguageServer):
    """The server with its documents.

    `hears_more` tells whether more of what the client says lies waiting.
    """

    def __init__(self, said: Call | None = None) -> None:
        super().__init__("rtlint", __version__, protocol_cls=_Protocol)
        self.desk = Desk(said)
        self.settings = Settings()
        self.gone = asyncio.Event()
        """Set when nobody listens any more."""
        self.hears_more: Callable[[], bool] = lambda: False
        self._bugs: set[str] = set()
        self._touched: dict[str, None] = {}
        self._deferred = False
        self._hears_saves = False
        self._pauses: dict[str, asyncio.TimerHandle] = {}

    @property
    def encoding(self) -> types.PositionEncodingKind | str:
        """In which units client and server count characters of a line."""
        return self.server_capabilities.position_encoding or types.PositionEncodingKind.Utf16

    @cached_property
    def able(self) -> Abilities:
        """What the client understands of diagnostics."""
        return abilities(self.client_capabilities)

    @cached_property
    def pulls(self) -> bool:
        """Whether the client asks for diagnostics by itself; then none are pushed, as it would show them twice."""
        document = self.client_capabilities.text_document
        return bool(document and document.diagnostic)

    @cached_property
    def may_hold(self) -> bool:
        """Whether what is held back can be told later: a client that asks by itself has to be told to ask again."""
        workspace = self.client_capabilities.workspace
        return not self.pulls or bool(workspace and workspace.diagnostics and workspace.diagnostics.refresh_support)

    def touch(self, uri: str) -> None:
        """Look at a document again, once all that the client has said so far is heard."""
        if self.pulls:
            return
        if not self._touched:
            asyncio.get_running_loop().call_soon(self._look)
        self._touched[uri] = None

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

    @property
    def on_save(self) -> bool:
        """Whether documents are looked at when they are opened or saved, and not at every change."""
        return self._hears_saves and self._wants_saves

    @property
    def _wants_saves(self) -> bool:
        return self.settings.run == "onSave"

    def refresh(self) -> None:
        """Look at all documents again: what holds for them has changed, or the settings."""
        self._hear_saves()
        for uri, document in self.desk.documents.items():
            document.waits = document.waits and self.on_save
            self.touch(uri)
        self._ask_again()

    def hear_saves(self, options: object) -> bool:
        """Whether the client is to tell of saves from the start, by its options; later it is asked where it can be."""
        self._hears_saves = isinstance(options, dict) and options.get("run") == "onSave"
        return self._hears_saves

    def _hear_saves(self) -> None:
        document = self.client_capabilities.text_document
        able = document and document.synchronization and document.synchronization.dynamic_registration
        if able and not self._hears_saves and self._wants_saves:
            self._hears_saves = True
            one = types.Registration("rtlint-saves", types.TEXT_DOCUMENT_DID_SAVE, {"documentSelector": None})
            self.client_register_capability(types.RegistrationParams([one]))

    def _ask_again(self) -> None:
        """Have a client that asks for diagnostics by itself do so again."""
        if self.pulls and self.may_hold:
            self.workspace_diagnostic_refresh(None)

    def looked_at(self, uri: str) -> Document | None:
        """A document with what is to be shown of it; None for one that is not open."""
        document = self.desk.documents.get(uri)
        if document and not document.waits:
            document = self.desk.linted(uri)
        if document and document.holds:
            self._tell_later(uri)
        return document

    def forget(self, uri: str) -> None:
        """A document is closed, or changed again: nothing is to be told of it later."""
        if handle := self._pauses.pop(uri, None):
            handle.cancel()

    def settle(self, uri: str) -> None:
        """Tell all that is held back of a document."""
        self.forget(uri)
        if document := self.desk.documents.get(uri):
            document.settle()
            self.touch(uri)
            self._ask_again()

    def _tell_later(self, uri: str) -> None:
        self.forget(uri)
        self._pauses[uri] = asyncio.get_running_loop().call_later(PAUSE, self.settle, uri)

    def _look(self) -> None:
        """Look at one of the documents that are touched, unless the client has said more that is not heard yet."""
        if self.hears_more():
            asyncio.get_running_loop().call_soon(self._look)
            return
        uri = next(iter(self._touched))
        del self._touched[uri]
        if self._touched:
            asyncio.get_running_loop().call_soon(self._look)
        document = self.looked_at(uri)
        # What came while we looked may change it all; but whoever never stops to type has to see something.
        self._deferred = not self._deferred and self.hears_more()
        if self._deferred:
            self.touch(uri)
        elif document:
            said = types.PublishDiagnosticsParams(uri, diagnostics(document, self.able), document.version)
            self.text_document_publish_diagnostics(said)
