"""Every word of a condition: when it holds, what it says nothing of, which spot it blames, what it says by default."""

# ruff: noqa: E501  # tables of whole messages

import datetime
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from rtlint.rule.condition import _VERBS, DEFAULT_MESSAGES, parameters
from rtlint.rule.model import Condition

Says = Callable[..., list[str]]
Words = dict[str, Any]

MODELS = {
    "models": {
        "gpt-realtime": {"role": "speech", "output": 4096},
        "gpt-*": {"role": "text"},
        "gpt-realtime-*": {"role": "family"},
        "whisper": {"role": "ears", "shutdown": "2026-11-01"},
    }
}

HOLDS: list[tuple[Words, str]] = [
    ({"const": 1}, "x: 1"),
    ({"const": 1}, "x: 1.0"),
    ({"const": True}, "x: true"),
    ({"const": None}, "x: null"),
    ({"const": [1, {"a": 2}]}, "x: [1.0, {a: 2}]"),
    ({"const": {"a": 1, "b": 2}}, "x: {b: 2, a: 1}"),
    ({"enum": ["a", 1, None]}, "x: a"),
    ({"enum": ["a", 1, None]}, "x: 1.0"),
    ({"enum": ["a", 1, None]}, "x: ~"),
    ({"type": "string"}, "x: text"),
    ({"type": "number"}, "x: 1"),
    ({"type": "number"}, "x: 1.5"),
    ({"type": "integer"}, "x: 1"),
    ({"type": "integer"}, "x: 1.0"),
    ({"type": "boolean"}, "x: false"),
    ({"type": "array"}, "x: []"),
    ({"type": "object"}, "x: {}"),
    ({"type": "null"}, "x: null"),
    ({"type": ["string", "null"]}, "x: null"),
    ({"minimum": 1}, "x: 1"),
    ({"maximum": 1}, "x: 1"),
    ({"maximum": 1.5}, "x: 1.5"),
    ({"multipleOf": 0.1}, "x: 0.3"),
    ({"multipleOf": 8}, "x: 24000"),
    ({"multipleOf": 8}, "x: 0"),
    ({"minLength": 2}, "x: ab"),
    ({"maxLength": 2}, "x: ab"),
    ({"maxLength": 1}, "x: 😀"),
    ({"pattern": "^a"}, "x: abc"),
    ({"pattern": "b"}, "x: abc"),
    ({"format": "date"}, 'x: "2026-11-30"'),
    ({"format": "http-url"}, "x: https://example.com/mcp"),
    ({"format": "uri"}, "x: urn:example:a"),
    ({"format": "uri"}, "x: https://example.com/mcp"),
    ({"minItems": 1}, "x: [a]"),
    ({"maxItems": 1}, "x: [a]"),
    ({"uniqueItems": True}, "x: [1, true, '1', [1], [true]]"),
    ({"uniqueItems": False}, "x: [1, 1]"),
    ({"present": True}, "x: null"),
    ({"requires": ["a", "b"]}, "x: {a: null, b: 1, c: 2}"),
    ({"excludes": ["a", "b"]}, "x: {c: 1}"),
    ({"exactly_one_of": ["a", "b"]}, "x: {b: 1, c: 2}"),
    ({"at_most_one_of": ["a", "b"]}, "x: {c: 1}"),
    ({"at_most_one_of": ["a", "b"]}, "x: {a: 1}"),
    ({"any_of": ["a", "b"]}, "x: {a: 1, b: 2}"),
    ({"only": ["a", "b"]}, "x: {a: 1}"),
    ({"unique_by": "name"}, "x: [{name: a}, {name: b}, {}, {}, plain]"),
    ({"unique_by": "name"}, "x: [{name: 1}, {name: true}]"),
    ({"fields": {"a": {"minimum": 1}}}, "x: {a: 1}"),
    ({"fields": {"a": {"minimum": 1}}}, "x: {b: 0}"),
    ({"fields": {"a.b": {"const": 1}}}, "x: {a: {b: 1}}"),
    ({"fields": {"a.b": {"const": 1}}}, "x: {a: text}"),
    ({"each": {"minimum": 1}}, "x: [1, 2]"),
    ({"each": {"minimum": 1}}, "x: []"),
    ({"in_values_of": "session.tools[*].name"}, "x: b\ntools: [{name: a}, {name: b}]"),
    ({"compare": {"to": "session.y", "op": "<"}}, "x: 1\ny: 2"),
    ({"compare": {"to": "session.y", "op": "<="}}, "x: 2\ny: 2.0"),
    ({"compare": {"to": "session.y", "op": ">"}}, "x: 3\ny: 2"),
    ({"compare": {"to": "session.y", "op": ">="}}, "x: 2\ny: 2"),
    ({"compare": {"to": "session.y", "op": "=="}}, "x: a\ny: a"),
    ({"compare": {"to": "session.y", "op": "!="}}, "x: true\ny: 1"),
    ({"compare": {"to": "session.y", "op": "<"}}, "x: 1"),
    ({"lookup": {"table": "models"}}, "x: whisper"),
    ({"lookup": {"table": "models", "where": {"role": {"const": "speech"}}}}, "x: gpt-realtime"),
    ({"lookup": {"table": "models", "where": {"role": {"const": "family"}}}}, "x: gpt-realtime-9"),
    ({"lookup": {"table": "models", "where": {"role": {"const": "text"}}}}, "x: gpt-9"),
    ({"lookup": {"table": "models", "where": {"shutdown": {"past": True}}}}, "x: whisper"),
    ({"past": True}, 'x: "2026-10-31"'),
    ({"past": True}, 'x: "2026-11-01"'),
    ({"past": False}, 'x: "2026-11-02"'),
    ({"not": {"const": 1}}, "x: 2"),
    ({"not": {"not": {"const": 1}}}, "x: 1"),
    ({"any": [{"const": 1}, {"type": "string"}]}, "x: text"),
    ({"any": [{"not": {"type": "number"}}, {"minimum": 3}]}, "x: [1]"),
    ({"each": {"fields": {"a": {"any": [{"const": 1}, {"const": 2}]}}}}, "x: [{a: 1}, {a: 2}]"),
    ({}, "x: anything"),
]

