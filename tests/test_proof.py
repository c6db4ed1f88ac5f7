"""The proof of a pack: a pack that keeps all its claims is proven, and each broken claim gives its one line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from rtlint.proof import Proof, prove
from rtlint.rule import checks
from rtlint.rule.pack import built_in, joined, tolerant

SLOW = "session:\n  type: realtime\n  audio: {output: {speed: 0.3}}  # <- 27\n"
CALM = "session:\n  type: realtime\n  audio: {output: {speed: 0.9}}\n"
NAME = "voice/VP1-house-speed.yaml"


def rule(**changes: Any) -> dict[str, Any]:
    """The first document of a rule file: what it says when nothing is changed holds."""
    made = {
        "code": "VP1",
        "name": "house-speed",
        "severity": "warning",
        "since": "1.0.0",
        "summary": "Speech slower than our callers bear.",
        "select": "session.audio.output.speed",
        "assert": {"minimum": 0.5},
        "message": "speed is {value}; our lines take 0.5 or more",
        **changes,
    }
    return {key: value for key, value in made.items() if value is not None}


CLAMP = {"safety": "unsafe", "clamp": True}
FAST = SLOW.replace("0.3", "0.5")


def fails(text: str = SLOW, **more: Any) -> dict[str, Any]:
    return {"title": "slow", "fail": text, **more}


def passes(text: str = CALM, **more: Any) -> dict[str, Any]:
    return {"title": "calm", "pass": text, **more}


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def made(card: dict[str, Any], *examples: dict[str, Any], name: str = NAME) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        page = {"why": "Callers hang up.", "examples": list(examples)}
        path.write_text(yaml.safe_dump_all([card, page], sort_keys=False, width=999))
        return path

    return made


def proven(folder: Path) -> Proof:
    made = prove(str(folder), joined(built_in(), tolerant(str(folder))))
    return Proof(made.rules, made.examples, tuple(line.removeprefix(f"{folder}/") for line in made.disproofs))


def test_a_pack_that_keeps_its_claims_is_proven(write: Write, tmp_path: Path) -> None:
    write(rule(), fails(), passes())
    assert proven(tmp_path) == Proof(1, 2, ())


NO_VOICE = {"select": "session.audio.output", "assert": {"requires": ["voice"]}, "message": "no voice"}
VOICELESS = "session:\n  type: realtime\n  audio: {output: {}}  # <- 11\n"

CLAIMS: list[tuple[str, dict[str, Any], list[dict[str, Any]], list[str]]] = [
    ("an example that fails", rule(), [passes()], ["no example fails"]),
    ("an example that passes", rule(), [fails()], ["no example passes"]),
    (
        "a failing example fails somewhere",
        rule(),
        [fails(CALM), fails(), passes()],
        ["example 'slow': it marks no place where it fails"],
    ),
    (
        "every finding is marked",
        rule(),
        [fails(SLOW.replace("  # <- 27", "")), fails(), passes()],
        ["example 'slow': a finding at 3:27 is not marked"],
    ),
    (
        "every mark has a finding",
        rule(),
        [fails(SLOW.replace("<- 27", "<- 11, 27")), passes()],
        ["example 'slow': no finding at the mark 3:11"],
    ),
    (
        "a mark for each finding at one place",
        rule(**{"assert": {"minimum": 0.5, "const": 1}}),
        [fails(SLOW.replace("0.3", "0.5")), fails(), passes(CALM.replace("0.9", "1"))],
        ["example 'slow': a finding at 3:27 is not marked"],
    ),
    (
        "a mark is a column",
        rule(),
        [fails(SLOW.replace("27", "here")), fails(), passes()],
        ["example 'slow': here is no place; a mark is a column, a place is row:column"],
    ),
    (
        "a place is row and column",
        rule(),
        [fails(places=["27"]), fails(), passes()],
        ["example 'slow': 27 is no place; a mark is a column, a place is row:column"],
    ),
    (
        "a passing example is silent",
        rule(),
        [fails(), passes(), passes(SLOW.partition("  #")[0])],
        ["example 'calm': a finding at 3:27 is not marked"],
    ),
    (
        "no error of another rule on a passing example",
        rule(),
        [fails(), passes("session:\n  type: realtime\n  effort: a\n")],
        ["example 'calm': RT101 speaks too, at 3:3: unknown key effort; it belongs in reasoning"],
    ),
    (
        "either fail or pass",
        rule(),
        [fails(), passes(), passes(title="both", fail=SLOW)],
        ["example 'both': it has both fail and pass"],
    ),
    (
        "fail or pass",
        rule(),
        [fails(), passes(), {"title": "none"}],
        ["example 'none': it has neither fail nor pass"],
    ),
    (
        "words that something gives",
        rule(message="speed is {valu}"),
        [fails(), passes()],
        ["example 'slow': its message uses {valu}, which nothing gives"],
    ),
    (
        "the value of a key that is missing is no word",
        rule(select="session.audio.output", message="{key} is {value}", **{"assert": {"requires": ["speed"]}}),
        [fails("session:\n  type: realtime\n  audio: {output: {voice: ash}}  # <- 11\n"), passes()],
        ["example 'slow': its message uses {value}, which nothing gives"],
    ),
    (
        "clauses that an example needs",
        rule(also=[{"assert": {"maximum": 1.4}}]),
        [fails(), passes()],
        ["no example needs clause 2"],
    ),
    (
        "days that an example needs",
        rule(**{"from": "2026-01-01", "until": "2027-01-01"}),
        [fails(), passes()],
        ["no example needs the day from of clause 1", "no example needs the day until of clause 1"],
    ),
    (
        "conditions that an example needs",
        rule(when={"session.type": {"const": "realtime"}}),
        [fails(), passes()],
        ["no example needs the condition session.type of clause 1"],
    ),
    (
        "paths that exist",
        rule(select="session.audio.output.sped"),
        [fails(), passes()],
        ["no struct has the path session.audio.output.sped"],
    ),
    (
        "paths of conditions that exist",
        rule(when={"session.audio.voice": {"const": "ash"}}),
        [fails(), passes()],
        ["no struct has the path session.audio.voice of when"],
    ),
    (
        "paths of fields that exist",
        rule(select="session.audio.output", **{"assert": {"fields": {"sped": {"minimum": 0.5}}}}),
        [fails(), passes()],
        ["no struct has the path session.audio.output.sped"],
    ),
    (
        "types that fit: text",
        rule(**{"assert": {"pattern": "^a"}}),
        [fails(), passes()],
        ["pattern speaks of a text, which session.audio.output.speed cannot be"],
    ),
    (
        "types that fit: number",
        rule(select="session.instructions", **{"assert": {"minimum": 1}}),
        [fails(), passes()],
        ["minimum speaks of a number, which session.instructions cannot be"],
    ),
    (
        "values that fit: a word that the enumeration does not have",
        rule(
            select="session.audio.input.turn_detection", **{"assert": {"fields": {"type": {"enum": ["semantik_vad"]}}}}
        ),
        [fails(), passes()],
        ['session.audio.input.turn_detection.type can never be "semantik_vad"'],
    ),
    (
        "values that fit: a number where text stands",
        rule(select="session.audio.output.speed", **{"assert": {"const": "fast"}}),
        [fails(), passes()],
        ['session.audio.output.speed can never be "fast"'],
    ),
    (
        "types that fit: list",
        rule(**{"assert": {"minItems": 1}}),
        [fails(), passes()],
        ["min_items speaks of a list, which session.audio.output.speed cannot be"],
    ),
    (
        "types that fit: mapping",
        rule(**{"assert": {"not": {"requires": ["x"]}}}),
        [fails(), passes()],
        ["requires speaks of a mapping, which session.audio.output.speed cannot be"],
    ),
    (
        "patterns that are linear",
        rule(select="session.instructions", **{"assert": {"pattern": "^(a+)+$"}}),
        [fails(), passes()],
        ["the pattern ^(a+)+$ chooses inside a repeat"],
    ),
    (
        "patterns that are patterns",
        rule(select="session.instructions", **{"assert": {"any": [{"pattern": "a("}]}}),
        [fails(), passes()],
        ["the pattern a( is no pattern: missing ), unterminated subpattern at position 1"],
    ),
    (
        "units of which there are multiples",
        rule(**{"assert": {"multipleOf": 0}}),
        [fails(), passes()],
        ["nothing is a multiple of 0"],
    ),
    (
        "rules to be over",
        rule(over=["RT205", "RT999"]),
        [fails(), passes()],
        ["over names RT999, which is no rule"],
    ),
    (
        "rules to be around",
        rule(around=["RT205", "RT999"]),
        [fails(), passes()],
        ["around names RT999, which is no rule"],
    ),
    (
        "a rule that is over it and under it",
        rule(over=["VP1"]),
        [fails(), passes()],
        ["over names VP1, which has VP1 in its own over: neither would speak"],
    ),
    (
        "tables that exist",
        rule(select="session.model", **{"assert": {"lookup": {"table": "modles"}}}),
        [fails(), passes()],
        ["there is no table modles; there are languages, models, voices"],
    ),
    (
        "columns that exist",
        rule(select="session.model", **{"assert": {"lookup": {"table": "models", "where": {"rol": {}}}}}),
        [fails(), passes()],
        ["the table models has no column rol"],
    ),
    (
        "a fix of one verb",
        rule(fix={"safety": "safe"}),
        [fails(), passes()],
        ["a fix has one verb; this has none"],
    ),
    (
        "a fix of one verb, not two",
        rule(fix={"safety": "safe", "quote": True, "remove": False}),
        [fails(), passes()],
        [
            "a fix has one verb; this has remove, quote",
            "remove is false; a fix that does nothing is left out",
        ],
    ),
    (
        "a fix within bounds",
        rule(fix={"safety": "unsafe", "clamp": True}, **{"assert": {"enum": [0.9]}}),
        [fails(), passes()],
        ["its fix clamps, and assert has neither minimum nor maximum"],
    ),
    (
        "paths of a fix that exist",
        rule(fix={"safety": "unsafe", "move": "session.audio.output.sped"}),
        [fails(), passes()],
        ["no struct has the path session.audio.output.sped of its fix"],
    ),
    (
        "paths in the words of a fix that exist",
        rule(fix={"safety": "unsafe", "replace": "{session.audio.input.sped}"}),
        [fails(), passes()],
        ["no struct has the path session.audio.input.sped of its fix"],
    ),
    (
        "values that fit their place",
        rule(also=[{"fix": {"safety": "unsafe", "set": {"session.audio.output.speed": "slow"}}, **NO_VOICE}]),
        [fails(), fails(VOICELESS), passes()],
        ['its fix puts "slow" at session.audio.output.speed, which takes something else'],
    ),
    (
        "patterns of a fix that are linear",
        rule(fix={"safety": "unsafe", "replace": {"/(a+)+/": "a"}}),
        [fails(), passes()],
        ["the pattern /(a+)+/ of its fix chooses inside a repeat"],
    ),
    (
        "words of a fix that something gives",
        rule(fix={"safety": "unsafe", "replace": "{hint}"}),
        [fails(), passes()],
        [
            "no example has a fixed text that needs the fix of clause 1",
            "its fix uses {hint}, which no finding of an example gives",
        ],
    ),
    (
        "a fixed text to the byte",
        rule(fix=CLAMP),
        [fails(fixed=FAST.replace("0.5", "0.50")), passes()],
        [
            (
                "example 'slow': fixed is not what the fix makes, which has in line 3: "
                "  audio: {output: {speed: 0.5}}  # <- 27"
            )
        ],
    ),
    (
        "a fixed text of as many lines",
        rule(fix=CLAMP),
        [fails(fixed=FAST + "# more\n"), passes()],
        ["example 'slow': fixed is not what the fix makes, which ends before line 4"],
    ),
    (
        "a fixed text with its last line end",
        rule(fix=CLAMP),
        [fails(fixed=FAST.rstrip()), passes()],
        ["example 'slow': fixed is not what the fix makes, but for the line ends"],
    ),
    (
        "a fixed text where something is wrong",
        rule(fix=CLAMP),
        [fails(fixed=FAST), passes(fixed=CALM)],
        ["example 'calm': it passes, so that nothing is fixed"],
    ),
    (
        "a fix that the finding does not outlive",
        rule(fix={"safety": "unsafe", "multiply": 1.2}),
        [fails(fixed=SLOW), passes()],
        ["example 'slow': its fix leaves the finding at 3:27"],
    ),
    (
        "several fixes, each with a use",
        rule(fix=[CLAMP, {"safety": "unsafe", "remove": True}]),
        [fails(fixed=FAST), passes()],
        ["no example has a fixed text that needs fix 2 of clause 1"],
    ),
    (
        "verbs of a fix that go together",
        rule(fix={"safety": "unsafe", "remove": True, "wrap": True}),
        [fails(), passes()],
        ["a fix has one verb; this has remove, wrap"],
    ),
    (
        "conditions of a fix on paths that exist",
        rule(fix={**CLAMP, "when": {"session.sped": {"const": 1}}, "for": "session.audio.ouput.speed", "at": ".x"}),
        [fails(), passes()],
        [
            "no struct has the path session.audio.ouput.speed of its fix",
            "no struct has the path .x of its fix",
            "no struct has the path session.sped of its fix",
        ],
    ),
    (
        "the reserved prefix",
        rule(code="RT205"),
        [fails(), passes()],
        ["codes that start with RT are the built-in pack's; choose a prefix of your own"],
    ),
    (
        "something to assert",
        rule(**{"assert": None}),
        [fails(SLOW.replace("  # <- 27", ""), places=["1:1"]), passes()],
        ["a clause has either assert or check", "example 'slow': no finding at the mark 1:1"],
    ),
]


@pytest.mark.parametrize(("card", "examples", "lines"), [claim[1:] for claim in CLAIMS], ids=[one[0] for one in CLAIMS])
def test_a_claim_that_does_not_hold_gives_its_line(
    write: Write, tmp_path: Path, card: dict[str, Any], examples: list[dict[str, Any]], lines: list[str]
) -> None:
    write(card, *examples)
    assert proven(tmp_path) == Proof(1, len(examples), tuple(f"{NAME}: {line}" for line in lines))


def test_the_built_in_pack_bears_the_names_of_its_rules(write: Write, tmp_path: Path) -> None:
    path = write(rule(name="house-tempo"), fails(), passes())
    proof = prove(str(tmp_path), joined(built_in(), tolerant(str(tmp_path))), built_in=True)
    assert proof.disproofs == (f"{path}: the file of this rule is called VP1-house-tempo.yaml",)
    assert proven(tmp_path).disproofs == ()


def test_a_failing_example_of_the_built_in_pack_shows_one_fault_alone(write: Write, tmp_path: Path) -> None:
    path = write(rule(), fails(SLOW + "  model: gpt-realtim\n"), passes())
    proof = prove(str(tmp_path), joined(built_in(), tolerant(str(tmp_path))), built_in=True)
    message = 'model is "gpt-realtim", which rtlint does not know; did you mean gpt-realtime?'
    assert proof.disproofs == (f"{path}: example 'slow': RT317 speaks too, at 4:10: {message}",)
    assert proven(tmp_path).disproofs == ()


def test_rules_that_are_off_speak_in_their_own_examples_only(write: Write, tmp_path: Path) -> None:
    write(rule(), fails(), passes())
    quiet = rule(code="VP2", enabled=False, **{"assert": {"minimum": 0.4}})
    write(quiet, fails(beside=["VP1"]), passes(), name="voice/VP2-house-speed.yaml")
    proof = prove(str(tmp_path), joined(built_in(), tolerant(str(tmp_path))), built_in=True)
    assert [line for line in proof.disproofs if "speaks too" in line] == []
    assert proven(tmp_path).disproofs == ()


def test_a_check_that_does_not_exist_is_named(write: Write, tmp_path: Path) -> None:
    write(rule(check="no-such", **{"assert": None}), fails(), passes())
    (line,) = proven(tmp_path).disproofs
    assert line == f"{NAME}: there is no check no-such; there are {', '.join(sorted(checks.ALL))}"


def test_a_rule_that_cannot_run_does_not_stop_the_proof_of_others(write: Write, tmp_path: Path) -> None:
    broken = rule(code="VP2", **{"assert": {"pattern": "a("}})
    write(broken, fails(), passes(), name="voice/VP2-house-speed.yaml")
    write(rule(code="VP3"), passes(), name="voice/VP3-house-speed.yaml")
    write(rule(), fails(beside=["VP3"]), passes())
    assert proven(tmp_path).disproofs == (
        "voice/VP2-house-speed.yaml: pattern speaks of a text, which session.audio.output.speed cannot be",
        "voice/VP2-house-speed.yaml: the pattern a( is no pattern: missing ), unterminated subpattern at position 1",
        "voice/VP3-house-speed.yaml: no example fails",
    )


def test_files_that_are_no_rules_are_disproofs(write: Write, tmp_path: Path) -> None:
    write(rule(mesage="x"), fails(), passes())
    (tmp_path / "voice/VP2-x.yaml").write_text("code: [\n")
    first, second = proven(tmp_path).disproofs
    assert first == "voice/VP1-house-speed.yaml:10:1: unknown key mesage; did you mean message?"
    assert second.startswith("voice/VP2-x.yaml:1:")


def test_the_second_rule_of_a_code_is_a_disproof(write: Write, tmp_path: Path) -> None:
    write(rule(), fails(), passes())
    write(rule(name="house-tempo"), fails(), passes(), name="voice/VP1-house-tempo.yaml")
    assert proven(tmp_path).disproofs == (f"voice/VP1-house-tempo.yaml: {tmp_path}/{NAME} has the code VP1 already",)


def test_an_example_in_json_has_its_places_apart(write: Write, tmp_path: Path) -> None:
    text = '{"session": {"type": "realtime", "audio": {"output": {"speed": 0.3}}}}'
    write(
        rule(), fails(text, file="a.json", places=["1:64"]), passes(file="b.json", **{"pass": text.replace("3", "9")})
    )
    assert proven(tmp_path) == Proof(1, 2, ())


def test_a_mark_in_a_value_is_no_mark(write: Write, tmp_path: Path) -> None:
    write(rule(), fails(SLOW + "  instructions: |\n    say # <- 3\n"), passes())
    assert proven(tmp_path) == Proof(1, 2, ())


def test_an_example_may_be_of_a_kind_that_its_root_does_not_tell(write: Write, tmp_path: Path) -> None:
    card = rule(
        select="session.audio.output.language", kinds=["translation"], message="{key}", **{"assert": {"const": "de"}}
    )
    text = "model: gpt-realtime-translate\naudio: {output: {language: fr}}  # <- 28\n"
    write(card, fails(text, kind="translation"), passes(text.replace("fr", "de"), kind="translation"))
    assert proven(tmp_path) == Proof(1, 2, ())


POLICY = """\
code: VP7
name: voice-retired
severity: warning
since: 1.0.0
summary: A voice that our lines do without.
help: take one of the house
select: session.audio.output.voice
when:
  session.model: {lookup: {table: models, where: {role: {const: speech}}}}
  .: {lookup: {table: house, where: {until: {past: true}}}}
