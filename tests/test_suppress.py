"""Comments and tables that suppress findings: what they reach, what is said of them, what takes them away."""

# ruff: noqa: E501  # tables of whole messages

import datetime
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rtlint.finding import Edit, Finding, Fix, Safety, Severity
from rtlint.fixer import fixed
from rtlint.lint import Linter
from rtlint.result import Result
from rtlint.rule.pack import built_in
from rtlint.session.inside import Inside
from rtlint.suppress.waiver import Waiver, steps
from rtlint.text.part import read_at
from rtlint.text.source import Location, Source

ROOT = Path(__file__).resolve().parent.parent
PACK = built_in()
CODES = frozenset(rule.code for rule in PACK.rules if rule.enabled) | {"RT403"}
TODAY = datetime.date(2026, 11, 1)


def linter(codes: Iterable[str] = CODES, target: str = "openai") -> Linter:
    return Linter(PACK, codes, as_of=TODAY, target=target)


def lint(text: str, path: str = "a.yaml", codes: Iterable[str] = CODES) -> Result:
    result = linter(codes).lint(Source(path, text))
    assert result is not None
    return result


def lines(text: str, codes: Iterable[str] = CODES) -> list[str]:
    """Findings as `row:column code message`, and how many are suppressed."""
    result = lint(text, codes=codes)
    said = [f"{one.location.row}:{one.location.column} {one.code} {one.message}" for one in result.findings]
    return [*said, f"{result.suppressed} suppressed"]


