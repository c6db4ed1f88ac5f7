"""Comments are found where they are comments, and nowhere else."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rtlint.text import yamltext
from rtlint.text.comments import Comment, comments
from rtlint.text.source import Source, Span


def found(text: str) -> list[tuple[str, str, bool]]:
    """Each comment's characters, its text, and whether it has its line for itself."""
    source = Source("a.yaml", text)
    made = comments(source, yamltext.compose(source.text).roots)
    return [(source.text[one.span.start : one.span.end], one.text, one.own_line) for one in made]


def test_a_comment_whole() -> None:
    source = Source("a.yaml", "a: 1  #  why \nb: 2\n")
    roots = yamltext.compose(source.text).roots
    assert comments(source, roots) == [Comment(Span(6, 13), "why", own_line=False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("# only", [("# only", "only", True)]),
        ("#\na: 1\n", [("#", "", True)]),
        ("\ufeff# first\na: 1\n", [("# first", "first", True)]),
        ("a: 1 # x # y\n", [("# x # y", "x # y", False)]),
        ("a: 1\t# tab\n", [("# tab", "tab", False)]),
        ("a: b#c\n", []),
        ("a: http://x/#frag\n", []),
        ("a: '# no'\nb: \"# no\"\n", []),
        ("a: 'x\n  # no\n  y' # yes\n", [("# yes", "yes", False)]),
        ('a: "x\n\n  # no" # yes\n', [("# yes", "yes", False)]),
        ("a: |  # header\n  # no\n  text # no\n# yes\nb: 1\n", [("# header", "header", False), ("# yes", "yes", True)]),
        ("a: >-\n  # no\n\n  # no\n\n  # no\n# yes\n", [("# yes", "yes", True)]),
        ("a: &x |2 # header\n   # no\n", [("# header", "header", False)]),
        ("- |\n # no\n- # yes\n  b\n", [("# yes", "yes", False)]),
        ("[a, # one\n 'b # no', # two\n c]\n", [("# one", "one", False), ("# two", "two", False)]),
        ("{a: 1} # after\n", [("# after", "after", False)]),
        ("? a # key\n: b # value\n", [("# key", "key", False), ("# value", "value", False)]),
        ("a: # empty\nb:\n", [("# empty", "empty", False)]),
        ("'# no': 1\n", []),
        ("a: 1\r\n# crlf\r\nb: 2 # x\r\n", [("# crlf", "crlf", True), ("# x", "x", False)]),
        ("a: 1\r# cr\rb: 2 # x\r", [("# cr", "cr", True), ("# x", "x", False)]),
        ("# 😀\n😀: '😀 # no' # 😀\n", [("# 😀", "😀", True), ("# 😀", "😀", False)]),
        ("a: 1\n--- # mark\nb: 2\n... # end\n", [("# mark", "mark", False), ("# end", "end", False)]),
        ("a: &x 1 # one\nb: *x # two\n", [("# one", "one", False), ("# two", "two", False)]),
        # What follows the place where a text breaks off counts as free of values.
        ("a: 1 # one\n---\nb: [ # two\n", [("# one", "one", False), ("# two", "two", False)]),
    ],
)
def test_comments(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert found(text) == expected


PIECES = [
    "a: 1",
    "b: 'x # y'",
    "  - c",
    "d: |",
    "   e # f",
    "# g",
    " # h",
    "i: j#k",
    '"l": "m" # n',
    "- [o, # p",
    "  q]",
    "",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("\n".join))
def test_a_text_without_its_comments_means_the_same(text: str) -> None:
    source = Source("a.yaml", text)
    composed = yamltext.compose(text)
    if composed.fault is not None:
        return
    rest = text
    for comment in reversed(comments(source, composed.roots)):
        assert text[comment.span.start] == "#"
        rest = rest[: comment.span.start] + rest[comment.span.end :]
    assert list(yaml.safe_load_all(rest)) == list(yaml.safe_load_all(text))
    # Nothing that is left is a comment: a value of its own holds every other # of the text.
    again = comments(Source("a.yaml", rest), yamltext.compose(rest).roots)
    assert again == []
