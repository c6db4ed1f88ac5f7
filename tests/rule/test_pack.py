"""Packs on disk: what is read, and the one line that each mistake in a file gives."""

# ruff: noqa: E501  # tables of whole messages

import ast
import inspect
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rtlint.finding import RuleCard, Severity
from rtlint.rule import checks, model
from rtlint.rule.files import read_rule, read_table
from rtlint.rule.model import Condition, Manifest, PackError, Page, Rule
from rtlint.rule.own import brought, read_own
from rtlint.rule.pack import (
    Pack,
    built_in,
    card,
    compiled,
    folder_built_in,
    joined,
    page,
    read,
    rule_files,
    same_folder,
    table_files,
    tolerant,
)
from rtlint.rule.tables import Tables

RULE = """\
code: VP1
name: no-whisper
severity: warning
since: 1.0.0
summary: A session that whispers.
select: session.audio.output.speed
assert: {minimum: 0.5}
"""
PAGE = """\
why: Callers hang up.
examples: []
"""


def complaint(path: Path) -> str:
    with pytest.raises(PackError) as refused:
        read_rule(str(path))
    return str(refused.value).removeprefix(str(path))


def test_a_rule_is_read_with_its_page_and_the_family_of_its_folder(folder: Any) -> None:
    rule, about = read_rule(str(folder.write(RULE, PAGE)))
    assert rule == Rule(
        code="VP1",
        name="no-whisper",
        severity=Severity.WARNING,
        since="1.0.0",
        summary="A session that whispers.",
        family="voice",
        select="session.audio.output.speed",
        assert_=Condition(minimum=0.5),
    )
    assert about == Page(why="Callers hang up.", examples=[])


def test_a_family_may_be_named(folder: Any) -> None:
    assert read_rule(str(folder.write(RULE + "family: policy\n", PAGE)))[0].family == "policy"


def test_texts_of_a_rule_are_not_filled_in_later(folder: Any) -> None:
    rule, about = read_rule(str(folder.write(RULE + "message: write ${VOICE}\n", "why: ${A}\nexamples: []\n")))
    assert (type(rule.message), rule.message) == (str, "write ${VOICE}")
    assert (type(about.why), about.why) == (str, "${A}")


@pytest.mark.parametrize("day", ["2026-12-01", '"2026-12-01"'])
def test_a_date_needs_no_quotes(folder: Any, day: str) -> None:
    example = f"why: x\nexamples: [{{title: t, fail: a, as_of: {day}}}]\n"
    assert str(read_rule(str(folder.write(RULE, example)))[1].examples[0].as_of) == "2026-12-01"


