"""What a fix does, said in words that are made from its verb."""

from typing import Any

import msgspec
import pytest

from rtlint.finding import Safety, Severity
from rtlint.rule.model import FixPlan, Rule
from rtlint.rule.pack import built_in
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
    ({"quote": True}, "put it in quotes"),
    ({"unquote": True}, "take its quotes away"),
]  # fmt: skip  # a table


@pytest.mark.parametrize(("fix", "text"), SAID, ids=[text for _fix, text in SAID])
def test_a_verb_and_what_it_is_told_make_a_line(fix: dict[str, Any], text: str) -> None:
    rule = msgspec.convert({**CARD, "fix": {**fix, "safety": "safe"}}, Rule)
    assert told(rule) == (Told(next(iter(fix)), Safety.SAFE, text),)


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