BLAMES: list[tuple[Words, str, list[str]]] = [
    ({"const": 1}, "x: true", ["1:4-1:8 x is true; it has to be 1"]),
    ({"const": True}, "x: 1", ["1:4-1:5 x is 1; it has to be true"]),
    ({"const": 1}, 'x: "1"', ['1:4-1:7 x is "1"; it has to be 1']),
    ({"const": [True]}, "x: [1]", ["1:4-1:7 x is [1]; it has to be [true]"]),
    ({"const": None}, "x: false", ["1:4-1:9 x is false; it has to be null"]),
    ({"enum": ["a", 1, None]}, "x: true", ['1:4-1:8 x is true; it takes "a", 1 or null']),
    ({"enum": ["a"]}, "x: A", ['1:4-1:5 x is "A"; it takes "a"']),
    ({"type": "number"}, "x: true", ["1:4-1:8 x is true; it takes number"]),
    ({"type": "integer"}, "x: 1.5", ["1:4-1:7 x is 1.5; it takes integer"]),
    ({"type": "integer"}, "x: true", ["1:4-1:8 x is true; it takes integer"]),
    ({"type": "object"}, "x: [a]", ['1:4-1:7 x is ["a"]; it takes object']),
    ({"type": ["string", "null"]}, "x: 1", ["1:4-1:5 x is 1; it takes string or null"]),
    ({"minimum": 1}, "x: 0.999", ["1:4-1:9 x is 0.999; the least is 1"]),
    ({"minimum": 1234567}, "x: 1", ["1:4-1:5 x is 1; the least is 1234567"]),
    ({"maximum": 1.25}, "x: 1.26", ["1:4-1:8 x is 1.26; the most is 1.25"]),
    ({"multipleOf": 0.1}, "x: 0.35", ["1:4-1:8 x is 0.35; it takes multiples of 0.1"]),
    ({"multipleOf": 8}, "x: .inf", ["1:4-1:8 x is .inf; it takes multiples of 8"]),
    ({"multipleOf": 0.5}, f"x: {'9' * 400}.7", ["1:4-1:406 x is .inf; it takes multiples of 0.5"]),
    ({"minLength": 2}, "x: a", ["1:4-1:5 x has 1 characters; it needs at least 2"]),
    ({"maxLength": 1}, "x: ab", ["1:4-1:6 x has 2 characters; it takes at most 1"]),
    ({"pattern": "^b"}, "x: abc", ['1:4-1:7 x is "abc"; it has to match ^b']),
    ({"format": "date"}, 'x: "2026-13-01"', ['1:4-1:16 x is "2026-13-01", which is no date']),
    ({"format": "date"}, 'x: "20261130"', ['1:4-1:14 x is "20261130", which is no date']),
    ({"format": "uri"}, "x: example.com/a:b", ['1:4-1:19 x is "example.com/a:b", which is no uri']),
    ({"format": "uri"}, 'x: "a b:c"', ['1:4-1:11 x is "a b:c", which is no uri']),
    ({"format": "http-url"}, "x: example.com", ['1:4-1:15 x is "example.com", which is no http-url']),
    ({"format": "http-url"}, "x: https://", ['1:4-1:12 x is "https://", which is no http-url']),
    ({"minItems": 1}, "x: []", ["1:4-1:6 x has 0 items; it needs at least 1"]),
    ({"maxItems": 1}, "x: [a, b]", ["1:4-1:10 x has 2 items; it takes at most 1"]),
    ({"uniqueItems": True}, "x: [a, b, a, a]", ['1:11-1:12 x[2] holds "a" twice', '1:14-1:15 x[3] holds "a" twice']),
    ({"uniqueItems": True}, "x: [{a: 1, b: 2}, {b: 2.0, a: 1}]", ["1:19-1:33 x[1] holds a mapping twice"]),
    ({"present": False}, "x: null", ["1:1-1:2 x does not belong here"]),
    ({"requires": ["a", "b"]}, "x: {c: 1}", ["1:1-1:2 a is missing", "1:1-1:2 b is missing"]),
    ({"requires": ["type", "name"]}, "x: {tpye: 1}", ["1:1-1:2 name is missing"]),
    ({"excludes": ["a", "b"]}, "x: {a: 1, c: 2, b: 3}", ["1:5-1:6 a does not belong here", "1:17-1:18 b does not belong here"]),
    (
        {"exactly_one_of": ["a", "b", "c"]},
        "x: {d: 1}",
        ["1:1-1:2 exactly one of a, b and c is needed, and none is given here"],
    ),
    (
        {"exactly_one_of": ["a", "b"]},
        "x: {a: 1, b: 2}",
        ["1:11-1:12 exactly one of a and b is needed, and a and b are given here"],
    ),
    (
        {"at_most_one_of": ["a", "b"]},
        "x: {b: 1, a: 2}",
        ["1:11-1:12 at most one of a and b may be given, and b and a are given here"],
    ),
    ({"any_of": ["a", "b"]}, "x: {c: 1}", ["1:1-1:2 one of a and b is needed"]),
    ({"any_of": ["a"]}, "x: {}", ["1:1-1:2 one of a is needed"]),
    ({"only": ["a", "b"]}, "x: {a: 1, c: 2}", ["1:11-1:12 c does not belong here; only a, b do"]),
    ({"unique_by": "name"}, "x: [{name: a}, {name: b}, {name: a}]", ['1:34-1:35 x[2].name is "a" a second time']),
    ({"fields": {"a": {"minimum": 1}}}, "x: {a: 0}", ["1:8-1:9 a is 0; the least is 1"]),
    ({"fields": {"a.b": {"const": 1}}}, "x: {a: {b: 2}}", ["1:12-1:13 b is 2; it has to be 1"]),
    ({"each": {"minimum": 1}}, "x: [1, 0, a, -1]", ["1:8-1:9 x[1] is 0; the least is 1", "1:14-1:16 x[3] is -1; the least is 1"]),
    (
        {"in_values_of": "session.tools[*].name"},
        "x: c\ntools: [{name: a}]",
        ['1:4-1:5 x is "c", which nothing at session.tools[*].name is'],
    ),
    ({"in_values_of": "session.tools[*].name"}, "x: c", ['1:4-1:5 x is "c", which nothing at session.tools[*].name is']),
    ({"compare": {"to": "session.y", "op": "<"}}, "x: 2\ny: 2", ["1:4-1:5 x is 2; it has to be < 2"]),
    ({"compare": {"to": "session.y", "op": "=="}}, "x: 1\ny: true", ["1:4-1:5 x is 1; it has to be == true"]),
    ({"compare": {"to": "session.y", "op": "!="}}, "x: a\ny: a", ['1:4-1:5 x is "a"; it has to be != "a"']),
    ({"lookup": {"table": "models"}}, "x: whispr", ['1:4-1:10 x is "whispr", which does not fit']),
    (
        {"lookup": {"table": "models", "where": {"role": {"const": "speech"}}}},
        "x: gpt-realtime-9",
        ['1:4-1:18 x is "gpt-realtime-9", which does not fit'],
    ),
    ({"lookup": {"table": "models"}}, "x: 3", ["1:4-1:5 x is 3, which does not fit"]),
    ({"past": True}, 'x: "2026-11-02"', ['1:4-1:16 x is "2026-11-02"']),
    ({"past": False}, 'x: "2026-11-01"', ['1:4-1:16 x is "2026-11-01"']),
    ({"past": True}, "x: 3", ["1:4-1:5 x is 3"]),
    ({"not": {"const": 1}}, "x: 1", ["1:4-1:5 x is 1"]),
    ({"not": {"any": [{"const": 1}, {"const": 2}]}}, "x: 2", ["1:4-1:5 x is 2"]),
    ({"any": [{"const": 1}, {"type": "string"}]}, "x: 2", ["1:4-1:5 x is 2, which does not fit"]),
    ({"any": []}, "x: 2", ["1:4-1:5 x is 2, which does not fit"]),
    (
        {"each": {"fields": {"a": {"not": {"enum": [1, 2]}}}}},
        "x: [{a: 3}, {a: 2}]",
        ["1:17-1:18 a is 2"],
    ),
]  # fmt: skip  # a table

