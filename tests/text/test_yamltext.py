"""The door to PyYAML: the same nodes from both parsers, a fault with a way out for every complaint, and no crash."""

import random
import subprocess
import sys
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rtlint.text import hints, yamltext
from rtlint.text.source import Source, Span
from rtlint.text.yamltext import (
    MAX_DEPTH,
    Composed,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    TextFault,
    alias_uses,
    children,
    compose,
    idle_anchors,
)

PURE = yamltext._PurePython

CORPUS = {
    "empty": "",
    "only a comment": "# nothing\n",
    "a scalar": "text",
    "comments": "# first\na: 1 # after\n\n# between\nb: # empty\n  # deeper\n  c: x#y\n# last",
    "literal": "a: |\n  one\n   two\n\n  three\n\n\nb: |-\n  x\n\nc: |+\n  y\n\n\nd: 1\n",
    "folded": "a: >\n  one\n  two\n\n    more\n  three\nb: >-\n  x\n  y\nc: >+\n  z\n\n",
    "indentation indicators": "a: |2\n    x\n   y\nb: >1-\n   z\nc: |-3\n      w\n",
    "block scalar headers": "a: | # header\n  x\nb: &n >- # header\n  y\nc: !!str |+\n  z\n",
    "block scalars at the end": "a: |\n  x\n  \n   \n# after\nb: |-\n  y   \n\n\n# end\n",
    "empty block scalars": "a: |\nb: >-\nc: |+\n\n\nd: 1\n",
    "flow": "a: [1, 'two', \"three\", [4], {five: 5}, ]\nb: {x: 1, 'y': 2, \"z\":3}\nc: []\nd: {}\n",
    "flow over lines": "a: [\n  1, # one\n  two words\n    more,\n\n  3\n]\nb: {\n  x: 1,\n  y: 2 }\n",
    "flow pairs": "a: [b: 1, ? c : 2, d]\n",
    "plain over lines": "a: one\n  two\n\n  three # end\nb: x\n   y\n",
    "quoted": "a: 'it''s'\nb: \"tab\\t \\u00e9 \\U0001F600 \\\n  joined\"\nc: 'one\n  two\n\n  three'\nd: ''\n",
    "anchors": "a: &x 1\nb: &y [*x, *x]\nc: &z {k: *y}\nd: *z\n*x : e\n",
    "merges": "a: &a {x: 1}\nb: &b\n  y: 2\nc:\n  <<: *a\n  z: 3\nd:\n  <<: [*b, *a]\n",
    "a circle": "&a\nb: *a\n",
    "CRLF": "a: 1\r\nb:\r\n- x\r\n- y # c\r\nd: |\r\n  one\r\n  two\r\ne: 'x\r\n  y'\r\n",
    "CR": "a: 1\rb:\r- x\r- y\rc: |\r  one\r  two\r",
    "line ends of 1.1": "a: 1\x85b: |\x85  x\u2028  y\u2029c: 'x\u2028 y'\n",
    "a BOM'd source": Source("a.yaml", "\ufeffa: 1\nb: 2\n").text,
    "beyond the basic plane": "😀: '😀😀'\n'k': 😀 # 😀\na: [😀, x]\nb: |\n  😀\n",
    "empty values": "a:\nb: \nc:\n- \n-\n- x\nd: ~\n",
    "empty quoted": "a: ''\n'': \"\"\n",
    "complex keys": "? a\n: b\n? [c, d]\n: - e\n  - f\n? {g: h}\n? |\n  i\n: j\n",
    "explicit tags": "a: !!str 1\nb: !!int '2'\nc: !local x\nd: !!map {e: 1}\nf: ! g\nh: !<tag:yaml.org,2002:str> i\n",
    "tag directive": "%TAG !x! tag:example.com,2000:\n---\na: !x!y 1\n",
    "several documents": "a: 1\n---\nb: 2\n---\n- c\n",
    "document ends": "a: 1\n...\n---\nb: 2\n...\n",
    "an empty document": "---\n---\na: 1\n---\n",
    "YAML directive": "%YAML 1.1\n---\na: yes\n",
    "compact": "- - a\n  - - b\n- ? c\n  : d\n- e: f\n  g: h\n",
    "indentless": "a:\n- b:\n  - c:\n    - d\n  e: f\n",
    "no-break and zero-width": "a: b\u00a0\nc: \u200bd\n",
    "colons": "a: http://x:80/y\nb: a:b\n'c: d': 'e: f'\n",
}