@pytest.mark.parametrize(
    ("rule", "about", "words"),
    [
        (RULE + "mesage: no\n", PAGE, ":8:1: unknown key mesage; did you mean message?"),
        (RULE.replace("minimum", "minimun"), PAGE, ":7:10: unknown key assert.minimun; did you mean minimum?"),
        (
            RULE + "fix: {safety: safe, quux: 1}\n",
            PAGE,
            (
                ":8:21: unknown key fix.quux; expected safety, for, when, kinds, at, replace, set, remove, rename, move, append, "
                "clamp, multiply, follow, wrap, inline, literal, quote, unquote"
            ),
        ),
        (RULE, PAGE + "exmples: []\n", ":11:1: unknown key exmples; did you mean examples?"),
        (RULE.replace("summary: A session that whispers.\n", ""), PAGE, ":1:1: summary is missing"),
        (RULE, "why: x\nexamples: [{fail: a}]\n", ":10:13: examples[0].title is missing"),
        (RULE, "why: x\n", ":9:1: examples is missing"),
        (
            RULE.replace("severity: warning", "severity: 3"),
            PAGE,
            ':3:11: severity is 3; it takes "error", "warning" or "info"',
        ),
        (
            RULE.replace("severity: warning", "severity: fatal"),
            PAGE,
            ':3:11: severity is "fatal"; it takes "error", "warning" or "info"',
        ),
        (RULE.replace("since: 1.0.0", "since: 1.0"), PAGE, ":4:8: since is 1.0; it takes a text"),
        (RULE.replace("{minimum: 0.5}", "{minimum: low}"), PAGE, ':7:19: assert.minimum is "low"; it takes a number'),
        (RULE.replace("{minimum: 0.5}", "0.5"), PAGE, ":7:9: assert is 0.5; it takes a mapping"),
        (RULE.replace("{minimum: 0.5}", "{requires: rate}"), PAGE, ':7:20: assert.requires is "rate"; it takes a list'),
        (
            RULE.replace("{minimum: 0.5}", "{type: text}"),
            PAGE,
            ':7:16: assert.type is "text"; it takes "array", "boolean", "integer", "null", "number", "object" or "string"',
        ),
        (
            RULE.replace("{minimum: 0.5}", "{format: mail}"),
            PAGE,
            ':7:18: assert.format is "mail"; it takes "date", "http-url" or "uri"',
        ),
        (RULE + "over: RT205\n", PAGE, ':8:7: over is "RT205"; it takes a list'),
        (RULE + "code: VP2\n", PAGE, ":8:1: code stands twice"),
        (RULE, "why: x\nexamples: []\nwhy: y\n", ":11:1: why stands twice"),
        (
            RULE,
            "why: x\nexamples: [{title: t, fail: a, as_of: soon}]\n",
            ':10:39: examples[0].as_of is "soon"; it takes a date such as 2026-11-30',
        ),
        (RULE + "over: [RT205\n", PAGE, ":9:1: a list opened with [ is not closed before this"),
        (RULE + "help: *gone\n", PAGE, ":8:7: the alias *gone has no anchor before it"),
        (RULE + "help: !late x\n", PAGE, ":8:7: the tag !late has no meaning in JSON"),
        (RULE + "{a: b}: c\n", PAGE, ":1:1: a mapping or list cannot be a key"),
        ("- code: VP1\n", PAGE, ":1:1: the document is a list; it takes a mapping"),
    ],
    ids=lambda value: value[:40] if value.startswith(":") else "",
)
def test_a_mistake_in_a_rule_file_gives_one_line_with_its_place(folder: Any, rule: str, about: str, words: str) -> None:
    assert complaint(folder.write(rule, about)) == words


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (RULE, ":1:1: a rule file has two YAML documents, the rule and its page; this has 1"),
        ("", ":1:1: a rule file has two YAML documents, the rule and its page; this has 0"),
        (
            f"{RULE}---\n{PAGE}---\na: b\n",
            ":1:1: a rule file has two YAML documents, the rule and its page; this has 3",
        ),
        (b"code: VP1\nname: caf\xe9\n", ":2:10: the file is not UTF-8"),
        (b"code: VP1\nname: a\0b\n", ":2:8: the control character U+0000 cannot stand in YAML"),
    ],
    ids=["one document", "empty", "three documents", "Latin-1", "NUL"],
)
def test_a_file_that_is_no_rule_gives_one_line_with_its_place(folder: Any, content: str | bytes, words: str) -> None:
    assert complaint(folder.put("voice/VP1-x.yaml", content)) == words


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    assert complaint(tmp_path / "VP1-x.yaml") == ": no such file or directory"


def test_a_pack_is_its_rules_in_order_of_code_and_its_tables(folder: Any) -> None:
    folder.write(RULE.replace("VP1", "VP2"), PAGE, "b/VP2-no-whisper.yaml")
    folder.write(RULE, PAGE, "z/VP1-no-whisper.yaml")
    folder.put("data/days.yaml", "monday: {open: true, since: 2026-11-01}\n")
    folder.put(".git/VP3-x.yaml", "no rule")
    folder.put("notes.txt", "no rule")
    pack = read(str(folder.root))
    assert [(rule.code, rule.family) for rule in pack.rules] == [("VP1", "z"), ("VP2", "b")]
    assert pack.tables == {"days": {"monday": {"open": True, "since": "2026-11-01"}}}


