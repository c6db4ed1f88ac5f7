"""A plain client of any language server: one message after the other, so that a test reads as a talk."""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Json = dict[str, Any]
CAPABILITIES: Json = {
    "workspace": {"configuration": True},
    "textDocument": {"hover": {"contentFormat": ["markdown"]}, "publishDiagnostics": {}},
}


class Talk:
    """The line to a server that is started. What it says beside answers is kept, or answered by `configured`."""

    def __init__(self, process: subprocess.Popen[bytes], configured: Callable[[Json], Any]) -> None:
        self._process = process
        self._configured = configured
        self._number = 0
        self._told: dict[str, list[Json]] = {}

    def tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        answer = self._until(lambda said: said.get("id") == self._number and "method" not in said)
        assert "error" not in answer, answer
        return answer["result"]

    def open(self, path: Path) -> list[Json]:
        """Open a file; what is found in it."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": path.read_text()}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return self.found(path)

    def found(self, path: Path) -> list[Json]:
        """What is found in a file, as soon as it is told."""
        uri = path.as_uri()
        if not self._told.get(uri):
            self._until(lambda said: said.get("method") == PUBLISHED and said["params"]["uri"] == uri)
        return self._told[uri].pop(0)["diagnostics"]  # type: ignore[no-any-return]

    def at(self, request: str, path: Path, line: int, character: int) -> Any:
        """The answer to a request about a place, counted from 0."""
        place = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": character}}
        return self.ask(f"textDocument/{request}", place)

    def _until(self, wanted: Callable[[Json], bool]) -> Json:
        while True:
            said = self._read()
            if said.get("method") == PUBLISHED:
                self._told.setdefault(said["params"]["uri"], []).append(said["params"])
            elif "method" in said and "id" in said:
                self._send({"id": said["id"], "result": self._answer(said)})
            if wanted(said):
                return said

    def _answer(self, said: Json) -> Any:
        if said["method"] != "workspace/configuration":
            return None
        return [self._configured(item) for item in said["params"]["items"]]

    def _send(self, message: Json) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> Json:
        stream, length = self._process.stdout, 0
        assert stream
        while (line := stream.readline()) != b"\r\n":
            assert line, "the server hung up"
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        said: Json = json.loads(stream.read(length))
        return said


PUBLISHED = "textDocument/publishDiagnostics"


@contextmanager
def talk(command: list[str], root: Path, configured: Callable[[Json], Any] = lambda _: None) -> Iterator[Talk]:
    """A server that serves until the talk is over."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        line = Talk(process, configured)
        folder = {"uri": root.as_uri(), "name": root.name}
        line.ask("initialize", {
            "processId": None, "rootUri": root.as_uri(), "workspaceFolders": [folder], "capabilities": CAPABILITIES,
        })  # fmt: skip  # a table
        line.tell("initialized", {})
        yield line
        line.ask("shutdown", None)
        line.tell("exit", None)