def plain(node: Node, seen: set[int]) -> object:
    """All that rtlint reads of a node; an empty value has no exact place, see below."""
    start, end = node.start_mark.index, node.end_mark.index
    if id(node) in seen:
        return ("again", start)
    seen.add(id(node))
    if isinstance(node, ScalarNode):
        # libyaml puts the empty value of a flow mapping behind the blank after the colon, PyYAML before it.
        span = "empty" if start == end else (start, end)
        return (node.tag, node.value, node.style or None, span)
    if isinstance(node, SequenceNode):
        return (node.tag, [plain(item, seen) for item in node.value], bool(node.flow_style), start, end)
    assert isinstance(node, MappingNode)
    pairs = [(plain(key, seen), plain(value, seen)) for key, value in node.value]
    return (node.tag, pairs, bool(node.flow_style), start, end)


def plains(composed: Composed) -> list[object]:
    return [plain(root, set()) for root in composed.roots]


def depth(root: Node) -> int:
    """Levels of collections; counted without recursion."""
    deepest, stack = 0, [(root, 1)]
    while stack:
        node, level = stack.pop()
        if not isinstance(node, ScalarNode):
            deepest = max(deepest, level)
            stack.extend((child, level + 1) for child in children(node))
    return deepest


def test_the_native_parser_is_under_test() -> None:
    assert yaml.__with_libyaml__
    assert yamltext.Loader is not PURE


@pytest.mark.parametrize("name", CORPUS)
def test_both_parsers_make_the_same_nodes(name: str) -> None:
    native, pure = compose(CORPUS[name]), compose(CORPUS[name], PURE)
    assert (native.fault, pure.fault) == (None, None)
    assert plains(native) == plains(pure)


@pytest.mark.parametrize("name", CORPUS)
def test_there_is_a_root_for_each_document(name: str) -> None:
    assert len(compose(CORPUS[name]).roots) == len(list(yaml.compose_all(CORPUS[name], yaml.SafeLoader)))


PIECES = [
    "- ", "? ", ": ", "a: ", "a:\n", "b: 1\n", "\n", " ", "  ", "    ", "&x ", "*x", "!t ", "'q'", '"d"', "[", "]", "{",
    "}", ", ", " #c\n", "|\n", ">-\n", "\r\n", "a", "b", "---\n", "😀", "<<: ", "~", "|2\n",
]  # fmt: skip  # a table


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=1500, deadline=None)
def test_both_parsers_make_the_same_nodes_of_anything_that_both_take(text: str) -> None:
    native, pure = compose(text), compose(text, PURE)
    if native.fault is None and pure.fault is None:
        assert plains(native) == plains(pure)


@given(st.text(alphabet="ab01 \t\n\r:-?[]{}#&*!|>'\"%@`,.~<\\\x00\x07\x85\u2028\ufeff\ud800é😀", max_size=30))
@settings(max_examples=1500, deadline=None)
def test_nothing_makes_compose_raise(text: str) -> None:
    for loader in (None, PURE):
        composed = compose(text, loader)
        fault = composed.fault
        if fault is not None:
            assert fault.message
            assert fault.help
            assert 0 <= fault.span.start <= fault.span.end <= len(text)
            assert fault.related is None or 0 <= fault.related[1].start < fault.span.start


