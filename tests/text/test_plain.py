"""The quick reader of plain texts: what it takes it reads as libyaml does, and the rest it leaves alone."""

import glob
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtlint.text import plain, yamltext
from rtlint.text.compose import compose
from rtlint.text.source import Source
from rtlint.text.tree import Tree

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = sorted(glob.glob(str(ROOT / "examples" / "**" / "*.yaml"), recursive=True)) + sorted(
    glob.glob(str(ROOT / "rules" / "**" / "*.yaml"), recursive=True)
)

READ = {
    "a: 1": {"a": 1},
    "a: 1\n": {"a": 1},
    "---\na: 1\n": {"a": 1},
    "# first\n\na: b  # behind\n  # between\nc: d": {"a": "b", "c": "d"},
    "a: b#c": None,
    "a: 1.5\nb: -3\nc: true\nd: null\ne: 'yes'\nf: \"\"": {
        "a": 1.5,
        "b": -3,
        "c": True,
        "d": None,
        "e": "yes",
        "f": "",
    },
    "a:\n  b:\n    c: 1\n  d: 2\ne: 3": {"a": {"b": {"c": 1}, "d": 2}, "e": 3},
    "a:\n- b\n- c\nd: e": {"a": ["b", "c"], "d": "e"},
    "a:\n  - b: 1\n    c: 2\n  - b: 3\nd: 4": {"a": [{"b": 1, "c": 2}, {"b": 3}], "d": 4},
    "a:\n-   b: 1\n    c:\n    - 2": {"a": [{"b": 1, "c": [2]}]},
    "a: [x, 'y', \"z, w\", 1]": {"a": ["x", "y", "z, w", 1]},
    "a: []\nb: {}\nc: {d: e, f: 'g'}": {"a": [], "b": {}, "c": {"d": "e", "f": "g"}},
    "a: {b: one two - three.}\nc: [d e, f ]": {"a": {"b": "one two - three."}, "c": ["d e", "f"]},
    "a: |\n  b\n\n    c # d\n\ne: f": {"a": "b\n\n  c # d\n", "e": "f"},
    "a: |-\n b: c\n": {"a": "b: c"},
    "u: https://a.b/c?d=e:f": {"u": "https://a.b/c?d=e:f"},
    "a: ${B:-c}": {"a": "${B:-c}"},
    "a: é 😀": {"a": "é 😀"},
}
"""Texts with their values; None for one that looks plain and is not taken."""

LEFT = [
    "",
    "# nothing",
    "a",
    "- a",
    " a: 1",
    "a: 1\na: 2",
    "a:",
    "a:\nb: 1",
    "a: 1\n  b: 2",
    "a: b\n  c",
    "a: b: c",
    "a: yes",
    "a: 010",
    "a: 0.30000000000000004",
    "a: 1e3",
    "yes: 1",
    "a: &b c",
    "a: *b",
    "a: !c d",
    "<<: {a: b}",
    "a: 'it''s'",
    'a: "b\\n"',
    'a: "b',
    "a: [b",
    "a: [b,, c]",
    "a: [[b]]",
    "a: {b: c, b: d}",
    "a: {b}",
    "a: >\n  b",
    "a: |+\n  b",
    "a: |\n\n  b\n",
    "a: |\n  b",
    "a: |\n  b\n c\n",
    "a: |\nb: c",
    "a:\tb",
    "a: b\r\n",
    "a: b\u2028c: d",
    "a: \x1b",
    "a: \ud800",
    "a: 1\n---\nb: 2",
    "a: 1\n...\n",
    "%YAML 1.2\n---\na: 1",
    "? a\n: b",
    "a:\n  - b\n c: d",
    "a:\n  -\n    b: c",
    "a:\n  - - b",
    "a: - b",
    "a: b #c\n  d",
]

