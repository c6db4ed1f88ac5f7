"""Each word of a condition means to a validator what it means to the engine, of every value."""

import json
from typing import Any

import jsonschema
import msgspec
import pytest

from rtlint.api.request import ClientSecretRequest
from rtlint.lint import Linter
from rtlint.rule import pack as packs
from rtlint.rule.condition import build, holds
from rtlint.rule.model import Condition, Rule
from rtlint.schema.document import schema
from rtlint.schema.places import Places
from rtlint.schema.rules import binding, sayable
from rtlint.schema.structs import Structs
from rtlint.schema.words import UNSAYABLE, Unsayable, guarded, said
from rtlint.session.kinds import Kind
from rtlint.session.shape import plan
from rtlint.text.scalar import Placeholder
from rtlint.text.source import Source
from tests.schema.test_agreement import TODAY, errors, refusals

TABLES: Any = {"colours": {"red": {"warm": True}, "blue": {"warm": False}, "grey": {}}, "families": {"gpt-*": {}}}
CONDITIONS: list[dict[str, Any]] = [
    {"const": 1}, {"const": "a"}, {"const": None}, {"const": [1, True]}, {"enum": ["a", 2, False]},
    {"type": "string"}, {"type": ["integer", "null"]}, {"type": "number"}, {"type": "object"},
    {"minimum": 1}, {"maximum": 2.5}, {"minimum": 0, "maximum": 1}, {"multipleOf": 2},
    {"minLength": 2}, {"maxLength": 1}, {"pattern": "^[a-z]+$"}, {"format": "http-url"}, {"format": "uri"},
    {"minItems": 1}, {"maxItems": 1}, {"uniqueItems": True}, {"uniqueItems": False}, {"present": True},
    {"requires": ["a", "b"]}, {"excludes": ["a", "b"]}, {"only": ["a"]}, {"any_of": ["a", "b"]},
    {"exactly_one_of": ["a", "b", "c"]}, {"at_most_one_of": ["a", "b", "c"]}, {"at_most_one_of": ["a"]},
    {"exactly_one_of": ["a"]}, {"fields": {"a": {"const": 1}, "b.c": {"type": "string"}}},
    {"fields": {"a": {"present": False}}}, {"each": {"enum": ["a", 1]}}, {"each": {"type": "object"}, "minItems": 2},
    {"lookup": {"table": "colours"}}, {"lookup": {"table": "colours", "where": {"warm": {"const": True}}}},
    {"not": {"enum": ["a", 1]}}, {"not": {"type": "string"}}, {"not": {"pattern": "^a"}},
    {"not": {"lookup": {"table": "colours", "where": {"warm": {"const": False}}}}},
    {"any": [{"not": {"type": "string"}}, {"enum": ["a"]}]},
    {"any": [{"not": {"type": "array"}}, {"minItems": 1, "maxItems": 1, "each": {"enum": ["a", "b"]}}]},
    {"any": [{"not": {"type": ["string", "number"]}}, {"type": "integer", "minimum": 1}, {"const": "a"}]},
    {"any": [{"not": {"type": "object"}}, {"not": {"requires": ["a"]}}]}, {"any": [{"type": "null"}, {"const": "a"}]},
    {"not": {"any": [{"type": "number", "minimum": 2}, {"enum": [None, "a"]}]}},
    {"type": ["object", "null"], "requires": ["a"], "fields": {"a": {"enum": ["x", 1]}}},
]  # fmt: skip  # a table
VALUES: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    1.0,
    2,
    2.5,
    3,
    -4,
    10**30,
    "",
    "a",
    "b",
    "ab",
    "ab1",
    "red",
    "blue",
    "grey",
    "${A}",
    "a${A:-b}",
    "http://x",
    "HTTPS://x.y/z?q",
    "http://",
    "http:///a",
    "http://u@",
    "http://u@h",
    "http://a b",
    "mailto:x",
    "1:x",
    "urn:",
    [],
    [1],
    ["a"],
    ["a", 1],
    ["a", "a"],
    [1, True],
    [True, 1.0],
    [1, 1.0],
    ["${A}", "a"],
    [{}],
    [{}, {"a": 1}],
    {},
    {"a": 1},
    {"a": "x"},
    {"a": None},
    {"b": 1},
    {"a": 1, "b": 2},
    {"b": {"c": 1}},
    {"b": {"c": "x"}},
    {"b": []},
    {"a": "${A}", "b": {"c": "${A}"}},
    {"a": 1, "b": 2, "c": 3},
    {"c": 1},
    {"a": 2, "d": 1},
]