HERE = "it starts here"
FAULTS: dict[str, TextFault] = {
    "a: *x\n": TextFault(
        "the alias *x has no anchor before it",
        "quote the value if the star is text, or set the anchor &… above",
        Span(3, 4),
    ),
    "a: &x 1\nb: &x 2\n": TextFault(
        "the anchor &x is set twice", "give each anchor its own name", Span(11, 12), (HERE, Span(3, 4))
    ),
    'a: "x\nb: 1\n': TextFault("a quote is opened here and never closed", "close the quote", Span(3, 4)),
    "a: 1\nb: 'x\n": TextFault("a quote is opened here and never closed", "close the quote", Span(8, 9)),
    'a: "C:\\Users"\n': TextFault(
        "this backslash escape lacks its hexadecimal digits",
        "write \\\\ for a backslash, or use single quotes",
        Span(8, 9),
        (HERE, Span(3, 4)),
    ),
    "a: 'Don't talk'\n": TextFault(
        "the value goes on after its closing quote",
        "double the quote inside, or use the other kind outside",
        Span(8, 9),
        (HERE, Span(0, 1)),
    ),
    'a: "\\q"\n': TextFault(
        "this backslash escape does not exist in a double-quoted value",
        "write \\\\ for a backslash, or use single quotes",
        Span(4, 5),
        (HERE, Span(3, 4)),
    ),
    "a: 1\nb\nc: 2\n": TextFault(
        "this line is neither `key: value` nor part of the value above",
        "add the colon, or indent the line below its key",
        Span(7, 8),
        (HERE, Span(5, 6)),
    ),
    "a:\n  b: 1\n c: 2\n": TextFault(
        "this line does not fit the indentation of the keys above",
        "indent keys of one mapping alike",
        Span(11, 12),
        (HERE, Span(0, 1)),
    ),
    "- a\nb: 1\n": TextFault(
        "this line is no entry of the list above",
        "start entries with `- ` at one indentation",
        Span(4, 5),
        (HERE, Span(0, 1)),
    ),
    "a: [1, 2\nb: 1\n": TextFault(
        "a list opened with [ is not closed before this",
        "add the missing comma or ]",
        Span(10, 11),
        (HERE, Span(3, 4)),
    ),
    "a: {b: 1\nc: 2\n": TextFault(
        "a mapping opened with { is not closed before this",
        'add the missing comma or }, and quote a value with braces: "${NAME}"',
        Span(10, 11),
        (HERE, Span(3, 4)),
    ),
    "a: 1\n...\nb: 2\n": TextFault(
        "text after the end of the document",
        "put everything below one root, or separate documents with ---",
        Span(9, 10),
    ),
    "a: ]\n": TextFault("a value is missing here", "add the value, or quote it", Span(3, 4)),
    "a: - b\n": TextFault("a list entry cannot start here", "put each `- ` on its own line, below the key", Span(3, 4)),
    "a: * b\n": TextFault(
        "a name is missing here: * starts an alias, & an anchor",
        "quote the value if the character is text",
        Span(4, 5),
        (HERE, Span(3, 4)),
    ),
    "a: **bold**\n": TextFault(
        "a name is missing here: * starts an alias, & an anchor",
        "quote the value if the character is text",
        Span(4, 5),
        (HERE, Span(3, 4)),
    ),
    "a: !x!y z\n": TextFault("the tag !x!y uses a prefix that nothing defines", "drop the tag", Span(3, 4)),
    "%FOO bar\n---\na\n": TextFault(
        "a line that starts with % is a directive, and this one does not exist",
        "quote the value",
        Span(4, 5),
        (HERE, Span(0, 1)),
    ),
    "a: |\n\tb\n": TextFault("a tab cannot indent YAML", "indent with spaces", Span(5, 6), (HERE, Span(3, 4))),
    "a:\n\tb: 1\n": TextFault("a tab cannot indent YAML", "indent with spaces", Span(3, 4)),
    "a: @x\n": TextFault("an unquoted value cannot start with @", "quote the value", Span(3, 4)),
    "a: `x`\n": TextFault("an unquoted value cannot start with `", "quote the value", Span(3, 4)),
    "a: %x\n": TextFault("an unquoted value cannot start with %", "quote the value", Span(3, 4)),
    "a: Role: be nice\n": TextFault(
        "an unquoted value cannot hold a colon followed by a blank",
        'quote the value: key: "Role: be nice"',
        Span(7, 8),
    ),
    "a: x\n b: y\n": TextFault(
        "a key stands where the value above goes on",
        "indent the keys of one mapping alike, and quote text that holds a colon",
        Span(7, 8),
    ),
    "a: |x\n b\n": TextFault(
        "did not find expected comment or line break",
        "the place may be a little above",
        Span(4, 5),
        (HERE, Span(3, 4)),
    ),
    "a: \x07b\n": TextFault(
        "the control character U+0007 cannot stand in YAML",
        'delete it, or write it as an escape in double quotes ("\\x1b")',
        Span(3, 4),
    ),
    "a: \ud800\n": TextFault("half of a surrogate pair is not a character", "save the file as UTF-8", Span(3, 4)),
}