assert: {lookup: {table: house, where: {ours: {const: true}}}}
message: "voice is {value}, retired with {model}; the house has {names}"
over: [RT206]
fix: {replace: cedar, safety: unsafe}
---
why: The brand changed.
references: [https://example.com/voices]
examples:
  - title: on the day
    as_of: 2026-12-01
    fail: |
      session:
        type: realtime
        model: gpt-realtime-2.1
        audio: {output: {voice: robin}}   # <- 27
    fixed: |
      session:
        type: realtime
        model: gpt-realtime-2.1
        audio: {output: {voice: cedar}}   # <- 27
  - title: a voice that the API knows
    as_of: 2026-12-02
    fail: |
      session:
        type: realtime
        model: gpt-realtime-2.1
        audio: {output: {voice: ash}}   # <- 27
  - title: the day before
    as_of: 2026-11-30
    pass: |
      session:
        type: realtime
        model: gpt-realtime-2.1
        audio: {output: {voice: ash}}
  - title: for good
    pass: |
      session:
        type: realtime
        model: gpt-realtime-2.1
        audio: {output: {voice: cedar}}
  - title: with a model of another kind
    as_of: 2026-12-02
    pass: |
      session:
        type: realtime
        audio: {output: {voice: ash}}
"""
HOUSE = """\
cedar: {ours: true, until: 2026-01-01}
ash: {ours: false, until: 2026-12-01}
robin: {ours: false, until: "2026-12-01"}
"""


def test_a_policy_with_its_own_table_dates_and_a_fix_is_proven(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/house.yaml").write_text(HOUSE)
    (tmp_path / "VP7-voice-retired.yaml").write_text(POLICY)
    assert proven(tmp_path) == Proof(1, 5, ())


def test_dates_of_examples_do_not_follow_the_calendar(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/house.yaml").write_text(HOUSE.replace("2026-12-01}", "2026-11-01}"))
    (tmp_path / "VP7-voice-retired.yaml").write_text(POLICY.replace("    as_of: 2026-11-30\n", ""))
    (line, *_) = proven(tmp_path).disproofs
    assert line == "VP7-voice-retired.yaml: example 'the day before': a finding at 4:27 is not marked"


def test_a_folder_without_rules_proves_nothing(tmp_path: Path) -> None:
    assert proven(tmp_path) == Proof(0, 0, ())