REACHES = {
    "the line": (
        "type: realtime\naudio: {output: {speed: 2}}  # rtlint: ignore[RT205]\n",
        ["1 suppressed"],
    ),
    "the line, by name and without blanks": (
        "type: realtime\naudio: {output: {speed: 2}} #rtlint:ignore [ speed-range ]\n",
        ["1 suppressed"],
    ),
    "the line, after another comment": (
        "type: realtime\naudio: {output: {speed: 2}}  # as fast as it gets # rtlint: ignore[RT205]\n",
        ["1 suppressed"],
    ),
    "the line, before another comment": (
        "type: realtime\naudio: {output: {speed: 2}}  # rtlint: ignore[RT205] # as fast as it gets\n",
        ["1 suppressed"],
    ),
    "several comments on one line": (
        "type: realtime\naudio: {output: {speed: 2, x: 1}}  # rtlint: ignore[RT205] # rtlint: ignore[RT101]\n",
        ["2 suppressed"],
    ),
    "a reason that holds anything": (
        "type: realtime\naudio: {output: {speed: 2}}  # rtlint: ignore[RT205] -- a]b # rtlint: ignore[ -- “why”?\n",
        ["1 suppressed"],
    ),
    "an empty reason": (
        "type: realtime\naudio: {output: {speed: 2}}  # rtlint: ignore[RT205] --\n",
        ["1 suppressed"],
    ),
    "up to its last day": (
        "type: realtime\naudio: {output: {speed: 2}}  # rtlint: ignore[RT205] until=2026-11-01\n",
        ["1 suppressed"],
    ),
    "lines that end in CR LF": (
        "type: realtime\r\naudio: {output: {speed: 2}}  # rtlint: ignore[RT205]\r\ninclude: []\r\n",
        ["1 suppressed"],
    ),
    "no other line": (
        "type: realtime  # rtlint: ignore[RT205]\naudio: {output: {speed: 2}}\n",
        [
            "1:34 RT902 there is no RT205 speed-range to suppress on this line",
            "2:25 RT205 speed is 2; the API takes 0.25 to 1.5",
            "0 suppressed",
        ],
    ),
    "the whole node below": (
        "type: realtime\n# rtlint: ignore[RT205]\n\n# more words\naudio:\n  output:\n    speed: 2\n",
        ["1 suppressed"],
    ),
    "not the node after it": (
        "type: realtime\n# rtlint: ignore[RT101]\naudio:\n  output:\n    x: 1\ny: 2\n",
        [
            "6:1 RT101 unknown key y; expected one of type, audio, include, instructions, max_output_tokens, model, output_modalities, parallel_tool_calls, prompt, reasoning, tool_choice, tools, tracing or truncation",
            "1 suppressed",
        ],
    ),
    "an item of a list with all its keys": (
        "type: realtime\ntools:\n  # rtlint: ignore[RT101]\n  - type: function\n    name: a\n    x: 1\n    y: 2\n",
        ["2 suppressed"],
    ),
    "an item whose dash stands alone": (
        "type: realtime\ntools:\n  # rtlint: ignore[RT101]\n  -\n    type: function\n    name: a\n    x: 1\n",
        ["1 suppressed"],
    ),
    "below a lone dash only one entry": (
        "type: realtime\ntools:\n  -\n    # rtlint: ignore[RT101]\n    type: function\n    name: a\n    x: 1\n",
        [
            "4:22 RT902 there is no RT101 unknown-key to suppress in the node below",
            "7:5 RT101 unknown key x; expected one of type, name, description or parameters",
            "0 suppressed",
        ],
    ),
    "the second item of a list": (
        "type: realtime\ntools:\n  - {type: function, name: a}\n  # rtlint: ignore[RT401]\n  - {type: function, name: a}\n",
        ["1 suppressed"],
    ),
    "an entry of a flow mapping over several lines": (
        "type: realtime\naudio: {\n  # rtlint: ignore[RT205]\n  output: {\n    speed: 2 },\n  input: {} }\n",
        ["1 suppressed"],
    ),
    "a line within a flow mapping": (
        "type: realtime\naudio: {\n  output: {\n    speed: 2,  # rtlint: ignore[RT205]\n    voice: ash } }\n",
        ["1 suppressed"],
    ),
    "a flow mapping as the root": (
        "# rtlint: ignore[RT205]\n{type: realtime, audio: {output: {speed: 2}}}\n",
        ["1 suppressed"],
    ),
    "a missing key, at the key of its owner": (
        "type: realtime\naudio:\n  input:\n    turn_detection:  # rtlint: ignore[RT305]\n      threshold: 0.5\n",
        ["1 suppressed"],
    ),
    "a missing key, above its owner": (
        "type: realtime\naudio:\n  # rtlint: ignore[RT305]\n  input:\n    turn_detection:\n      threshold: 0.5\n",
        ["1 suppressed"],
    ),
    "a missing key of an item, on its first line": (
        "type: realtime\ntools:\n  - type: function  # rtlint: ignore[RT217]\n    description: what it does\n",
        ["1 suppressed"],
    ),
    "the header of a block of text": (
        "type: realtime\ntools: [{type: function, name: find_slot}]\ninstructions: |  # rtlint: ignore[RT403]\n  Use the tool `send_mail` for receipts.\n  The `hang_up` tool ends the call.\n",
        ["2 suppressed"],
    ),
    "the last line of a text in quotes": (
        'type: realtime\naudio: {output: {voice: "ash\n  tree", speed: 2}}  # rtlint: ignore[RT206, RT205]\n',
        ["2 suppressed"],
    ),
    "a value through an alias, where it is used": (
        "type: realtime\naudio:\n  input: {format: &f {type: audio/pcm, rate: 8000}}  # rtlint: ignore[RT204]\n  output: {format: *f}  # rtlint: ignore[RT204]\n",
        ["2 suppressed"],
    ),
    "an item that is an alias": (
        "type: realtime\ntools:\n  - &t {type: function, name: a}\n  # rtlint: ignore[RT401]\n  - *t\n  - {type: function, name: b}\n",
        ["1 suppressed"],
    ),
    "a range": (
        "type: realtime\n# rtlint: disable[RT101]\nx: 1\naudio:\n  y: 2\n  # rtlint: enable[unknown-key]\n  z: 3\n",
        ["7:3 RT101 unknown key z; expected input or output", "2 suppressed"],
    ),
    "a range of two rules that ends by one": (
        "type: realtime\n# rtlint: disable[RT101, RT205]\nx: 1\n# rtlint: enable[RT101]\naudio: {output: {speed: 2}}\n",
        ["2 suppressed"],
    ),
    "a range that ends whole": (
        "type: realtime\n# rtlint: disable[RT101, RT205]\nx: 1\naudio: {output: {speed: 2}}\n# rtlint: enable\ny: 1\n",
        [
            "6:1 RT101 unknown key y; expected one of type, audio, include, instructions, max_output_tokens, model, output_modalities, parallel_tool_calls, prompt, reasoning, tool_choice, tools, tracing or truncation",
            "2 suppressed",
        ],
    ),
    "a range to the end, over documents": (
        "# rtlint: disable[RT205]\ntype: realtime\naudio: {output: {speed: 2}}\n---\ntype: realtime\naudio: {output: {speed: 3}}\n",
        ["5:1 RT011 the file holds 2 documents; a request body is one", "2 suppressed"],
    ),
    "the file": (
        "# Ours.\n\n# rtlint: file-ignore[speed-range, RT011]\n---\ntype: realtime\naudio: {output: {speed: 2}}\n---\ntype: realtime\naudio: {output: {speed: 3}}\n",
        ["3 suppressed"],
    ),
    "a text that cannot be read": (
        "# rtlint: file-ignore[RT001] -- a template\nsession: {{session}}\n",
        ["1 suppressed"],
    ),
    "a text that breaks off, on its line": (
        "type: realtime\nx: @y  # rtlint: ignore[RT001]\n",
        ["1 suppressed"],
    ),
    "a rule of comments": (
        "type: realtime  # rtlint: ignore[RT205, RT902]\n",
        ["1 suppressed"],
    ),
    "rules of comments in the file": (
        "# rtlint: file-ignore[RT901, RT902, RT904]\ntype: realtime  # rtlint: ignore[RT205]  # rtlint: ignore[nobody] # rtlint: what\n",
        ["3 suppressed"],
    ),
    "a rule of comments above the comment": (
        "# rtlint: ignore[RT902]\n# rtlint: ignore[RT205]\ntype: realtime\n",
        ["1 suppressed"],
    ),
}


