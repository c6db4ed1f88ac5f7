"""Sessions inside larger files: which places are linted, what is said where, and what a fix may not touch."""

# ruff: noqa: E501  # tables of whole messages

import datetime
from typing import Any

import pytest

from rtlint.finding import Finding, Related, Severity
from rtlint.fixer import fixed
from rtlint.lint import Linter
from rtlint.result import Result
from rtlint.rule.choose import chosen
from rtlint.rule.pack import built_in
from rtlint.session.inside import Inside
from rtlint.session.kinds import Kind
from rtlint.text import part, yamltext
from rtlint.text.source import Location, Source
from rtlint.text.spot import dotted
from rtlint.text.tree import Tree

PACK = built_in()
KEY = "sk-proj-" + "Abc1" * 10
LINTER = Linter(PACK, chosen(PACK.rules, ["ALL"], ["advice", "RT504"]), as_of=datetime.date(2026, 7, 1))


def lint(text: str, *places: str, kind: Kind | None = None, path: str = "p.yaml", linter: Linter = LINTER) -> Result:
    inside = tuple(Inside(part.read_at(place), kind) for place in places or ("providers[*].config",))
    result = linter.within(inside).lint(Source(path, text))
    assert result
    return result


def said(text: str, *places: str, **options: Any) -> list[str]:
    """`row:column code document at` of all findings."""
    return [
        f"{one.location.row}:{one.location.column} {one.code} {one.document} {one.at}"
        for one in lint(text, *places, **options).findings
    ]


# Paths.

TEXT = """\
a: {b: 1, c d: 2, "e.f": 3}
list: [{id: x, v: 4}, {id: yx, v: 5}, 6]
base: &base {k: 7}
merged: {<<: [*base, {m: 8}], n: 9, k: 10}
"""


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("a.b", ["a.b"]),
        ("$.a.b", ["a.b"]),
        ('a["c d"]', ['a["c d"]']),
        ('a["e.f"]', ['a["e.f"]']),
        ("a.*", ["a.b", 'a["c d"]', 'a["e.f"]']),
        ("a[*]", []),
        ("*.b", ["a.b"]),
        ("list[*].v", ["list[0].v", "list[1].v"]),
        ("list.*.v", ["list[0].v", "list[1].v"]),
        ("list[1]", ["list[1]"]),
        ("list[9]", []),
        ("list[id=x].v", ["list[0].v"]),
        ("list[id=*x].v", ["list[0].v", "list[1].v"]),
        ("list[id=z*].v", []),
        ("merged.k", ["merged.k"]),
        ("merged.*", ["merged.n", "merged.k", "merged.m"]),
        ("gone[*].x", []),
        ("a.b.c", []),
    ],
)
def test_a_path_fits_places(at: str, expected: list[str]) -> None:
    tree = Tree(Source("a.yaml", TEXT), 0, yamltext.compose(TEXT))
    assert [dotted(path) for path, _node in part.places(tree, part.read_at(at))] == expected


@pytest.mark.parametrize("text", ["", "$", ".", "a.", "a..b", "a[", "a[]", "a[x]", "a b", "a[*]b", "[id=]", "a.[0]"])
def test_what_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no path") as refused:
        part.read_at(text)
    assert str(refused.value) == f'"{text}" is no path; it takes keys and indices, as in providers[*].config'


# What is said, and where.


def test_a_finding_has_the_rows_and_the_path_of_the_file() -> None:
    text = "name: x\nproviders:\n  - id: a\n    config:\n      session: {type: realtime, audio: {output: {speed: 2}}}\n"
    assert lint(text).findings == (
        Finding(
            code="RT205",
            name="speed-range",
            severity=Severity.ERROR,
            message="speed is 2; the API takes 0.25 to 1.5",
            path="p.yaml",
            document=0,
            at="providers[0].config.session.audio.output.speed",
            pointer="/providers/0/config/session/audio/output/speed",
            location=Location(5, 57),
            end_location=Location(5, 58),
            related=(),
            fix=lint(text).findings[0].fix,
            fingerprint=lint(text).findings[0].fingerprint,
            url="https://rtlint.github.io/rtlint/rules/speed-range/",
        ),
    )


def test_each_place_is_a_document_in_the_order_of_the_text() -> None:
    text = "b: {session: {type: realtime, x: 1}}\na: {session: {type: realtime, x: 1}}\n---\nc: {session: {type: realtime, x: 1}}\n"
    found = lint(text, "a", "c", "b")
    assert found.documents == 3
    assert said(text, "a", "c", "b") == [
        "1:31 RT101 0 b.session.x",
        "2:31 RT101 1 a.session.x",
        "4:31 RT101 2 c.session.x",
    ]


OUTSIDE = f"""\
# {KEY}
same: 1
same: 2
on: 0o17
when: 2026-01-01
tag: !mine x
idle: &idle 3
merge: {{<<: {{a: 1}}}}
key: {KEY} # {KEY}
“odd”: "\u200b"
? [a]
: {{}}
loop: &loop [*loop]
session: {{type: nothing}}
providers: [{{config: {{type: realtime}}}}, {{config: null}}, {{config: "${{LATER}}"}}, {{id: none}}, text]
"""


