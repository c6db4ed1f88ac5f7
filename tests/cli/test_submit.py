"""`rtlint submit` from outside: what is told before anything is sent, and what goes where once it was."""

# ruff: noqa: E501  # tables of whole messages

import json
import stat
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from rtlint import __version__
from rtlint.cli import _submitting
from rtlint.submit.account import Account
from rtlint.submit.answer import read
from rtlint.submit.compare import differences
from rtlint.submit.order import REALTIME
from rtlint.submit.prepare import Job
from rtlint.submit.refusal import Refusal
from rtlint.submit.run import Outcome

Run = Callable[..., Any]

KEY = "sk-" + "abcdefghijklmnopqrstuv"
SECRET = "ek_" + "0123456789abcdef"
CLEAN = "session: {type: realtime, instructions: '${WHO}'}\n"
LOUD = "session: {type: realtime, max_output_tokens: 5000}\n"
FAST = "session: {type: realtime, audio: {output: {speed: 2}}}\n"
WARNED = "1 warning in 1 file; rtlint check shows it\n"
HEAD = """\
POST https://api.openai.com/v1/realtime/client_secrets
Authorization: Bearer $OPENAI_API_KEY
Content-Type: application/json

"""
FAST_FOUND = """\
error[RT205] speed-range: speed is 2; the API takes 0.25 to 1.5
 --> {name}:1:51
  |
1 | session: {{type: realtime, audio: {{output: {{speed: 2}}}}}}
  |                                                   ^
  |
  = help: 1.0 is the natural speed
  = see: https://rtlint.github.io/rtlint/rules/speed-range/

1 error in 1 file
1 fixable with --fix --unsafe-fixes
"""


TABLE = """
file    session  expires
a.yaml  sess_1   in 10 minutes  filled in 1
c.yaml  -        -              too many requests
d.yaml  sess_3   in 10 minutes  filled in 1
b.yaml  -        -              not sent: 1 error
e.yaml  -        -              not sent: the variable NONE is not set

2 secrets for 5 documents
"""


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository of its own, and nobody's account."""
    (tmp_path / ".git").mkdir()
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WHO", "somebody")


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """In the place of the API: answers each request with its own session, and refuses those called `no`."""
    bodies: list[dict[str, Any]] = []

    def submitted(jobs: Sequence[Job], _account: Account, *_told: object) -> list[Outcome]:
        bodies.extend(job.order.body for job in jobs)
        return [answered(job, number) for number, job in enumerate(jobs, 1)]

    def answered(job: Job, number: int) -> Outcome:
        session = job.order.body["session"]
        if session.get("instructions") == "no":
            return Outcome(job, refusal=Refusal("too many requests", "try again later", said="slow down"))
        got = {**session, "id": f"sess_{number}", "object": "realtime.session", "model": "gpt-realtime"}
        body = {"value": f"{SECRET}{number}", "expires_at": 4_000_000_000, "session": got}
        return Outcome(job, read(json.dumps(body).encode(), REALTIME), differences(session, got))

    monkeypatch.setattr(_submitting, "submitted", submitted)
    monkeypatch.setattr(_submitting, "datetime", _Clock)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    return bodies


class _Clock:
    """Ten minutes before all secrets end."""

    import datetime as _real

    UTC = _real.UTC

    class datetime:  # noqa: N801  # as the module has it
        """The class of the module."""

        @staticmethod
        def now(zone: Any) -> Any:
            return _Clock._real.datetime.fromtimestamp(4_000_000_000 - 600, zone)


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., None]:
    """`put({name: text})`."""

    def write(texts: dict[str, str]) -> None:
        for name, text in texts.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)

    return write


def summary(name: str, number: int = 1) -> str:
    return (
        f"{name}\n  secret    ek_012…\n  expires   2096-10-02 07:06:40 UTC, in 10 minutes\n  session   sess_{number}, realtime\n"
        "  model     gpt-realtime\n  of its fields the API filled in 1:\n    session.model  gpt-realtime, filled in\n"
    )


