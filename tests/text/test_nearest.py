"""Words that were probably meant."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtlint.text.nearest import MAX_DISTANCE, distance, misspelt, nearest

WORDS = st.text(alphabet="abcd", max_size=8)


def reference(left: str, right: str) -> int:
    """The optimal string alignment distance, straight from its definition."""

    @cache
    def between(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        best = min(between(i - 1, j) + 1, between(i, j - 1) + 1, between(i - 1, j - 1) + (left[i - 1] != right[j - 1]))
        if i > 1 and j > 1 and left[i - 1] == right[j - 2] and left[i - 2] == right[j - 1]:
            best = min(best, between(i - 2, j - 2) + 1)
        return best

    return between(len(left), len(right))


@given(WORDS, WORDS, st.integers(0, 9))
def test_distance(left: str, right: str, limit: int) -> None:
    assert distance(left, right, limit) == min(reference(left, right), limit + 1)


@given(WORDS, WORDS)
def test_distance_is_symmetric_and_has_a_default_limit(left: str, right: str) -> None:
    assert distance(left, right) == distance(right, left) == min(reference(left, right), MAX_DISTANCE + 1)


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("instrucitons", ["instructions", "include"], "instructions"),
        ("maxOutputTokens", ["max_output_tokens", "model"], "max_output_tokens"),
        ("MODEL", ["model", "modes"], "model"),
        ("server-vad", ["server_vad", "semantic_vad"], "server_vad"),
        ("vioce", ["voice", "speed"], "voice"),
        ("voi", ["voice"], None),  # three letters: one edit, not two
        ("ech", ["echo", "ash"], "echo"),
        ("temperature", ["speed", "voice"], None),
        ("cat", ["bat", "hat"], None),  # two are equally close
        ("", ["a"], "a"),
        ("x", [], None),
        ("name", ["name", "nome"], "name"),
        ("name", [*map(str, range(499)), "nome"], "nome"),
        ("name", [*map(str, range(500)), "nome"], None),  # too many to compare
    ],
)
def test_nearest(word: str, known: list[str], expected: str | None) -> None:
    assert nearest(word, known) == expected


@given(WORDS, st.lists(WORDS, max_size=6))
def test_nearest_is_known_and_depends_on_no_order(word: str, known: list[str]) -> None:
    found = nearest(word, known)
    assert found is None or found in known
    assert nearest(word, reversed(known)) == nearest(word, iter(known)) == found


@pytest.mark.parametrize(
    ("word", "given", "expected"),
    [
        ("type", ["model", "typ"], True),
        ("output_modalities", ["modalities"], False),
        ("max_output_tokens", ["max_tokens"], True),
        ("server_label", ["type", "server_url"], False),
        ("id", ["a"], False),
        ("type", [True, None, 3], False),
        ("type", [], False),
    ],
)
def test_misspelt(word: str, given: list[object], expected: bool) -> None:
    assert misspelt(word, given) is expected
