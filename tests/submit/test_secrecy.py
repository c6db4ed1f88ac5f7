"""No byte of the API key, or of what a variable held, comes out anywhere but at the API; whatever the API answers."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.cli.conftest import Done, environment
from tests.submit.api import Api, Got, Reply, made, refusal
from tests.submit.conftest import KEY

SECRET = "ek_68af296e8e408191a1120ab6383263c2"
VALUES = {
    "CANARY_PROMPT": "CanaryPrompt says \"hi\"\nto 'Jörg' — 100%\\of it\tand goes on for much longer than any line",
    "CANARY_TOKEN": "CanaryToken+ü/Straße==",
    "CANARY_HEADER": "CanaryHeader-7f3b",
    "CANARY_SPEED": "1.37",
    "CANARY_URL": "https://canary.example/CanaryPath?a=b",
    "CANARY_SHORT": "Qz7",
}
FILE = """\
session:
  type: realtime
  model: gpt-realtime-2.1
  instructions: "${CANARY_PROMPT} ${CANARY_SHORT}"
  audio:
    output:
      speed: ${CANARY_SPEED}
  tools:
    - type: mcp
      server_label: shop
      server_url: ${CANARY_URL}
      authorization: ${CANARY_TOKEN}
      headers:
        X-Shop: ${CANARY_HEADER}
      require_approval: always