def test_two_rules_with_one_code_are_refused(folder: Any) -> None:
    folder.write(RULE, PAGE, "a/VP1-a.yaml")
    folder.write(RULE, PAGE, "a/VP1-b.yaml")
    with pytest.raises(PackError, match=r"pack: VP1 is the code of two rules$"):
        read(str(folder.root))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a: {b: 1}\n---\nc: {d: 1}\n", ":1:1: a table is one YAML document; this has 2"),
        ("- a\n", ":1:1: the document is a list; it takes a mapping"),
        ("a: 1\n", ":1:4: a is 1; it takes a mapping"),
        ("a: {b: 1}\na: {b: 2}\n", ":2:1: a stands twice"),
        ("1: {b: 1}\n", ":1:1: expected `str`, got `int`"),
    ],
)
def test_a_mistake_in_a_table_gives_one_line_with_its_place(folder: Any, content: str, words: str) -> None:
    path = folder.put("data/days.yaml", content)
    with pytest.raises(PackError) as refused:
        read_table(str(path))
    assert str(refused.value).removeprefix(str(path)) == words


def test_a_pack_with_broken_files_is_read_without_them(folder: Any) -> None:
    folder.write(RULE, PAGE)
    folder.put("voice/VP2-broken.yaml", "code: [")
    folder.write(RULE.replace("warning", "error"), PAGE, "voice/VP1-zz.yaml")
    assert [(rule.code, rule.severity) for rule in tolerant(str(folder.root)).rules] == [("VP1", Severity.WARNING)]


def test_of_two_packs_the_second_takes_the_place_of_the_first(make: Any) -> None:
    one, other, new = make("VP1"), make("VP1", summary="Mine."), make("VP2")
    first, second = Pack([one], {"a": {"x": {}}, "b": {"x": {}}}), Pack([other, new], {"b": {"y": {}}})
    assert joined(first, second) == Pack([other, new], {"a": {"x": {}}, "b": {"y": {}}})


def test_files_come_in_order_and_tables_are_no_rules(folder: Any) -> None:
    for name in ("b/2.yaml", "a/3.yml", "a/1.yaml", "data/t.yaml", "a/x.json", "0.yaml"):
        folder.put(name, "")
    strip = len(str(folder.root)) + 1
    assert [path[strip:] for path in rule_files(str(folder.root))] == ["0.yaml", "a/1.yaml", "a/3.yml", "b/2.yaml"]
    assert [path[strip:] for path in table_files(str(folder.root))] == ["data/t.yaml"]
    assert list(table_files(str(folder.root / "a"))) == []


def test_the_page_of_a_rule_is_found_by_its_code(folder: Any) -> None:
    folder.write(RULE, PAGE)
    rule = read(str(folder.root)).rules[0]
    assert page(rule, str(folder.root)) == Page(why="Callers hang up.", examples=[])
    with pytest.raises(PackError, match=r"elsewhere: no file of rule VP1$"):
        page(rule, str(folder.root / "elsewhere"))


def test_two_ways_to_a_folder_are_one_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert same_folder(f"{tmp_path}/a/", f"{tmp_path}/link")
    assert not same_folder(str(tmp_path), f"{tmp_path}/a")


def test_the_compiled_pack_is_the_one_that_was_read() -> None:
    folder = folder_built_in()
    assert msgspec.json.decode(compiled(folder), type=Pack) == read(folder) == built_in()


def test_compiling_keeps_every_kind_of_word(folder: Any) -> None:
    words = "{const: null, enum: [1, true, x], past: true, any: [{not: {each: {lookup: {table: t, where: {a: {}}}}}}]}"
    folder.write(RULE.replace("{minimum: 0.5}", words) + "when: {.type: {present: false}}\nenabled: false\n", PAGE)
    folder.put("data/t.yaml", "a*: {since: 2026-01-01, none: null}\n")
    assert msgspec.json.decode(compiled(str(folder.root)), type=Pack) == read(str(folder.root))


def test_cards_of_our_rules_have_a_page_and_others_none(make: Any) -> None:
    ours, theirs = make("RT205", name="speed-range", help="slow down", family="value"), make("VP1")
    url = "https://rtlint.github.io/rtlint/rules/speed-range/"
    assert card(ours) == RuleCard("RT205", "speed-range", Severity.ERROR, "A fault.", "slow down", url, "value")
    assert card(theirs) == RuleCard("VP1", "vp1", Severity.ERROR, "A fault.", "", "")