@pytest.mark.parametrize("name", REACHES)
def test_a_comment_reaches(name: str) -> None:
    text, expected = REACHES[name]
    assert lines(text) == expected


SAID = [
    ("type: realtime  # rtlint: ignore[RT902]", "1:34 RT902 there is no RT902 unused-ignore to suppress on this line"),
    ("# rtlint: file-ignore[RT205]\ntype: realtime", "1:23 RT902 there is no RT205 speed-range to suppress in this file"),
    ("# rtlint: disable[RT205]\ntype: realtime", "1:19 RT902 there is no RT205 speed-range to suppress from here on"),
    ("type: realtime\n# rtlint: ignore[RT205]", "2:18 RT902 there is no RT205 speed-range to suppress in the node below"),
    ("type: realtime  # rtlint: ignore[sped-range]", "1:34 RT901 no rule is called sped-range; did you mean speed-range?"),
    ("type: realtime  # rtlint: ignore[value]", "1:34 RT901 no rule is called value; a comment names single rules, by code or name"),
    ("type: realtime  # rtlint: ignore[ALL]", "1:34 RT901 no rule is called ALL; a comment names single rules, by code or name"),
    ("type: realtime  # rtlint: ignore[ RT9 9 ]", "1:35 RT901 no rule is called RT9 9; a comment names single rules, by code or name"),
    ("type: realtime  # rtlint: ignore[]", "1:27 RT904 ignore names no rules; they stand in brackets, as in ignore[RT205]"),
    ("type: realtime  # rtlint: ignore[ , ]", "1:27 RT904 ignore names no rules; they stand in brackets, as in ignore[RT205]"),
    ("type: realtime  # rtlint: ignore", "1:27 RT904 ignore names no rules; they stand in brackets, as in ignore[RT205]"),
    ("type: realtime  # rtlint: ignore RT205", "1:27 RT904 ignore names no rules; they stand in brackets, as in ignore[RT205]"),
    ("type: realtime  # rtlint: ignore[RT205", "1:33 RT904 the bracket after ignore is never closed"),
    ("type: realtime  # rtlint: Ignore[RT205]", "1:27 RT904 Ignore is no word of a comment to rtlint; did you mean ignore?"),
    ("type: realtime  # rtlint: noqa", "1:27 RT904 noqa is no word of a comment to rtlint; there are ignore, file-ignore, disable and enable"),
    ("type: realtime  # rtlint:", "1:17 RT904 the comment says nothing; there are ignore, file-ignore, disable and enable"),
    ("type: realtime  # rtlint: ignore[RT205] until=soon", "1:41 RT904 until=soon is no day after until=; a day is written as in 2027-01-31"),
    ("type: realtime  # rtlint: ignore[RT205] until=20270131", "1:41 RT904 until=20270131 is no day after until=; a day is written as in 2027-01-31"),
    ("type: realtime  # rtlint: ignore[RT205] until=", "1:41 RT904 until= is no day after until=; a day is written as in 2027-01-31"),
    ("type: realtime  # rtlint: ignore[RT205] - why", "1:41 RT904 - why stands after the rules; there is room for until= and a day, and for a reason after --"),
    ("type: realtime  # rtlint: ignore[RT205]RT207", "1:40 RT904 RT207 stands after the rules; there is room for until= and a day, and for a reason after --"),
    ("type: realtime  # rtlint: file-ignore[RT205]", "1:17 RT904 file-ignore stands below the first key; it counts only above it"),
    ("type: realtime  # rtlint: enable", "1:17 RT904 enable stands behind something; it counts only on a line of its own"),
    ("# rtlint: enable\ntype: realtime", "1:1 RT904 enable ends nothing; no disable of anything is open above it"),
    ("# rtlint: enable[RT205]\ntype: realtime", "1:18 RT904 enable[RT205] ends nothing; no disable of RT205 is open above it"),
    ("# rtlint: enable until=2027-01-31\ntype: realtime", "1:18 RT904 until=2027-01-31 stands after the rules; there is room for until= and a day, and for a reason after --"),
]  # fmt: skip  # a table


