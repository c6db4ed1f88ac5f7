"""The server as a process: how it ends, what it makes of noise, and that it loads and keeps nothing on the way."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from rtlint.server.document import Document
from tests.server.talking import Talk, talked

ROOT = Path(__file__).resolve().parent.parent.parent
SECRET = "sk-proj-" + "a1B2" * 12

Serve = Callable[..., tuple[int, list[Any], str]]


def framed(*messages: Any) -> bytes:
    """Messages as they go over the line."""
    bodies = [one if isinstance(one, bytes) else json.dumps({"jsonrpc": "2.0", **one}).encode() for one in messages]
    return b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in bodies)


def read(data: bytes) -> list[Any]:
    """The messages of a stream, which holds nothing else."""
    found = []
    while data:
        head, _, rest = data.partition(b"\r\n\r\n")
        length = int(head.split(b"\r\n")[0].removeprefix(b"Content-Length: "))
        found.append(json.loads(rest[:length]))
        data = rest[length:]
    return found


HELLO = {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}}
READY: dict[str, Any] = {"method": "initialized", "params": {}}
SHUTDOWN = {"id": 2, "method": "shutdown"}
EXIT = {"method": "exit"}
SCRIPT = """
import sys
from rtlint.rule.pack import Pack
from rtlint.server import desk, start, watch
desk.built_in = lambda: Pack([], {{}})
watch.warm_up = lambda pack: None
{before}
sys.exit(start.serve())
"""


def command(before: str) -> list[str]:
    """A server that reads no rules and does not get warm: its line and its end are what counts."""
    return [sys.executable, "-c", SCRIPT.format(before=before)]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """The status, the messages and the standard error of a server that is told something."""

    def called(data: bytes, before: str = "", **options: Any) -> tuple[int, list[Any], str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        given: Any = {"input": data} if "stdin" not in options else {}
        done = subprocess.run(
            command(before), capture_output=True, check=False, cwd=tmp_path, env=environment, **given, **options
        )
        return done.returncode, read(done.stdout), done.stderr.decode()

    return called


@pytest.mark.parametrize(
    ("messages", "status"),
    [
        ([HELLO, SHUTDOWN, EXIT], 0),
        ([HELLO, SHUTDOWN], 0),
        ([HELLO, READY, EXIT], 1),
        ([HELLO], 1),
        ([EXIT], 1),
        ([], 1),
    ],
    ids=["exit", "shutdown", "exit-alone", "gone", "exit-only", "nothing"],
)
def test_how_it_ends_is_as_the_protocol_says(messages: list[Any], status: int, serve: Serve) -> None:
    ended, said, err = serve(framed(*messages))
    assert (ended, err) == (status, "")
    assert [one["id"] for one in said if "id" in one] == [one["id"] for one in messages if "id" in one]


@pytest.mark.parametrize("kind", ["file", "null"])
def test_input_need_not_be_a_pipe(kind: str, serve: Serve, tmp_path: Path) -> None:
    path = Path(os.devnull) if kind == "null" else tmp_path / "input"
    if kind == "file":
        path.write_bytes(framed(HELLO, SHUTDOWN, EXIT))
    with path.open("rb") as file:
        status, said, err = serve(b"", stdin=file)
    assert (status, len(said), err) == ((0, 2, "") if kind == "file" else (1, 0, ""))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_end_it_without_a_word(number: signal.Signals, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command(""),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(framed(HELLO))
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"Content-Length: ")
        process.send_signal(number)
        process.stdout.read()
        assert (process.stderr.read(), process.wait()) == (b"", 1)


def test_a_client_that_stops_reading_ends_it(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command(""),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(framed(HELLO))
        process.stdin.flush()
        assert (process.stderr.read(), process.wait()) == (b"", 1)


def test_only_the_protocol_gets_to_standard_output(serve: Serve) -> None:
    stray = "import os; from rtlint.server import sync; inner = sync.register\n"
    stray += (
        "def register(server):\n    print('stray')\n    os.system('echo strayed')\n    os.write(1, b'low\\n')\n"
        "    inner(server)\n"
    )
    stray += "sync.register = register"
    status, said, err = serve(framed(HELLO, SHUTDOWN, EXIT), stray)
    assert (status, [one["id"] for one in said]) == (0, [1, 2])
    assert sorted(err.split()) == ["low", "stray", "strayed"]


def test_a_bug_is_told_in_logs_once_and_without_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(self: Document, *_: Any) -> None:
        raise KeyError(self.source.text)

    monkeypatch.setattr(Document, "change", broken)

    async def play() -> None:
        talk = Talk()
        await talk.begin(tmp_path)
        uri = (tmp_path / "a.realtime.yaml").as_uri()
        await talk.open(uri, f"a: {SECRET}\n")
        talk.said.clear()
        for version in (2, 3):
            change = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": ""}]}
            await talk.tell("textDocument/didChange", change)
        (told,) = talk.said
        assert told["method"] == "window/logMessage"
        assert told["params"]["type"] == 1
        words = told["params"]["message"]
        assert words.startswith("Traceback (most recent call last):\n")
        assert words.endswith(": this is a bug of rtlint, please report it with the lines above")
        assert SECRET not in words
        assert capsys.readouterr() == ("", words + "\n")

    talked(play)


def test_a_bug_in_a_request_is_its_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(_params: types.HoverParams) -> None:
        raise ZeroDivisionError("division by zero")

    async def play() -> None:
        talk = Talk()
        talk.server.protocol.fm.features.pop("textDocument/hover", None)
        talk.server.feature("textDocument/hover")(broken)
        await talk.begin(tmp_path)
        position = {"textDocument": {"uri": "file:///a.yaml"}, "position": {"line": 0, "character": 0}}
        answer = await talk.ask("textDocument/hover", position)
        assert (answer["code"], answer["message"]) == (-32603, "ZeroDivisionError: division by zero")
        assert [one["method"] for one in talk.said] == ["window/logMessage"]
        assert "this is a bug of rtlint" in capsys.readouterr().err

    talked(play)
