"""`rtlint rules`: the list, one rule, and the proof of a pack."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rtlint import __version__
from rtlint.finding import Safety, Severity
from rtlint.rule.pack import built_in, folder_built_in
from rtlint.rulebook.entry import Book, Message
from rtlint.rulebook.fixes import Promise, safety

Run = Callable[..., Any]

RULE = """\
code: VP1
name: house-speed
severity: warning
since: 1.0.0
summary: Slow speech.
select: session.audio.output.speed
assert: {minimum: 0.5}
message: "speed is {value}"
---
why: Callers hang up.
examples:
  - title: slow
    fail: |
      session:
        type: realtime
        audio: {output: {speed: 0.3}}  # <- 27
  - title: calm
    pass: |
      session: {type: realtime, audio: {output: {speed: 0.9}}}
"""


HEAD = "code   name                            family    severity  fix  default  summary"


def listed(out: str) -> list[list[str]]:
    """The columns before the summary, of each line that starts a rule."""
    return [line.split()[:6] for line in out.splitlines()[1:] if not line.startswith(" ")]


def test_the_list_has_a_line_for_each_rule_in_order(rtlint: Run) -> None:
    status, out, err = rtlint("rules")
    assert (status, err) == (0, "")
    assert listed(out) == [
        [
            rule.code,
            rule.name,
            rule.family,
            rule.severity.value,
            safety(rule.fixes) or "-",
            "on" if rule.enabled else "off",
        ]
        for rule in built_in().rules
    ]


def test_the_list_has_a_head_and_fits_a_screen(rtlint: Run) -> None:
    out = rtlint("rules").out
    assert out.splitlines()[0].split() == HEAD.split()
    assert max(map(len, out.splitlines())) <= 120
    assert " ".join(out.split()).count("The text cannot be read as YAML or JSON.") == 1


def test_all_summaries_stand_in_the_list_whole(rtlint: Run) -> None:
    lines = rtlint("rules").out.splitlines()
    start = lines[0].index("summary")
    assert " ".join(line[start:] for line in lines[1:]) == " ".join(rule.summary for rule in built_in().rules)


PAGE = """\
RT205 speed-range
error, value, on, unsafe fix (clamp), since 0.1.0

Speech speed outside the range that the API takes.

