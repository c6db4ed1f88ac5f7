"""GitHub's line hash: known values of it, and the plain reading of its description for all other texts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtlint.report._linehash import line_hashes
from rtlint.text.source import Source

EMPTY = "c129715d7a2bc9a3:1"
GREETING = [
    "e9496ae3ebfced30:1",
    "fb7c023a8b9ccb3f:1",
    "ce8ba1a563dcdaca:1",
    "e20e36e16fcb0cc8:1",
    "b3edc88f2938467e:1",
    "c8e28b0b4002a3a0:1",
    EMPTY,
]
LOREM = "a7f2ff13bc495cf2"


def hashes(text: str) -> list[str]:
    source = Source("a.yaml", text)
    return list(line_hashes(source, range(1, len(source.starts) + 1)).values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [EMPTY]),
        (" a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]),
        (" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", GREETING),
        (" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", GREETING),
        (" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", GREETING),
        (" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", GREETING),
        (
            "Lorem ipsum dolor sit amet.\n" * 10,
            [
                *(f"{LOREM}:{count}" for count in range(1, 7)),
                "a7f2ff1481e87703:1",
                "a9cf91f7bbf1862b:1",
                "55ec222b86bcae53:1",
                "cc97dc7b1d7d8f7b:1",
                EMPTY,
            ],
        ),
    ],
)
def test_known_values(text: str, expected: list[str]) -> None:
    assert hashes(text) == expected


def test_only_the_wanted_rows_that_are_there() -> None:
    source = Source("a.yaml", "Lorem ipsum dolor sit amet.\n" * 10)
    assert line_hashes(source, [2, 0, 12, 6]) == {2: f"{LOREM}:2", 6: f"{LOREM}:6"}


def plain(text: str) -> list[str]:
    """The hashes of all lines, one unit after the other."""
    data = re.sub(r"\r\n?", "\n", text).encode("utf-16-be", "surrogatepass")
    units = [int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2)]
    units = [unit for unit in units if unit not in (0x20, 0x09)] + [65535]
    counts: dict[int, int] = {}
    found = []
    for start in [0, *(at + 1 for at, unit in enumerate(units) if unit == 0x0A)]:
        value = 0
        for unit in (units[start:] + [0] * 100)[:100]:
            value = (value * 37 + unit) % 2**64
        counts[value] = counts.get(value, 0) + 1
        found.append(f"{value:x}:{counts[value]}")
    return found


@given(st.text(st.sampled_from("ab \t\r\n\0é€\ud800😀\U0010ffff\ufeff\uffff"), max_size=300))
def test_every_text_is_hashed_as_described(text: str) -> None:
    assert hashes(text) == plain(text)


def test_a_byte_order_mark_counts() -> None:
    assert hashes("\ufeffa: 1\n") == plain("\ufeffa: 1\n") != plain("a: 1\n")
