"""The line to the client: whatever comes over it, what is a message is heard, and what is none does no harm."""

import asyncio
import json
from typing import Any

import pytest

from rtlint.server import desk
from rtlint.server.wire import Broken, listen
from tests.server.talking import Talk, pack

HELLO = {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}}
SHUTDOWN = {"id": 2, "method": "shutdown"}

said: list[dict[str, Any]] = []
"""The answers of the server to what `answered` was given."""


def framed(*messages: Any) -> bytes:
    """Messages as they go over the line."""
    bodies = [one if isinstance(one, bytes) else json.dumps({"jsonrpc": "2.0", **one}).encode() for one in messages]
    return b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in bodies)


def answered(data: bytes) -> None:
    """Let a server hear all that comes over a line until its end."""
    talk = Talk()

    async def run() -> None:
        reader = asyncio.StreamReader()
        reader.feed_data(data)
        reader.feed_eof()
        await listen(reader, talk.server.protocol)

    try:
        asyncio.run(run())
    finally:
        said.extend(one for one in talk.said if "id" in one)


@pytest.fixture(autouse=True)
def _light(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "built_in", pack)
    said.clear()


NO_JSON = "rtlint: the client sent a message that is no JSON\n"
UNFIT = "rtlint: what came does not fit textDocument/didOpen\n"
NO_MESSAGE = "rtlint: the client sent JSON that is no message\n"


@pytest.mark.parametrize(
    ("noise", "told"),
    [
        (b"hello\r\n\r\n\n\x00\xff\r\n", ""),
        (framed(b"{nonsense"), NO_JSON),
        (framed(b"\xff\xfe"), NO_JSON),
        (framed(b"[" * 100_000), NO_JSON),
        (framed(b"[]"), NO_MESSAGE),
        (framed(b"{}"), NO_MESSAGE),
        (framed(b"7"), NO_MESSAGE),
        (
            framed({"method": "textDocument/didOpen", "params": {}}),
            "rtlint: what came does not fit textDocument/didOpen\n",
        ),
        (framed({"method": "$/unheard", "params": [1]}), ""),
        (framed({"id": 9, "result": None}), ""),
        (framed({"id": 9, "error": {"code": 1, "message": "no"}}), ""),
        (b"content-length:  2 \r\nContent-Type: x\r\n\r\n{}", NO_MESSAGE),
    ],
)
def test_noise_is_passed_over(noise: bytes, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    answered(noise + framed(HELLO) + noise + framed(SHUTDOWN))
    assert [one["id"] for one in said] == [1, 2]
    assert capsys.readouterr() == ("", told * 2)


@pytest.mark.parametrize(
    ("noise", "told"),
    [
        (b"Content-Length: 999999999\r\n\r\n", "a message of 999999999 bytes is announced; the most is 268435456"),
        (b"x" * 100_000, "what comes has no lines, and a message starts with some"),
    ],
)
def test_what_cannot_be_understood_ends_it(noise: bytes, told: str) -> None:
    with pytest.raises(Broken) as raised:
        answered(framed(HELLO) + noise)
    assert ([one["id"] for one in said], str(raised.value)) == ([1], told)


@pytest.mark.parametrize("cut", [b"Content-Length: 1000\r\n\r\n{", b"Content-Length: 10", b"\r\n"])
def test_a_message_that_breaks_off_is_none(cut: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    answered(framed(HELLO) + cut)
    assert ([one["id"] for one in said], capsys.readouterr()) == ([1], ("", ""))


def test_requests_that_are_none_are_answered(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = {"id": 7, "method": "textDocument/hover", "params": {"position": "here"}}
    unknown = {"id": 8, "method": "textDocument/unheard", "params": {}}
    answered(framed(HELLO, wrong, unknown, SHUTDOWN))
    answers = {one["id"]: one.get("error", {}).get("code") for one in said}
    assert answers == {1: None, 7: -32602, 8: -32601, 2: None}
    assert capsys.readouterr().err == "rtlint: what came does not fit textDocument/hover\n"
