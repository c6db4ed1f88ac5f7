"""Which versions a configuration asks for: the part of PEP 440 that our own versions need."""

import re
from itertools import zip_longest

_VERSION = r"v?(\d+(?:\.\d+)*)(?:[.-]?(a|b|rc)\.?(\d+))?(?:\.post(\d+))?(?:\.dev(\d+))?"
_ASKED = re.compile(rf"\s*(~=|==|!=|<=|>=|<|>)\s*({_VERSION})(\.\*)?\s*")

_Key = tuple[tuple[int, ...], tuple[str, int], int, float]


def wanted(asked: str, version: str) -> bool:
    """Whether a version fits a set of specifiers such as `>=0.1,<1`; ValueError, saying what it takes, for no such set.

    Pre-releases are versions as any other: `>=0.1` takes 0.2rc1.
    """
    matches = [_ASKED.fullmatch(one) for one in asked.split(",")]
    if not all(matches) or any(match and not _is_sound(match) for match in matches):
        raise ValueError(f'"{asked}" is no set of versions; it takes comparisons, as in ">=0.1,<1"')
    return all(_fits(match, version) for match in matches if match)


def _is_sound(match: re.Match[str]) -> bool:
    """Whether a comparison makes sense: only == and != take a star, and ~= has a part to leave free."""
    starred = bool(match[8])
    plain = not (match[4] or match[6] or match[7])
    return (not starred or (match[1] in ("==", "!=") and plain)) and (match[1] != "~=" or "." in match[3])


def _fits(match: re.Match[str], version: str) -> bool:
    operator, text = match[1], match[2]
    if match[8]:
        return _starts(version, _numbers(match[3])) == (operator == "==")
    if operator == "~=":
        return _key(version) >= _key(text) and _starts(version, _numbers(match[3])[:-1])
    ours, theirs = _key(version), _key(text)
    if operator in ("<", ">") and ours[0] == theirs[0] and text == match[3]:
        return False  # <1 leaves out what leads to 1, and >1 what mends it
    order = (ours > theirs) - (ours < theirs)
    return order in {"==": (0,), "!=": (-1, 1), "<=": (-1, 0), ">=": (0, 1), "<": (-1,), ">": (1,)}[operator]


def _starts(version: str, numbers: list[int]) -> bool:
    match = re.match(_VERSION, version)
    own = _numbers(match[1]) if match else []
    pairs = zip_longest(own[: len(numbers)], numbers, fillvalue=0)
    return all(one == other for one, other in pairs)


def _numbers(release: str) -> list[int]:
    return [int(number) for number in release.split(".")]


def _key(text: str) -> _Key:
    """What orders versions: 1.0.dev1, 1.0a1.dev1, 1.0a1, 1.0rc1, 1.0, 1.0.post1; 1.0 is 1."""
    match = re.fullmatch(_VERSION, text)
    if match is None:
        raise ValueError(text)
    release, letter, number, post, dev = match.groups()
    parts = _numbers(release)
    while parts and not parts[-1]:
        parts.pop()
    before = (letter, int(number)) if letter else ("", 0) if dev and not post else ("z", 0)
    return tuple(parts), before, int(post) if post else -1, int(dev) if dev else float("inf")
