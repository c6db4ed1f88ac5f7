"""A client of a language server as plain as can be, so that what is measured is the server."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

Message = dict[str, Any]


class Client:
    """A server in a process of its own, and the line to it. It is told to end with the `with` block."""

    def __init__(self, command: Sequence[str], folder: Path, env: dict[str, str]) -> None:
        """Start it. OSError where the command cannot be run."""
        self._process = subprocess.Popen(command, cwd=folder, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.pid = self._process.pid

    def __enter__(self) -> Self:
        encodings = {"general": {"positionEncodings": ["utf-16"]}}
        self.send(
            {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": encodings}}
        )
        self.until(lambda message: message.get("id") == 1)
        self.notify("initialized")
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.send({"id": 2, "method": "shutdown"})
        self.notify("exit")
        self._process.communicate()

    def notify(self, method: str, **params: Any) -> None:
        """Tell the server something."""
        self.write([framed({"method": method, "params": params})])

    def send(self, message: Message) -> None:
        """Send one message."""
        self.write([framed(message)])

    def write(self, framed_messages: Sequence[bytes]) -> None:
        """Send messages in one go."""
        assert self._process.stdin
        self._process.stdin.write(b"".join(framed_messages))
        self._process.stdin.flush()

    def until(self, wanted: Any) -> list[Message]:
        """What the server says, up to the first message that is wanted. SystemExit where it falls silent before."""
        heard = [self._receive()]
        while not wanted(heard[-1]):
            heard.append(self._receive())
        return heard

    def _receive(self) -> Message:
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        if not length:
            self._process.communicate()
            raise SystemExit(f"the server has ended with {self._process.returncode}")
        message: Message = json.loads(self._process.stdout.read(length))
        return message


def framed(message: Message) -> bytes:
    """A message as it goes over the line."""
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body
