"""A server on loopback in the API's place: it answers as the API does, or as a test says, and keeps all that it got."""

import json
import ssl
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from types import MappingProxyType
from typing import Any, NamedTuple, Self

CERTIFICATE = Path(__file__).with_name("loopback.pem")
"""For localhost and 127.0.0.1, signed by itself, and good until 2126; its key is no secret."""

EXPIRES = 4_102_444_800
"""The first second of the year 2100."""


class Got(NamedTuple):
    """A request as it came; names of headers are in small letters."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Reply(NamedTuple):
    """What is answered: `length` is what the header claims; nothing at all goes out before `wait` is set."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = MappingProxyType({})
    length: int | None = None
    wait: Event | None = None


Answers = Callable[[Got], Reply]


def made(got: Got) -> Reply:
    """The session as it was asked for, with what only the server can fill in."""
    asked = got.json.get("session", {})
    if "translations" in got.path:
        session = {"id": "sess_1", "type": "translation", "expires_at": EXPIRES, **asked}
    elif asked.get("type") == "transcription":
        session = {"id": "sess_1", "object": "realtime.transcription_session", "expires_at": 0, **asked}
    else:
        session = {"id": "sess_1", "object": "realtime.session", "expires_at": 0, **asked}
    return good({"value": "ek_68af296e8e408191a1120ab6383263c2", "expires_at": EXPIRES, "session": session})


def good(value: Any) -> Reply:
    return Reply(200, json.dumps(value).encode(), {"Content-Type": "application/json"})


def refusal(status: int, message: str = "no", headers: dict[str, str] | None = None, **error: Any) -> Reply:
    """An error in the API's own form."""
    told = {"message": message, "type": "invalid_request_error", "param": None, "code": None, **error}
    return Reply(status, json.dumps({"error": told}).encode(), {"Content-Type": "application/json", **(headers or {})})


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client may go before it has heard all, or not trust us: tests see that at the client."""


class Api:
    """The server. `answers` may be changed between calls; `got` are the requests so far, `came` is set by each."""

    def __init__(self, answers: Answers = made, *, tls: bool = False) -> None:
        self.answers = answers
        self.got: list[Got] = []
        self.came = Event()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self.base = f"http{'s' if tls else ''}://127.0.0.1:{self._server.server_port}"
        self.url = f"{self.base}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def always(self, *replies: Reply) -> None:
        """Answer with these in turn, the last one ever after."""
        left = list(replies)
        self.answers = lambda _got: left.pop(0) if len(left) > 1 else left[0]

    def _answer(self, got: Got) -> Reply:
        self.got.append(got)
        self.came.set()
        return self.answers(got)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                reply = api._answer(Got(self.command, self.path, headers, body))
                if reply.wait:
                    reply.wait.wait()
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
                self.end_headers()
                self.wfile.write(reply.body)

            do_GET = do_CONNECT = do_POST  # noqa: N815  # names of http.server

            def log_message(self, *_arguments: object) -> None:
                """Tests read what was got."""

        return Handler