@pytest.mark.parametrize("text", FAULTS, ids=repr)
def test_faults(text: str) -> None:
    assert compose(text).fault == FAULTS[text]


def test_every_hint_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    problems: list[tuple[str, str]] = []
    real = hints.explain

    def recorded(problem: str, text: str, offset: int) -> tuple[str, str]:
        problems.append((problem, text[offset : offset + 1]))
        return real(problem, text, offset)

    monkeypatch.setattr(yamltext, "explain", recorded)
    for text in FAULTS:
        compose(text)
    for part, _message, _help in hints._KNOWN:
        assert any(part in problem for problem, _ in problems), part
    starts = {character for problem, character in problems if "cannot start any token" in problem}
    assert starts >= {*hints._STARTERS, "\t"}


def test_what_stands_before_a_fault_is_kept() -> None:
    composed = compose("a: 1\n---\nb: [\n---\nc: 3\n")
    assert [root.value[0][0].value for root in composed.roots] == ["a"]
    assert composed.fault is not None
    assert composed.fault.span == Span(14, 15)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("a: [1,\n\n", 5),
        ("a: [1,\r\n", 5),
        ("a: [1,", 5),
        ("a: [1, \n \n", 5),
        ("a: @\n", 3),
        ('a: "\\\r\n\\q"', 7),
        ("a: !<\r\nb", 4),
        ("[", 0),
    ],
)
def test_a_fault_points_at_a_character_that_can_be_seen(text: str, start: int) -> None:
    fault = compose(text).fault
    assert fault is not None
    assert fault.span == Span(start, start + 1)


def too_deep(start: int) -> TextFault:
    message = f"more than {MAX_DEPTH} collections within each other"
    return TextFault(message, "a session config needs a few levels only", Span(start, start + 1))


def by_lines(levels: int) -> str:
    return "".join(" " * level + "a:\n" for level in range(levels))