@pytest.mark.parametrize(
    ("key", "row"),
    [
        ("gpt", {"is": "exact"}),
        ("gpt-1-mini", {"is": "longest"}),
        ("gpt--mini", {"is": "longest"}),
        ("gpt-1", {"is": "long"}),
        ("gpt-", {"is": "long"}),
        ("g", {"is": "any"}),
        ("", {"is": "any"}),
        (None, None),
        (3, None),
        (["gpt"], None),
    ],
)
def test_a_row_is_found_by_name_then_by_the_longest_pattern(key: object, row: object) -> None:
    rows = {"*": {"is": "any"}, "gpt": {"is": "exact"}, "gpt-*": {"is": "long"}, "gpt-*-mini": {"is": "longest"}}
    assert Tables({"t": rows}).row("t", key) == row


def test_the_two_ends_of_a_pattern_do_not_overlap() -> None:
    assert Tables({"t": {"aba*ba": {}}}).row("t", "aba") is None


def test_a_table_tells_its_columns_and_exact_names() -> None:
    tables = Tables({"t": {"b": {"x": 1}, "a*": {"y": 1, "x": 2}, "a": {}}})
    assert tables.columns("t") == {"x", "y"}
    assert tables.names("t") == ["b", "a"]
    assert "t" in tables
    assert "u" not in tables


# Packs of users' own.

NEXT = RULE.replace("VP1", "VP2").replace("no-whisper", "no-murmur")


def refusal(folder: Any, base: Pack | None = None) -> str:
    with pytest.raises(PackError) as refused:
        brought(base or built_in(), [str(folder.root)])
    return str(refused.value).replace(f"{folder.root}", "pack")


def test_a_pack_stands_beside_the_built_in_rules_and_has_pages_of_its_own(folder: Any) -> None:
    folder.put("pack.yaml", "name: Voices\nprefix: VP\nsummary: Ours.\nurl: https://acme.example/p/\n")
    folder.write(RULE, PAGE)
    folder.write(NEXT + "url: https://elsewhere.example/\n", PAGE, "voice/VP2-no-murmur.yaml")
    folder.put("data/days.yaml", "monday: {free: true}\n")
    whole = brought(built_in(), [str(folder.root)])
    ours = [rule for rule in whole.rules if rule.code.startswith("VP")]
    assert [rule.code for rule in whole.rules] == sorted(rule.code for rule in [*built_in().rules, *ours])
    assert [card(rule).url for rule in ours] == ["https://acme.example/p/no-whisper/", "https://elsewhere.example/"]
    assert whole.tables == {**built_in().tables, "days": {"monday": {"free": True}}}


def test_a_pack_extends_others_and_replaces_what_it_wants_to(folder: Any) -> None:
    folder.put("base/pack.yaml", "prefix: VP\nextends: [../far]\n")
    folder.write(RULE, PAGE, "base/VP1-no-whisper.yaml")
    folder.write(NEXT, PAGE, "far/VP2-no-murmur.yaml")
    folder.put("far/data/days.yaml", "monday: {free: true}\n")
    folder.put("team/pack.yaml", "prefix: TEAM\nextends: [../base]\n")
    folder.write(RULE.replace("warning", "error"), PAGE, "team/VP1-no-whisper.yaml")
    own = read_own(f"{folder.root}/team")
    assert {rule.code: rule.severity for rule in own.pack.rules} == {"VP1": Severity.ERROR, "VP2": Severity.WARNING}
    assert own.pack.tables == {"days": {"monday": {"free": True}}}
    assert own.folders == (f"{folder.root}/team", f"{folder.root}/base", f"{folder.root}/far")
    assert own.files["VP1"] == f"{folder.root}/team/VP1-no-whisper.yaml"


def test_of_two_packs_the_later_one_counts(folder: Any) -> None:
    folder.write(RULE, PAGE, "one/VP1-no-whisper.yaml")
    folder.write(RULE.replace("warning", "info"), PAGE, "two/VP1-no-whisper.yaml")
    whole = brought(Pack([], {}), [f"{folder.root}/one", f"{folder.root}/two"])
    assert [(rule.code, rule.severity) for rule in whole.rules] == [("VP1", Severity.INFO)]


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        ("prefx: VP\n", ":1:1: unknown key prefx; did you mean prefix?"),
        ("extends: ../base\n", ':1:10: extends is "../base"; it takes a list'),
        ("prefix: VP\n---\nname: x\n", ":1:1: a manifest is one YAML document; this has 2"),
        ("name: x\nprefix: RTX\n", ":2:9: RT is the built-in pack's; choose a prefix of your own"),
        ("extends: [gone]\n", ":1:11: there is no folder gone"),
        ("extends: [voice, .]\n", ":1:18: . leads back to a pack that extends this one"),
        ("prefix: [\n", ":1:9: a value is missing here"),
    ],
)
def test_a_mistake_in_a_manifest_gives_one_line_with_its_place(folder: Any, manifest: str, words: str) -> None:
    folder.put("pack.yaml", manifest)
    folder.write(RULE, PAGE)
    assert refusal(folder) == f"pack/pack.yaml{words}"


