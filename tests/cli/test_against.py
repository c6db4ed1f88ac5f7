"""`rtlint check ANSWER --against FILE`: the report as ever, and beside it what the API made different."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

ASKED = "type: realtime\nmax_output_tokens: 5\ninstructions: ${WHO}\naudio: {output: {voice: '${VOICE}'}}\n"
SESSION = {
    "id": "sess_1",
    "type": "realtime",
    "model": "gpt-realtime-2.1",
    "max_output_tokens": "inf",
    "instructions": "I am here",
    "audio": {"output": {"voice": "cedar"}},
}
ANSWER = json.dumps({"value": "ek_" + "0123456789abcdef", "expires_at": 1_780_000_600, "session": SESSION})
UPDATED = json.dumps({"type": "session.updated", "event_id": "e", "session": {**SESSION, "object": "realtime.session"}})
DIFFERENT = """\
  session   sess_1, realtime
  model     gpt-realtime-2.1
  of its fields the API changed 2, filled in 1:
    session.max_output_tokens  inf, not 5
    session.instructions       I am here, not ${WHO}
    session.model              gpt-realtime-2.1, filled in
"""


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer, what asked for it, and others; one of two variables is set."""
    (tmp_path / ".git").mkdir()
    monkeypatch.setenv("WHO", "nobody-else")
    monkeypatch.delenv("VOICE", raising=False)
    texts = {
        "a.yaml": ASKED,
        "answer.json": ANSWER,
        "updated.json": UPDATED,
        "broken.yaml": "a: [",
        "two.yaml": "type: realtime\n---\ntype: realtime\n",
        "empty.yaml": "",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)


def test_the_differences_stand_beside_the_report(rtlint: Run) -> None:
    plain = rtlint("check", "answer.json")
    told = (
        "answer.json, which a.yaml asked for\n"
        "  secret    ek_012…\n"
        "  expires   2026-05-28 20:36:40 UTC, which is past\n" + DIFFERENT
    )
    assert (plain.status, plain.err) == (1, "")
    assert rtlint("check", "answer.json", "--against", "a.yaml") == (1, plain.out, told)


def test_the_report_stays_as_it_is_in_every_format(rtlint: Run) -> None:
    plain = rtlint("check", "answer.json", "--output", "json", "--exit-zero")
    done = rtlint("check", "answer.json", "--output", "json", "--exit-zero", "--against", "a.yaml")
    assert (done.status, done.out) == (plain.status, plain.out)
    assert done.err.endswith(DIFFERENT)


def test_an_event_of_the_server_is_an_answer_too(rtlint: Run) -> None:
    done = rtlint("check", "-", "--against", "a.yaml", stdin=UPDATED.encode())
    assert done.err == "<stdin>, which a.yaml asked for\n" + DIFFERENT


@pytest.mark.parametrize(
    ("paths", "file", "told"),
    [
        (["a.yaml"], "a.yaml", "a.yaml is no answer of the API, which has value, expires_at and session"),
        (["answer.json", "updated.json"], "a.yaml", "--against compares one answer, and there are 2"),
        (["answer.json"], "no.yaml", "no.yaml: the file cannot be read: no such file or directory"),
        (["no.json"], "a.yaml", "no.json: the file cannot be read: no such file or directory"),
        (["answer.json"], "two.yaml", "two.yaml holds 2 documents; --against compares one with one"),
        (["two.yaml"], "a.yaml", "two.yaml holds 2 documents; --against compares one with one"),
        (
            ["answer.json"],
            "updated.json",
            "updated.json cannot be what was asked for: it is an answer of the API, and not a request",
        ),
        (["answer.json"], "empty.yaml", "empty.yaml cannot be what was asked for: it holds no session"),
    ],
)
def test_mistakes(rtlint: Run, paths: list[str], file: str, told: str) -> None:
    assert rtlint("check", *paths, "--against", file) == (2, "", f"Error: {told}\n")


def test_a_file_that_breaks_off(rtlint: Run) -> None:
    done = rtlint("check", "answer.json", "--against", "broken.yaml")
    assert (done.status, done.out, done.err.startswith("Error: broken.yaml: ")) == (2, "", True)
