"""What was asked for beside what came."""

from typing import Any

import pytest

from rtlint.submit.compare import Change, Difference, differences

CHANGED, DROPPED, DEFAULTED = Change.CHANGED, Change.DROPPED, Change.DEFAULTED


@pytest.mark.parametrize(
    ("asked", "got", "different"),
    [
        ({"a": 1}, {"a": 1.0, "id": "sess_1", "object": "realtime.session", "expires_at": 1}, []),
        ({"a": 1}, {"a": 2}, [(CHANGED, "session.a", 1, 2)]),
        ({"a": True}, {"a": 1}, [(CHANGED, "session.a", True, 1)]),
        ({"a": 1}, {}, [(DROPPED, "session.a", 1, None)]),
        ({"a": 1}, {"a": None}, [(DROPPED, "session.a", 1, None)]),
        ({"a": None}, {}, []),
        ({"a": None}, {"a": 1}, [(CHANGED, "session.a", None, 1)]),
        ({}, {"a": None, "b": [], "c": {}}, []),
        ({}, {"a": {"b": {"c": 0}}}, [(DEFAULTED, "session.a.b.c", None, 0)]),
        ({"a": {"b": 1}}, {"a": {"b": 1, "c": 2}}, [(DEFAULTED, "session.a.c", None, 2)]),
        ({"a": [{"b": 1}]}, {"a": [{"b": 2}]}, [(CHANGED, "session.a[0].b", 1, 2)]),
        ({"a": [1, 2]}, {"a": [1]}, [(CHANGED, "session.a", [1, 2], [1])]),
        ({"a": {"b": 1}}, {"a": "auto"}, [(CHANGED, "session.a", {"b": 1}, "auto")]),
        ({"id": "x"}, {"id": "y"}, [(CHANGED, "session.id", "x", "y")]),
        (
            {"z": 1, "a": 2},
            {"n": 3, "a": 0, "z": 0},
            [(CHANGED, "session.z", 1, 0), (CHANGED, "session.a", 2, 0), (DEFAULTED, "session.n", None, 3)],
        ),
    ],
)
def test_differences(
    asked: dict[str, Any], got: dict[str, Any], different: list[tuple[Change, str, object, object]]
) -> None:
    assert [(one.change, one.at, one.asked, one.got) for one in differences(asked, got)] == different


def test_a_difference_is_whole() -> None:
    assert differences({"a": [1]}, {"a": [2]}) == (Difference(CHANGED, ("session", "a", 0), 1, 2),)
