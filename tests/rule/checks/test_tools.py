"""Checks of tools where their input is tricky: what makes a word the name of a tool, and second places."""

import datetime

import pytest

from rtlint.finding import Finding
from rtlint.lint import Linter
from rtlint.rule.pack import folder_built_in, read
from rtlint.text.source import Source

PACK = read(folder_built_in())


def found(code: str, text: str, path: str = "a.yaml") -> tuple[Finding, ...]:
    result = Linter(PACK, [code], as_of=datetime.date(2026, 11, 1)).lint(Source(path, text))
    return result.findings if result else ()


def said(code: str, text: str, path: str = "a.yaml") -> list[str]:
    return [
        f"{one.location.row}:{one.location.column}-{one.end_location.column} {one.message}"
        for one in found(code, text, path)
    ]


@pytest.mark.parametrize(
    ("instructions", "column"),
    [
        ("Call `find_order`.", 39),
        ("CALL the function `find_order`.", 52),
        ("Before, use the tool called `find_order` twice.", 62),
        ("Tools: `find_order`", 41),
        ("Ask first. `find_order` tool", 45),
        ("The `find_order` function", 38),
        ("using  `find_order`", 41),
        ("Call `find_order`, then call `find_order`", 39),
        ("Say `find_order`. Then use `find_order`", 38),
        ("`find_order`", None),
        ("Recall `find_order`", None),
        ("Call. `find_order`", None),
        ("Call them about the `find_order`", None),
        ("Call find_order", None),
        ("Call `find`, `FIND_ORDER`, `find-order`, `_find`, `find_`", None),
        ("Call `find_order", None),
        ("Call ``find_order``", None),
    ],
)
def test_a_word_beside_a_name_makes_it_a_tool(instructions: str, column: int | None) -> None:
    text = f"{{type: realtime, instructions: '{instructions}'}}"
    expected = "the instructions speak of a tool find_order, which is not declared"
    assert said("RT403", text) == ([f"1:{column}-{column + 10} {expected}"] if column else [])


def test_several_names_stand_where_they_are_written() -> None:
    text = "type: realtime\ninstructions: |\n  Call `a_b`.\n  Use `c_d`, call `a_b`.\n"
    assert said("RT403", text) == [
        "3:9-12 the instructions speak of a tool a_b, which is not declared",
        "4:8-11 the instructions speak of a tool c_d, which is not declared",
    ]


def test_a_name_that_is_written_with_escapes_is_told_at_the_whole_text() -> None:
    text = '{"type": "realtime", "instructions": "Call `a\\u005fb`."}'
    assert said("RT403", text, "a.json") == ["1:38-56 the instructions speak of a tool a_b, which is not declared"]


MCP = "type: realtime\ntools: [{type: mcp, server_label: a, "


BOTH = '"x" stands in always and in never'
OUTSIDE = '"x" is given an approval, and allowed_tools leaves it out'
EMPTY = "allowed_tools is empty, which shows the model no tool of this server"


@pytest.mark.parametrize(
    ("allowed", "approval", "messages"),
    [
        ("null", "{always: {tool_names: [x]}, never: {tool_names: [x]}}", [BOTH]),
        ("[x]", "{always: {tool_names: [x]}, never: {tool_names: [x]}}", [BOTH]),
        ("[search]", "{always: {tool_names: [x]}, never: {tool_names: [x]}}", [OUTSIDE, OUTSIDE]),
        ("{tool_names: [search]}", "{never: {tool_names: [x]}}", [OUTSIDE]),
        ("[xy]", "{never: {tool_names: [x]}}", [f"{OUTSIDE}; did you mean xy?"]),
        ("[]", "{never: {tool_names: [x]}}", [EMPTY]),
        ("null", "{never: {tool_names: [x]}}", []),
        ("[x]", "never", []),
        ("[x]", "{never: [y], always: null}", []),
        ("['${X}']", "{never: {tool_names: [y]}}", []),
    ],
)
def test_approvals_are_held_against_the_tools_that_are_allowed(
    allowed: str, approval: str, messages: list[str]
) -> None:
    text = f"{MCP}allowed_tools: {allowed}, require_approval: {approval}}}]"
    assert [one.message for one in found("RT405", text)] == messages


@pytest.mark.parametrize(
    ("code", "text", "place", "second"),
    [
        ("RT401", "tools: [{name: a}, {name: b}, {name: a}]", [(1, 38)], ["it stands here first 1:16"]),
        ("RT404", "tools: [{server_label: a}, {server_label: a}]", [(1, 43)], ["it stands here first 1:24"]),
        (
            "RT334",
            "type: realtime\ntools:\n- {type: mcp, headers: {AUTHORIZATION: x}, authorization: y}",
            [(3, 25)],
            ["authorization stands here 3:44"],
        ),
        (
            "RT334",
            "type: realtime\ntools:\n- {type: mcp, connector_id: c, headers: {Authorization: x}}",
            [(3, 42)],
            ["connector_id stands here 3:15"],
        ),
        (
            "RT405",
            f"{MCP}require_approval: {{always: {{tool_names: [x]}}, never: {{tool_names: [x]}}}}}}]",
            [(2, 105)],
            ["always has it here 2:79"],
        ),
    ],
)
def test_a_finding_shows_what_it_collides_with(
    code: str, text: str, place: list[tuple[int, int]], second: list[str]
) -> None:
    findings = found(code, text)
    assert [(one.location.row, one.location.column) for one in findings] == place
    assert [
        f"{other.message} {other.location.row}:{other.location.column}" for one in findings for other in one.related
    ] == second
