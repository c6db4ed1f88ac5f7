"""A client without a process: what it says is heard at once, and what the server says is kept."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from rtlint.rule.pack import Pack, built_in
from rtlint.server.desk import Call
from rtlint.server.lsp import Server
from rtlint.server.start import made
from rtlint.server.wire import heard

_packs: list[Pack] = []


def pack() -> Pack:
    """The built-in pack, read once for all tests."""
    if not _packs:
        _packs.append(built_in())
    return _packs[0]


class Talk:
    """A conversation; `said` are the server's messages that nobody has taken yet."""

    def __init__(self, call: Call | None = None) -> None:
        self.server: Server = made(call)
        self.said: list[dict[str, Any]] = []
        self.answers: dict[str, Any] = {}
        self._count = 0
        self.server.protocol.set_writer(self, include_headers=False)

    def write(self, data: bytes) -> None:
        self.said.append(json.loads(data))

    def close(self) -> None:
        """As a writer has it."""

    async def tell(self, method: str, params: Any = None, **more: Any) -> None:
        """Say something, and wait until the server has nothing more to do; its questions are answered."""
        message = {"jsonrpc": "2.0", "method": method, "params": params, **more}
        heard(json.dumps(message).encode(), self.server.protocol)
        await self.settle()

    async def ask(self, method: str, params: Any = None) -> Any:
        """Ask something: the answer's result, or its error."""
        self._count += 1
        await self.tell(method, params, id=self._count)
        (answer,) = [one for one in self.said if one.get("id") == self._count and "method" not in one]
        self.said.remove(answer)
        return answer.get("error") or answer.get("result")

    async def settle(self) -> None:
        """Let the loop come to rest, and answer what the server asks."""
        for _ in range(10):
            await asyncio.sleep(0)
            for one in [one for one in self.said if "id" in one and one.get("method") in self.answers]:
                self.said.remove(one)
                answer = {"jsonrpc": "2.0", "id": one["id"], "result": self.answers[one["method"]]}
                heard(json.dumps(answer).encode(), self.server.protocol)

    async def begin(self, root: Path, options: Any = None, **workspace: Any) -> None:
        """The first words of a client that has opened a folder."""
        await self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri(),
                "capabilities": {"workspace": workspace, "general": {"positionEncodings": ["utf-32"]}},
                "initializationOptions": options,
            },
        )
        await self.tell("initialized", {})

    async def open(self, uri: str, text: str, language: str = "yaml") -> None:
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        await self.tell("textDocument/didOpen", {"textDocument": item})

    def took(self, method: str) -> list[Any]:
        """The parameters of the server's messages of a method so far; they are taken."""
        found = [one for one in self.said if one.get("method") == method]
        self.said = [one for one in self.said if one not in found]
        return [one["params"] for one in found]

    def codes(self) -> list[tuple[str, list[str]]]:
        """The codes of the diagnostics that were published, document by document."""
        published = self.took("textDocument/publishDiagnostics")
        return [(one["uri"].rpartition("/")[2], [told["code"] for told in one["diagnostics"]]) for one in published]


def talked(play: Callable[[], Awaitable[None]]) -> None:
    """Run a conversation."""

    async def run() -> None:
        await play()

    asyncio.run(run())