OF_ONE_TYPE: list[tuple[Words, str]] = [
    ({"minimum": 5}, "number"),
    ({"maximum": -5}, "number"),
    ({"multipleOf": 7}, "number"),
    ({"minLength": 99}, "string"),
    ({"maxLength": 0}, "string"),
    ({"pattern": "^no"}, "string"),
    ({"format": "http-url"}, "string"),
    ({"minItems": 9}, "array"),
    ({"maxItems": 0}, "array"),
    ({"uniqueItems": True}, "array"),
    ({"each": {"const": 0}}, "array"),
    ({"unique_by": "a"}, "array"),
    ({"requires": ["z"]}, "object"),
    ({"excludes": ["a"]}, "object"),
    ({"exactly_one_of": ["y", "z"]}, "object"),
    ({"at_most_one_of": ["a", "b"]}, "object"),
    ({"any_of": ["y", "z"]}, "object"),
    ({"only": ["z"]}, "object"),
    ({"fields": {"a": {"const": 0}}}, "object"),
]
SAMPLES = {
    "number": "1",
    "string": "text",
    "boolean": "true",
    "null": "null",
    "array": "[{a: 1}, {a: 1}]",
    "object": "{a: 1, b: 1}",
}


def name(words: Words) -> str:
    return "-".join(words) or "nothing"