MANY = 100_000
DEEP: dict[str, Callable[[], str]] = {
    "[": lambda: "[" * MANY,
    "{": lambda: "{a: " * MANY,
    "[a: ": lambda: "[a: " * MANY,
    "closed": lambda: "[" * MANY + "]" * MANY,
    "- ": lambda: "- " * MANY + "x",
    "? ": lambda: "? " * MANY + "x",
    "- ? ": lambda: "- ? " * MANY + "x",
    "lines": lambda: by_lines(2_000),
    "indentless": lambda: "".join(f"a:\n{'  ' * level}- " for level in range(1_000)) + "x",
    "after CR": lambda: "a:\r" + "- " * MANY + "x",
    "after NEL": lambda: "a:\x85" + "- " * MANY + "x",
    "after LS": lambda: "a:\u2028" + "- " * MANY + "x",
    "after PS": lambda: "a:\u2029" + "- " * MANY + "x",
    "after a BOM": lambda: "a:\n\ufeff" + "- " * MANY + "x",
    "in a second document": lambda: "a: 1\n---\n" + "- " * MANY + "x",
    "blocks and flow": lambda: "- " * (MAX_DEPTH // 2) + "[" * MANY,
}
CHILD = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from rtlint.text import yamltext
text = sys.stdin.buffer.read().decode("utf-8")
loader = yamltext._PurePython if sys.argv[1] == "pure" else None
fault = yamltext.compose(text, loader).fault
sys.stdout.write(fault.message if fault else "no fault")
"""


@pytest.mark.parametrize("parser", ["native", "pure"])
@pytest.mark.parametrize("name", DEEP)
def test_depth_is_a_fault_and_never_a_crash(name: str, parser: str) -> None:
    """In a process of its own, with a gibibyte of memory: composing recurses in C, where too deep ends the process."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, parser], input=DEEP[name]().encode(), capture_output=True, check=False
    )
    message = done.stdout.decode()
    # PyYAML's own scanner takes no byte order mark within a text, and ends there.
    expected = "this line" if (name, parser) == ("after a BOM", "pure") else "more than 200"
    assert (done.returncode, message.startswith(expected)) == (0, True), (done.returncode, message, done.stderr[-500:])


@pytest.mark.parametrize("unit", ["[", "- ", "? "])
def test_the_first_collection_below_the_limit_is_named(unit: str) -> None:
    assert compose(unit * MAX_DEPTH + "]" * (MAX_DEPTH if unit == "[" else 0)).fault is None
    assert compose(unit * (MAX_DEPTH + 1)).fault == too_deep(len(unit) * MAX_DEPTH)


def test_many_collections_beside_each_other_are_not_deep() -> None:
    composed = compose("a: [" + "[], {}, " * 1000 + "]\n")
    assert composed.fault is None
    assert depth(composed.roots[0]) == 3


LEVELS = st.lists(
    st.sampled_from(["- ", "? ", "-   ", "key", "value", "indentless", "item line", "[", "{a: ", "[a: ", "[? "]),
    max_size=700,
)


def nested(levels: list[str]) -> str:
    """A text with a collection for every level, as narrow as its indentation allows; flow levels innermost."""
    text, column = "", 0
    for level in (one for one in levels if one[0] not in "[{"):
        if level[0] in "-?":
            text, column = text + level, column + len(level)
            continue
        if level == "value":
            text, column = f"{text}? x\n{' ' * column}: ", column + 2
        elif level == "indentless":
            text, column = f"{text}a:\n{' ' * column}- ", column + 2
        elif level == "item line":
            text, column = f"{text}-\n{' ' * (column + 1)}", column + 1
        else:
            text, column = f"{text}a:\n{' ' * (column + 1)}", column + 1
    return text + "".join(one for one in levels if one[0] in "[{")


@given(LEVELS)
@settings(max_examples=150, deadline=None)
def test_no_nesting_gets_past_the_limit(levels: list[str]) -> None:
    """The quick look before the events lets at most a quarter more through, far from what ends a process."""
    text = nested(levels) + "x"
    closing = "".join("]" if one == "[" else "}" for one in reversed([one for one in text if one in "[{"]))
    composed = compose(text + closing)
    assert composed.fault is None or composed.fault.message.startswith("more than")
    actual = sum(2 if level in ("[a: ", "[? ", "indentless") else 1 for level in levels)
    if composed.fault is None:
        assert depth(composed.roots[0]) == actual if levels else True
        assert actual <= MAX_DEPTH * 5 // 4
    else:
        assert actual > MAX_DEPTH