LINES = [
    "a: 1", "b: text here", "c:", "- a: 1", "- b", "-", "- - c", "d: |", "d: |-", "e: >", "# note", "", "f: [1, x]",
    "g: {h: i}", "g: {h: i j , k: l}", "f: [1 2, - 3, x -y]",
    "g: {h: i #j}", "h: 'q'", 'i: "q" # c', "j: yes", "k: ~", "l: &m n", "o: *m", "p: a: b", "free text", "---", "...",
    "q: http://x", "r: a#b", "s: a #b", "t: ${V}", "u: 0x1F", "v: 1_000", "w: 12:30", "x: -", "y: - z", "z: ? z",
    "a: 2",
    "null: 1", "é: ü", "key with blank: 1", "'k': 1", "n: [", "n: ]", "n: {a: b", "n: }", "m: a, b", "m: !t v", "m: %x",
    "m: @x", "m: `x", "m: |+", "m: |2", "  ", " # far", "x : 1", "x:1", "x:  1", "- ", "-  a: 1",
    "n: 1.", "n: .5", "n: -.5",
]  # fmt: skip  # a table


def same(text: str) -> bool:
    """Whether the quick reader leaves a text alone, or reads it as libyaml does and rightly calls it plain."""
    found = plain.read(text)
    if found is None:
        return True
    value, _ = found
    composed = yamltext.compose(text)
    trees = [Tree(Source("a.yaml", text), index, composed) for index in range(composed.count)]
    told = [(tree.value, tree.plain, tree.precise, tree.shared, tree.fatal, tree.faults, tree.tagged) for tree in trees]
    return (repr(told), composed.fault) == (repr([(value, True, False, False, False, [], [])]), None)


@pytest.mark.parametrize("text", READ)
def test_plain_texts_are_read(text: str) -> None:
    found = plain.read(text)
    assert (found and found[0]) == READ[text]
    assert same(text)


@pytest.mark.parametrize("text", LEFT)
def test_other_texts_are_left_to_libyaml(text: str) -> None:
    assert plain.read(text) is None


@pytest.mark.parametrize("path", FILES)
def test_whole_files_are_read_as_libyaml_reads_them(path: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert same(text)
    assert all(map(same, text.split("\n---\n")))


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(LINES)), max_size=12), st.booleans())
def test_texts_of_all_kinds_of_lines_are_read_as_libyaml_reads_them(lines: list[tuple[int, str]], ended: bool) -> None:
    assert same("\n".join(" " * depth + line for depth, line in lines) + "\n" * ended)


@given(st.sampled_from(list(READ)), st.integers(0, 60), st.integers(0, 3), st.text(max_size=3))
def test_changed_texts_are_read_as_libyaml_reads_them(text: str, start: int, cut: int, put: str) -> None:
    assert same(text[:start] + put + text[start + cut :])


def test_values_of_lines_that_stand_twice_are_not_shared() -> None:
    first, second = plain.read("a:\n  x: [1]\nb:\n  x: [1]\n"), plain.read("a:\n  x: [1]\n")
    assert first
    assert second
    inner = [first[0]["a"]["x"], first[0]["b"]["x"], second[0]["a"]["x"]]  # type: ignore[index]  # mappings
    assert inner == [[1], [1], [1]]
    assert len({id(one) for one in inner}) == 3


def test_nodes_are_made_when_somebody_asks() -> None:
    source = Source("a.yaml", "a:\n  b: 1\n")
    composed = compose(source)
    assert composed.count == 1
    assert composed.value == {"a": {"b": 1}}
    tree = Tree(source, 0, composed)
    assert tree.written(("a", "b")) == "1"


@pytest.mark.parametrize(
    ("text", "remarked"),
    [
        ("a: b # c", True),
        ("a:\n- b # c", True),
        ("a: 'b' # c", False),
        ("a: [b] # c", False),
        ("a: # c\n  b: c", False),
        ("a: b\n  # c", False),
        ("a: |\n  # b\n  c # d\n", False),
    ],
)
def test_a_comment_behind_an_unquoted_value_is_told(text: str, remarked: bool) -> None:
    found = plain.read(text)
    assert found
    assert found[1] is remarked
