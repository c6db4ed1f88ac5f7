"""Fixes at work: turns, what is dropped and why, and what bounds them."""

from typing import Any

import pytest

from rtlint import fixer
from rtlint.fixer import Fixed, fixed
from rtlint.lint import Linter, Text
from rtlint.rule.model import Rule
from rtlint.rule.pack import Pack
from rtlint.text.edit import TextEdit
from rtlint.text.source import Source, Span
from tests.rule.conftest import TODAY, rule

SPEED = rule(
    "VP1",
    select="session.speed",
    **{"assert": {"maximum": 1}},
    message="too fast",
    fix={"clamp": True, "safety": "safe"},
)


def linter(*rules: Rule) -> Linter:
    return Linter(Pack(list(rules), {}), [one.code for one in rules], as_of=TODAY)


def fix(rules: list[Rule], text: str, *, unsafe: bool = False, path: str = "a.yaml") -> Fixed:
    return fixed(linter(*rules), Source(path, text), unsafe=unsafe)


def outcome(done: Fixed) -> tuple[str, list[str], list[str], list[tuple[str, str]]]:
    """The text, the codes of what was applied and what is left, and what was dropped with its reason."""
    return (
        done.source.text,
        [finding.code for finding in done.applied],
        [finding.code for finding in done.result.findings],
        [(drop.finding.code, drop.reason) for drop in done.dropped],
    )


def replaces(code: str, old: str, new: object, **more: Any) -> Rule:
    """A rule that does not want one word at session.x, and puts another in its place."""
    fields = {"select": "session.x", "assert": {"not": {"const": old}}, "message": "not that", **more}
    return rule(code, fix={"replace": new, "safety": "safe"}, **fields)


def test_a_fix_is_applied_and_the_finding_gone() -> None:
    done = fix([SPEED], "session:\n  speed: 2  # fast\n")
    assert outcome(done) == ("session:\n  speed: 1  # fast\n", ["VP1"], [], [])


def test_a_text_without_faults_stays_the_same_object_of_characters() -> None:
    text = "session:\r\n  speed:   1 \r\n"
    assert outcome(fix([SPEED], text)) == (text, [], [], [])


def test_unsafe_fixes_wait_to_be_wanted() -> None:
    unsafe = rule(
        "VP1", select="session.x", **{"assert": {"const": 1}}, message="m", fix={"replace": 1, "safety": "unsafe"}
    )
    assert outcome(fix([unsafe], "session: {x: 2}\n")) == ("session: {x: 2}\n", [], ["VP1"], [])
    assert outcome(fix([unsafe], "session: {x: 2}\n", unsafe=True)) == ("session: {x: 1}\n", ["VP1"], [], [])


def test_a_fix_that_brings_an_error_is_dropped_and_the_others_stay() -> None:
    bad = replaces("VP2", "a", "b")
    guard = rule("VP3", select="session.x", **{"assert": {"not": {"const": "b"}}}, message="never b")
    done = fix([SPEED, bad, guard], "session: {x: a, speed: 2}\n")
    assert outcome(done) == (
        "session: {x: a, speed: 1}\n", ["VP1"], ["VP2"], [("VP2", "it would bring VP3 at session.x")],
    )  # fmt: skip


def test_a_fix_may_bring_a_warning() -> None:
    guard = rule("VP3", severity="warning", select="session.x", **{"assert": {"const": "a"}}, message="only a")
    done = fix([replaces("VP2", "a", "b"), guard], "session: {x: a}\n")
    assert outcome(done) == ("session: {x: b}\n", ["VP2"], ["VP3"], [])


def test_a_fix_that_leaves_its_finding_is_dropped() -> None:
    stubborn = rule(
        "VP1", select="session.x", **{"assert": {"const": "c"}}, message="m", fix={"replace": "b", "safety": "safe"}
    )
    done = fix([stubborn], "session: {x: a}\n", unsafe=True)
    assert outcome(done) == ("session: {x: a}\n", [], ["VP1"], [("VP1", "what it mends would still be there")])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("1\n  y: 2", "it would change more than it says"),
        ("1.0", "it would change more than it says"),
        ("'1'", "it would change more than it says"),
        ("1\n...\n---\nz: 1", "it would change more than it says"),
        ("[", "the file could not be read any more: "),
    ],
)
def test_edits_that_break_their_promise_are_dropped(content: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    judge, text = linter(SPEED), "session:\n  speed: 2\n"
    honest = judge.judge

    def lies(read: Text) -> Any:
        result = honest(read)
        found = result.found[0]
        assert found.draft
        draft = type(found.draft)(
            found.draft.title, found.draft.safety, 0, (TextEdit(Span(18, 19), content),), found.draft.changes
        )
        return type(result)((type(found)(found.finding, found.path, draft),), result.documents, result.text)

    monkeypatch.setattr(judge, "judge", lies)
    done = fixed(judge, Source("a.yaml", text))
    assert (done.source.text, done.applied) == (text, ())
    assert [drop.reason[: len(reason)] for drop in done.dropped] == [reason]


def test_two_rules_that_undo_each_other_come_to_an_end() -> None:
    warning = {"severity": "warning"}
    done = fix([replaces("VP1", "a", "b", **warning), replaces("VP2", "b", "a", **warning)], "session: {x: a}\n")
    assert outcome(done) == ("session: {x: b}\n", ["VP1"], ["VP2"], [("VP2", "it would undo another fix")])


def test_three_rules_in_a_ring_come_to_an_end() -> None:
    ring = [
        replaces(f"VP{n}", old, new, severity="warning")
        for n, (old, new) in enumerate([("a", "b"), ("b", "c"), ("c", "a")])
    ]
    done = fix(ring, "session: {x: a}\n")
    assert outcome(done) == ("session: {x: c}\n", ["VP0", "VP1"], ["VP2"], [("VP2", "it would undo another fix")])


def test_a_rule_that_always_finds_more_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixer, "MAX_TURNS", 5)
    growing = rule(
        "VP1", severity="warning", select="session.x", **{"assert": {"const": "z"}}, message="m",
        fix={"append": "!", "safety": "safe"},
    )  # fmt: skip
    shrinking = [
        replaces(f"VP{n}", "!" * n, "!" * (n + 1), severity="warning") for n in range(1, 20)
    ]  # each gives way to the next
    assert fix([growing], "session: {x: a}\n").source.text == "session: {x: a}\n"
    done = fix(shrinking, 'session: {x: "!"}\n')
    assert (done.source.text, len(done.applied)) == ('session: {x: "!!!!!!"}\n', 5)


