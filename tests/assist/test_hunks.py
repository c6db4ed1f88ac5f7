"""Edits that lead from one text to another: small, apart from each other, and never within a line end."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rtlint.assist.hunks import hunks, joined
from rtlint.text.edit import TextEdit, apply
from rtlint.text.source import Span

LINES = st.lists(st.sampled_from(["a: 1", "  a: 1", "b:", "", "é\u2028", "c: x # y"]), max_size=8)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
TEXTS = st.builds(lambda lines, end, last: end.join(lines) + end * last, LINES, ENDS, st.booleans())


@given(TEXTS, TEXTS)
def test_they_make_the_new_text_and_stay_apart(old: str, new: str) -> None:
    found = hunks(old, new)
    assert apply(old, found) == new
    assert all(one.span.end < other.span.start for one, other in pairwise(found))
    edges = {edge for one in found for edge in (one.span.start, one.span.end)}
    assert not any(old[edge - 1 : edge + 1] == "\r\n" for edge in edges)


def test_a_line_that_moves_in_keeps_its_characters() -> None:
    old = "type: realtime\nvoice: ash\nspeed: 1 # ours\n"
    new = "session:\n  type: realtime\n  voice: ash\n  speed: 1.5 # ours\n"
    assert hunks(old, new) == [
        TextEdit(Span(0, 0), "session:\n  "),
        TextEdit(Span(15, 15), "  "),
        TextEdit(Span(26, 34), "  speed: 1.5"),
    ]


def test_edits_that_touch_become_one() -> None:
    edits = [TextEdit(Span(1, 3), "ab"), TextEdit(Span(3, 3), "c"), TextEdit(Span(5, 6), "")]
    assert joined(edits) == [TextEdit(Span(1, 3), "abc"), TextEdit(Span(5, 6), "")]
