"""Surgery by table: every operation in the styles that people write, whole texts compared."""

from collections.abc import Callable
from typing import Any

import pytest

from rtlint.edit import Stuck
from rtlint.edit.insert import inserted
from rtlint.edit.literal import as_literal
from rtlint.edit.move import copied, wrapped
from rtlint.edit.quotes import key_quoted, quoted
from rtlint.edit.remove import removed
from rtlint.edit.replace import renamed, replaced
from rtlint.edit.steps import perform
from rtlint.edit.whole import held_by
from rtlint.text.edit import TextEdit, apply
from rtlint.text.source import Source
from rtlint.text.spot import Path
from rtlint.text.tree import Tree
from tests.fixing import read


def quoted_whole(tree: Tree, path: Path) -> list[TextEdit]:
    return quoted(tree, path, whole=True)


Operation = Callable[..., list[TextEdit] | None]

DONE: list[tuple[str, Operation, str, tuple[Any, ...], str]] = [
    ("behind the last, comment kept", inserted, "a: 1  # one\n# end\n", (("z",), 2), "a: 1  # one\nz: 2\n# end\n"),
    ("no line end at the end", inserted, "a: 1", (("z",), True), "a: 1\nz: true"),
    (
        "CRLF",
        inserted,
        "a:\r\n    b: 1\r\nc: 2\r\n",
        (("a", "z"), {"k": ["on"]}),
        'a:\r\n    b: 1\r\n    z:\r\n        k:\r\n          - "on"\r\nc: 2\r\n',
    ),
    ("CR", inserted, "a: 1\rb: 2\r", (("z",), "yes"), 'a: 1\rb: 2\rz: "yes"\r'),
    (
        "below a missing mapping in steps of four",
        inserted,
        "a:\n    b: 1\n",
        (("x", "y", "z"), 1),
        "a:\n    b: 1\nx:\n    y:\n        z: 1\n",
    ),
    ("braces in one line", inserted, "a: {b: 1}  # why\n", (("a", "z"), "x: y"), 'a: {b: 1, z: "x: y"}  # why\n'),
    ("braces with a comma at the end", inserted, "a: {b: 1, }\n", (("a", "z"), 2), "a: {b: 1, z: 2 }\n"),
    ("empty braces", inserted, "a: {}  # why\n", (("a", "z"), 2), "a: {z: 2}  # why\n"),
    ("braces over lines", inserted, "a: {\n  b: 1 # one\n}\n", (("a", "z"), 2), "a: {\n  b: 1, # one\n  z: 2\n}\n"),
    (
        "braces over lines with a comma",
        inserted,
        "a: {\n  b: 1, # one\n}\n",
        (("a", "z"), 2),
        "a: {\n  b: 1, # one\n  z: 2,\n}\n",
    ),
    (
        "JSON",
        inserted,
        '{\n    "a": 1\n}\n',
        (("z",), {"k": [1]}),
        '{\n    "a": 1,\n    "z": {\n        "k": [\n            1\n        ]\n    }\n}\n',
    ),
    (
        "JSON with tabs",
        inserted,
        '{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n',
        (("a", "z"), 2),
        '{\n\t"a": {\n\t\t"b": 1,\n\t\t"z": 2\n\t}\n}\n',
    ),
    ("compact JSON", inserted, '{"a":{"b":1}}', (("a", "z"), 2), '{"a":{"b":1,"z":2}}'),
    ("quoted keys", inserted, '"a": 1\n"b": 2\n', (("z",), "x"), '"a": 1\n"b": 2\n"z": "x"\n'),
    ("an item, dashes not indented", inserted, "a:\n- 1 # one\nb: 2\n", (("a", 1), "x"), "a:\n- 1 # one\n- x\nb: 2\n"),
    (
        "an item, dashes indented",
        inserted,
        "a:\n  - b: 1\n    c: 2\n",
        (("a", 1), {"b": 3}),
        "a:\n  - b: 1\n    c: 2\n  - b: 3\n",
    ),
    ("an item in brackets", inserted, "a: [x, y]\n", (("a", 2), "z"), "a: [x, y, z]\n"),
    ("type comes first", inserted, "b: 1\nc: 2\n", (("type",), "realtime"), "type: realtime\nb: 1\nc: 2\n"),
    (
        "type comes behind a dash",
        inserted,
        "a:\n  - b: 1\n    c: 2\n",
        (("a", 0, "type"), "function"),
        "a:\n  - type: function\n    b: 1\n    c: 2\n",
    ),
    (
        "type does not come between a comment and its key",
        inserted,
        "# about b\nb: 1\n",
        (("type",), "realtime"),
        "# about b\nb: 1\ntype: realtime\n",
    ),
    (
        "after a block that keeps its blank lines",
        inserted,
        "a: 1\n# told\nb: |+\n  x\n\n",
        (("z",), 2),
        "a: 1\nz: 2\n# told\nb: |+\n  x\n\n",
    ),
    ("after a block at the end without a line end", inserted, "a: 1\nb: |\n  x", (("z",), 2), "a: 1\nz: 2\nb: |\n  x"),
    ("the second document", inserted, "--- # one\na: 1\n...\n", (("z",), 2), "--- # one\na: 1\nz: 2\n...\n"),
    (
        "with the comments above and behind",
        removed,
        "a: 1\n# about b\n# more\nb: 2 # two\nc: 3\n",
        (("b",),),
        "a: 1\nc: 3\n",
    ),
    ("the first keeps the head of the file", removed, "# head\na: 1\nb: 2\n", (("a",),), "# head\nb: 2\n"),
    (
        "the first takes its own comment where there is a head",
        removed,
        "# head\n\n# about a\na: 1\nb: 2\n",
        (("a",),),
        "# head\n\nb: 2\n",
    ),
    ("blank lines do not stand double", removed, "a: 1\n\nb: 2\n\nc: 3\n", (("b",),), "a: 1\n\nc: 3\n"),
    ("the last, without a line end", removed, "a: 1\r\n\r\nb: 2", (("b",),), "a: 1"),
    ("the last in braces", removed, "a: {b: 1, c: 2}\n", (("a", "c"),), "a: {b: 1}\n"),
    ("the first in braces", removed, "a: {b: 1, c: 2}\n", (("a", "b"),), "a: {c: 2}\n"),
    ("the only one in braces", removed, "a: {\n  b: 1,  # one\n}\n", (("a", "b"),), "a: {}\n"),
    ("the last of JSON", removed, '{\n  "a": 1,\n  "b": 2\n}\n', (("b",),), '{\n  "a": 1\n}\n'),
    ("of compact JSON", removed, '{"a":1,"b":2,"c":3}', (("b",),), '{"a":1,"c":3}'),
    ("behind a dash", removed, "a:\n  - b: 1 # one\n    c: 2\n", (("a", 0, "b"),), "a:\n  - c: 2\n"),
    ("an item", removed, "a:\n  - 1\n  # two\n  - 2\n  - 3\n", (("a", 1),), "a:\n  - 1\n  - 3\n"),
    ("a block of text", removed, "a: 1\nb: |\n  x\n\n  y\n\nc: 3\n", (("b",),), "a: 1\n\nc: 3\n"),
    ("a scalar, quotes stay", replaced, "a: 'x' # why\n", (("a",), "it's"), "a: 'it''s' # why\n"),
    ("a scalar, double quotes stay", replaced, 'a: "x"\t# why\n', (("a",), "on"), 'a: "on"\t# why\n'),
    ("a plain scalar that would read otherwise", replaced, "a: x\n", (("a",), "on"), 'a: "on"\n'),
    ("several lines of a plain text", replaced, "a: one\n  two # why\nb: 1\n", (("a",), 1), "a: 1 # why\nb: 1\n"),
    (
        "a scalar by a mapping",
        replaced,
        "a:\n    b: pcm16  # why\nc: 1\n",
        (("a", "b"), {"type": "audio/pcm", "rate": 24000}),
        "a:\n    b:  # why\n        type: audio/pcm\n        rate: 24000\nc: 1\n",
    ),
    (
        "a scalar by a mapping in braces",
        replaced,
        "a: {b: pcm16}  # why\n",
        (("a", "b"), {"type": "audio/pcm"}),
        "a: {b: {type: audio/pcm}}  # why\n",
    ),
    (
        "a scalar by a mapping in JSON",
        replaced,
        '{\n  "a": "x"\n}\n',
        (("a",), {"b": {"c": 1}}),
        '{\n  "a": {\n    "b": {\n      "c": 1\n    }\n  }\n}\n',
    ),
    ("a mapping by null", replaced, "a: # why\n  b: 1\nc: 2\n", (("a",), None), "a: null # why\nc: 2\n"),
    ("a list by a word", replaced, "a:\n- x # why\n- y\nb: 1\n", (("a",), "x"), "a: x\nb: 1\n"),
    ("a list by another", replaced, "a:\n- x\n- y\nb: 1\n", (("a",), ["z"]), "a:\n- z\nb: 1\n"),
    ("nothing by something", replaced, "a: # why\nb: 1\n", (("a",), 2), "a: 2 # why\nb: 1\n"),
    ("wrapped as a list", replaced, "a: x # why\n", (("a",), ["x"]), "a: [x] # why\n"),
    ("unicode", replaced, "é: ü # ö\n", (("é",), "ß"), 'é: "ß" # ö\n'),
    ("rename, quotes stay", renamed, "'a' : 1 # why\n", (("a",), "b"), "'b' : 1 # why\n"),
    ("rename in JSON", renamed, '{"a":1}', (("a",), "b"), '{"b":1}'),
    (
        "around an entry with its comments",
        wrapped,
        "x: 1\n# about a\na: # why\n  # in\n  b: 1\ny: 2\n",
        (("a",), ("o", "p", "q"), {"b": 1}),
        "x: 1\no:\n  p:\n    # about a\n    q: # why\n      # in\n      b: 1\ny: 2\n",
    ),
    (
        "around an entry in braces",
        wrapped,
        "x: {a: 1, b: 2}\n",
        (("x", "a"), ("x", "o", "q"), 1),
        "x: {o: {q: 1}, b: 2}\n",
    ),
    (
        "around an entry of JSON",
        wrapped,
        '{\n  "a": 1,\n  "b": 2\n}\n',
        (("a",), ("o", "q"), 1),
        '{\n  "o": {\n    "q": 1\n  },\n  "b": 2\n}\n',
    ),
    (
        "into a block",
        copied,
        "# head\n\n# about a\na: # why\n    - 1 # one\nh:\n    k: 1\n",
        (("a",), ("h", "z"), [1], ("a",)),
        "# head\n\n# about a\na: # why\n    - 1 # one\nh:\n    k: 1\n    # about a\n    z: # why\n        - 1 # one\n",
    ),
    (
        "out of braces",
        copied,
        "x: {a: 'v', b: 2} # why\nh:\n  k: 1\n",
        (("x", "a"), ("h", "a"), "v", ("x", "a")),
        "x: {a: 'v', b: 2} # why\nh:\n  k: 1\n  a: 'v'\n",
    ),
    (
        "into braces",
        copied,
        "# head\n\n# about a\na: 'v' # why\nh: {k: 1}\n",
        (("a",), ("h", "a"), "v", ("a",)),
        "# head\n\n# about a\na: 'v' # why\n# about a\n# why\nh: {k: 1, a: 'v'}\n",
    ),
    (
        "a block into braces",
        copied,
        "x: 1\na:\n  # in\n  b: [1, on]\nh: {k: 1}\n",
        (("a",), ("h", "a"), {"b": [1, True]}, ("a",)),
        "x: 1\na:\n  # in\n  b: [1, on]\n# in\nh: {k: 1, a: {b: [1, true]}}\n",
    ),
    ("quotes with the tail", quoted_whole, "a: one #two # three\n", (("a",),), 'a: "one #two # three"\n'),
    ("a key", key_quoted, "on: 1 # why\n", ((True,),), '"on": 1 # why\n'),
    ("folded", as_literal, "a: > # why\n  x\n  y\n", (("a",),), "a: | # why\n  x\n  y\n"),
    ("plain over lines", as_literal, "a: x\n  y\nb: 1\n", (("a",),), "a: |-\n  x\n  y\nb: 1\n"),
    (
        "a document below a key",
        held_by,
        "# head\na: 1 # one\n\nb: |\n  x\n",
        ("session",),
        "# head\nsession:\n  a: 1 # one\n\n  b: |\n    x\n",
    ),
    ("a document of JSON", held_by, '{\n  "a": 1\n}\n', ("session",), '{\n  "session": {\n    "a": 1\n  }\n}\n'),
]

