"""What a fix does, said in words that are made from its verb."""

from typing import Any

import msgspec
import pytest

from rtlint.finding import Safety, Severity
from rtlint.rule.model import Condition, FixPlan, Rule
from rtlint.rule.pack import built_in
from rtlint.rulebook.conditions import asked
from rtlint.rulebook.fixes import Promise, Told, promise, safety, told

CARD = {"code": "VP1", "name": "house-speed", "severity": "warning", "since": "1.0", "summary": "Slow speech."}

SAID: list[tuple[dict[str, Any], str]] = [
    ({"replace": "inf"}, "replace the value by `inf`"),
    ({"replace": None}, "replace the value by `null`"),
    ({"replace": ["audio"]}, "replace the value by `[audio]`"),
    ({"replace": "{replacement}"}, "replace the value by the replacement that the finding names"),
    ({"replace": "{session.model}"}, "replace the value by the value of `session.model`"),
    (
        {"replace": {"pcm": "audio/pcm", "pcm16": "audio/pcm", "true": {"type": "a", "n": [1, True]}}},
        "replace `pcm` and `pcm16` by `audio/pcm` and `true` by `{type: a, n: [1, true]}`",
    ),
    ({"replace": {"/^Bearer /": ""}}, "replace what matches `^Bearer ` by nothing"),
    ({"replace": {"/^pmpt_/": {"id": "{value}"}}}, "replace a value with what matches `^pmpt_` by `{id: …}`"),
    ({"set": 24000}, "add the missing key with `24000`"),
    (
        {"set": {".type": "mcp", "session.x": "{.type}"}},
        "add `.type` with `mcp` and `session.x` with the value of `.type`",
    ),
    ({"remove": True}, "remove it"),
    ({"remove": ["type", "event_id", "x"]}, "remove `type`, `event_id` and `x`"),
    ({"rename": "{hint}"}, "rename the key to the name that the finding proposes"),
    ({"rename": {"schema": "parameters"}}, "rename `schema` to `parameters`"),
    ({"move": "session.{home}"}, "move it to its one place"),
    ({"move": "session.audio.output.voice"}, "move it to `session.audio.output.voice`"),
    ({"move": "session.languages[*]"}, "move it into the list `session.languages`"),
    ({"move": "expires_after"}, "move it to `expires_after` at the root"),
    ({"move": "."}, "move it up into what holds it"),
    (
        {"move": {".[*]": "session.x", ".function": "."}},
        "move its one item to `session.x` and its `function` up into what holds it",
    ),
    ({"append": "."}, "add `.` at the end"),
    ({"clamp": True}, "take the nearest number in range"),
    ({"clamp": {"minimum": 0, "maximum": 1.5}}, "take the nearest number in range: minimum 0.0, maximum 1.5"),
    ({"replace": {"/./": {"model": "{value}"}}}, "replace the value by `{model: …}`"),
    ({"multiply": 1000}, "multiply it by 1000"),
    ({"multiply": 0.01}, "multiply it by 0.01"),
    ({"wrap": True}, "make it the one item of a list"),
    ({"inline": True}, "write out what a merge key stands for, and take away an anchor that nothing points at"),
    ({"literal": True}, "write it as a block below `|`, which keeps its lines"),
    ({"replace": None, "at": "session.tracing"}, "replace `session.tracing` by `null`"),
    ({"remove": True, "at": ".headers.{same}"}, "remove the header with the same token"),
    ({"remove": True, "for": "session.a | session.b"}, "at `session.a` or `session.b`: remove it"),
    ({"remove": True, "kinds": ["request", "session"]}, "in a request or session: remove it"),
    (
        {"replace": {"/ /": "_"}, "follow": ["session.a", "session.b"]},
        "replace what matches ` ` by `_`, and where `session.a` and `session.b` say the same",
    ),
    ({"replace": 1, "follow": ["session.a"]}, "replace the value by `1`, and where `session.a` says the same"),
    (
        {"remove": True, "when": {".type": {"enum": ["a", False]}, "session.x": {"present": False}}},
        "where `.type` is `a` or `false`, and `session.x` is absent, remove it",
    ),
    ({"quote": True}, "put it in quotes"),
    ({"unquote": True}, "take its quotes away"),
]  # fmt: skip  # a table


