"""JSON texts, held against `json.loads`: the same values and refusals, and true places."""

import json
from typing import Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtlint.text import jsontext
from rtlint.text.jsontext import compose
from rtlint.text.source import Source, Span
from rtlint.text.tree import Tree
from rtlint.text.yamltext import MAX_DEPTH, MappingNode, Node, ScalarNode, TextFault, children

CHARACTERS = st.characters(exclude_categories=["Cs"])
# A text with ${…} is a Placeholder in a tree, which is equal to its text but of another type.
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**25), 10**25),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(CHARACTERS, max_size=8),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(CHARACTERS, max_size=5), inner, max_size=4)
    ),
    max_leaves=15,
)


@st.composite
def json_texts(draw: st.DrawFn) -> str:
    blanks = st.sampled_from(["", " ", "\n", "\r\n\t"])
    text = json.dumps(
        draw(VALUES),
        indent=draw(st.sampled_from([None, 0, 2, "\t"])),
        separators=(draw(st.sampled_from([",", ", ", " , "])), draw(st.sampled_from([":", ": ", " : "]))),
        ensure_ascii=draw(st.booleans()),
    )
    return draw(blanks) + text + draw(blanks)


def refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not in RFC 8259")


def strictly(text: str) -> Any:
    return json.loads(text, parse_constant=refuse)


def tree(text: str) -> Tree:
    return Tree(Source("a.json", text), 0, compose(text))


def nodes(root: Node) -> list[Node]:
    return (
        [root]
        if isinstance(root, ScalarNode)
        else [root, *(inner for child in children(root) for inner in nodes(child))]
    )


@given(json_texts())
@settings(max_examples=500, deadline=None)
def test_the_values_are_those_of_json(text: str) -> None:
    assert compose(text).fault is None
    # As text again: the same types and the same order of keys.
    assert json.dumps(tree(text).value) == json.dumps(json.loads(text, object_pairs_hook=dict))


@given(json_texts())
@settings(max_examples=500, deadline=None)
def test_every_span_is_the_source_of_its_value(text: str) -> None:
    made = tree(text)
    for node in nodes(made.root):
        source = text[node.start_mark.index : node.end_mark.index]
        assert source == source.strip()
        assert json.dumps(strictly(source)) == json.dumps(tree(source).value)
        if isinstance(node, ScalarNode):
            assert json.dumps(strictly(source)) == json.dumps(made.value_of(node))
        else:
            size = len(node.value) if not isinstance(node, MappingNode) else len({key.value for key, _ in node.value})
            assert len(strictly(source)) == size


@given(json_texts())
def test_keys_that_stand_twice_are_all_there(text: str) -> None:
    twice = f'{{"a": {text}, "a": {text}}}'
    root = compose(twice).roots[0]
    assert [key.value for key, _ in root.value] == ["a", "a"]
    assert tree(twice).value == {"a": strictly(text)}


TOKENS = [
    "", ",", "]", "}", "{", "[", '"', ":", "0", "-", ".", "e5", "NaN", "Infinity", "-Infinity", "//x", "/**/", "'",
    "\x00", "\n", " ", "\\", "\\u12", "\\ud83d", "\\x41", "\ufeff", "\u00a0", "\x0c", "true", "True", "null", "01",
    "+1", "1.", ".5", "1e",
]  # fmt: skip  # a table


@st.composite
def broken_texts(draw: st.DrawFn) -> str:
    text = draw(json_texts())
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(TOKENS)) + text[at + draw(st.integers(0, 2)) :]
    return text


@given(broken_texts())
@settings(max_examples=2000, deadline=None)
def test_what_json_refuses_is_refused_and_nothing_else(text: str) -> None:
    """Two differences on purpose, not met here: depth, and blank texts, which hold no document at all."""
    if not text.strip(" \t\r\n"):
        return
    composed = compose(text)
    try:
        value = strictly(text)
    except ValueError:
        fault = composed.fault
        assert fault is not None
        assert composed.roots == []
        assert fault.message
        assert 0 <= fault.span.start <= fault.span.end <= len(text)
    else:
        assert composed.fault is None
        assert json.dumps(tree(text).value) == json.dumps(value)


