"""What the client is shown of a finding, when, and how often."""

import asyncio
import json
import os
from collections.abc import Callable
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from lsprotocol import types
from pygls.io_ import run_async

from rtlint.server.diagnostics import Abilities, abilities, diagnostics
from rtlint.server.document import Document
from rtlint.server.line import waiting
from rtlint.server.start import made
from tests.server.conftest import Open

FAST = "session:\n  type: realtime\n  audio: {output: {speed: 9}}\n"
NONE = Abilities(related=False, tags=frozenset())
PAGES = "https://rtlint.github.io/rtlint/rules/"


def place(row: int, start: int, end: int) -> types.Range:
    return types.Range(types.Position(row, start), types.Position(row, end))


SPEED = types.Diagnostic(
    range=place(2, 26, 27),
    message="speed is 9; the API takes 0.25 to 1.5",
    severity=types.DiagnosticSeverity.Error,
    code="RT205",
    code_description=types.CodeDescription(f"{PAGES}speed-range/"),
    source="rtlint",
)


def test_a_finding_is_told_whole(opened: Open) -> None:
    document = opened(FAST)
    (told,) = diagnostics(document)
    assert document.result
    assert told.data == {"fingerprint": document.result.findings[0].fingerprint}
    told.data = None
    assert told == SPEED


def test_a_client_is_told_no_second_place_that_it_does_not_show(opened: Open) -> None:
    twice = opened("session:\n  type: realtime\n  type: realtime\n")
    assert diagnostics(twice, NONE)[0].related_information is None


def test_a_second_place_is_told_with_its_words(opened: Open) -> None:
    document = opened("session:\n  type: realtime\n  type: realtime\n")
    (told,) = diagnostics(document)
    first = types.Location(document.uri, place(1, 2, 6))
    assert told.related_information == [types.DiagnosticRelatedInformation(first, "it stands here first")]


def test_positions_are_in_the_units_agreed_on(opened: Open) -> None:
    text = 'session:\n  type: realtime\n  audio: {output: {voice: {id: "😀é"}, speed: 9}}\n'
    ranges = {
        encoding: diagnostics(opened(text, encoding=encoding))[0].range
        for encoding in (types.PositionEncodingKind.Utf8, types.PositionEncodingKind.Utf16)
    }
    assert [*ranges.values()] == [place(2, 49, 50), place(2, 46, 47)]


TAGS = {
    "a Beta field": ("  modalities: [text]\n", {"RT501": [types.DiagnosticTag.Deprecated]}),
    "a model that ends": ("  model: gpt-realtime\n", {"RT504": [types.DiagnosticTag.Deprecated]}),
    "a key on the wrong level": ("  audio: {voice: marin}\n", {"RT502": None}),
    "a comment that does nothing": (
        "  model: gpt-realtime-2.1  # rtlint: ignore[RT205]\n",
        {"RT902": [types.DiagnosticTag.Unnecessary]},
    ),
    "what nobody writes": (
        "  include: [item.input_audio_transcription.logprobs]\n",
        {"RT325": [types.DiagnosticTag.Unnecessary]},
    ),
    "a range": ("  audio: {output: {speed: 9}}\n", {"RT205": None}),
}


@pytest.mark.parametrize(("line", "tags"), TAGS.values(), ids=TAGS)
def test_what_is_old_or_idle_is_drawn_so(
    opened: Open, line: str, tags: dict[str, list[types.DiagnosticTag] | None]
) -> None:
    document = opened("session:\n  type: realtime\n" + line)
    assert {one.code: one.tags for one in diagnostics(document)} == tags
    assert {one.tags and tuple(one.tags) for one in diagnostics(document, NONE)} == {None}