def bare(findings: list[str]) -> list[str]:
    return [finding.replace(" error VP1:", "") for finding in findings]


@pytest.mark.parametrize(("words", "text"), HOLDS, ids=[f"{name(words)}: {text}" for words, text in HOLDS])
def test_a_condition_that_holds_says_nothing(says: Says, words: Words, text: str) -> None:
    assert says(words, text, tables=MODELS) == []


@pytest.mark.parametrize(
    ("words", "text", "findings"), BLAMES, ids=[f"{name(words)}: {text[:40]}" for words, text, _ in BLAMES]
)
def test_a_condition_that_does_not_hold_blames_its_spot(
    says: Says, words: Words, text: str, findings: list[str]
) -> None:
    assert bare(says(words, text, tables=MODELS)) == findings


@pytest.mark.parametrize(("words", "type_"), OF_ONE_TYPE, ids=[name(words) for words, _ in OF_ONE_TYPE])
def test_a_word_about_one_type_says_nothing_of_the_others(says: Says, words: Words, type_: str) -> None:
    spoke = [sample for sample, text in SAMPLES.items() if says(words, f"x: {text}")]
    assert spoke == [type_]


@pytest.mark.parametrize("text", ["x: ${X}", 'x: "a ${X:-b} c"', "x: !env X"])
@pytest.mark.parametrize("words", [words for words, _, _ in BLAMES if name(words) != "present"], ids=name)
def test_a_value_that_is_not_known_yet_is_not_blamed(says: Says, words: Words, text: str) -> None:
    found = [finding for finding in says(words, text, tables=MODELS) if "VP1" in finding]
    assert found == []


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ({"fields": {"a": {"const": 1}}}, "x: {a: ${A}}"),
        ({"each": {"const": 1}}, "x: [1, ${A}]"),
        ({"uniqueItems": True}, "x: [${A}, ${A}]"),
        ({"unique_by": "name"}, "x: [{name: ${A}}, {name: ${A}}]"),
        ({"in_values_of": "session.y[*]"}, "x: a\ny: [b, ${Y}]"),
        ({"in_values_of": "session.y[*].z"}, "x: a\ny: ${Y}"),
        ({"in_values_of": "session.y[*].z"}, "x: a\ny: [{z: b}, ${Y}]"),
        ({"compare": {"to": "session.y", "op": "<"}}, "x: 3\ny: ${Y}"),
        ({"compare": {"to": "session.y", "op": "=="}}, "x: a\ny: ${Y}"),
    ],
    ids=lambda value: value if isinstance(value, str) else name(value),
)
def test_nothing_is_blamed_for_a_neighbour_that_is_not_known_yet(says: Says, words: Words, text: str) -> None:
    assert says(words, text) == []