@pytest.mark.parametrize(("text", "line"), SAID)
def test_a_comment_that_does_nothing_is_told(text: str, line: str) -> None:
    assert lines(text) == [line, "0 suppressed"]


@pytest.mark.parametrize(
    "text",
    [
        "type: realtime  # rtlint ignore[RT205]",
        "type: realtime  # see rtlint: it knows",
        "type: realtime  # https://rtlint: x",
        "type: realtime\ninstructions: |\n  # rtlint: ignore[nobody]\n  Be brief.",
        "type: realtime\ninstructions: 'Say # rtlint: ignore[nobody]'",
        "type: realtime\ninstructions: a#rtlint:b",
        "# RTLINT: loud\ntype: realtime",
    ],
)
def test_what_is_not_ours_is_left_alone(text: str) -> None:
    assert lines(text) == ["0 suppressed"]


def test_json_has_no_comments() -> None:
    text = '{"type": "realtime", "instructions": "# rtlint: ignore[nobody]"}'
    result = lint(text, "a.json")
    assert (result.found, result.suppressed) == ((), 0)


def test_an_unused_comment_is_a_finding_with_a_fix() -> None:
    (finding,) = lint("type: realtime\ntracing: auto  # rtlint: ignore[RT205]\n").findings
    assert finding == Finding(
        code="RT902",
        name="unused-ignore",
        severity=Severity.WARNING,
        message="there is no RT205 speed-range to suppress on this line",
        path="a.yaml",
        document=0,
        at="",
        pointer="",
        location=Location(2, 33),
        end_location=Location(2, 38),
        related=(),
        fix=Fix("remove the comment", Safety.SAFE, (Edit(Location(2, 14), Location(2, 39), ""),)),
        fingerprint=finding.fingerprint,
        url="https://rtlint.github.io/rtlint/rules/unused-ignore/",
    )


def test_an_expired_comment_is_told_beside_its_finding() -> None:
    text = "type: realtime\naudio: {output: {speed: 2}}  # rtlint: ignore[RT205] until=2026-10-31\n"
    assert lines(text) == [
        "2:25 RT205 speed is 2; the API takes 0.25 to 1.5",
        "2:54 RT903 the comment counted up to 2026-10-31; it suppresses nothing any more",
        "0 suppressed",
    ]


def test_nothing_is_said_of_rules_that_the_run_does_not_report() -> None:
    text = "type: realtime  # rtlint: ignore[RT205, RT013]\n"
    assert lines(text, CODES - {"RT205"}) == ["0 suppressed"]
    assert lines(text, {"RT902", "RT205"}) == [
        "1:34 RT902 there is no RT205 speed-range to suppress on this line",
        "0 suppressed",
    ]
    assert lines(text, {"RT205"}) == ["0 suppressed"]


