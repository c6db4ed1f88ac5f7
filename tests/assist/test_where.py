"""Where somebody is writing, in texts that are whole, cut off, or broken."""

from collections.abc import Iterator
from pathlib import Path as File
from typing import Any

import pytest

from rtlint.assist.where import Manner, Remark, Where, where
from rtlint.rule.files import read_rule
from rtlint.text.compose import compose
from rtlint.text.source import Source, Span
from rtlint.text.spot import KEY, Path, Spot
from rtlint.text.tree import Tree

ROOT = File(__file__).resolve().parents[2]
RULES = sorted((ROOT / "rules").rglob("RT*.yaml"))
SESSIONS = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in (".yaml", ".json"))


def at(text: str, name: str = "a.yaml") -> Where | Remark | None:
    """The place of the bar in a text."""
    return where(Source(name, text.replace("¦", "")), text.index("¦"))


def brief(found: Where | Remark | None) -> tuple[Path, bool, str] | None:
    return (found.path, found.is_key, found.typed) if isinstance(found, Where) else None


def test_a_place_is_told_whole() -> None:
    text = "session:\n    type: realtime\n    tools:\n    - type: mcp\n      server_l¦abel: a\n      headers: {}\n"
    assert at(text) == Where(
        path=("session", "tools", 0),
        is_key=True,
        span=Span(61, 73),
        typed="server_l",
        value={"session": {"type": "realtime", "tools": [{"type": "mcp", "headers": {}}]}},
        manner=Manner(flow=False, quote="", column=6, step=4, dash=0, line_end="\n"),
        others=("type", "headers"),
        named=True,
    )


@pytest.mark.parametrize(
    ("text", "path", "is_key", "typed"),
    [
        ("¦", (), False, ""),
        ("ses¦\nexpires_after: {}\n", (), True, "ses"),
        ("session:\n  type: realtime\n¦", (), True, ""),
        ("session:\n  ¦\n  type: realtime\n", ("session",), True, ""),
        ("session:\n  au¦\n  type: realtime\n", ("session",), True, "au"),
        ("session:\n  audio:\n    input:\n      ¦\n", ("session", "audio", "input"), False, ""),
        ("session:\n  type: re¦al # is it?\n", ("session", "type"), False, "re"),
        ("session:\n  type:¦\n", ("session", "type"), False, ""),
        ("tools:\n  - ¦\n", ("tools", 0), False, ""),
        ("tools:\n  - a: 1\n  -¦\n", ("tools", 1), False, ""),
        ("tools:\n- a: 1\n  ¦\n", ("tools", 0), True, ""),
        ("tools:\n- a: 1\n¦\n", (), True, ""),
        ("tools:\n  - a: 1\n  ¦\n", ("tools", 1), False, ""),
        ("- - a: 1\n    ¦\n", (0, 0), True, ""),
        ("a: &x\n  ¦\nb: *x\n", ("a",), False, ""),
        ("a: !tag\n  b: ¦\n", ("a", "b"), False, ""),
        ("a: [x, ¦\nb: 1\n", ("a", 1), False, ""),
        ("a: {b: 1, c¦\nd: 1\n", ("a",), True, "c"),
        ("a: {b: ¦, c: 1}\n", ("a", "b"), False, ""),
        ('a: "x¦y"\n', ("a",), False, "x"),
        ('a: "x¦\nb: 1\n', ("a",), False, "x"),
        ("a: 1\n---\nb:\n  c: ¦\n---\nd: 1\n", ("b", "c"), False, ""),
        ("a: |\n  text\nb: ¦\n", ("b",), False, ""),
        ("a:\r\n  b: 1\r\n  ¦\r\n", ("a",), True, ""),
        ("a: # why\n  # and how\n  ¦\n", ("a",), False, ""),
        ('{"a": {"b": [{"c": 1}, {"¦"}]}}', ("a", "b", 1), True, ""),
        ('{"a": {"b¦, "c": 1}}', ("a",), True, "b"),
        ('{"a": "b"\n  ¦\n}', (), True, ""),
        ('{"a": ¦', ("a",), False, ""),
        ('{"a": {"x": [1}, "b": "¦"}', ("b",), False, ""),
    ],
)  # fmt: skip  # a table
def test_places(text: str, path: Path, is_key: bool, typed: str) -> None:
    assert brief(at(text)) == (path, is_key, typed)


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  te¦xt\n",
        "a: |\n  one\n¦\n  two\n",
        "a: >-\n  one\n  ¦\n",
        "a: one ¦\n",
        "a: one\n  ¦\n",
        "a:\n    ¦\n  b: 1\n",
        "a:\n  ¦\n    b: 1\n",
        "a: &anc¦hor\n",
        '{"a": 1} ¦',
    ],
)
def test_where_a_word_would_be_text_or_break_something_there_is_no_place(text: str) -> None:
    assert at(text) is None


def test_commas_that_are_missing_are_told() -> None:
    found = at('{"a": 1 ¦ "b": 2}', "a.json")
    assert isinstance(found, Where)
    assert (found.before, found.after, found.others) == (7, True, ("a", "b"))
    whole = at('{"a": 1, ¦, "b": 2}', "a.json")
    assert isinstance(whole, Where)
    assert (whole.before, whole.after) == (None, False)


def test_a_comment_is_a_place_of_its_own() -> None:
    assert at("a: 1 # hm¦\n") == Remark(5)
    assert at("a: [1, # hm¦\n  2]\n") == Remark(7)
    assert at("a: 1 # hm\n¦") == Where((), True, Span(10, 10), "", {"a": 1}, Manner(), others=("a",))


def documents() -> Iterator[tuple[str, str]]:
    for path in SESSIONS:
        yield path.name, path.read_text()
    for path in RULES:
        for example in read_rule(str(path))[1].examples:
            yield example.file, example.fail or str(example.pass_)


def keys(value: Any, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from keys(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from keys(inner, (*path, index))


def told(tree: Tree) -> Iterator[tuple[Path, int, int]]:
    """Each key of a document, and where its characters are: none that aliases lead to, and none that is no text."""
    for path in keys(tree.value):
        place = tree.place(Spot(path, KEY))
        first = tree.source.text[place.span.start]
        # A key that stands for more than its characters, such as `on` or one with escapes, is none of the API's.
        plain = not any(isinstance(step, (bool, float)) or not str(step).isascii() for step in path)
        if plain and place.origin is None and first not in "!&":
            yield path, place.span.start + (first in "'\""), place.span.end - (first in "'\"")


def test_every_key_of_every_example_is_found_with_the_rest_of_the_text_and_without() -> None:
    looks, wrong = 0, list[object]()
    for name, text in documents():
        source = Source(name, text)
        composed = compose(source)
        for index in range(composed.count if not composed.fault else 0):
            for path, start, end in told(Tree(source, index, composed)):
                cut, offset = [(start, start), (end, end), (len(text), start + 1), (len(text), end)][looks % 4]
                found = where(Source(name, text[:cut]), offset)
                # A key alone below another may as well be the value of that.
                known = found.path if isinstance(found, Where) and (found.is_key or found.opens) else (None,)
                if [*map(str, known)] != [*map(str, path[:-1])]:
                    wrong.append((name, path, cut, offset, found))
                looks += 1
    assert wrong == []
    assert looks > 1000