def test_a_key_whose_value_is_not_known_yet_is_there(says: Says) -> None:
    assert says({"present": False}, "x: ${X}") == ["1:1-1:2 error VP1: x does not belong here"]


def test_of_several_words_each_broken_one_speaks(says: Says) -> None:
    words = {"minimum": 10, "multipleOf": 5, "type": "integer", "maximum": 99}
    assert bare(says(words, "x: 3.5")) == [
        "1:4-1:7 x is 3.5; it takes integer",
        "1:4-1:7 x is 3.5; it takes multiples of 5",
        "1:4-1:7 x is 3.5; the least is 10",
    ]
    assert says(words, "x: 15") == []


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("gpt-realtime", "speech"),
        ("gpt-realtime-", "family"),
        ("gpt-realtime-mini", "family"),
        ("gpt-4o", "text"),
        ("gpt-", "text"),
    ],
)
def test_an_exact_row_beats_a_pattern_and_a_longer_pattern_a_shorter(says: Says, key: str, role: str) -> None:
    roles = ("speech", "family", "text", "ears")
    asked = {one: {"lookup": {"table": "models", "where": {"role": {"const": one}}}} for one in roles}
    assert [one for one, words in asked.items() if not says(words, f"x: {key}", tables=MODELS)] == [role]


@pytest.mark.parametrize("condition", [{"const": 1}, {"maximum": 1}, {"not": {"const": 1}}, {"present": False}, {}])
def test_a_row_without_the_column_does_not_fit(says: Says, condition: Words) -> None:
    words = {"lookup": {"table": "models", "where": {"output": condition}}}
    assert bare(says(words, "x: whisper", tables=MODELS)) == ['1:4-1:11 x is "whisper", which does not fit']