def test_fixes_of_one_place_take_turns() -> None:
    first, second = replaces("VP1", "a", "b"), replaces("VP2", "b", "c", severity="warning")
    done = fix([first, second], "session: {x: a}\n")
    assert outcome(done) == ("session: {x: c}\n", ["VP1", "VP2"], [], [])


def test_what_is_inside_of_another_fix_waits_for_it() -> None:
    outer = rule(
        "VP1", severity="warning", select="session.old", **{"assert": {"type": "string"}} , message="m",
        fix={"rename": "new", "safety": "safe"},
    )  # fmt: skip
    inner = rule(
        "VP2", severity="warning", select="session.old.n | session.new.n", **{"assert": {"maximum": 1}}, message="m",
        fix={"clamp": True, "safety": "safe"},
    )  # fmt: skip
    done = fix([outer, inner], "session:\n  old: # why\n    n: 2\n")
    assert outcome(done) == ("session:\n  new: # why\n    n: 1\n", ["VP1", "VP2"], [], [])


def counted(monkeypatch: pytest.MonkeyPatch, judge: Linter) -> list[int]:
    """The lengths of all texts that are judged from now on."""
    seen, honest = [], judge.judge

    def judged(text: Text) -> Any:
        seen.append(len(text.source.text))
        return honest(text)

    monkeypatch.setattr(judge, "judge", judged)
    return seen


def test_many_fixes_take_one_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    many = rule(
        "VP1", select="session.tools[*].n | session.tools[*].m", **{"assert": {"maximum": 1}}, message="m",
        fix={"clamp": True, "safety": "safe"},
    )  # fmt: skip
    judge = linter(many)
    seen = counted(monkeypatch, judge)
    done = fixed(judge, Source("a.yaml", "session:\n  tools:\n" + "    - n: 2\n" * 500))
    assert done.source.text == "session:\n  tools:\n" + "    - n: 1\n" * 500
    assert (len(done.applied), len(seen)) == (500, 2)


def test_one_bad_fix_among_many_costs_few_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    many = rule(
        "VP1", select="session.tools[*].n | session.tools[*].m", **{"assert": {"maximum": 1}}, message="m",
        fix={"clamp": True, "safety": "safe"},
    )  # fmt: skip
    guard = rule("VP2", select="session.tools[*].m", **{"assert": {"minimum": 2}}, message="two at least")
    judge = linter(many, guard)
    seen = counted(monkeypatch, judge)
    items = "    - n: 2\n"
    done = fixed(judge, Source("a.yaml", "session:\n  tools:\n" + items * 300 + "    - m: 2\n" + items * 199))
    assert len(done.applied) == 499
    assert [drop.reason for drop in done.dropped] == ["it would bring VP2 at session.tools[300].m"]
    assert len(seen) < 60


def test_a_file_that_breaks_off_is_fixed_up_to_there() -> None:
    text = "session:\n  speed: 2\n---\nx: [\n"
    done = fix([SPEED], text)
    assert outcome(done)[0] == "session:\n  speed: 1\n---\nx: [\n"


def test_each_document_is_fixed_by_itself() -> None:
    done = fix([SPEED], "session: {speed: 2}\n---\nsession: {speed: 1}\n---\nsession:\n  speed: 3\n")
    assert outcome(done) == (
        "session: {speed: 1}\n---\nsession: {speed: 1}\n---\nsession:\n  speed: 1\n", ["VP1", "VP1"], [], [],
    )  # fmt: skip


def test_the_byte_order_mark_stays() -> None:
    done = fix([SPEED], "\ufeffsession: {speed: 2}\r\n")
    assert (done.source.bom, done.source.text) == (True, "session: {speed: 1}\r\n")


def test_a_key_that_is_filled_in_later_moves_along_in_quotes_where_braces_need_them() -> None:
    move = {"move": "session.audio.input.turn_detection", "safety": "safe"}
    beta = rule("VP2", select="session.turn_detection", **{"assert": {"present": False}}, message="gone", fix=move)
    text = "session:\n  audio: {input: {}}\n  turn_detection:\n    ${KEY}: 1\n"
    moved = 'session:\n  audio: {input: {turn_detection: {"${KEY}": 1}}}\n'
    assert outcome(fix([beta], text)) == (moved, ["VP2"], [], [])