def test_packs_that_extend_each_other_are_told(folder: Any) -> None:
    folder.put("pack.yaml", "extends: [a]\n")
    folder.put("a/pack.yaml", "extends: [../b]\n")
    folder.put("b/pack.yaml", "extends: [../a]\n")
    assert refusal(folder) == "pack/b/pack.yaml:1:11: ../a leads back to a pack that extends this one"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (RULE.replace("VP1", "AB1"), ":1:7: the code AB1 does not start with VP, the prefix of this pack"),
        (
            RULE.replace("VP1", "RT1"),
            ":1:7: codes that start with RT are the built-in pack's; choose a prefix of your own",
        ),
        (
            RULE.replace("assert: {minimum: 0.5}", "check: os.system"),
            f":7:8: there is no check os.system; there are {', '.join(sorted(checks.ALL))}",
        ),
        (
            RULE + "also: [{select: session, check: x}]\n",
            f":8:33: there is no check x; there are {', '.join(sorted(checks.ALL))}",
        ),
        (
            RULE.replace("{minimum: 0.5}", "{lookup: {table: gone}}"),
            ":1:1: there is no table gone; there are languages, models, voices",
        ),
        (RULE.replace("speed", "sped"), ":1:1: no struct has the path session.audio.output.sped"),
        (RULE.replace("assert: {minimum: 0.5}\n", ""), ":1:1: a clause has either assert or check"),
        (RULE + "options: [maximum]\n", ":1:1: options names maximum, which its assert does not use"),
        (RULE.replace("select: ", "selct: "), ":6:1: unknown key selct; did you mean select?"),
        (
            RULE.replace("A session that whispers.", "FIXME"),
            ":5:10: summary is still FIXME: say in one sentence what is wrong where this rule speaks",
        ),
    ],
)
def test_a_rule_that_cannot_run_gives_one_line_with_its_place(folder: Any, rule: str, words: str) -> None:
    folder.put("pack.yaml", "prefix: VP\n")
    folder.write(rule, PAGE)
    assert refusal(folder) == f"pack/voice/VP1-no-whisper.yaml{words}"


def test_a_rule_of_an_extended_pack_is_held_to_the_same(folder: Any) -> None:
    folder.put("pack.yaml", "extends: [../far]\n")
    folder.write(RULE.replace("assert: {minimum: 0.5}", "check: x"), PAGE, "../far/VP1-no-whisper.yaml")
    words = f"there is no check x; there are {', '.join(sorted(checks.ALL))}"
    assert refusal(folder) == f"{folder.root.parent}/far/VP1-no-whisper.yaml:7:8: {words}"


def test_a_code_stands_for_one_rule_of_a_pack(folder: Any) -> None:
    folder.write(RULE, PAGE)
    folder.write(RULE, PAGE, "voice/VP1-other.yaml")
    assert refusal(folder) == "pack/voice/VP1-other.yaml:1:7: pack/voice/VP1-no-whisper.yaml has the code VP1 already"


def test_a_folder_without_rules_is_no_pack(folder: Any) -> None:
    folder.put("pack.yaml", "name: Empty\n")
    assert refusal(folder) == "pack holds no rule file"


def test_every_key_of_a_manifest_says_what_it_does() -> None:
    (table,) = (node for node in ast.parse(inspect.getsource(model)).body if getattr(node, "name", "") == "Manifest")
    assert isinstance(table, ast.ClassDef)
    told = [
        node.value.value
        for node in table.body[1:]
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ]
    assert len(told) == len(Manifest.__struct_fields__)
    assert [text for text in told if not re.search(r" Default: [^.]+\.$", str(text))] == []