def test_a_dry_run_needs_no_key_and_no_sdk(rtlint: Run, put: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    put({"a.yaml": CLEAN})
    body = '{\n  "session": {\n    "type": "realtime",\n    "instructions": "somebody"\n  }\n}\n'
    assert rtlint("submit", "a.yaml", "--dry-run") == (0, HEAD + body, "")
    assert rtlint("submit", "-", "--dry-run", stdin=CLEAN.encode()) == (0, HEAD + body, "")


def test_a_dry_run_as_json(rtlint: Run, put: Run) -> None:
    put({"agents/a.yaml": CLEAN, "agents/b.yaml": "session: {type: transcription, audio: {input: {transcription: {model: whisper-1}}}}\n"})  # fmt: skip
    done = rtlint("submit", "agents", "--dry-run", "--output", "json")
    made = json.loads(done.out)
    assert (done.status, made["version"], made["rtlint"]) == (0, 1, __version__)
    assert [(one["path"], one["body"]["session"]["type"]) for one in made["requests"]] == [
        ("agents/a.yaml", "realtime"),
        ("agents/b.yaml", "transcription"),
    ]


@pytest.mark.parametrize("output", ["env", "value"])
def test_a_dry_run_has_no_secret(rtlint: Run, put: Run, output: str) -> None:
    put({"a.yaml": CLEAN})
    told = f"Error: --dry-run has no secret, which --output {output} is for; it prints text or json\n"
    assert rtlint("submit", "a.yaml", "--dry-run", "--output", output) == (2, "", told)


def test_errors_are_shown_as_check_does(rtlint: Run, put: Run) -> None:
    put({"a.yaml": FAST})
    assert rtlint("submit", "a.yaml", "--dry-run") == (1, "", FAST_FOUND.format(name="a.yaml"))
    assert rtlint("check", "a.yaml").out == FAST_FOUND.format(name="a.yaml")


def test_warnings_are_counted_and_sent(rtlint: Run, put: Run) -> None:
    put({"a.yaml": LOUD, "b.yaml": LOUD})
    done = rtlint("submit", "a.yaml", "--dry-run")
    assert (done.status, done.err) == (0, WARNED)
    assert rtlint("submit", ".", "--dry-run").err == "2 warnings in 2 files; rtlint check shows them\n"
    refused = rtlint("submit", "a.yaml", "--dry-run", "--strict")
    assert (refused.status, refused.out) == (1, "")
    assert refused.err == rtlint("check", "a.yaml").out


def test_what_is_suppressed_or_known_refuses_nothing(rtlint: Run, put: Run) -> None:
    put({"a.yaml": FAST, "b.yaml": FAST.replace("\n", " # rtlint: ignore[RT205] -- our proxy\n")})
    rtlint("baseline", "write", "a.yaml")
    put({"rtlint.toml": 'baseline = ".rtlint-baseline.json"\n'})
    done = rtlint("submit", "a.yaml", "b.yaml", "--dry-run", "--strict")
    assert (done.status, done.err, done.out.count("POST")) == (0, "", 2)


def test_all_variables_that_are_not_set(rtlint: Run, put: Run) -> None:
    put({"a.yaml": "session:\n  type: realtime\n  instructions: ${NOBODY}\n  model: ${NOTHING}\n"})
    told = "a.yaml:3:17: the variable NOBODY is not set\na.yaml:4:10: the variable NOTHING is not set\n"
    assert rtlint("submit", "a.yaml", "--dry-run") == (2, "", told)


def test_an_error_that_comes_of_a_value_does_not_tell_it(
    rtlint: Run, put: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPEED", "7.125")
    put({"a.yaml": "session: {type: realtime, audio: {output: {speed: '${SPEED}'}}}\n"})
    assert rtlint("submit", "a.yaml", "--dry-run") == (
        1,
        "",
        """\
error[RT205] speed-range: once ${SPEED} is filled in: speech speed outside the range that the API takes
 --> a.yaml:1:51
  |
1 | session: {type: realtime, audio: {output: {speed: '${SPEED}'}}}
  |                                                   ^^^^^^^^^^
  |
  = help: 1.0 is the natural speed
  = see: https://rtlint.github.io/rtlint/rules/speed-range/

1 error in 1 file
""",
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["notes"], "Error: there is no session config to submit\n"),
        (["a.yaml"], "Error: there is no key: set OPENAI_API_KEY, or see what would be sent with --dry-run\n"),
        (["a.yaml", "-"], "Error: - stands alone: standard input is one document\n"),
        (["a.yaml", "b.yaml", "--api-key", KEY, "--output", "value"], "Error: --output value is for one secret, and there are 2; --output json holds several\n"),
        (["a.yaml", "--api-key", KEY, "--output-file", "no/x"], "Error: no/x cannot be written: its folder is not there\n"),
        (["a.yaml", "--api-key", KEY, "--output-file", "notes"], "Error: notes cannot be written: it is no regular file\n"),
        (["answer.json"], "answer.json:1:1: it is an answer of the API, and not a request\n"),
    ],
)  # fmt: skip
def test_mistakes(rtlint: Run, put: Run, arguments: list[str], told: str) -> None:
    answer = json.dumps({"value": SECRET, "expires_at": 1, "session": {"type": "realtime"}})
    put({"a.yaml": CLEAN, "b.yaml": CLEAN, "notes/x.yaml": "a: 1\n", "answer.json": answer})
    assert rtlint("submit", *arguments) == (2, "", told)