def test_what_a_client_understands_is_what_it_says_of_either_way() -> None:
    tags = types.ClientDiagnosticsTagOptions([types.DiagnosticTag.Deprecated])
    pushed = types.PublishDiagnosticsClientCapabilities(related_information=True, tag_support=tags)
    asked = types.DiagnosticClientCapabilities(code_description_support=True)
    document = types.TextDocumentClientCapabilities(publish_diagnostics=pushed, diagnostic=asked)
    deprecated = frozenset({types.DiagnosticTag.Deprecated})
    assert abilities(types.ClientCapabilities(text_document=document)) == Abilities(tags=deprecated)
    assert abilities(types.ClientCapabilities()) == NONE


SECRETS = [
    "sk-abcdefghijklmnopqrstuvwx",
    "ek_abcdefghijklmnopqrstuvwx",
    "ghp_abcdefghijklmnopqrstuv",
    "Bearer abcdefghijklmnop",
    "plain-words-as-a-token",
]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("broken", ["", "  voi\n", "      x: 'a\n"])
def test_no_secret_is_told(opened: Open, secret: str, broken: str) -> None:
    tool = f"    - {{type: mcp, server_label: a, authorization: {secret}, headers: {{Authorization: {secret}}}}}\n"
    head = f"session:\n  type: realtime\n  modle: {secret}\n" if secret[2] in "-_" else "session:\n  type: realtime\n"
    text = f"{head}  tools:\n{tool}{broken}"
    told = diagnostics(opened(text))
    assert told
    assert secret not in repr(told)
    assert secret[7:] not in repr(told)


