"""Configurations and packs of users' own on the command line."""

# ruff: noqa: E501  # tables of whole messages

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

FAST = "session: {type: realtime, audio: {output: {speed: 2}}}\n"
LINE = "a.yaml:1:51: {0}[RT205] speed-range: speed is 2; the API takes 0.25 to 1.5\n"
RULE = """\
code: ACME1
name: too-fast
severity: warning
since: "1.0"
summary: Speech that is too fast.
select: session.audio.output.speed
assert: {maximum: 1.2}
options: [maximum]
message: "speed is {value}; we take up to {maximum}"
---
why: Callers ask back.
examples:
  - title: fast
    fail: |
      session: {type: realtime, audio: {output: {speed: 1.4}}} # <- 51
  - title: calm
    pass: |
      session: {type: realtime, audio: {output: {speed: 1.0}}}
"""


@pytest.fixture(autouse=True)
def repository(tmp_path: Path) -> None:
    """A repository of its own, so that no configuration above is found."""
    (tmp_path / ".git").mkdir()


def put(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def lines(run: Any) -> list[str]:
    """The findings of a concise report, as path, severity and code."""
    return [
        " ".join((line.split(":")[0], line.split()[1].split("]")[0])) for line in run.out.splitlines() if "[" in line
    ]


def test_files_of_one_run_may_have_different_configurations(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a.yaml": FAST, "b/b.yaml": FAST, "c/c.yaml": FAST, "c/d/d.yaml": FAST})
    put(tmp_path, {"rtlint.toml": "", "b/rtlint.toml": "ignore = ['RT205']"})
    put(tmp_path, {"c/pyproject.toml": "[tool.rtlint.rules.RT205]\nseverity = 'info'\n"})
    found = rtlint("check", "--output", "concise")
    assert lines(found) == ["a.yaml error[RT205", "c/c.yaml info[RT205", "c/d/d.yaml info[RT205"]
    assert (found.status, found.err) == (1, "")


def test_each_file_fails_from_the_severity_of_its_configuration(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a.yaml": FAST, "rtlint.toml": "rules.RT205.severity = 'warning'"})
    assert rtlint("check", "a.yaml").status == 0
    assert rtlint("check", "--fail-on", "warning", "a.yaml").status == 1
    put(tmp_path, {"rtlint.toml": "rules.RT205.severity = 'warning'\nfail-on = 'warning'"})
    assert rtlint("check", "a.yaml").status == 1
    assert rtlint("check", "--fail-on", "error", "a.yaml").status == 0


def test_what_comes_from_standard_input_belongs_to_the_folder_of_its_name(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, {"rtlint.toml": "rules.RT205.severity = 'warning'", "b/rtlint.toml": "exclude = ['x.yaml']"})
    check = ("check", "-", "--output", "concise", "-q")
    assert rtlint(*check, stdin=FAST.encode()).out == LINE.format("warning").replace("a.yaml", "<stdin>")
    named = rtlint(*check, "--stdin-filename", "b/x.yaml", stdin=FAST.encode())
    assert named.out == LINE.format("error").replace("a.yaml", "b/x.yaml")
    forced = rtlint(*check, "--stdin-filename", "b/x.yaml", "--force-exclude", stdin=FAST.encode())
    assert forced == (0, "", "")


def test_a_configuration_may_be_named_or_given_in_pieces_or_left_alone(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a.yaml": FAST, "rtlint.toml": "ignore = ['RT205']", "o.toml": "rules.RT205.severity = 'info'"})
    check = ("check", "--output", "concise", "-q", "a.yaml")
    assert rtlint(*check) == (0, "", "")
    assert rtlint(*check, "--isolated") == (1, LINE.format("error"), "")
    assert rtlint(*check, "--config", "o.toml") == (0, LINE.format("info"), "")
    pieces = ("--config", "extend-select = ['RT205']", "--config", "rules.RT205.severity = 'warning'")
    assert rtlint(*check, *pieces) == (0, LINE.format("warning"), "")
    assert rtlint(*check, "--extend-select", "RT205") == (1, LINE.format("error"), "")
    assert rtlint(*check, "--isolated", "--config", "ignore = ['RT2']") == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--config", "x"], "--config names x, which is neither a file nor KEY=VALUE"),
        (["--config", "ignore = [3]"], "--config:1:11: ignore[0] is 3; it takes a text"),
        (["--config", "ignore = ["], "--config:1:11: invalid value"),
        (["--config", "a.toml", "--config", "b.toml"], "--config names b.toml beside another file"),
        (["--config", "a.toml", "--isolated"], "--config names a.toml beside --isolated"),
        (["--config", "pyproject.toml"], "pyproject.toml has no table [tool.rtlint]"),
        (["--config", "rule-packs = ['gone']"], "--config:1:15: there is no folder gone"),
        (["--ignore", "RT205x"], "no rule is called RT205x; did you mean RT205?"),
        (["--isolated", "--rule-pack", "empty"], "empty holds no rule file"),
        ([], "rtlint.toml:1:1: unknown key selct; did you mean select?"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("path", ["a.yaml", "empty"])
def test_a_mistake_is_one_line_and_status_2_with_and_without_files(
    rtlint: Run, tmp_path: Path, arguments: list[str], words: str, path: str
) -> None:
    put(tmp_path, {"a.yaml": FAST, "a.toml": "", "b.toml": "", "pyproject.toml": "", "empty/x": ""})
    put(tmp_path, {} if arguments else {"rtlint.toml": "selct = []"})
    assert rtlint("check", *arguments, path) == (2, "", f"Error: {words}\n")


def test_a_pack_comes_by_configuration_or_by_name(rtlint: Run, tmp_path: Path) -> None:
    put(
        tmp_path,
        {"s/a.yaml": FAST, "house/pack.yaml": "prefix: ACME\nurl: https://x.example/", "house/fast.yaml": RULE},
    )
    expected = ["s/a.yaml warning[ACME1", "s/a.yaml error[RT205"]
    assert lines(rtlint("check", "s", "--output", "concise", "--rule-pack", "house")) == expected
    assert lines(rtlint("check", "s", "--output", "concise")) == expected[1:]
    options = "[rules.too-fast]\nseverity = 'error'\noptions = {maximum = 1.5}\n"
    put(tmp_path, {"rtlint.toml": f"rule-packs = ['house']\nselect = ['ACME']\n{options}"})
    assert rtlint("check", "s", "--output", "concise", "-q").out == (
        "s/a.yaml:1:51: error[ACME1] too-fast: speed is 2; we take up to 1.5\n"
    )
    assert "  = see: https://x.example/too-fast/\n" in rtlint("check", "s").out


def test_a_wrong_option_is_told_with_what_may_be_set(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a.yaml": FAST, "house/fast.yaml": RULE})
    put(tmp_path, {"rtlint.toml": "rule-packs = ['house']\n[rules.ACME1.options]\nminimum = 3"})
    error = "Error: rtlint.toml:3:1: no option of ACME1 is called minimum; did you mean maximum?\n"
    assert rtlint("check", "a.yaml") == (2, "", error)
    put(tmp_path, {"rtlint.toml": "rule-packs = ['house']\n[rules.ACME1.options]\nmaximum = 'x'"})
    assert rtlint("check", "a.yaml") == (2, "", 'Error: rtlint.toml:3:11: maximum is "x"; it takes a number\n')


def test_an_option_that_would_not_be_safe_is_refused(rtlint: Run, tmp_path: Path) -> None:
    rule = RULE.replace("audio.output.speed", "instructions").replace("{maximum: 1.2}", "{pattern: a}")
    put(tmp_path, {"a.yaml": FAST, "house/fast.yaml": rule.replace("[maximum]", "[pattern]")})
    put(tmp_path, {"rtlint.toml": "rule-packs = ['house']\n[rules.ACME1.options]\npattern = '(a+)+$'"})
    status, out, err = rtlint("check", "a.yaml")
    assert (status, out) == (2, "")
    assert err.startswith("Error: rtlint.toml:3:11: the pattern (a+)+$ ")


def codes(listing: str) -> list[str]:
    return re.findall(r"^[A-Z]+\d+", listing, re.MULTILINE)


def test_configured_packs_are_listed_shown_and_proven(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, {"house/pack.yaml": "extends: [../far]", "far/ACME1-too-fast.yaml": RULE})
    put(tmp_path, {"house/mine.yaml": RULE.replace("ACME1", "MINE1").replace("too-fast", "far-too-fast")})
    built_in = codes(rtlint("rules").out)
    put(tmp_path, {"rtlint.toml": "rule-packs = ['house']"})
    assert codes(rtlint("rules").out) == ["ACME1", "MINE1", *built_in]
    assert rtlint("rules", "ACME1").out.startswith("ACME1 too-fast\nwarning, far, on, no fix, since 1.0\n")
    status, out, err = rtlint("rules", "check")
    assert (status, out) == (0, "")
    assert err.startswith(f"{len(built_in) + 1} rules, ")


def test_a_proof_tells_of_foreign_codes_and_broken_manifests(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, {"house/pack.yaml": "prefix: TEAM", "house/fast.yaml": RULE})
    words = "house/fast.yaml: the code ACME1 does not start with TEAM, the prefix of this pack\n"
    assert rtlint("rules", "check", "house")[:2] == (1, words)
    put(tmp_path, {"house/pack.yaml": "prefix: 3"})
    assert rtlint("rules", "check", "house") == (2, "", "Error: house/pack.yaml:1:9: prefix is 3; it takes a text\n")


# A new rule.

BLANKS = {
    "summary: FIXME": "summary: An agent that does not speak as marin.",
    "select: FIXME": "select: session.audio.output.voice",
    "assert: FIXME": "assert: {const: marin}",
    "message: FIXME": 'message: "voice is {value}; ours is {const}"',
    "why: FIXME": "why: People know us by this voice.",
    "  - title: FIXME\n    # A session that": "  - title: another voice\n    # A session that",
    "  - title: FIXME\n    # The same": "  - title: ours\n    # The same",
    "fail: |\n      FIXME": "fail: |\n      session: {type: realtime, audio: {output: {voice: ash}}} # <- 51",
    "pass: |\n      FIXME": "pass: |\n      session: {type: realtime, audio: {output: {voice: marin}}}",
}


def test_a_new_rule_is_proven_once_its_blanks_are_filled(rtlint: Run, tmp_path: Path) -> None:
    told = "house/ACME1-voice-off-brand.yaml: fill in what says FIXME, then run rtlint rules check house\n"
    assert rtlint("rules", "new", "ACME1", "voice-off-brand", "--pack", "house") == (0, "", told)
    path = tmp_path / "house" / "ACME1-voice-off-brand.yaml"
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    text = path.read_text()
    for left, (blank, filled) in zip(range(len(BLANKS), 0, -1), BLANKS.items(), strict=True):
        status, out, err = rtlint("rules", "check", "house")
        assert (status, err) == (1, f"0 rules, 0 examples: {left} claims do not hold\n")
        assert out.count(" is still FIXME: ") == left
        assert text.count(blank) == 1
        text = text.replace(blank, filled)
        path.write_text(text)
    assert rtlint("rules", "check", "house") == (0, "", "1 rules, 2 examples: all proven\n")


def test_a_proof_says_what_each_blank_wants(rtlint: Run) -> None:
    rtlint("rules", "new", "ACME1", "voice-off-brand")
    file = "./ACME1-voice-off-brand.yaml"
    assert rtlint("rules", "check", ".").out.splitlines() == [
        f"{file}:7:10: summary is still FIXME: say in one sentence what is wrong where this rule speaks",
        f"{file}:9:9: select is still FIXME: name the path of the value, such as session.audio.output.voice",
        f"{file}:11:9: assert is still FIXME: say what the value has to be, such as {{const: marin}} or {{maximum: 1.2}}",
        f'{file}:13:10: message is still FIXME: write what people read, such as "voice is {{value}}; ours is {{const}}"',
        f"{file}:16:6: why is still FIXME: tell why your team wants this, in a few sentences",
        f"{file}:18:12: title of example 1 is still FIXME: name what the example shows, in a few words",
        f"{file}:20:11: fail of example 1 is still FIXME: write a session that is wrong, and mark the column of the fault: # <- 27",
        f"{file}:22:12: title of example 2 is still FIXME: name what the example shows, in a few words",
        f"{file}:24:11: pass of example 2 is still FIXME: write a session that is right",
    ]


def test_a_rule_may_speak_of_the_word_itself(rtlint: Run, tmp_path: Path) -> None:
    rule = RULE.replace("audio.output.speed", "instructions").replace("{maximum: 1.2}", "{not: {pattern: FIXME}}")
    examples = rule.replace("options: [maximum]\n", "").replace(
        "speed is {value}; we take up to {maximum}", "FIXME is left"
    )
    examples = examples.replace("audio: {output: {speed: 1.4}}} # <- 51", "instructions: FIXME} # <- 41")
    put(tmp_path, {"house/fast.yaml": examples.replace("audio: {output: {speed: 1.0}}", "instructions: Hello")})
    assert rtlint("rules", "check", "house") == (0, "", "1 rules, 2 examples: all proven\n")


@pytest.mark.parametrize(
    ("code", "name", "words"),
    [
        ("acme1", "x", "acme1 is no code of a rule; take capital letters and a number, such as ACME1"),
        ("ACME", "x", "ACME is no code of a rule; take capital letters and a number, such as ACME1"),
        ("../A1", "x", "../A1 is no code of a rule; take capital letters and a number, such as ACME1"),
        ("ACME2", "Too Fast", "Too Fast is no name of a rule; take small letters and hyphens, and name the fault: voice-off-brand"),
        ("RT900", "x", "codes that start with RT are the built-in pack's; choose a prefix of your own"),
        ("TEAM1", "x", "the code TEAM1 does not start with ACME, the prefix of this pack"),
        ("ACME1", "x", "house has a rule ACME1 already"),
        ("ACME9", "x", "house has a rule ACME9 already"),
    ],
)  # fmt: skip  # a table
def test_a_new_rule_has_to_fit_its_pack(rtlint: Run, tmp_path: Path, code: str, name: str, words: str) -> None:
    put(tmp_path, {"house/pack.yaml": "prefix: ACME", "house/fast.yaml": RULE, "house/ACME9-x.yaml": "kept"})
    put(tmp_path, {"rtlint.toml": "rule-packs = ['house']"})
    assert rtlint("rules", "new", code, name) == (2, "", f"Error: {words}\n")
    assert sorted(path.name for path in (tmp_path / "house").iterdir()) == ["ACME9-x.yaml", "fast.yaml", "pack.yaml"]
    assert (tmp_path / "house" / "ACME9-x.yaml").read_text() == "kept"


def test_a_new_rule_goes_into_the_configured_pack(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, {"house/fast.yaml": RULE, "more/fast.yaml": RULE, "rtlint.toml": "rule-packs = ['house']"})
    assert rtlint("rules", "new", "ACME2", "x").status == 0
    assert (tmp_path / "house" / "ACME2-x.yaml").exists()
    put(tmp_path, {"rtlint.toml": "rule-packs = ['house', 'more']"})
    words = "the configuration names several packs; say which one with --pack house"
    assert rtlint("rules", "new", "ACME3", "x") == (2, "", f"Error: {words}\n")


def test_a_rule_that_cannot_be_written_is_told(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, {"file": ""})
    words = "file/house/ACME1-x.yaml cannot be written: not a directory"
    assert rtlint("rules", "new", "ACME1", "x", "--pack", "file/house") == (2, "", f"Error: {words}\n")