@pytest.mark.parametrize(("fix", "text"), SAID, ids=[text for _fix, text in SAID])
def test_a_verb_and_what_it_is_told_make_a_line(fix: dict[str, Any], text: str) -> None:
    rule = msgspec.convert({**CARD, "fix": {**fix, "safety": "safe"}}, Rule)
    assert told(rule) == (Told(next(verb for verb in fix if verb not in ("at", "for", "when")), Safety.SAFE, text),)


TOGETHER: list[tuple[dict[str, Any], str, str]] = [
    ({"replace": {"a": "b"}, "move": "session.x"}, "move", "replace `a` by `b` and move it to `session.x`"),
    (
        {"replace": [1], "rename": "output"},
        "rename",
        "replace the value by `[1]` and rename the key to `output`",
    ),
    ({"replace": 1, "set": {".rate": 2}}, "replace", "replace the value by `1` and add `.rate` with `2`"),
    (
        {"set": {".a": 1}, "move": {".b": "."}},
        "move",
        "add `.a` with `1` and move its `b` up into what holds it",
    ),
]


@pytest.mark.parametrize(("fix", "verb", "text"), TOGETHER, ids=[text for _fix, _verb, text in TOGETHER])
def test_verbs_that_go_together_are_said_one_after_the_other(fix: dict[str, Any], verb: str, text: str) -> None:
    rule = msgspec.convert({**CARD, "fix": {**fix, "safety": "safe"}}, Rule)
    assert told(rule) == (Told(verb, Safety.SAFE, text),)


CONDITIONS: list[tuple[dict[str, Any], str]] = [
    ({"const": "x"}, "is `x`"),
    ({"const": [True]}, "is `[true]`"),
    ({"type": "object"}, "is a mapping"),
    ({"type": ["string", "null"]}, "is a text or null"),
    ({"minimum": 2, "maximum": 100}, "is 2 or more and is 100 or less"),
    ({"pattern": "^a"}, "matches `^a`"),
    ({"present": True}, "is there"),
    ({"requires": ["a", "b"]}, "has `a` and `b`"),
    ({"excludes": ["a"]}, "has no `a`"),
    ({"excludes": ["a", "b"]}, "has none of `a` and `b`"),
    ({"any_of": ["a", "b"]}, "has `a` or `b`"),
    ({"only": ["a", "b"]}, "has no other keys than `a` and `b`"),
    ({"in_values_of": "session.x"}, "stands at `session.x` too"),
    ({"lookup": {"table": "models"}}, "is in the table `models`"),
    (
        {"lookup": {"table": "models", "where": {"role": {"const": "speech"}}}},
        "is in the table `models` (`role` is `speech`)",
    ),
    ({"any": [{"const": 1}, {"const": 2}]}, "is `1` or is `2`"),
    ({"not": {"const": 1}}, "is not such that it is `1`"),
    ({"minItems": 1}, "meets `min_items: 1`"),
]  # fmt: skip  # a table


@pytest.mark.parametrize(("condition", "text"), CONDITIONS, ids=[text for _condition, text in CONDITIONS])
def test_a_condition_is_said_in_words(condition: dict[str, Any], text: str) -> None:
    assert asked({".x": msgspec.convert(condition, Condition)}) == f"`.x` {text}"


def test_clauses_have_the_rules_fix_or_their_own_or_none() -> None:
    own = {"remove": True, "safety": "unsafe"}
    also = [{}, {"fix": {"set": 1, "safety": "safe"}}, {"fix": None}]
    rule = msgspec.convert({**CARD, "fix": own, "also": also}, Rule)
    assert [rule.fixes_of(clause) for clause in rule.clauses] == [
        [FixPlan(Safety.UNSAFE, remove=True)],
        [FixPlan(Safety.UNSAFE, remove=True)],
        [FixPlan(Safety.SAFE, set=1)],
        [],
    ]
    assert (promise(rule), safety(rule.fixes)) == (Promise("remove", Safety.UNSAFE), "mixed")


def test_a_rule_may_have_none() -> None:
    rule = Rule("VP1", "house-speed", Severity.INFO, "1.0", "Slow speech.")
    assert (promise(rule), told(rule), safety(rule.fixes)) == (None, (), "")


def test_compiled_rules_keep_a_null() -> None:
    rules = built_in().rules
    assert msgspec.json.decode(msgspec.json.encode(rules), type=list[Rule]) == rules