def test_nothing_is_said_of_rules_that_are_not_true_for_the_target() -> None:
    elsewhere = next(rule for rule in PACK.rules if rule.targets == ("openai",) and rule.enabled)
    text = f"type: realtime  # rtlint: ignore[{elsewhere.code}]\n"
    for target, count in (("openai", 1), ("azure", 0)):
        result = linter(target=target).lint(Source("a.yaml", text))
        assert result is not None
        assert len(result.findings) == count


def test_nothing_is_unused_in_a_text_that_breaks_off() -> None:
    assert lines("type: realtime  # rtlint: ignore[RT205]\nx: @y\n")[1:] == ["0 suppressed"]


def test_the_closest_comment_is_the_one_that_suppresses() -> None:
    text = "# rtlint: file-ignore[RT205]\n# rtlint: ignore[RT205]\naudio: {output: {speed: 2}}  # rtlint: ignore[RT205]\ntype: realtime\n"
    assert lines(text) == [
        "1:23 RT902 there is no RT205 speed-range to suppress in this file",
        "2:18 RT902 there is no RT205 speed-range to suppress in the node below",
        "1 suppressed",
    ]


FIXED = {
    "one of two": ("type: realtime\naudio: {output: {speed: 2}}  # rtlint: ignore[RT205, RT101] -- why\n", "type: realtime\naudio: {output: {speed: 2}}  # rtlint: ignore[RT205] -- why\n"),
    "the first of two": ("type: realtime\naudio: {output: {speed: 2}}  # rtlint: ignore[RT101, RT205]\n", "type: realtime\naudio: {output: {speed: 2}}  # rtlint: ignore[RT205]\n"),
    "the middle of three": ("type: realtime\naudio: {output: {speed: 2, x: 1}}  # rtlint: ignore[RT101, nobody, RT205]\n", "type: realtime\naudio: {output: {speed: 2, x: 1}}  # rtlint: ignore[RT101, RT205]\n"),
    "all": ("type: realtime  # rtlint: ignore[RT205, RT101]\n", "type: realtime\n"),
    "the line": ("type: realtime\n  # rtlint: ignore[RT205]\r\ntracing: auto\n", "type: realtime\ntracing: auto\n"),
    "the last line": ("type: realtime\n# rtlint: ignore[RT205]", "type: realtime\n"),
    "after other words": ("type: realtime  # ours  # rtlint: ignore[RT205]\n", "type: realtime  # ours\n"),
    "before other words": ("# rtlint: ignore[RT205] # ours\ntype: realtime # rtlint: ignore[RT205] # ours\n", "# ours\ntype: realtime # ours\n"),
    "all at once": ("# rtlint: file-ignore[RT205]\n# rtlint: disable[RT101]\ntype: realtime # rtlint: ignore[nobody]\n# rtlint: enable\n", "type: realtime\n"),
}  # fmt: skip  # a table


@pytest.mark.parametrize("name", FIXED)
def test_a_fix_takes_away_what_does_nothing(name: str) -> None:
    text, expected = FIXED[name]
    done = fixed(linter(), Source("a.yaml", text), unsafe=True)
    assert (done.source.text, done.dropped, done.result.findings) == (expected, (), ())


def test_malformed_comments_were_meant_to_do_something() -> None:
    text = "type: realtime  # rtlint: ignor[RT205]\n"
    assert fixed(linter(), Source("a.yaml", text)).source.text == text


def test_no_fix_is_applied_to_what_is_suppressed() -> None:
    text = "type: realtime\naudio: {output: {speed: 2}}  # rtlint: ignore[RT205]\n"
    done = fixed(linter(), Source("a.yaml", text), unsafe=True)
    assert (done.source.text, done.applied, done.result.suppressed) == (text, (), 1)


WAIVED = [
    ("", 3),
    ("session", 3),
    ("session.audio", 1),
    ("session.audio.output.speed", 1),
    ("session.audio.input", 0),
    ("session.tools[*]", 2),
    ("session.tools[0]", 1),
    ("session.tools[1].x", 1),
    ('session["tools"][*].x', 2),
    ("session.tools[2]", 0),
    ("tools", 0),
]