def test_nothing_outside_the_places_is_told() -> None:
    assert said(OUTSIDE) == []
    assert said("\ufeff" + OUTSIDE) == []
    assert said(OUTSIDE, "gone") == []
    assert said("", "gone") == []
    assert lint(OUTSIDE, "gone").documents == 0


def test_the_same_is_told_inside() -> None:
    indented = "".join(f"  {line}\n" for line in OUTSIDE.splitlines()[1:10])
    codes = {line.split()[1] for line in said(f"x:\n{indented}  type: realtime\n", "x")}
    assert codes == {"RT003", "RT009", "RT010", "RT012", "RT013", "RT015", "RT101", "RT601"}


def test_a_text_that_breaks_off_is_told() -> None:
    result = lint("providers: [{config: {type: realtime}}\n")
    assert [(one.code, one.at, one.location) for one in result.findings] == [("RT001", "", Location(1, 38))]


def test_what_is_no_mapping_is_told_at_its_place() -> None:
    assert said("providers:\n  - config: 3\n  - config: [a]\n") == [
        "2:13 RT011 0 providers[0].config",
        "3:13 RT011 1 providers[1].config",
    ]


def test_comments_on_the_lines_of_a_place_are_read() -> None:
    text = f"# {KEY}\nx:\n  type: realtime # {KEY}\n# {KEY}\ny: 1 # {KEY}\n"
    assert said(text, "x") == ["3:20 RT601 0 x"]


def test_secrets_beside_the_places_are_not_shown() -> None:
    shown = lint("authorization: hidden-and-secret\nx: {type: realtime, y: 1}\n", "x").text.text
    assert "hidden-and-secret" not in shown


def test_an_alias_that_leads_to_a_place_is_where_its_findings_stand() -> None:
    text = "s: &s {type: realtime, speeed: 1}\nproviders:\n  - config: *s\n  - config: *s\n  - config: {<<: *s, type: realtime}\n"
    found = lint(text, linter=Linter(PACK, {"RT101"}, as_of=datetime.date(2026, 7, 1))).findings
    assert [(one.at, one.location, one.related) for one in found] == [
        (
            "providers[0].config.speeed",
            Location(3, 13),
            (Related("the value stands here", "p.yaml", Location(1, 24), Location(1, 30)),),
        ),
        (
            "providers[2].config.speeed",
            Location(5, 14),
            (Related("the value stands here", "p.yaml", Location(1, 24), Location(1, 30)),),
        ),
    ]


def test_json_files_hold_sessions_too() -> None:
    text = '{"a": {"x": {"session": {"type": "realtime", "y": 1}}}, "z": [1, 2]}'
    assert said(text, "a.*", path="p.json") == ["1:46 RT101 0 a.x.session.y"]


def test_the_kind_of_a_place_may_be_known() -> None:
    text = "x: {session: {type: realtime}}\n"
    assert said(text, "x") == []
    assert said(text, "x", kind=Kind.SESSION) == ["1:1 RT101 0 x"]


def test_a_fingerprint_stays_while_other_places_come_and_go() -> None:
    one = "x: {session: {type: realtime, y: 1}}\n"
    mark = lint(one, "x", "a").findings[0].fingerprint
    assert lint("a: {session: {type: realtime}}\n" + one, "x", "a").findings[0].fingerprint == mark
    item = "  - {name: n, config: {session: {type: realtime, y: 1}}}\n"
    mark = lint("providers:\n" + item).findings[0].fingerprint
    assert lint("providers:\n  - {name: m}\n" + item).findings[0].fingerprint == mark
    assert lint("providers:\n" + item.replace("name: n", "name: m")).findings[0].fingerprint != mark


# Fixes.


def test_a_fix_changes_what_it_says_in_the_file() -> None:
    text = "a: {speed: 2}\nproviders:\n  - config: {session: {type: realtime, audio: {output: {speed: 2}}}} # 2\n"
    linter = LINTER.within((Inside(part.read_at("providers[*].config")),))
    done = fixed(linter, Source("p.yaml", text), unsafe=True)
    assert done.source.text == text.replace("{output: {speed: 2}}", "{output: {speed: 1.5}}")
    assert (done.result.found, done.dropped) == ((), ())


def test_a_fix_that_would_change_something_outside_is_dropped() -> None:
    text = "mine: &o {speed: 2}\nx: {session: {type: realtime, audio: {output: *o}}}\n"
    done = fixed(LINTER.within((Inside(part.read_at("x")),)), Source("p.yaml", text), unsafe=True)
    assert done.source.text == text
    assert done.applied == ()
    assert [one.reason for one in done.dropped] in ([], ["it would change more than it says"])


def test_a_file_whose_aliases_multiply_is_linted_at_its_places_and_not_fixed() -> None:
    lists = "".join(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 12))
    text = f"a0: &a0 [1]\n{lists}x: {{session: {{type: realtime, audio: {{output: {{speed: 2}}}}}}}}\n"
    assert said(text, "x") == ["13:55 RT205 0 x.session.audio.output.speed"]
    done = fixed(LINTER.within((Inside(part.read_at("x")),)), Source("p.yaml", text), unsafe=True)
    assert done.source.text == text
    assert [one.reason for one in done.dropped] == ["the file's aliases multiply to too many values to compare"]
