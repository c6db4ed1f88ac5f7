"""Paths as people and programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtlint.text.scalar import Timestamp
from rtlint.text.spot import VALUE, Path, Spot, dotted, pointer


@pytest.mark.parametrize(
    ("path", "as_dots", "as_pointer"),
    [
        ((), "", ""),
        (("session",), "session", "/session"),
        (("session", "tools", 0, "name"), "session.tools[0].name", "/session/tools/0/name"),
        ((0, "a"), "[0].a", "/0/a"),
        (("headers", "X.Key"), 'headers["X.Key"]', "/headers/X.Key"),
        (("a b", "c"), '["a b"].c', "/a b/c"),
        (("", "x"), '[""].x', "//x"),
        (("a[0]",), '["a[0]"]', "/a[0]"),
        (("a/b", "c~d"), "a/b.c~d", "/a~1b/c~0d"),
        (("~1",), "~1", "/~01"),
        # Keys that are no strings are spelled as JSON would spell them.
        ((True, False), "[true][false]", "/true/false"),
        ((None,), "[null]", "/null"),
        ((1.0, 0.0, 1.5), "[1.0][0.0][1.5]", "/1.0/0.0/1.5"),
        ((Timestamp("2025-08-28"),), "[2025-08-28]", "/2025-08-28"),
    ],
)
def test_paths(path: Path, as_dots: str, as_pointer: str) -> None:
    assert (dotted(path), pointer(path)) == (as_dots, as_pointer)


@given(st.lists(st.one_of(st.text("ab~/1", max_size=4), st.integers(0, 20)), max_size=5).map(tuple))
def test_a_pointer_leads_back_to_its_path(path: Path) -> None:
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer(path).split("/")[1:]]
    assert steps == [str(step) for step in path]


def test_a_spot_is_a_value_unless_it_says_otherwise() -> None:
    assert Spot(("a",)) == Spot(("a",), VALUE)
    assert len({Spot(("a", 0)), Spot(("a", 0))}) == 1
