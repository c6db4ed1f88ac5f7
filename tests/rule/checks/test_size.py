"""How much instructions and tools take, counted in characters and told in tokens."""

import datetime

import pytest

from rtlint.lint import Linter
from rtlint.rule.pack import built_in
from rtlint.text.source import Source

PACK = built_in()
TOOL = "{type: function, name: a}"
AS_JSON = '[{"type":"function","name":"a"}]'


def said(text: str) -> list[str]:
    result = Linter(PACK, ["RT704"], as_of=datetime.date(2026, 11, 22)).lint(Source("a.yaml", text))
    assert result is not None
    return [f"{one.location.row}:{one.location.column} {one.severity.value} {one.message}" for one in result.findings]


def session(model: str, characters: int, rest: str = "") -> str:
    return f"type: realtime\nmodel: {model}\ninstructions: {'x' * characters}\n{rest}"


@pytest.mark.parametrize(
    ("model", "characters", "expected"),
    [
        (
            "gpt-realtime",
            70_000,
            'warning instructions and tools take about 17,500 tokens; "gpt-realtime" takes 16,384',
        ),
        (
            "gpt-realtime-1.5",
            65_535,
            'warning instructions and tools take about 16,400 tokens; "gpt-realtime-1.5" takes 16,384',
        ),
        (
            "gpt-realtime-2.1",
            280_000,
            'info instructions and tools take about 70,000 tokens, more than half of what "gpt-realtime-2.1" can hold',
        ),
    ],
)
def test_a_long_text(model: str, characters: int, expected: str) -> None:
    assert said(session(model, characters)) == [f"3:1 {expected}"]


@pytest.mark.parametrize(
    ("model", "characters"),
    [
        ("gpt-realtime", 65_400),
        ("gpt-realtime-2.1", 250_000),
        ("gpt-4o-realtime-preview", 280_000),
        ("gpt-unknown", 280_000),
        ("${MODEL}", 280_000),
    ],
)
def test_a_text_that_fits_or_a_model_that_nobody_knows(model: str, characters: int) -> None:
    assert said(session(model, characters)) == []


def test_tools_count_as_json_to_the_character() -> None:
    tools = f"tools: [{TOOL}]\n"
    most = 4 * 16_384 - len(AS_JSON) - len('""')
    assert said(session("gpt-realtime", most, tools)) == []
    assert len(said(session("gpt-realtime", most + 1, tools))) == 1


def test_a_comment_does_not_count() -> None:
    assert said(session("gpt-realtime", 10, f"# {'x' * 70_000}\n")) == []


def test_the_longer_part_is_told() -> None:
    description = "x" * 70_000
    text = session("gpt-realtime", 10, f"tools:\n- {{type: function, name: a, description: {description}}}\n")
    assert [line.split(" ")[0] for line in said(text)] == ["4:1"]