"""


@pytest.mark.parametrize("name", ["RT205", "speed-range"])
def test_a_rule_is_shown_by_its_code_and_by_its_name(rtlint: Run, name: str) -> None:
    status, out, err = rtlint("rules", name)
    assert (status, err) == (0, "")
    assert out.startswith(PAGE)
    assert (
        "\n\nHelp: 1.0 is the natural speed\n\nFix (unsafe): take the nearest number in range\n\n"
        "Wrong: twice as fast\n    session:\n      type: realtime\n"
        "      audio: {output: {speed: 2.0}}\n"
        "                              ^^^ speed is 2.0; the API takes 0.25 to 1.5\n"
        "Fixed:\n    session:\n      type: realtime\n      audio: {output: {speed: 1.5}}\n\nWrong: a percentage\n"
    ) in out
    assert "\nRight: the slowest allowed\n    session:\n" in out
    assert out.endswith("\nhttps://rtlint.github.io/rtlint/rules/speed-range/\n")


@pytest.mark.parametrize("code", [rule.code for rule in built_in().rules])
def test_every_rule_can_be_shown(rtlint: Run, code: str) -> None:
    status, out, err = rtlint("rules", code)
    assert (status, err) == (0, "")
    assert out.startswith(f"{code} ")
    assert "\n\n\n\n" not in out


def test_all_rules_are_given_to_programs(rtlint: Run) -> None:
    status, out, err = rtlint("rules", "--output", "json")
    assert (status, err) == (0, "")
    book = msgspec.json.decode(out, type=Book)
    assert (book.version, book.rtlint) == (1, __version__)
    assert [(entry.code, entry.name) for entry in book.rules] == [(rule.code, rule.name) for rule in built_in().rules]
    assert all(entry.why and entry.messages and entry.examples and entry.url for entry in book.rules)


@pytest.mark.parametrize("arguments", [["RT205", "--output", "json"], ["--output", "json", "speed-range"]])
def test_one_rule_is_given_to_programs_in_the_same_shape(rtlint: Run, arguments: list[str]) -> None:
    status, out, err = rtlint("rules", *arguments)
    assert (status, err) == (0, "")
    (entry,) = msgspec.json.decode(out, type=Book).rules
    assert entry in msgspec.json.decode(rtlint("rules", "--output", "json").out, type=Book).rules
    assert (entry.code, entry.options, entry.fix) == ("RT205", (), Promise("clamp", Safety.UNSAFE))
    assert entry.messages == (Message("speed is {value}; the API takes {minimum} to {maximum}", Severity.ERROR),)


def test_the_list_as_markdown_has_every_message(rtlint: Run) -> None:
    status, out, err = rtlint("rules", "--output", "markdown")
    assert (status, err) == (0, "")
    rules = built_in().rules
    assert re.findall(r"^## (.*)", out, re.MULTILINE) == list(dict.fromkeys(rule.family for rule in rules))
    assert re.findall(r"^\| ([A-Z]+\d+) ", out, re.MULTILINE) == [rule.code for rule in rules]
    row = "| RT205 speed-range | error | unsafe | on | speed is {value}; the API takes {minimum} to {maximum} |\n"
    assert row in out


def test_a_rule_as_markdown_is_its_page(rtlint: Run) -> None:
    status, out, err = rtlint("rules", "RT205", "--output", "markdown")
    assert (status, err) == (0, "")
    assert out.startswith("# speed-range\n\n`RT205` · **error** · value · on by default · unsafe fix · since 0.1.0\n\n")


def test_an_output_that_does_not_exist_is_the_users_mistake(rtlint: Run) -> None:
    status, out, err = rtlint("rules", "--output", "html")
    assert (status, out) == (2, "")
    assert "'html' is not one of 'text', 'json', 'markdown'" in err


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("speed-rang", "did you mean speed-range?"),
        ("rt205", "did you mean RT205?"),
        ("quality-of-life", "rtlint rules lists them"),
    ],
)
def test_a_rule_that_does_not_exist_is_the_users_mistake(rtlint: Run, name: str, hint: str) -> None:
    assert rtlint("rules", name) == (2, "", f"Error: no rule is called {name}; {hint}\n")


def test_the_built_in_pack_is_proven(rtlint: Run) -> None:
    status, out, err = rtlint("rules", "check")
    assert (status, out) == (0, "")
    assert err.startswith(f"{len(built_in().rules)} rules, ")
    assert err.endswith(" examples: all proven\n")
    assert rtlint("rules", "check", folder_built_in()) == (0, "", err)


def test_a_pack_of_ones_own_is_proven(process: Run, tmp_path: Path) -> None:
    (tmp_path / "VP1-house-speed.yaml").write_text(RULE)
    assert process("rules", "check", ".") == (0, "", "1 rules, 2 examples: all proven\n")


def test_a_broken_pack_gives_a_line_for_each_claim(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "voice").mkdir()
    (tmp_path / "voice/VP1-house-speed.yaml").write_text(RULE.replace("<- 27", "<- 11"))
    (tmp_path / "voice/VP2-x.yaml").write_text("code: VP2\n")
    (tmp_path / "voice/VP3-x.yaml").write_text(RULE.replace("VP1", "VP3").replace("select", "selct"))
    assert rtlint("rules", "check", "voice") == (
        1,
        (
            "voice/VP2-x.yaml:1:1: a rule file has two YAML documents, the rule and its page; this has 1\n"
            "voice/VP3-x.yaml:6:1: unknown key selct; did you mean select?\n"
            "voice/VP1-house-speed.yaml: example 'slow': a finding at 3:27 is not marked\n"
            "voice/VP1-house-speed.yaml: example 'slow': no finding at the mark 3:11\n"
        ),
        "1 rules, 2 examples: 4 claims do not hold\n",
    )


@pytest.mark.parametrize(
    "change",
    [
        ("assert: {minimum: 0.5}", "check: no-such"),
        ("assert: {minimum: 0.5}", "assert: {pattern: 'a('}"),
        ("assert: {minimum: 0.5}", "assert: {type: nubmer}"),
        ("assert: {minimum: 0.5}", "assert: {exactly_one_of: []}"),
        ("assert: {minimum: 0.5}", "assert: {multipleOf: 0}"),
        ("assert: {minimum: 0.5}", "assert: {lookup: {table: gone}}"),
        ("assert: {minimum: 0.5}", "assert: {in_values_of: ''}"),
        ("assert: {minimum: 0.5}", "when: {'': {const: 1}}\nassert: {minimum: 0.5}"),
        ('message: "speed is {value}"', 'message: "write {type: realtime} {0} {}"'),
        ("# <- 27", "# <- here"),
        ("title: slow", "title: slow\n    places: [here]"),
        ("title: slow", "title: slow\n    as_of: soon"),
        ("code: VP1", "code: 1"),
        ("severity: warning", "1: 2"),
    ],
    ids=lambda change: change[1][:40],
)
def test_no_mistake_in_a_pack_makes_it_stumble(rtlint: Run, tmp_path: Path, change: tuple[str, str]) -> None:
    (tmp_path / "VP1-house-speed.yaml").write_text(RULE.replace(*change))
    status, out, err = rtlint("rules", "check", ".")
    assert status == 1
    assert "Traceback" not in err
    assert all(line.startswith("./VP1-house-speed.yaml:") for line in out.splitlines())


def test_a_broken_table_is_told_with_its_place(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "VP1-house-speed.yaml").write_text(RULE)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/days.yaml").write_text("monday: 3\n")
    assert rtlint("rules", "check", ".") == (2, "", "Error: ./data/days.yaml:1:9: monday is 3; it takes a mapping\n")


def test_a_folder_that_does_not_exist_or_holds_no_rules_is_the_users_mistake(rtlint: Run, tmp_path: Path) -> None:
    status, out, err = rtlint("rules", "check", "gone")
    assert (status, out) == (2, "")
    assert "Path 'gone' does not exist." in err
    (tmp_path / "empty").mkdir()
    assert rtlint("rules", "check", "empty") == (2, "", "Error: empty holds no rule file\n")
    (tmp_path / "file.yaml").write_text(RULE)
    belongs = "Error: file.yaml belongs to no rule pack; name its folder, or the pack under rule-packs\n"
    assert rtlint("rules", "check", "file.yaml") == (2, "", belongs)


ONE = "1 rules, 2 examples: all proven\n"
TWO = "2 rules, 4 examples: all proven\n"


def put(folder: Path, **files: str) -> None:
    """Files by name, with two underscores for a slash."""
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture
def two_packs(tmp_path: Path) -> Path:
    """The pack `ours` is configured and extends `base`, which is not; `lone` has a manifest."""
    put(tmp_path, **{".git__HEAD": "", "rtlint.toml": 'rule-packs = ["ours"]\n', "lone__pack.yaml": "prefix: VP\n"})
    put(
        tmp_path,
        **{"base__VP1-a.yaml": RULE, "lone__deep__VP1-a.yaml": RULE, "ours__pack.yaml": "extends: [../base]\n"},
    )
    put(tmp_path, **{"ours__VP2-b.yaml": RULE.replace("VP1", "VP2").replace("house-speed", "b").replace("0.5", "0.4")})
    put(tmp_path, **{"web.yaml": "port: 80\n", "st2__pack.yaml": "ref: st2\n", "st2__actions__run.yaml": "x: 1\n"})
    return tmp_path


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        (["ours/VP2-b.yaml"], ONE),
        (["ours/pack.yaml", "ours/VP2-b.yaml", "ours"], ONE),
        (["base/VP1-a.yaml"], TWO),
        (["lone/deep/VP1-a.yaml"], ONE),
        (["lone/pack.yaml", "base", "lone"], TWO),
        (["web.yaml", "st2/pack.yaml", "st2/actions/run.yaml"], "0 rules, 0 examples: all proven\n"),
    ],
    ids=["of a configured pack", "each pack once", "what others extend", "by manifest", "folders too", "of others"],
)
def test_files_stand_for_their_packs(rtlint: Run, two_packs: Path, paths: list[str], said: str) -> None:
    assert rtlint("rules", "check", "--sniff", *paths) == (0, "", said)


def test_a_file_of_a_broken_pack_tells_what_does_not_hold(rtlint: Run, two_packs: Path) -> None:
    put(two_packs, **{"base__VP1-a.yaml": RULE.replace("select", "selct")})
    assert rtlint("rules", "check", "--sniff", "base/VP1-a.yaml") == (
        2,
        "",
        "Error: base/VP1-a.yaml:6:1: unknown key selct; did you mean select?\n",
    )
    put(two_packs, **{"base__pack.yaml": "extends: [../ours]\n"})
    circle = "Error: ours/pack.yaml:1:11: ../base leads back to a pack that extends this one\n"
    assert rtlint("rules", "check", "base/VP1-a.yaml") == (2, "", circle)