class Facts:
    """As much of a case as a condition asks for."""

    def __init__(self) -> None:
        self.tables = packs.Pack([], TABLES).lookup()

    def second(self, _words: str, _path: object, _part: str = "") -> tuple[()]:
        return ()


def valid(schema: Any, value: Any) -> bool:
    definitions = Structs(lenient=True).definitions
    whole = {"allOf": [schema], "definitions": definitions}
    return bool(jsonschema.Draft7Validator(whole).is_valid(value))


def known(value: Any) -> Any:
    """The value as a tree would hold it."""
    if isinstance(value, dict):
        return {key: known(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [known(inner) for inner in value]
    return Placeholder(value) if isinstance(value, str) and "${" in value else value


@pytest.mark.parametrize("given", CONDITIONS, ids=json.dumps)
def test_a_word_means_the_same_to_both(given: dict[str, Any]) -> None:
    condition, facts = msgspec.convert(given, Condition), Facts()
    made = guarded(condition, TABLES)
    jsonschema.Draft7Validator.check_schema(made)
    wrong = [
        value
        for value in VALUES
        if valid(made, value)
        != ("${" in str(value) and isinstance(value, str)) | holds(build(condition), known(value), facts)  # type: ignore[arg-type]  # as much of a case as it asks for
    ]
    assert wrong == []


def test_every_word_is_translated_or_left_out_for_a_reason() -> None:
    tried = {word for given in CONDITIONS for word in given}
    words = {field.encode_name for field in msgspec.structs.fields(Condition)}
    assert words - tried == {"unique_by", "in_values_of", "compare", "past"} == words & set(UNSAYABLE) - tried


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"unique_by": "name"}, "unique_by"),
        ({"in_values_of": "session.tools[*].name"}, "in_values_of"),
        ({"compare": {"to": "session.x", "op": "<"}}, "compare"),
        ({"past": True}, "past"),
        ({"format": "date"}, "format"),
        ({"multipleOf": 0.1}, "multipleOf"),
        ({"pattern": "(?i)sk-"}, "pattern"),
        ({"pattern": r"\Aa\Z"}, "pattern"),
        ({"lookup": {"table": "families"}}, "lookup"),
        ({"lookup": {"table": "colours", "where": {"warm": {"past": True}}}}, "lookup"),
        ({"any": [{"const": 1}, {"past": True}]}, "past"),
    ],
    ids=json.dumps,
)
def test_what_cannot_be_said_names_its_kind(given: dict[str, Any], word: str) -> None:
    with pytest.raises(Unsayable) as raised:
        said(msgspec.convert(given, Condition), TABLES)
    assert str(raised.value) == word
    assert word in UNSAYABLE


def made_up(**fields: Any) -> Rule:
    card = {"code": "RT999", "name": "made-up", "severity": "error", "since": "1", "summary": "-", "family": "value"}
    return msgspec.convert({**card, **fields}, Rule)