@pytest.mark.parametrize("text", ["", " ", "\r\n\t "])
def test_a_blank_text_holds_no_document(text: str) -> None:
    assert (compose(text).roots, compose(text).fault) == ([], None)


DEEP = f"more than {MAX_DEPTH} collections within each other"
FAULTS = {
    '{"a": 1} x': TextFault("text after the end of the JSON document", "a JSON file holds one value", Span(9, 10)),
    '{"a": 1,}': TextFault("JSON allows no comma before }", "delete the comma", Span(7, 8)),
    "[1, ]": TextFault("JSON allows no comma before ]", "delete the comma", Span(2, 3)),
    "[1 2]": TextFault("a comma or ] is missing here", "", Span(3, 4)),
    '{"a": 1 "b": 2}': TextFault("a comma or } is missing here", "", Span(8, 9)),
    "{a: 1}": TextFault("a JSON key stands in double quotes", 'write "key": value', Span(1, 2)),
    "{'a': 1}": TextFault("a JSON key stands in double quotes", 'write "key": value', Span(1, 2)),
    '{"a" 1}': TextFault("a colon is missing after the key", "", Span(5, 6)),
    '{"a": }': TextFault("a JSON value is missing here", "", Span(6, 7)),
    '{"a":': TextFault("a JSON value is missing here", "", Span(4, 5)),
    '{"a": yes}': TextFault("yes is no JSON value", "put text in double quotes", Span(6, 7)),
    "NaN": TextFault("NaN is no JSON value", "put text in double quotes", Span(0, 1)),
    "-Infinity": TextFault("-Infinity is no JSON value", "put text in double quotes", Span(0, 1)),
    '{"a": "b': TextFault("unterminated string starting", "", Span(6, 7)),
    '"\\x"': TextFault("invalid \\escape", "", Span(1, 2)),
    '"a\nb"': TextFault("invalid control character", "", Span(2, 3)),
    "[" * (MAX_DEPTH + 1): TextFault(DEEP, "a session config needs a few levels only", Span(MAX_DEPTH, MAX_DEPTH + 1)),
    "[" * 100_000: TextFault(DEEP, "a session config needs a few levels only", Span(MAX_DEPTH, MAX_DEPTH + 1)),
    '{"a":' * 100_000: TextFault(
        DEEP, "a session config needs a few levels only", Span(MAX_DEPTH * 5, MAX_DEPTH * 5 + 1)
    ),
}


@pytest.mark.parametrize("text", FAULTS, ids=lambda text: text[:20])
def test_faults(text: str) -> None:
    assert compose(text).fault == FAULTS[text]


def test_depth_up_to_the_limit_is_fine() -> None:
    assert compose("[" * MAX_DEPTH + "]" * MAX_DEPTH).fault is None


def test_huge_numbers_are_read_somehow() -> None:
    # json.loads raises for thousands of digits; no field takes such a number, and a rule says so.
    assert isinstance(tree("1" * 5000).value, (int, float))
    assert tree("1e999").value == float("inf")


def test_surrogates_are_as_in_json() -> None:
    assert tree('"\\ud83d\\ude00"').value == "😀"
    assert tree('"\\ud83d"').value == "\ud83d"


def test_json_gives_no_yaml_rule_anything_to_say() -> None:
    made = tree('{"a": [1, 1.5, true, null, "no", "1:30", "<<"], "<<": {"b": 2}}')
    assert (made.value, made.plain) == ({"a": [1, 1.5, True, None, "no", "1:30", "<<"], "<<": {"b": 2}}, True)
    assert not tree('{"a": 1, "a": 2}').plain


def test_marks_are_told_apart_from_those_of_yaml() -> None:
    assert type(compose("1").roots[0].start_mark) is jsontext._Mark
