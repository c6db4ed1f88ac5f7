"""Which patterns a rule may use: those that need no more time than the text has characters."""

import pytest

from rtlint.rule.linear import superlinear

LINEAR = [
    "^tunnel_[a-z0-9]{32}$",
    "abc",
    "",
    "^a*$",
    "^.*x",
    r"\A[^/]+/",
    "^a{0,1000}b",
    "[a-z]{1,64}",
    "colou?r",
    "cat|dog",
    "^(?:ab){3}$",
    "^(?:[a-z][0-9])*$",
    "^(?=.*x)a",
    "^a*+b",
    "^(?>a+)b",
    "(?:[0-9]{2}){4}",
    r"^v[0-9]+\.$",
]
CHOOSES = "chooses inside a repeat"
TWO = "has more than one unbounded repeat"
LOOSE = "has an unbounded repeat and does not start with ^"
NOT_LINEAR = [
    ("^(a+)+$", CHOOSES),
    ("^(?:a*)*$", CHOOSES),
    ("^(?:a|aa)+$", CHOOSES),
    ("^(?:a?){30}a{30}$", CHOOSES),
    ("^(?:a{1,30}){1,30}b", CHOOSES),
    ("^(?:x|xx){40}$", CHOOSES),
    (r"^(a)(?:\1b)*$", CHOOSES),
    ("^(a)?(?:(?(1)b|c))*$", CHOOSES),
    ("^(?>(?:a|b)+)*$", CHOOSES),
    ("^a*b*$", TWO),
    ("^a{2,}.{5,}$", TWO),
    ("^(?=.*x)a*", TWO),
    ("^a{0,2000}b{0,2000}$", TWO),
    ("^a*+b*+$", TWO),
    ("a*b", LOOSE),
    (".+x", LOOSE),
    (r"\b.*x", LOOSE),
    ("(?>a+)b", LOOSE),
    ("a++b", LOOSE),
    ("^a|b*c", LOOSE),
    ("(?m)^[^x]*y", LOOSE),
]


@pytest.mark.parametrize("pattern", LINEAR)
def test_a_linear_pattern_passes(pattern: str) -> None:
    assert superlinear(pattern) is None


@pytest.mark.parametrize(("pattern", "why"), NOT_LINEAR)
def test_a_pattern_that_may_take_longer_does_not(pattern: str, why: str) -> None:
    assert superlinear(pattern) == why


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("a(b", "is no pattern: missing ), unterminated subpattern at position 1"),
        ("[z-a]", "is no pattern: bad character range z-a at position 1"),
        ("*a", "is no pattern: nothing to repeat at position 0"),
        ("a{99999999999}", "is no pattern: the repetition number is too large"),
    ],
)
def test_what_is_no_pattern_is_told_so(pattern: str, why: str) -> None:
    assert superlinear(pattern) == why
