"""What came of a file survives its way through bytes."""

import datetime
import glob

import msgspec
import pytest

from rtlint.config.find import Finder
from rtlint.inputs import Input, decode
from rtlint.lint import Linter
from rtlint.linters import Linters
from rtlint.record import packed, unpacked
from rtlint.result import Result
from rtlint.rule.choose import chosen
from rtlint.rule.pack import built_in
from rtlint.run import Outcome, outcomes

LINTER = Linter(built_in(), chosen(built_in().rules), as_of=datetime.date(2026, 11, 22))


def linted(text: str, name: str = "a.realtime.yaml") -> Result:
    result = LINTER.lint(*decode(name, text.encode()))
    assert result
    return result


def same(one: Outcome, other: Outcome) -> bool:
    """Whether two outcomes say the same, but for what carries fixes out and the text of a clean file."""
    if one.result is None or other.result is None:
        return one == other
    bare = [
        [msgspec.structs.replace(found, draft=None) for found in outcome.result.found]
        for outcome in (one, other)
        if outcome.result
    ]
    counts = [(found.documents, found.suppressed, found.baselined) for found in (one.result, other.result)]
    texts = [found.text.data for found in (one.result, other.result) if found.found]
    return one.path == other.path and bare[0] == bare[1] and counts[0] == counts[1] and texts[:1] == texts[1:]


@pytest.mark.parametrize("path", sorted(glob.glob("examples/**/*.yaml", recursive=True)))
def test_the_outcome_of_every_example_comes_back(path: str) -> None:
    (outcome,) = outcomes([Input(path, sniff=True)], Linters(built_in(), Finder(isolated=True)))
    data = packed(outcome)
    assert data
    assert same(unpacked(data), outcome)


@pytest.mark.parametrize(
    "text",
    [
        "session: {type: realtime, audio: {output: {speed: 2.0}}}\n",
        "\ufeffsession: {type: realtime, audio: {output: {speed: 2.0}}}\n",
        "session: {type: realtime, audio: {output: {speed: 2.0}}}  # rtlint: ignore[speed-range]\n",
        "session: {type: realtime, tools: [{type: mcp, server_label: a, authorization: sk-abcdefghijklmnop}]}\n",
        "session: {type: realtime, 1: a, ~: b, true: c, 1.5: d}\n",
        "session: [\n",
        "",
    ],
)
def test_what_was_found_comes_back(text: str) -> None:
    outcome = Outcome("a.realtime.yaml", linted(text))
    data = packed(outcome)
    assert data
    assert b"abcdefghijklmnop" not in data
    assert same(unpacked(data), outcome)


def test_a_file_that_is_nobodys_business_comes_back() -> None:
    data = packed(Outcome("a.yaml", None))
    assert data
    assert unpacked(data) == Outcome("a.yaml", None)


def test_what_bytes_cannot_hold_is_none() -> None:
    assert packed(Outcome("\udc80.yaml", None)) is None
    for key in ("99999999999999999999", "2026-01-01"):
        assert packed(Outcome("a.realtime.yaml", linted(f"session: {{type: realtime, {key}: 1}}\n"))) is None


def test_other_bytes_are_refused() -> None:
    with pytest.raises(msgspec.DecodeError):
        unpacked(b"\xc1")