"""
PARTS = (
    KEY, KEY[12:], "CanaryOf", "CanaryPrompt", "goes on for much longer", "J\\u00f6rg", "Jörg", "CanaryToken", "Straße",
    "CanaryHeader", "7f3b", "1.37", "canary.example", "CanaryPath", "Qz7",
)  # fmt: skip
"""What must not come out, also in pieces."""


def echoed(got: Got) -> Reply:
    """All that was sent, in the words of an error."""
    return refusal(400, f"Bad request: {got.body.decode()} with {got.headers['authorization']}")


def echoed_at(path: str, value: Callable[[Got], object]) -> Callable[[Got], Reply]:
    return lambda got: refusal(400, f"Invalid value: {value(got)!r}. It must be another.", param=path)


def session(got: Got) -> dict[str, object]:
    found: dict[str, object] = got.json["session"]
    return found


def changed(got: Got) -> Reply:
    """The session with each of the values in other places, shapes and lengths."""
    whole = json.loads(made(got).body)
    asked = whole["session"]
    asked["id"] = f"sess_{VALUES['CANARY_HEADER']}"
    asked["echo"] = {VALUES["CANARY_HEADER"]: [VALUES["CANARY_TOKEN"], {"text": VALUES["CANARY_PROMPT"][:50]}]}
    asked["audio"]["output"]["speed"] = 1.370
    asked["instructions"] = asked["instructions"][:70] + "!"
    asked["tools"] = [*asked["tools"], {"type": "mcp", "server_label": VALUES["CANARY_URL"]}]
    asked["audio"]["output"]["speed"] = "1.37 times"
    asked["tracing"] = {"group_id": quote(VALUES["CANARY_PROMPT"])}
    return Reply(200, json.dumps(whole).encode())


ANSWERS: dict[str, Callable[[Got], Reply]] = {
    "taken": made,
    "changed": changed,
    "dropped": lambda got: Reply(200, json.dumps({**json.loads(made(got).body), "session": {}}).encode()),
    "echoed": echoed,
    "echoed as it is": lambda got: Reply(400, got.body),
    "echoed with 500": lambda got: refusal(500, got.body.decode()),
    "instructions": echoed_at("session.instructions", lambda got: session(got)["instructions"]),
    "cut instructions": echoed_at("session.instructions", lambda got: str(session(got)["instructions"])[:30] + "…"),
    "speed": echoed_at("session.audio.output.speed", lambda _got: 1.37),
    "tools": echoed_at("session.tools[0].server_url", lambda got: session(got)["tools"]),
    "a key with stars": lambda _got: refusal(401, f"Incorrect API key provided: {KEY[:8]}*********{KEY[-4:]}."),
    "the key": lambda got: refusal(403, f"no: {got.headers['authorization']}"),
    "a place": lambda got: Reply(307, b"", {"Location": f"https://a.example/?key={KEY}&t={quote(str(got.body))}"}),
    "no answer": lambda got: Reply(200, got.body),
    "cut off": lambda got: Reply(200, got.body[:-20], length=10**6),
}
WAYS: dict[str, tuple[str, ...]] = {
    "a file": ("--output", "json", "--output-file", "out.json"),
    "several": ("b.yaml", "c.yaml"),
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.yaml").write_text(FILE)
    return folder


def submitted(place: Path, api: Api, *options: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    own = {name: str(place.parent / name) for name in ("HOME", "XDG_CACHE_HOME", "TMPDIR", "RTLINT_CACHE_DIR")}
    for folder in own.values():
        Path(folder).mkdir(exist_ok=True)
    told = {**environment(), **own, **VALUES, "OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": api.url, **more}
    command = [sys.executable, "-X", "dev", "-m", "rtlint", "submit", "a.yaml", "--retries", "0", *options]
    return subprocess.run(command, cwd=place, env=told, capture_output=True, check=False)


def files(place: Path) -> Iterator[tuple[str, bytes]]:
    for folder, _, names in os.walk(place.parent):
        for name in names:
            path = Path(folder, name)
            yield str(path.relative_to(place.parent)), path.read_bytes()


def leaks(place: Path, out: bytes, err: bytes) -> list[tuple[str, str]]:
    told = [("standard output", out), ("standard error", err), *files(place)]
    return [(where, part) for where, data in told for part in PARTS if part.encode() in data]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("answers", ANSWERS.values(), ids=ANSWERS.keys())
def test_nothing_comes_out(
    place: Path,
    api: Api,
    rtlint: Callable[..., Done],
    monkeypatch: pytest.MonkeyPatch,
    answers: Callable[[Got], Reply],
    way: tuple[str, ...],
) -> None:
    api.answers = answers
    for name, value in {**VALUES, "OPENAI_BASE_URL": api.url}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(place)
    done = rtlint("submit", "a.yaml", "--retries", "0", *way)
    assert done.status in (0, 1, 2), done.err
    assert leaks(place, done.out.encode(), done.err.encode()) == []
    assert_heard(api, 3 if "b.yaml" in way else 1)


@pytest.mark.parametrize("answers", [changed, echoed])
def test_nothing_comes_out_of_a_process_that_is_to_log(place: Path, api: Api, answers: Callable[[Got], Reply]) -> None:
    api.answers = answers
    done = submitted(place, api, "b.yaml", "c.yaml", OPENAI_LOG="debug")
    assert done.returncode in (0, 1), done.stderr.decode()
    assert leaks(place, done.stdout, done.stderr) == []
    assert_heard(api, 3)


def assert_heard(api: Api, count: int) -> None:
    """The API got it all, so that there was something to leak."""
    assert len(api.got) == count
    for got in api.got:
        assert got.headers["authorization"] == f"Bearer {KEY}"
        assert session(got)["instructions"] == f"{VALUES['CANARY_PROMPT']} {VALUES['CANARY_SHORT']}"


@pytest.mark.parametrize("log", ["debug", "info"])
def test_the_log_of_the_sdk_keeps_still(place: Path, api: Api, log: str) -> None:
    done = submitted(place, api, "--output", "value", OPENAI_LOG=log, HTTPX_LOG_LEVEL="debug")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{SECRET}\n".encode(), b"")


@pytest.mark.parametrize(
    ("way", "held"),
    [
        ((), []),
        (("--output", "json"), ["standard output"]),
        (("--output", "env"), ["standard output"]),
        (("--output", "value"), ["standard output"]),
        (("--output", "json", "--output-file", "out.json"), ["work/out.json"]),
        (("--output", "env", "--output-file", ".env"), ["work/.env"]),
        (("--output-file", "out.txt"), []),
    ],
)
def test_the_secret_goes_only_where_it_was_asked_to_go(
    place: Path, api: Api, way: tuple[str, ...], held: list[str]
) -> None:
    done = submitted(place, api, *way)
    told = [("standard output", done.stdout), ("standard error", done.stderr), *files(place)]
    assert [where for where, data in told if SECRET.encode() in data] == held
    assert done.returncode == 0
    for name in way[-1:]:
        path = place / name
        assert not path.exists() or path.stat().st_mode & 0o777 == 0o600


def test_a_wrong_set_up_tells_no_key(place: Path, api: Api) -> None:
    for more in (
        {"OPENAI_API_KEY": f"{KEY}\nX-A: b"},
        {"OPENAI_BASE_URL": KEY},
        {"OPENAI_BASE_URL": f"https://{KEY}@a"},
    ):
        done = submitted(place, api, **more)
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
        assert leaks(place, done.stdout, done.stderr) == []
    assert api.got == []