PLACED: dict[str, dict[str, Any]] = {
    "at a field": {"select": "session.audio.output.speed", "assert": {"minimum": 1}},
    "at one of two places of a struct": {
        "select": "session.audio.output.format.type",
        "assert": {"const": "audio/pcm"},
    },
    "at an item": {
        "select": "session.tools[*]",
        "when": {".type": {"const": "mcp"}},
        "assert": {"requires": ["headers"]},
    },
    "at a field of an item": {"select": "session.tools[*].name", "assert": {"maxLength": 3}},
    "where another place holds": {
        "select": "session.audio.output.speed",
        "when": {"session.model": {"pattern": "mini"}, "session.reasoning": {"present": False}},
        "assert": {"maximum": 1},
    },
    "where a key is there": {
        "select": "session.tool_choice",
        "when": {"session.tools": {"present": False}},
        "assert": {"present": False},
    },
    "in several clauses": {
        "select": "session.audio.output.speed",
        "assert": {"minimum": 1},
        "also": [{"select": "expires_after", "assert": {"requires": ["anchor"]}}],
    },
    "seeing placeholders": {
        "select": "session.instructions",
        "assert": {"not": {"pattern": "V"}},
        "placeholders": True,
    },
}
SESSIONS: list[dict[str, Any]] = [
    {},
    {"audio": {"output": {"speed": 0.5}}},
    {"audio": {"output": {"speed": 1.2}}},
    {"audio": {"output": {"speed": "${V}"}}},
    {"audio": {"output": {"speed": 1.2}}, "model": "gpt-mini"},
    {"audio": {"output": {"speed": 1.2}}, "model": "${MODEL_mini}"},
    {"audio": {"output": {"speed": 1.2}}, "model": "gpt-mini", "reasoning": {}},
    {"audio": {"output": {"format": {"type": "audio/pcmu"}}}},
    {"audio": {"input": {"format": {"type": "audio/pcmu"}}}},
    {"tools": [{"type": "mcp", "server_label": "a"}]},
    {"tools": [{"type": "mcp", "server_label": "a", "headers": {}}]},
    {"tools": [{"type": "function", "name": "long"}]},
    {"tools": [{"type": "function", "name": "abc"}, {"type": "${T}"}]},
    {"tool_choice": "auto"},
    {"tool_choice": "auto", "tools": []},
    {"tool_choice": "${T}"},
    {"instructions": "${V}"},
    {"instructions": "${W}"},
    {"instructions": "no V"},
]


@pytest.mark.parametrize("where", PLACED)
def test_a_clause_is_held_where_it_looks(where: str) -> None:
    pack = packs.Pack([made_up(**PLACED[where])], packs.built_in().tables)
    places = Places(plan(ClientSecretRequest))
    assert all(sayable(pack.rules[0], one, pack.tables, places) for one in binding(pack.rules[0]))
    linter = Linter(pack, ["RT999"], as_of=TODAY)
    validators = {name: jsonschema.Draft7Validator(schema(name, "7", pack)) for name in ("request", "session")}
    seen = set()
    for inner in SESSIONS:
        for name, value in _documents({"type": "realtime", **inner}):
            linter.kind = Kind(name)
            result = linter.lint(Source("a.json", json.dumps(value)))
            assert result is not None
            assert validators[name].is_valid(value) == (not result.findings), (value, result.findings)
            seen.add(bool(result.findings))
    assert seen == {True, False}


def _documents(session: dict[str, Any]) -> list[tuple[str, Any]]:
    return [
        ("session", session),
        ("request", {"session": session}),
        ("request", {"session": session, "expires_after": {"seconds": 60}}),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"select": "session.audio.output.speed", "assert": {"minimum": 1}, "severity": "warning"},
        {"select": "session.audio.output.speed", "assert": {"minimum": 1}, "targets": ["openai"]},
        {"select": "session.audio.output.speed", "assert": {"minimum": 1}, "enabled": False},
        {"select": "session.audio.output.speed", "assert": {"minimum": 1}, "family": "style"},
        {"select": "session.audio.output.speed", "assert": {"minimum": 1}, "kinds": ["response"]},
        {"select": "session.audio.output.speed", "assert": {"minimum": 1}, "kinds": ["request"]},
        {"select": "session.audio.output.speed", "when": {"type": {"present": False}}, "assert": {"minimum": 1}},
        {"select": "session", "check": "unknown-root-key-of-nobody"},
    ],
)
def test_what_does_not_bind_everybody_is_no_constraint(fields: dict[str, Any]) -> None:
    pack = packs.Pack([made_up(**fields)], packs.built_in().tables)
    value = {"session": {"type": "realtime", "audio": {"output": {"speed": 0.5}}}}
    assert jsonschema.Draft7Validator(schema("request", "7", pack)).is_valid(value)


def test_the_faults_of_the_first_page_of_the_manual() -> None:
    value = {
        "expires_after": {"seconds": 5},
        "session": {
            "type": "realtime",
            "instrutions": "hi",
            "audio": {"output": {"speed": 2.0, "voice": "mary"}, "input": {"turn_detection": {"type": "vad"}}},
        },
        "unknown": 1,
    }
    assert len(errors_of(value)) == 5
    assert refusals({"session": value["session"]}, "request")
    assert refusals({"unknown": 1}, "request") == []


def errors_of(value: Any) -> list[str]:
    from tests.schema.test_agreement import whole

    return errors(whole(), value, "request")