@pytest.mark.parametrize(("at", "count"), WAIVED)
def test_a_waiver_reaches_a_place_and_all_below(at: str, count: int) -> None:
    tools = '"tools": [{"type": "function", "name": "a", "x": 1}, {"type": "function", "name": "b", "x": 1}]'
    text = f'{{"session": {{"type": "realtime", "audio": {{"output": {{"speed": 2}}}}, {tools}}}}}'
    where = steps(at)
    assert where is not None
    waiver = Waiver(frozenset({"RT205", "RT101"}), where)
    result = linter().waiving((waiver,)).lint(Source("a.json", text))
    assert result is not None
    assert (result.suppressed, len(result.findings)) == (count, 3 - count)


def test_a_waiver_means_the_same_in_a_bare_session() -> None:
    for at in ("session.audio", "audio"):
        waiver = Waiver(frozenset({"RT205"}), steps(at) or ())
        result = (
            linter()
            .waiving((waiver,))
            .lint(Source("a.json", '{"type": "realtime", "audio": {"output": {"speed": 2}}}'))
        )
        assert result is not None
        assert (result.suppressed, result.findings) == (1, ())


@pytest.mark.parametrize("at", [".a", "a..b", "a[b]", "a[", "a b", 'a["b', "a[-1]", "[*"])
def test_what_is_no_place(at: str) -> None:
    assert steps(at) is None


EXAMPLES = [path.read_text() for path in sorted((ROOT / "examples").glob("*.yaml"))]
NAMES = st.sampled_from(sorted(CODES))


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_a_comment_on_any_line_suppresses_what_it_names_or_is_told(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(EXAMPLES))
    rows = text.split("\n")
    row = data.draw(st.integers(0, len(rows) - 1))
    before = lint(text)
    near = sorted({one.code for one in before.findings if abs(one.location.row - row - 1) < 2})
    code = data.draw(st.sampled_from(near) if near else NAMES)
    new = "\n".join([*rows[:row], f"{rows[row]}  # rtlint: ignore[{code}]", *rows[row + 1 :]])
    after = lint(new)
    if not same_values(new, text):
        return  # it became a part of a text
    gone = [
        one for one in before.findings if one.code == code and key(one) not in {key(left) for left in after.findings}
    ]
    told = [one for one in after.findings if key(one) not in {key(had) for had in before.findings}]
    assert after.suppressed == len(gone)
    assert [one.code for one in told] == ([] if gone else ["RT902"])
    assert len(after.findings) == len(before.findings) - len(gone) + len(told)


def same_values(text: str, other: str) -> bool:
    try:
        return list(yaml.safe_load_all(text)) == list(yaml.safe_load_all(other))
    except yaml.YAMLError:
        return False


def key(finding: Finding) -> tuple[str, str, int, str]:
    return finding.code, finding.at, finding.location.row, finding.message


PIECES = [
    *(
        "# rtlint:",
        "#",
        " ",
        "ignore",
        "[",
        "]",
        "RT205",
        ",",
        " until=2020-01-01",
        " -- ",
        "enable",
        "disable",
        "file-",
    ),
    *("\n", "x: 1", "\r\n", "- "),
]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_comment_is_read_and_mended(pieces: list[str]) -> None:
    source = Source("a.yaml", "".join(pieces))
    done = fixed(linter({"RT205", "RT901", "RT902", "RT903", "RT904"}), source, unsafe=True)
    assert [one.code for one in done.result.findings if one.code.startswith("RT9")] == [] or done.dropped


@pytest.mark.parametrize("at", ["calls[0].session.audio", "session.audio", "audio.output.speed"])
def test_a_table_names_places_in_larger_files_from_the_top_or_from_the_document(at: str) -> None:
    place = steps(at)
    assert place
    text = "calls:\n  - session:\n      type: realtime\n      audio: {output: {speed: 2}}\n"
    inside = linter().within((Inside(read_at("calls[*].session"), None),))
    source = Source("calls.yaml", text)
    assert [finding.code for finding in inside.lint(source).findings] == ["RT205"]  # type: ignore[union-attr]  # nothing is sniffed
    waived = inside.waiving((Waiver(frozenset(["RT205"]), place),)).lint(source)
    assert waived
    assert (waived.findings, waived.suppressed) == ((), 1)
    elsewhere = Waiver(frozenset(["RT205"]), ("calls", 1, "session"))
    assert inside.waiving((elsewhere,)).lint(source).suppressed == 0  # type: ignore[union-attr]  # as above