def message(method: str, **params: Any) -> bytes:
    number = {"id": 1} if method == types.INITIALIZE else {}
    body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **number}).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def opening(uri: str, text: str) -> bytes:
    return message("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text})


def changes(uri: str, count: int) -> list[bytes]:
    """Changes of a speed that lead to version `count` + 1, in which it is 9 where `count` is even."""
    where = {"start": {"line": 2, "character": 26}, "end": {"line": 2, "character": 27}}
    return [
        message(
            "textDocument/didChange",
            textDocument={"uri": uri, "version": at + 2},
            contentChanges=[{"range": where, "text": "19"[at % 2]}],
        )
        for at in range(count)
    ]


class Client:
    """Talks to a server in this process, and keeps what is published: file, version and codes of each."""

    def __init__(self) -> None:
        self.server = made()
        self.reader = asyncio.StreamReader()
        self.published: list[tuple[str, int | None, list[str]]] = []
        self.server.protocol.set_writer(self)
        self._wanted: tuple[str, int] | None = None
        self._arrived = asyncio.Event()

    def write(self, data: bytes) -> None:
        """Keep what the server says."""
        said = json.loads(data.partition(b"\r\n\r\n")[2])
        if said.get("method") == "textDocument/publishDiagnostics":
            params = said["params"]
            codes = [one["code"] for one in params["diagnostics"]]
            self.published.append((params["uri"], params.get("version"), codes))
            if self.published[-1][:2] == self._wanted:
                self._arrived.set()

    def close(self) -> None:
        """Nothing is kept back."""

    async def until(self, uri: str, version: int, *parts: bytes) -> None:
        """Say something, and listen until a version of a document is told."""
        self._wanted = uri, version
        self._arrived.clear()
        self.reader.feed_data(b"".join(parts))
        task = asyncio.ensure_future(run_async(Event(), self.reader, self.server.protocol))
        async with asyncio.timeout(30):  # a test that waits in vain says so
            await self._arrived.wait()
        task.cancel()


def talk(run: Callable[[Client], Any]) -> Client:
    """A client whose talk is over."""

    async def whole() -> Client:
        client = Client()
        await run(client)
        return client

    return asyncio.run(whole())


HELLO = message(types.INITIALIZE, capabilities={}, processId=None, rootUri=None)
ONE, OTHER = "file:///nowhere/a.realtime.yaml", "file:///nowhere/b.realtime.yaml"


def test_a_burst_is_told_once() -> None:
    burst = [HELLO, opening(ONE, FAST), opening(OTHER, FAST), *changes(ONE, 50), *changes(OTHER, 3)]
    client = talk(lambda client: client.until(OTHER, 4, *burst))
    assert client.published == [(ONE, 51, ["RT205"]), (OTHER, 4, [])]


def test_a_burst_in_portions_is_told_once() -> None:
    burst = b"".join([opening(ONE, FAST), *changes(ONE, 50)])
    portions = [burst[at : at + 1000] for at in range(0, len(burst), 1000)]

    async def run(client: Client) -> None:
        def hears_more() -> bool:
            if portions:
                client.reader.feed_data(portions.pop(0))
                return True
            return False

        client.server.hears_more = hears_more
        await client.until(ONE, 51, HELLO, opening(OTHER, FAST))

    assert talk(run).published == [(OTHER, 1, ["RT205"]), (ONE, 51, ["RT205"])]


def test_whoever_never_stops_to_type_sees_every_second_look() -> None:
    later = changes(ONE, 8)
    more = [False]

    def hears_more() -> bool:
        heard, more[0] = more[0], False
        return heard

    async def run(client: Client) -> None:
        look = client.server.looked_at

        def looked_at(uri: str) -> Document | None:
            document = look(uri)
            if later:
                client.reader.feed_data(later.pop(0))
                more[0] = True
            return document

        client.server.hears_more = hears_more
        client.server.looked_at = looked_at  # type: ignore[method-assign]  # somebody types meanwhile
        await client.until(ONE, 9, HELLO, opening(ONE, FAST))

    assert [version for _, version, _ in talk(run).published] == [2, 4, 6, 8, 9]


def test_a_document_that_is_closed_before_anybody_looks_is_only_cleared() -> None:
    closed = message("textDocument/didClose", textDocument={"uri": ONE})
    client = talk(lambda client: client.until(OTHER, 1, HELLO, opening(ONE, FAST), closed, opening(OTHER, FAST)))
    assert client.published == [(ONE, None, []), (OTHER, 1, ["RT205"])]


def test_what_lies_waiting_in_a_pipe_is_known() -> None:
    ours, theirs = os.pipe()
    seen = [waiting(ours)]
    os.write(theirs, b"ab")
    seen.append(waiting(ours))
    os.read(ours, 2)
    os.close(theirs)
    seen.append(waiting(ours))
    os.close(ours)
    assert [*seen, waiting(ours)] == [False, True, False, False]


def test_what_is_held_back_is_told_after_a_pause() -> None:
    end = {"line": 3, "character": 0}
    begun = message(
        "textDocument/didChange",
        textDocument={"uri": ONE, "version": 2},
        contentChanges=[{"range": {"start": end, "end": end}, "text": "  voi"}],
    )

    async def run(client: Client) -> None:
        await client.until(ONE, 1, HELLO, opening(ONE, FAST))
        await client.until(ONE, 2, begun)
        held = client.server._pauses[ONE]
        client.server.settle(ONE)
        assert held.cancelled()
        await client.until(ONE, 2)

    client = talk(run)
    assert client.published == [(ONE, 1, ["RT205"]), (ONE, 2, ["RT205"]), (ONE, 2, ["RT205", "RT001"])]
    assert client.server._pauses == {}


def test_with_on_save_changes_are_told_when_they_are_saved(tmp_path: Path) -> None:
    uri = (tmp_path / "a.realtime.yaml").as_uri()
    hello = message(
        types.INITIALIZE, capabilities={}, processId=None, rootUri=None, initializationOptions={"run": "onSave"}
    )
    saved = message("textDocument/didSave", textDocument={"uri": uri})
    slower = changes(uri, 2)[0]

    async def run(client: Client) -> None:
        await client.until(uri, 1, hello, opening(uri, FAST.replace("9", "8")))
        vars(client.server)["settings"] = SimpleNamespace(run="onSave")
        line = changes(uri, 2)[1]  # the range that it changes holds 8
        await client.until(uri, 3, line)
        await client.until(uri, 3, saved)
        await client.until(uri, 2, slower)
        await client.until(uri, 2, saved)

    assert talk(run).published == [
        (uri, 1, ["RT205"]),
        (uri, 3, []),
        (uri, 3, ["RT205"]),
        (uri, 2, []),
        (uri, 2, []),
    ]
