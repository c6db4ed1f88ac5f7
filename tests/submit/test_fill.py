"""Placeholders: what they become, what may not be said of them, and what nobody has set."""

# ruff: noqa: E501  # tables

import pytest

from rtlint.submit.fill import Missing
from rtlint.submit.prepare import Trouble
from rtlint.text.source import Span
from tests import asking


@pytest.mark.parametrize(
    ("text", "environment", "value"),
    [
        ("a: ${A}", {"A": "x"}, {"a": "x"}),
        ("a: ${A}-${B}${A}", {"A": "x", "B": "y"}, {"a": "x-yx"}),
        ("a: ${A:-b c}", {}, {"a": "b c"}),
        ("a: ${A:-b}", {"A": ""}, {"a": "b"}),
        ("a: '${A:-}'", {}, {"a": ""}),
        ("a: '${A}'", {"A": ""}, {"a": ""}),
        ("a: ${A:-b}}", {}, {"a": "b}"}),
        ("a: '${A:-${B}}'", {}, {"a": "${B}"}),
        ("a: $A ${1} ${A-b} $${B}", {"B": "x"}, {"a": "$A ${1} ${A-b} $x"}),
        ("${A}: 1", {"A": "x"}, {"x": 1}),
        ("a: |\n  b\n  ${A}\n", {"A": 'x\n"y"'}, {"a": 'b\nx\n"y"\n'}),
        ("a: >-\n  b\n  ${A}\n", {"A": "x"}, {"a": "b x"}),
        ("a: '${A}'", {"A": "${B}", "B": "x"}, {"a": "${B}"}),
        ("a: &a '${A}'\nb: *a\nc: &c {d: '${A}'}\ne: {<<: *c}", {"A": "x"}, {"a": "x", "b": "x", "c": {"d": "x"}, "e": {"d": "x"}}),
        ("- ['${A}']", {"A": "x"}, [["x"]]),
        ("a: 2026-01-01", {}, {"a": "2026-01-01"}),
    ],
)  # fmt: skip
def test_values(text: str, environment: dict[str, str], value: object) -> None:
    made = asking.fill(text, **environment)
    assert (made.value, made.missing) == (value, ())


def test_json_is_filled_in_like_yaml() -> None:
    made = asking.fill('{"a": "${A}", "${B}": ["${C:-1}"]}', "a.json", A='"', B="b")
    assert made.value == {"a": '"', "b": ["1"]}


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("max_output_tokens: ${A}", "100", {"max_output_tokens": 100}),
        ("max_output_tokens: '${A}'", "100", {"max_output_tokens": 100}),
        ("max_output_tokens: ${A}", "inf", {"max_output_tokens": "inf"}),
        ("max_output_tokens: ${A}", ".inf", {"max_output_tokens": ".inf"}),
        ("instructions: ${A}", "42", {"instructions": "42"}),
        ("instructions: ${A}", "null", {"instructions": "null"}),
        ("instructions: ${A}", "2026-01-01", {"instructions": "2026-01-01"}),
        ("instructions: ${A}", "", {"instructions": ""}),
        ("parallel_tool_calls: '${A}'", "true", {"parallel_tool_calls": True}),
        ("parallel_tool_calls: '${A}'", "maybe", {"parallel_tool_calls": "maybe"}),
        ("audio: {output: {speed: '${A}'}}", "1", {"audio": {"output": {"speed": 1}}}),
        ("audio: {output: {speed: '${A}'}}", "1.25", {"audio": {"output": {"speed": 1.25}}}),
        ("audio: {input: {turn_detection: '${A}'}}", "null", {"audio": {"input": {"turn_detection": None}}}),
        ("prompt: {id: p, variables: {n: '${A}'}}", "7", {"prompt": {"id": "p", "variables": {"n": "7"}}}),
        ("unknown: '${A}'", "7", {"unknown": "7"}),
        ("unknown: ${A}", "7", {"unknown": 7}),
    ],
)
def test_a_value_becomes_what_the_api_takes_at_its_place(text: str, written: str, value: dict[str, object]) -> None:
    whole = asking.job(f"type: realtime\n{text}\n", A=written)
    assert whole.order.body == {"session": {"type": "realtime", **value}}


def test_all_that_is_not_set_is_told_at_its_place() -> None:
    text = "type: realtime\ninstructions: |\n  ${A}\n  ${B:-b} ${C}\n${D}: '${A}'\n"
    assert asking.prepare(text).troubles == (
        Trouble("a.yaml:2:15", "the variable A is not set"),
        Trouble("a.yaml:2:15", "the variable C is not set"),
        Trouble("a.yaml:5:1", "the variable D is not set"),
        Trouble("a.yaml:5:7", "the variable A is not set"),
    )


def test_a_tag_is_for_another_program() -> None:
    made = asking.fill("a: !env A\nb: !env ${B}\nc: !!str ${C}\n", A="x", B="y", C="z")
    assert made.missing == (
        Missing("!env is for another program to fill in", Span(3, 9), ("a",)),
        Missing("!env is for another program to fill in", Span(13, 22), ("b",)),
    )


def test_two_keys_may_not_become_one() -> None:
    made = asking.fill("{a: {'${A}': 1, x: 2}}", A="x")
    assert made.missing == (Missing("once filled in, this key stands here twice", Span(16, 17), ("a",)),)


def test_what_may_not_be_told_is_known() -> None:
    text = "type: realtime\nmodel: ${MODEL}\ntools:\n- {type: mcp, authorization: 'Bearer ${X}', headers: {'${H}': '${API_KEY:-k}'}}\n"
    made = asking.fill(text, MODEL="m", X="first", H="X-Token", API_KEY="second")
    assert made.hidden == {"m": "${MODEL}", "first": "${X}", "X-Token": "${H}", "second": "${API_KEY}"}
    assert made.secret == {"first": "${X}", "second": "${API_KEY}"}
    assert made.written == {
        ("model",): "${MODEL}",
        ("tools", 0, "authorization"): "Bearer ${X}",
        ("tools", 0, "headers", "X-Token"): "${API_KEY:-k}",
    }


def test_a_path_leads_back_to_the_keys_of_the_file() -> None:
    made = asking.fill("'${A}': {'${B}': 1}\nc: 2\n", A="a", B="b")
    assert made.in_file(("a", "b")) == ("${A}", "${B}")
    assert made.in_file(("c",)) == ("c",)
