"""Secrets are found where they stand, what only looks like one is not, and no output shows them."""

import datetime
import json

import pytest

from rtlint.finding import Report
from rtlint.lint import Linter
from rtlint.report import formats, renderer
from rtlint.report._style import Style
from rtlint.result import report
from rtlint.rule.pack import built_in
from rtlint.text.source import Source

PACK = built_in()
CODES = ["RT601", "RT602", "RT603"]
KEY = "sk-proj-EXAMPLEEXAMPLEEXAMPLE0000"
LEGACY = "sk-abcdefghij0123456789T3BlbkFJABCDEFGHIJ0123456789"
CLIENT = "ek_EXAMPLEEXAMPLEEXAMPLE0000"
TOKEN = "tq8Zk2vLwRmN4x"


def linted(text: str, path: str = "a.yaml") -> Report:
    linter = Linter(PACK, CODES, as_of=datetime.date(2026, 11, 22))
    result = linter.lint(Source(path, text))
    assert result is not None
    return report([result], linter.cards)


def found(text: str) -> list[str]:
    return [
        f"{one.location.row}:{one.location.column}-{one.end_location.column} {one.severity.value} {one.code} {one.at}"
        for one in linted(text).findings
    ]


def tool(**fields: object) -> str:
    return json.dumps({"type": "realtime", "tools": [{"type": "mcp", "server_label": "a", **fields}]})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"type: realtime\ninstructions: Use {KEY}.\n", ["2:19-52 error RT601 instructions"]),
        (f"type: realtime\ninstructions: |\n  One.\n  Use {KEY}.\n", ["4:7-40 error RT601 instructions"]),
        (f"type: realtime\ninstructions: Use {LEGACY}.\n", ["2:19-70 error RT601 instructions"]),
        (f"type: realtime  # {KEY}\n", ["1:19-52 error RT601 "]),
        (f"type: realtime\n{KEY}: 1\n", ["2:1-34 error RT601 sk-pro…"]),
        (f"a: {KEY}\n---\nb: {KEY}\n", ["1:4-37 error RT601 a", "3:4-37 error RT601 b"]),
        (f"a: {KEY} {KEY}\n", ["1:4-37 error RT601 a", "1:38-71 error RT601 a"]),
        (f'a: "{KEY[:12]}\\\n  {KEY[12:]}"\n', ["1:4-25 error RT601 a"]),
        (f"a: &a {KEY}\nb: *a\n", ["1:7-40 error RT601 b"]),
        ("a: sk-ant-api03-EXAMPLEEXAMPLE\n", ["1:4-31 warning RT601 a"]),
        (f"value: {CLIENT}\n", ["1:8-36 error RT602 value"]),
        (f"session: {{type: realtime}}\nvalue: {CLIENT}\n", ["2:8-36 error RT602 value"]),
        (f"a: https://example.com/{CLIENT}/call\n", ["1:24-52 error RT602 a"]),
    ],
)
def test_keys_and_client_secrets_are_found_where_they_stand(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_key_is_told_alone_where_a_token_belongs_and_a_comment_silences_nothing() -> None:
    assert [one.code for one in linted(tool(authorization=KEY)).findings] == ["RT601"]
    text = f"# {CLIENT}\ntools:\n- {{type: mcp, server_label: a, authorization: {TOKEN}}}\n"
    assert found(text) == ["1:3-31 error RT602 ", "3:47-61 warning RT603 tools[0].authorization"]


@pytest.mark.parametrize(
    "text",
    [
        "sk-your-secret-key-goes-here",
        "sk-proj-your-secret-key-goes-here",
        "sk-XXXXXXXXXXXXXXXXXXXXXXXXXXXX",
        "sk-proj-xxxxxxxxxxxxxxxxxxxxxxxx",
        "sk-proj-...",
        "sk-abc123",
        "task-force-and-desk-coordinators-of-2026",
        "risk-EXAMPLEEXAMPLEEXAMPLE0000",
        "sk-learn-and-pandas-for-everybody",
        "ek_1234",
        "week_EXAMPLEEXAMPLEEXAMPLE0000",
        "${OPENAI_API_KEY}",
        "seek_and_find_everything_in_the_house",
    ],
)
def test_what_only_looks_like_a_key_is_none(text: str) -> None:
    assert found(f"type: realtime\ninstructions: Say {text} now.  # {text}\n") == []


@pytest.mark.parametrize(
    ("fields", "severity"),
    [
        ({"authorization": TOKEN}, "warning"),
        ({"authorization": f"Bearer {TOKEN}"}, "warning"),
        ({"authorization": f"ghp_{TOKEN}{TOKEN}"}, "error"),
        ({"authorization": f"${{T:-ghp_{TOKEN}{TOKEN}}}"}, "error"),
        ({"headers": {"authorization": f"Basic {TOKEN}"}}, "warning"),
        ({"headers": {"X-API-KEY": TOKEN}}, "warning"),
        ({"headers": {"Cookie": f"sid={TOKEN}"}}, "warning"),
        ({"headers": {"X-My-Token": TOKEN}}, "warning"),
        ({"headers": {"Client-Secret": TOKEN}}, "warning"),
        ({"headers": {"X-Anything": f"AKIA{TOKEN.upper()}"}}, "error"),
        ({"headers": {"Authorization": f"Bearer eyJhbGciOiJI.{TOKEN}.c2ln"}}, "error"),
        ({"server_url": f"https://a.example/mcp?token={TOKEN}"}, "warning"),
        ({"server_url": f"https://a.example/mcp?x=1&access_token={TOKEN}#top"}, "warning"),
        ({"server_url": f"https://a.example/mcp?apiKey={TOKEN}"}, "warning"),
        ({"server_url": f"https://{TOKEN}@a.example/mcp"}, "warning"),
        ({"server_url": f"https://user:{TOKEN}@a.example/mcp"}, "warning"),
        ({"server_url": f"https://a.example/mcp?key=ya29.{TOKEN}"}, "error"),
    ],
)
def test_tokens_that_are_written_out(fields: dict[str, object], severity: str) -> None:
    findings = linted(tool(**fields)).findings
    assert [(one.code, one.severity.value) for one in findings] == [("RT603", severity)]


@pytest.mark.parametrize(
    "fields",
    [
        {"authorization": "Bearer ${TOKEN}"},
        {"authorization": "${TOKEN:-none}"},
        {"authorization": "$TOKEN"},
        {"authorization": "Bearer {{ token }}"},
        {"authorization": "<token>"},
        {"authorization": "Bearer <your token>"},
        {"authorization": "%TOKEN%"},
        {"authorization": ""},
        {"authorization": "Bearer "},
        {"authorization": "Bearer"},
        {"authorization": "your-token-here"},
        {"authorization": "xxxxxxxxxxxx"},
        {"authorization": "..."},
        {"authorization": None},
        {"authorization": 5},
        {"headers": None},
        {"headers": {"X-Public-Key": TOKEN}},
        {"headers": {"X-Api-Key-Id": TOKEN}},
        {"headers": {"X-Api-Key": f"pk_live_{TOKEN}"}},
        {"headers": {"X-Token-Limit": "4096"}},
        {"headers": {"X-Max-Tokens": "4096"}},
        {"headers": {"X-Has-Token": "true"}},
        {"headers": {"X-Team": "the-desk-of-the-hotel"}},
        {"headers": {"Cookie": "sid=${SID}"}},
        {"server_url": "https://a.example/mcp?token=${TOKEN}"},
        {"server_url": "https://a.example/mcp?token={{token}}&max_tokens=4096"},
        {"server_url": "https://${USER}:${PASSWORD}@a.example/mcp"},
        {"server_url": "https://desk:${PASSWORD}@a.example/mcp"},
        {"server_url": "https://a.example/@desk/mcp?team=desk&sort_key=created"},
    ],
)
def test_placeholders_and_what_is_no_secret(fields: dict[str, object]) -> None:
    assert linted(tool(**fields)).findings == ()


def test_a_tag_is_a_placeholder() -> None:
    assert found("type: realtime\ntools: [{type: mcp, server_label: a, authorization: !env TOKEN_OF_THE_DESK}]\n") == []


@pytest.mark.parametrize(
    ("text", "secrets"),
    [
        (f"type: realtime  # {KEY}\ninstructions: |\n  {KEY}\n  {LEGACY}\n{CLIENT}: {CLIENT}\n", [KEY, LEGACY, CLIENT]),
        (f'a: "{KEY[:12]}\\\n  {KEY[12:]}"\nb: {CLIENT}\n', [KEY[12:], CLIENT]),
        (f'{{"value": "ek\\u005f{CLIENT[3:]}", "b": "{CLIENT}"}}', [CLIENT[3:]]),
        (tool(authorization=f"Bearer {TOKEN}"), [TOKEN]),
        (tool(headers={"X-Api-Key": TOKEN, "Cookie": f"sid={TOKEN}"}), [TOKEN]),
        (tool(server_url=f"https://user:{TOKEN}@a.example/?access_token={TOKEN}&x-api-key={TOKEN}"), [TOKEN]),
        (tool(server_url=f"https://{TOKEN}@a.example/"), [TOKEN]),
    ],
)
@pytest.mark.parametrize("output", formats())
def test_no_output_shows_a_secret(text: str, secrets: list[str], output: str) -> None:
    made = linted(text)
    assert made.findings
    shown = renderer(output)(made, Style())
    assert [secret for secret in secrets if secret[6:] in shown or secret[:7] in shown] == []
