"""Documents as values, and the place of everything in them."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rtlint.text import jsontext, yamltext
from rtlint.text.nodes import is_merge, tag_of
from rtlint.text.scalar import Placeholder, Timestamp
from rtlint.text.source import Source, Span
from rtlint.text.spot import ENTRY, KEY, VALUE, Path, Spot
from rtlint.text.tree import Place, Tree
from rtlint.text.values import key_of
from rtlint.text.yamltext import MappingNode, Node, ScalarNode, TextFault


def trees(text: str) -> list[Tree]:
    source = Source("a.yaml", text)
    composed = yamltext.compose(source.text)
    assert composed.fault is None, composed.fault
    return [Tree(source, index, composed) for index in range(len(composed.roots))]


def tree(text: str) -> Tree:
    [made] = trees(text)
    return made


def shown(text: str, path: Path, part: str = VALUE) -> tuple[str, str | None]:
    """The characters of a place and of its origin."""
    place = tree(text).place(Spot(path, part))
    origin = place.origin
    return text[place.span.start : place.span.end], text[origin.start : origin.end] if origin else None


TRICKY = [
    "",
    "text",
    "a: 1 # one\nb: [x, 'y', \"z\\n\"]\nc: {d: 1.5, e: yes, f: ~, g: }\n",
    "a: |\n  one\n\n  two\n\n\nb: >-\n  x\n  y\nc: |+\n  z\n\n",
    "a: one\n  two\n\n  three\n",
    "a: 0x10\nb: 0o17\nc: 017\nd: 1_000\ne: 1:30\nf: 1e3\ng: .inf\nh: +1\ni: 1.0e+3\nj: 0b11\n",
    "on: 1\n2: 3\n~: 4\n1.5: 5\n",
    "a: 1\na: 2\nb: {c: 1, c: [2]}\n",
    "a: &x {k: 1}\nb: *x\nc: [*x, *x]\n",
    "a: &x 1\n*x : 2\n",
    "a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc:\n  y: 4\n  <<: *a\n",
    "a: &a {x: 1}\nb: &b {x: 2, y: 3}\nc: {<<: [*a, *b]}\nd: {<<: *a, <<: *b}\n",
    "a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b}\nd: {<<: {z: 1}, <<: [{w: 2}]}\n",
    "a: '<<'\n'<<': 1\n",
    "a: 1\n---\n- 2\n---\n...\n",
    "a: !!str 1\nb: !!int '2'\nc: !!float 3\nd: !!bool 'yes'\ne: !!null ''\nf: !!map {a: 1}\ng: !!seq [1]\nh: ! 5\n",
    "a: 1\r\nb:\r\n- |\r\n  x\r\n- y\r\n",
    "😀: '😀'\na: \u00a0b\n",
    "- - 1\n  - - 2\n- ? a\n  : b\n",
]


@pytest.mark.parametrize("text", TRICKY)
def test_values_are_those_of_safe_load(text: str) -> None:
    made = trees(text)
    values = list(yaml.safe_load_all(text))
    assert [one.value for one in made] == values
    assert repr([typed(one.value) for one in made]) == repr([typed(value) for value in values])
    assert [one.faults for one in made] == [[] for _ in made]


def typed(value: Any) -> Any:
    """A value in which True and 1 are not equal, and the order of keys counts for nothing."""
    if isinstance(value, dict):
        return sorted(((typed(key), typed(inner)) for key, inner in value.items()), key=repr)
    return [typed(inner) for inner in value] if isinstance(value, list) else (type(value).__name__, value)


def test_differences_from_safe_load() -> None:
    # JSON has no dates; a text with a variable is not known yet; a tag of an application has no value here.
    made = tree("a: 2025-08-28\nb: ${X}\nc: !vault x\nd: '${X:-y} z'\ne: |\n  ${X}\n${K}: 1\nf: $X ${1} ${}\n")
    value: Any = made.value
    assert value == {
        "a": Timestamp("2025-08-28"),
        "b": "${X}",
        "c": "x",
        "d": "${X:-y} z",
        "e": "${X}\n",
        "${K}": 1,
        "f": "$X ${1} ${}",
    }
    kinds = {key: type(inner) for key, inner in value.items()}
    assert [key for key, kind in kinds.items() if kind is Placeholder] == ["b", "c", "d", "e"]
    assert [type(key) for key in value] == [str, str, str, str, str, Placeholder, str]
    assert ([tag_of(node) for node in made.tagged], made.faults) == (["!vault"], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: [x, 'no', \"1:30\"]\nc: ${X}\n", True),
        ("a: 1.5\nb: true\nc: null\nd: ~\n", True),
        ("a: 1\na: 2\n", False),
        ("a: no\n", False),
        ("a: 0600\n", False),
        ("a: 1e3\n", False),
        ("a: 2025-08-28\n", False),
        ("a:\n", False),
        ("a: <<\n", False),
        ("on: 1\n", False),
        ("1: 1\n", False),
        ("a: !!str 1\n", False),
        ("a: !x 1\n", False),
        ("a: &x 1\n", True),
        ("a: &x 1\nb: *x\n", False),
        ("a: &x [1]\nb: *x\n", False),
        ("a: {<<: {b: 1}}\n", False),
        ("? [a]\n: b\n", False),
    ],
)
def test_plain(text: str, expected: bool) -> None:
    # Twice, since readings are remembered.
    assert [tree(text).plain, tree(text).plain] == [expected, expected]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("a: {{name}}\n", ["a mapping or list cannot be a key"]),
        ("? [a]\n: {? {b: c} : d}\n", ["a mapping or list cannot be a key"] * 2),
        ("a: {<<: 1}\n", ["<< takes a mapping or a list of mappings"]),
        ("a: {<<: [{b: 1}, 2]}\n", ["<< takes a mapping or a list of mappings"]),
        ("a: {<<: }\n", ["<< takes a mapping or a list of mappings"]),
        ("&a\nb: *a\n", ["an alias stands inside its own anchor"]),
        ("&a [[*a]]\n", ["an alias stands inside its own anchor"]),
        ("&a\n<<: *a\n", ["an alias stands inside its own anchor"]),
        ("&a\n? [b]\n: *a\n", ["an alias stands inside its own anchor", "a mapping or list cannot be a key"]),
    ],
)
def test_parts_that_have_no_value(text: str, messages: list[str]) -> None:
    made = tree(text)
    assert [fault.message for fault in made.faults] == messages
    assert (made.plain, made.fatal) == (False, False)
    # Rules may still ask for places.
    for path in [(), ("a",), ("a", "b"), ("zz",), ("b", "b", "b"), (0, 0, 0)]:
        for part in (KEY, VALUE, ENTRY):
            place = made.place(Spot(path, part))
            assert 0 <= place.span.start <= place.span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "value", "tags"),
    [
        ("a: !x [1]\nb: !!set {c}\n", {"a": [1], "b": ""}, ["!x", "!!set"]),
        ("a: !!int x\nb: !!int 7\nc: !!str 7\n", {"a": "x", "b": 7, "c": "7"}, ["!!int"]),
        ("!x a: 1\n", {"a": 1}, ["!x"]),
        ("a: &a !x b\nc: [*a, *a]\n", {"a": "b", "c": ["b", "b"]}, ["!x"]),
        ("<<: !x b\nc: 1\n", {"c": 1}, ["!x"]),
        ("!!omap [a: 1]\n", "", ["!!omap"]),
    ],
)
def test_tags_without_a_meaning_in_json(text: str, value: object, tags: list[str]) -> None:
    made = tree(text)
    assert (made.value, [tag_of(node) for node in made.tagged]) == (value, tags)
    assert (made.plain, made.faults, made.fatal) == (False, [], False)


def bomb(levels: int, line: str) -> str:
    return "l0: &l0 {a: 1}\n" + "".join(line.replace("N", str(n)).replace("M", str(n - 1)) for n in range(1, levels))


@pytest.mark.parametrize("line", ["lN: &lN [*lM, *lM]\n", "lN: &lN {x: *lM, y: *lM}\n", "lN: &lN {<<: [*lM, *lM]}\n"])
def test_aliases_that_multiply_are_fatal_and_no_work(line: str) -> None:
    made = tree(bomb(60, line))
    assert made.fatal
    assert made.faults == [
        TextFault(
            "aliases multiply to more than 100,000 values",
            "write the values out, or use fewer aliases of aliases",
            Span(0, 1),
        )
    ]
    assert made.place(Spot(("l59", "missing"))).span == made.place(Spot(("l59",), KEY)).span


def test_a_few_aliases_are_not_fatal() -> None:
    made = tree("a: &x {b: 1}\nc: [" + "*x, " * 1000 + "]\n")
    assert (made.fatal, made.faults, made.shared) == (False, [], True)


@pytest.mark.parametrize(
    ("text", "path", "part", "expected"),
    [
        ("a: 1 # c\nb: 2\n", ("a",), VALUE, "1"),
        ("a: 1 # c\nb: 2\n", ("a",), KEY, "a"),
        ("a: 1 # c\nb: 2\n", ("a",), ENTRY, "a: 1"),
        ("a: 1\nb: 2\n", (), VALUE, "a"),
        ("'a': \"x\"  # c\n", ("a",), ENTRY, "'a': \"x\""),
        ("a:\n  b: 1\n  c: 2 # c\n\n# d\ne: 3\n", ("a",), VALUE, "a"),
        ("a:\n  b: 1\n  c: 2 # c\n\n# d\ne: 3\n", ("a",), ENTRY, "a:\n  b: 1\n  c: 2"),
        ("a:\n  b: 1\n", ("a", "zz"), KEY, "a"),
        ("a:\n  b: 1\n", ("a", "zz", "y", 0), VALUE, "a"),
        ("a:\n  b: 1\n", ("a", "b", "c"), ENTRY, "b"),
        ("a:\n  b: 1\n", ("zz",), KEY, "a"),
        ("a: [1, two words, {b: 3}] # c\n", ("a",), VALUE, "[1, two words, {b: 3}]"),
        ("a: [1, two words, {b: 3}]\n", ("a", 1), VALUE, "two words"),
        ("a: [1, two words, {b: 3}]\n", ("a", 2, "b"), ENTRY, "b: 3"),
        ("a: [1]\n", ("a", 1), VALUE, "a"),
        ("a: [1]\n", ("a", -1), VALUE, "a"),
        ("a: [1]\n", ("a", "0"), VALUE, "a"),
        ("a:\n- b: 1\n  c: 2\n- d\n", ("a", 0), VALUE, "b"),
        ("a:\n- b: 1\n  c: 2\n- d\n", ("a", 0), ENTRY, "b"),
        ("a:\n- b: 1\n  c: 2\n- d\n", ("a", 1), VALUE, "d"),
        ("a:\nb: 1\n", ("a",), VALUE, "a"),
        ("a:\nb: 1\n", ("a",), ENTRY, "a:"),
        ("a: {b: , c: 1}\n", ("a", "b"), VALUE, "b"),
        ("a: |\n  x\n  y\n\n\n# c\nb: 1\n", ("a",), VALUE, "|\n  x\n  y"),
        ("a: >+\n  x   \n\n\nb: 1\n", ("a",), ENTRY, "a: >+\n  x"),
        ("a: one\n  two # c\n", ("a",), VALUE, "one\n  two"),
        ("a: x\u00a0\n", ("a",), VALUE, "x\u00a0"),
        ("a: 1\nb: 2\na: 3\n", ("a",), ENTRY, "a: 3"),
        ("'1': a\n1: b\n", (1,), VALUE, "b"),
        ("'1': a\n1: b\n", ("1",), VALUE, "a"),
        ("on: a\n", (True,), KEY, "on"),
        ("2025-08-28: a\n", (Timestamp("2025-08-28"),), VALUE, "a"),
        ("a: 1\r\nb: |\r\n  x\r\n\r\nc: 2\r\n", ("b",), VALUE, "|\r\n  x"),
        ("😀: [😀, x]\n", ("😀", 1), VALUE, "x"),
        ("? a\n: b\n", ("a",), ENTRY, "a\n: b"),
        ("text # c\n", (), VALUE, "text"),
        ("[1, 2]\n", (), VALUE, "[1, 2]"),
        ("- a\n- b\n", (), VALUE, "- a\n- b"),
    ],
)
def test_places(text: str, path: Path, part: str, expected: str) -> None:
    assert shown(text, path, part) == (expected, None)


@pytest.mark.parametrize(
    ("text", "path", "part", "expected"),
    [
        ("a: &x 5\nb: *x\n", ("b",), VALUE, ("*x", "&x 5")),
        ("a: &x 5\nb: *x\n", ("b",), KEY, ("b", None)),
        ("a: &x 5\nb: *x # c\n", ("b",), ENTRY, ("b: *x", "&x 5")),
        ("a: &x 5\nb: *x\n", ("a",), VALUE, ("&x 5", None)),
        ("a: &x\n  k: 5\nb: *x\n", ("b",), VALUE, ("*x", "k")),
        ("a: &x\n  k: 5\nb: *x\n", ("b",), KEY, ("b", None)),
        ("a: &x\n  k: 5\nb: *x\n", ("b", "k"), VALUE, ("*x", "5")),
        ("a: &x\n  k: 5\nb: *x\n", ("b", "k"), KEY, ("*x", "k")),
        ("a: &x\n  k: 5\nb: *x\n", ("b", "k"), ENTRY, ("*x", "k: 5")),
        ("a: &x\n  k: 5\nb: *x\n", ("b", "zz"), KEY, ("b", None)),
        ("a: &x [1, 2]\nb:\n- *x\n", ("b", 0), VALUE, ("*x", "&x [1, 2]")),
        ("a: &x [1, 2]\nb:\n- *x\n", ("b", 0, 1), VALUE, ("*x", "2")),
        ("a: &x [1, 2]\nb:\n- *x\n", ("b",), ENTRY, ("b:\n- *x", None)),
        ("a: &x [1, 2]\nb: [*x, *x]\n", ("b",), VALUE, ("[*x, *x]", None)),
        ("a: &x\n  k: 5\nb: &y\n  z: *x\nc: *y\n", ("c", "z", "k"), VALUE, ("*y", "5")),
        ("a: &x\n  k: 5\nb: &y\n  z: *x\nc: *y\n", ("c", "z"), KEY, ("*y", "z")),
        ("a: &x\n  k: 5\nb: &y\n  z: *x\nc: *y\n", ("b", "z"), ENTRY, ("z: *x", "k")),
        ("a: &x {k: 5}\nb:\n  <<: *x\n  j: 6\n", ("b", "k"), VALUE, ("<<: *x", "5")),
        ("a: &x {k: 5}\nb:\n  <<: *x\n  j: 6\n", ("b", "k"), ENTRY, ("<<: *x", "k: 5")),
        ("a: &x {k: 5}\nb:\n  <<: *x\n  j: 6\n", ("b", "j"), VALUE, ("6", None)),
        ("a: &x {k: 5}\nb:\n  <<: *x\n  k: 6\n", ("b", "k"), VALUE, ("6", None)),
        ("a: &x {k: 5}\nb:\n  <<: *x\n", ("b", "zz"), KEY, ("b", None)),
        ("a: &x {k: 5}\nc: &y {k: 6, l: 7}\nb: {<<: [*x, *y]}\n", ("b", "k"), VALUE, ("<<: [*x, *y]", "5")),
        ("a: &x {k: 5}\nc: &y {k: 6, l: 7}\nb: {<<: [*x, *y]}\n", ("b", "l"), VALUE, ("<<: [*x, *y]", "7")),
        ("a: &x {k: 5}\nb:\n  <<:\n  - *x\n", ("b", "k"), VALUE, ("<<:\n  - *x", "5")),
        ("a: &x {k: 5}\nc: &y {k: 6}\nb:\n  <<: *x\n  <<: *y\n", ("b", "k"), VALUE, ("<<: *y", "6")),
        ("a: &x {k: 5}\nc: &y {<<: *x}\nb: {<<: *y}\n", ("b", "k"), VALUE, ("<<: *y", "5")),
        ("a: &x {k: 5}\nc: &y {<<: *x}\nb: *y\n", ("b", "k"), VALUE, ("*y", "5")),
    ],
)
def test_places_behind_aliases(text: str, path: Path, part: str, expected: tuple[str, str | None]) -> None:
    assert shown(text, path, part) == expected


def test_an_alias_in_a_second_document() -> None:
    text = "a: &x 1\nb: *x\n---\nc: &y 2\nd: [*y]\n"
    place = trees(text)[1].place(Spot(("d", 0)))
    assert place == Place(Span(30, 32), Span(21, 25))


def test_json_has_the_same_places() -> None:
    text = '{"a": {"b": [1, "x"]}, "a": {"b": [2, "y"], "c": null}}'
    made = Tree(Source("a.json", text), 0, jsontext.compose(text))
    assert made.value == json.loads(text)

    def part(path: Path, part: str) -> str:
        span = made.place(Spot(path, part)).span
        return text[span.start : span.end]

    assert part((), VALUE) == text
    assert part(("a",), VALUE) == '{"b": [2, "y"], "c": null}'
    assert part(("a", "b", 1), VALUE) == '"y"'
    assert part(("a", "b"), KEY) == '"b"'
    assert part(("a", "c"), ENTRY) == '"c": null'
    assert part(("a", "zz"), KEY) == '"a"'


KEYS = st.text("abc", min_size=1, max_size=3)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-9999, 9999),
    st.floats(-1e6, 1e6, allow_nan=False),
    st.text("ab :#-'\"\n\\é😀&*[]{}|>%@,?!\u00a0", max_size=12),
)
DOCUMENTS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=12,
)


PIECES = [
    "- ", "a: ", "b: ", "c: ", "a:\n", "\n", "  ", "&x ", "&y ", "*x", "*x\n", "*y\n", "'q'", "[", "]", "{", "}", ", ",
    "|\n", "a", "b: 1\n", "<<: *x\n", "<<: [*x, *y]\n", "  <<: *x\n", "a: &x\n", "b: &y\n", "  c: 1\n", "- 4\n",
    "? ", "~",
]  # fmt: skip  # a table


def leaves(value: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves(inner, (*path, key))]
    if isinstance(value, list):
        return [leaf for index, inner in enumerate(value) for leaf in leaves(inner, (*path, index))]
    return [(path, value)]


@given(DOCUMENTS, st.sampled_from([False, True, None]), st.sampled_from([None, "'", '"', "|", ">"]), st.booleans())
@settings(max_examples=500, deadline=None)
def test_the_text_at_a_place_reads_as_its_value(
    value: Any, flow: bool | None, style: str | None, unicode: bool
) -> None:
    text = yaml.safe_dump(value, default_flow_style=flow, default_style=style, allow_unicode=unicode, width=40)
    made = tree(text)
    assert typed(made.value) == typed(yaml.safe_load(text))
    for path, leaf in leaves(made.value):
        span = made.place(Spot(path)).span
        part = text[span.start : span.end]
        if leaf in ({}, []) or part.startswith(("|", ">")):
            # A block scalar's span ends with its last visible character, so what it keeps behind that is not in it.
            assert part == part.rstrip(" \n")
            continue
        # Without the indentation of its first line, text over several lines must at least be indented at all.
        assert typed(yaml.safe_load(f"k:\n    {part}\n")["k"]) == typed(leaf), (text, path, part)
        for step in range(1, len(path) + 1):
            if isinstance(path[step - 1], str):
                key = made.place(Spot(path[:step], KEY)).span
                entry = made.place(Spot(path[:step], ENTRY)).span
                assert yaml.safe_load(text[key.start : key.end]) == path[step - 1]
                assert entry.start == key.start
                assert entry.end >= max(key.end, span.end)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=1500, deadline=None)
def test_any_text_has_the_values_of_safe_load_and_places_within_it(text: str) -> None:
    source = Source("a.yaml", text)
    composed = yamltext.compose(text)
    made = [Tree(source, index, composed) for index in range(len(composed.roots))]
    if composed.fault is None and not any(one.faults for one in made):
        assert [typed(one.value) for one in made] == [typed(value) for value in yaml.safe_load_all(text)]
    for one in made:
        paths = [path for path, _ in leaves(one.value)] if not one.faults else [("a",), ("b", "c"), (0, 0)]
        for path in [*paths, *((*path, "zz") for path in paths), ()]:
            for part in (KEY, VALUE, ENTRY):
                place = one.place(Spot(path, part))
                for span in (place.span, place.origin or place.span):
                    assert 0 <= span.start <= span.end <= len(text)


def test_node_and_value_of() -> None:
    made = tree("a: [1, 'x']\nb: &y {c: 2}\nd: *y\n")
    node = made.node(("a", 1))
    assert isinstance(node, ScalarNode)
    assert (made.value_of(node), made.node_span(node)) == ("x", Span(7, 10))
    assert made.node(("d", "c")) is made.node(("b", "c"))
    assert made.node(()) is made.root
    assert [made.node(path) for path in [("zz",), ("a", 2), ("a", 0, 0), ("a", "b")]] == [None] * 4


def test_merge_keys_and_key_values() -> None:
    root = tree("<<: {a: 1}\n'<<': 2\non: 3\n? [x]\n: 4\n").root
    assert isinstance(root, MappingNode)
    keys: list[Node] = [key for key, _ in root.value]
    assert [is_merge(key) for key in keys] == [True, False, False, False]
    assert [key_of(key) for key in keys] == ["<<", "<<", True, None]