SHARED = "o: &x {b: 1}\na: *x\nm:\n  <<: *x\n  c: 1\n"

REFUSED: list[tuple[Operation, str, tuple[Any, ...], str]] = [
    (removed, SHARED, (("a", "b"),), "it stands at an anchor"),
    (replaced, SHARED, (("a",), 1), "it has an anchor or a tag, or is an alias"),
    (replaced, SHARED, (("o",), 1), "it has an anchor or a tag, or is an alias"),
    (inserted, SHARED, (("a", "z"), 1), "it stands at an anchor"),
    (removed, SHARED, (("m", "b"),), "nothing stands there of its own"),
    (renamed, SHARED, (("a", "b"), "z"), "it stands at an anchor"),
    (copied, SHARED, (("a", "b"), ("m", "z"), 1, ("a", "b")), "it stands at an anchor"),
    (renamed, SHARED, (("m", "c"), "c"), "there is such a key already"),
    (inserted, "a: 1\n", (("a", "z"), 1), "a value is in the way"),
    (replaced, "a: 1\n", (("a",), {"d": float("inf")}), "JSON has no such value"),
    (removed, "a: 1\n", (("a",),), "nothing would be left"),
    (held_by, "- 1\n", ("session",), "the document is no mapping"),
    (as_literal, 'a: "x\\n"\n', (("a",),), "it holds quotes or escapes"),
    (as_literal, "a: {b: x}\n", (("a", "b"),), "it is no text in a block"),
    (quoted_whole, "a: 'x'\n", (("a",),), "it is no plain text"),
    (replaced, "? a\n: 1\n", (("a",), 2), "the key is not written as `key: value`"),
    (replaced, "a: !!str 1\n", (("a",), 2), "it has an anchor or a tag, or is an alias"),
]


def operated(operation: Operation, before: str, given: tuple[Any, ...]) -> str:
    path = "a.json" if before.startswith("{") else "a.yaml"
    (tree,) = read(Source(path, before)).trees
    return apply(before, perform(tree, [lambda one: operation(one, *given) or []]))


@pytest.mark.parametrize(("title", "operation", "before", "given", "after"), DONE)
def test_the_text_afterwards(title: str, operation: Operation, before: str, given: tuple[Any, ...], after: str) -> None:
    assert operated(operation, before, given) == after, title


@pytest.mark.parametrize(("operation", "before", "given", "reason"), REFUSED)
def test_what_cannot_be_done_is_told(operation: Operation, before: str, given: tuple[Any, ...], reason: str) -> None:
    with pytest.raises(Stuck, match=f"^{reason}$"):
        operated(operation, before, given)