@given(
    st.lists(st.sampled_from([*PIECES, "- - - ", "? ? ", "\t", "\r", "\x85", "\u2028", "\ufeff"]), max_size=14).map(
        "".join
    )
)
@settings(max_examples=1500, deadline=None)
def test_only_indicators_and_blanks_stand_before_a_block_collection(text: str) -> None:
    """What the quick look rests on: the line on which the deepest block starts shows how deep it is."""
    parser = yamltext.Loader(text)
    levels = 0
    try:
        while parser.check_event():
            event = parser.get_event()
            block = isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)) and not event.flow_style
            if block and not (event.anchor or event.tag):  # else the mark is that of the anchor, on a line above
                start = event.start_mark.index + text.startswith("\ufeff")
                line = max(text.rfind(end, 0, start) for end in "\n\r\x85\u2028\u2029\ufeff") + 1
                assert set(text[line:start]) <= set(" ?:-"), (text, text[line:start])
                assert levels <= start - line + 1, (text, levels)
            if isinstance(event, yaml.CollectionStartEvent):
                levels += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                levels -= 1
    except yaml.YAMLError:
        pass


def random_text(size: int) -> str:
    rng = random.Random(7)
    return "".join(chr(rng.randrange(0x20, 0x7F)) if rng.random() > 0.02 else "\n" for _ in range(size))


TEN = 10_000_000
LARGE: dict[str, Callable[[], tuple[str, int]]] = {
    "random printable": lambda: (random_text(TEN), 0),
    "one plain scalar": lambda: ("a" * TEN, 1),
    "digits": lambda: ("1" * TEN, 1),
    "one quoted scalar": lambda: ("'" + "a b\n" * (TEN // 4) + "'", 1),
    "words": lambda: ("word " * (TEN // 5), 1),
    "pairs": lambda: ("".join(f"key{number:07}: value\n" for number in range(TEN // 18)), 1),
    "blank lines": lambda: ("\n" * TEN, 0),
    "dashes": lambda: ("-" * TEN, 1),
    "a comment": lambda: ("#" * TEN, 0),
}


@pytest.mark.parametrize("name", LARGE)
def test_ten_megabytes_are_read(name: str) -> None:
    text, roots = LARGE[name]()
    composed = compose(text)
    assert len(composed.roots) == roots
    assert (composed.fault is None) == (name != "random printable")


def test_alias_uses() -> None:
    text = "a: &x [1]\nb: *x\nc:\n- *x\n- y: *x\n*k : 1\n".replace("*k", "'k'")
    composed = compose(text)
    root = composed.roots[0]
    sequence = root.value[2][1]
    assert alias_uses(text, composed.roots) == {
        (id(root), 3): Span(13, 15),
        (id(sequence), 0): Span(21, 23),
        (id(sequence.value[1]), 1): Span(29, 31),
    }


def test_alias_uses_of_keys_merges_circles_and_later_documents() -> None:
    text = "a: &x k\n*x : 1\n---\n&y\nb: *y\n<<: [*y]\n"
    composed = compose(text)
    first, second = composed.roots
    assert alias_uses(text, composed.roots) == {
        (id(first), 2): Span(8, 10),
        (id(second), 1): Span(25, 27),
        (id(second.value[1][1]), 0): Span(33, 35),
    }


def test_alias_uses_stop_before_a_fault() -> None:
    text = "a: &x 1\nb: *x\n---\nc: [\n"
    composed = compose(text)
    assert alias_uses(text, composed.roots) == {(id(composed.roots[0]), 3): Span(11, 13)}


def test_children_come_in_the_order_of_the_text() -> None:
    root = compose("a: 1\nb: [2, 3]\n").roots[0]
    assert isinstance(root, MappingNode)
    assert [child.value for child in children(root)][:3] == ["a", "1", "b"]
    assert [child.value for child in children(root.value[1][1])] == ["2", "3"]


def test_anchors_that_nothing_points_at() -> None:
    text = "a: &x 1\nb: !!str &y 2\nc: *x\n--- &z\nd: [*z, &x e]\n"
    assert (idle_anchors(text, 0), idle_anchors(text, 1)) == ([Span(17, 19)], [Span(43, 45)])
    assert idle_anchors('{\t"a": "&b"}', 0) == []
    assert idle_anchors("{\n\t\t'a: &b", 0) == []
