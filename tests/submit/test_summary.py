"""What is told of answers."""

import json
from typing import Any

import pytest

from rtlint import __version__
from rtlint.submit.account import Account
from rtlint.submit.answer import Answer
from rtlint.submit.hide import Hider
from rtlint.submit.refusal import Refusal
from rtlint.submit.run import Outcome
from rtlint.submit.summary import as_json, env, hider, table, text
from tests import asking

ASKED = """\
type: realtime
instructions: "${WHO}\\nbe kind"
max_output_tokens: 5
audio: {output: {voice: '${VOICE:-marin}'}}
tracing: auto
"""
MADE: dict[str, Any] = {
    "id": "sess_1",
    "object": "realtime.session",
    "type": "realtime",
    "model": "gpt-realtime",
    "instructions": "Somebody\nbe kind",
    "max_output_tokens": "inf",
    "audio": {"output": {"voice": "cedar", "speed": 1.0}},
}


def made(session: dict[str, Any] = MADE) -> Outcome:
    return asking.outcome(asking.job(ASKED, WHO="Somebody"), session)


def told(outcome: Outcome, head: str = "") -> str:
    return text(outcome, asking.NOW, hider(outcome, Account()), head)


def test_a_summary() -> None:
    assert told(made()) == (
        "a.yaml\n"
        "  secret    ek_012…\n"
        "  expires   2026-05-28 20:36:40 UTC, in 10 minutes\n"
        "  session   sess_1, realtime\n"
        "  model     gpt-realtime\n"
        "  of its fields the API changed 2, dropped 1, filled in 2:\n"
        "    session.max_output_tokens   inf, not 5\n"
        "    session.audio.output.voice  cedar, not ${VOICE:-marin}\n"
        "    session.audio.output.speed  1.0, filled in\n"
        "    session.tracing             dropped; auto was asked for\n"
        "    session.model               gpt-realtime, filled in\n"
    )


def test_a_session_as_it_was_asked_for() -> None:
    assert told(asking.outcome(asking.job("type: realtime"), {"type": "realtime"}), "x.json, kept") == (
        "x.json, kept\n"
        "  secret    ek_012…\n"
        "  expires   2026-05-28 20:36:40 UTC, in 10 minutes\n"
        "  session   without an id, realtime\n"
        "  the session is as it was asked for\n"
    )


def test_a_value_of_a_variable_is_told_by_its_name() -> None:
    outcome = made({**MADE, "instructions": "Somebody\nbe quick"})
    assert '    session.instructions        "${WHO}\\nbe quick", not "${WHO}\\nbe kind"\n' in told(outcome)


@pytest.mark.parametrize(
    ("got", "words"),
    [
        ("x" * 61, "x" * 59 + "…"),
        ("", '""'),
        ("5", '"5"'),
        (" a", '" a"'),
        ("\x1b[0m", '"\\u001b[0m"'),
        (False, "false"),
        ({"a": ["é"]}, '{"a": ["é"]}'),
    ],
)
def test_values_stand_on_one_line(got: object, words: str) -> None:
    outcome = asking.outcome(asking.job("type: realtime\ntracing: auto"), {"type": "realtime", "tracing": got})
    assert told(outcome).splitlines()[-1] == f"    session.tracing  {words}, not auto"


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (asking.END, "2026-05-28 20:36:40 UTC, in 10 minutes"),
        (asking.END - 540, "2026-05-28 20:27:40 UTC, in 60 seconds"),
        (asking.END - 599, "2026-05-28 20:26:41 UTC, in 1 second"),
        (asking.END - 600, "2026-05-28 20:26:40 UTC, which is past"),
        (10**30, f"at {10**30}, which is no time"),
    ],
)
def test_ends(end: int, words: str) -> None:
    outcome = Outcome(asking.job("type: realtime"), Answer(asking.SECRET, end, {}, None, ("session.x is new",)))
    assert told(outcome).splitlines()[2:] == [
        f"  expires   {words}",
        "  session   without an id, session",
        "  the session is as it was asked for",
        "  note: session.x is new",
    ]


def test_a_table_of_all() -> None:
    same = asking.outcome(asking.job("type: realtime", "long/name.yaml"), {"type": "realtime"})
    refused = Outcome(asking.job("type: realtime", "c.yaml"), refusal=Refusal("too many requests", "wait"))
    assert table([made(), same, refused], {"d.yaml": "2 errors"}, Account(), asking.NOW) == (
        "file            session  expires\n"
        "a.yaml          sess_1   in 10 minutes  changed 2, dropped 1, filled in 2\n"
        "long/name.yaml  -        in 10 minutes  as it was asked for\n"
        "c.yaml          -        -              too many requests\n"
        "d.yaml          -        -              not sent: 2 errors\n"
        "\n"
        "2 secrets for 4 documents\n"
    )


def test_the_environment_of_a_shell() -> None:
    assert env(Answer("ek_1", 5, {}, None)) == (
        "OPENAI_REALTIME_CLIENT_SECRET=ek_1\nOPENAI_REALTIME_CLIENT_SECRET_EXPIRES_AT=5\n"
    )


def test_json() -> None:
    refused = Refusal("the API refuses the request", "", 1, "session.voice", "no Somebody here", "req_1")
    outcomes = [made(), Outcome(asking.job(ASKED, "b.yaml", WHO="Somebody"), refusal=refused)]
    assert json.loads(as_json(outcomes, Account(), {"c.yaml": "1 error"})) == {
        "version": 1,
        "rtlint": __version__,
        "secrets": [
            {
                "path": "a.yaml",
                "document": 0,
                "value": asking.SECRET,
                "expires_at": asking.END,
                "session": {"id": "sess_1", "type": "realtime", "model": "gpt-realtime"},
                "differences": [
                    {"change": "changed", "at": "session.max_output_tokens", "asked": 5, "got": "inf"},
                    {
                        "change": "changed",
                        "at": "session.audio.output.voice",
                        "asked": "${VOICE:-marin}",
                        "got": "cedar",
                    },
                    {"change": "defaulted", "at": "session.audio.output.speed", "asked": None, "got": 1.0},
                    {"change": "dropped", "at": "session.tracing", "asked": "auto", "got": None},
                    {"change": "defaulted", "at": "session.model", "asked": None, "got": "gpt-realtime"},
                ],
            }
        ],
        "failures": [
            {
                "path": "b.yaml",
                "document": 0,
                "message": "the API refuses the request",
                "advice": "",
                "said": "no ${WHO} here",
                "param": "session.voice",
                "request_id": "req_1",
            },
            {
                "path": "c.yaml",
                "document": None,
                "message": "not sent: 1 error",
                "advice": "",
                "said": "",
                "param": None,
                "request_id": None,
            },
        ],
    }


def test_the_key_is_never_told() -> None:
    key = "sk-" + "abcdefghijklmnopqrstuv"
    outcome = made({**MADE, "instructions": f"{key} Somebody"})
    assert key not in text(outcome, asking.NOW, Hider(key)) + as_json([outcome], Account(key=key))