def test_what_cannot_be_read_is_found_as_check_finds_it(rtlint: Run, put: Run) -> None:
    put({"empty.yaml": "", "broken.yaml": "session: {", "beta.yaml": "{type: realtime, voice: marin}\n"})
    paths = ("nowhere.yaml", "empty.yaml", "broken.yaml", "beta.yaml")
    assert rtlint("submit", *paths) == (1, "", rtlint("check", *paths).out)


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("text", summary("a.yaml")),
        ("value", f"{SECRET}1\n"),
        ("env", f"OPENAI_REALTIME_CLIENT_SECRET={SECRET}1\nOPENAI_REALTIME_CLIENT_SECRET_EXPIRES_AT=4000000000\n"),
    ],
)
def test_outputs(rtlint: Run, put: Run, api: list[dict[str, Any]], output: str, told: str) -> None:
    put({"a.yaml": CLEAN})
    assert rtlint("submit", "a.yaml", "--output", output) == (0, told, "")
    assert api == [{"session": {"type": "realtime", "instructions": "somebody"}}]


@pytest.mark.usefixtures("api")
def test_a_file_for_the_user_alone(rtlint: Run, put: Run, tmp_path: Path) -> None:
    put({"a.yaml": CLEAN, "secret": "old", "no.yaml": "session: {type: realtime, instructions: 'no'}\n"})
    file = tmp_path / "secret"
    file.chmod(0o644)
    assert rtlint("submit", "a.yaml", "--output", "value", "--output-file", "secret") == (0, "", "")
    assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == (f"{SECRET}1\n", 0o600)
    told = "no.yaml: too many requests; try again later (it says: slow down)\n"
    for output in ("value", "json", "text"):
        assert rtlint("submit", "no.yaml", "--output", output, "--output-file", "secret") == (1, "", told)
    assert file.read_text() == f"{SECRET}1\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "a.yaml", "no.yaml", "secret"]


@pytest.mark.usefixtures("api")
def test_one_failure_does_not_lose_the_others(rtlint: Run, put: Run) -> None:
    put({"a.yaml": CLEAN, "b.yaml": FAST, "c.yaml": CLEAN.replace("${WHO}", "no"), "d.yaml": "session: {type: realtime}\n", "e.yaml": CLEAN.replace("WHO", "NONE")})  # fmt: skip
    done = rtlint("submit", ".")
    assert done.err == (
        "e.yaml:1:41: the variable NONE is not set\n"
        + FAST_FOUND.format(name="b.yaml")
        + "c.yaml: too many requests; try again later (it says: slow down)\n"
    )
    assert done.out == summary("a.yaml") + "\n" + summary("d.yaml", 3) + TABLE
    assert done.status == 2


@pytest.mark.usefixtures("api")
def test_json_holds_several(rtlint: Run, put: Run) -> None:
    put({"a.yaml": CLEAN, "b.yaml": FAST, "c.yaml": CLEAN.replace("${WHO}", "no")})
    done = rtlint("submit", ".", "--output", "json")
    made = json.loads(done.out)
    assert done.status == 1
    assert [(one["path"], one["value"]) for one in made["secrets"]] == [("a.yaml", f"{SECRET}1")]
    assert [(one["path"], one["message"]) for one in made["failures"]] == [
        ("c.yaml", "too many requests"),
        ("b.yaml", "not sent: 1 error"),
    ]


def test_documents_inside_larger_files(rtlint: Run, put: Run, api: list[dict[str, Any]]) -> None:
    put({"rtlint.toml": "[[documents]]\nfiles = 'app*.yaml'\nat = 'agents.*'\n", "app.yaml": "agents:\n  a: {type: realtime, instructions: '${WHO}'}\n  b: {type: realtime}\n", "app-none.yaml": "x: 1\n"})  # fmt: skip
    done = rtlint("submit", ".")
    assert (done.status, done.err, [body["session"] for body in api]) == (
        0,
        "",
        [{"type": "realtime", "instructions": "somebody"}, {"type": "realtime"}],
    )
    assert [line for line in done.out.splitlines() if line.startswith("app")] == [
        "app.yaml, document 1",
        "app.yaml, document 2",
        "app.yaml, document 1  sess_1   in 10 minutes  filled in 1",
        "app.yaml, document 2  sess_2   in 10 minutes  filled in 1",
    ]