def test_a_day_is_past_on_the_day_itself(says: Says) -> None:
    verdicts = [not says({"past": True}, 'x: "2026-07-23"', as_of=datetime.date(2026, 7, day)) for day in (22, 23, 24)]
    assert verdicts == [False, True, True]


def test_lookup_gives_the_names_and_a_near_one_to_the_message(judge: Says, make: Callable[..., Any]) -> None:
    fields: dict[str, Any] = {"select": "session.x", "assert": {"lookup": {"table": "models"}}}
    one = make(message="{key} is {value}; there are {names}{hint}", **fields)
    assert judge([one], "x: whispr\n", tables=MODELS) == [
        '1:4-1:10 error VP1: x is "whispr"; there are gpt-realtime or whisper; did you mean whisper?'
    ]


def test_any_gives_the_words_of_its_last_condition_to_the_message(judge: Says, make: Callable[..., Any]) -> None:
    condition = {"any": [{"const": "inf"}, {"enum": ["a", "b"]}]}
    one = make(message="{key} takes {enum}", select="session.x", **{"assert": condition})
    assert judge([one], "x: 1") == ['1:4-1:5 error VP1: x takes "a" or "b"']


def test_every_field_of_a_condition_has_a_verb_and_every_verb_a_field() -> None:
    fields = {field.encode_name for field in msgspec.structs.fields(Condition)}
    assert set(_VERBS) == fields


def test_every_verb_that_blames_has_a_default_message() -> None:
    assert set(_VERBS) - set(DEFAULT_MESSAGES) == {"fields", "each"}, "these two blame in the words of others"
    assert set(DEFAULT_MESSAGES) - set(_VERBS) == set()


def test_the_tables_above_break_and_meet_every_verb() -> None:
    met = {verb for words, _ in HOLDS for verb in words}
    broken = {verb for words, _, _ in BLAMES for verb in words}
    assert met == broken == set(_VERBS)


PARAMETERS: list[tuple[Words, dict[str, str]]] = [
    ({"minimum": 0.25, "maximum": 7200}, {"minimum": "0.25", "maximum": "7200"}),
    ({"const": "inf"}, {"const": '"inf"'}),
    ({"const": ["a", 1]}, {"const": '["a", 1]'}),
    ({"enum": ["a", 1, None]}, {"enum": '"a", 1 or null'}),
    ({"type": ["object", "null"], "pattern": "^a$"}, {"type": "object or null", "pattern": "^a$"}),
    ({"exactly_one_of": ["a", "b"], "present": True}, {"exactly_one_of": "a or b", "present": "true"}),
    ({"minimum": 1, "any": [{"minimum": 5}, {"not": {"maximum": 9}}]}, {"minimum": "1", "maximum": "9"}),
    ({"fields": {"rate": {"const": 24000}}, "each": {"maxLength": 8}}, {"const": "24000", "maxLength": "8"}),
    ({"lookup": {"table": "models"}, "compare": {"to": "session.a", "op": "<"}}, {}),
]


@pytest.mark.parametrize(("words", "expected"), PARAMETERS, ids=[name(words) for words, _ in PARAMETERS])
def test_a_message_may_use_what_a_condition_asks_for(words: Words, expected: dict[str, str]) -> None:
    assert parameters(msgspec.convert(words, Condition)) == expected
