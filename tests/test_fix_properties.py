"""Fixes keep their promises in documents of any kind and style, and in all examples."""

import datetime
import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtlint.fixer import Fixed, fixed
from rtlint.lint import Linter
from rtlint.result import Found
from rtlint.rule.model import Example
from rtlint.rule.pack import Pack, built_in, folder_built_in, page
from rtlint.text.diff import unified
from rtlint.text.edit import TextEdit, apply
from rtlint.text.source import Source, Span
from tests.fixing import after, frame_stays, notes_stay, one_reading, read
from tests.patching import TOOLS, apply_diff
from tests.sessions import anything
from tests.written import Document, written

TODAY = datetime.date(2026, 11, 1)
TURNS = 12
"""Fixes that are applied one by one to a made-up session."""
BROKEN_PROMISES = ("it would change more than it says", "the file could not be read any more")

seeds = st.integers(0, 10**9)
several = settings(max_examples=100, deadline=None, derandomize=True)


@cache
def pack() -> Pack:
    return built_in()


@cache
def linter() -> Linter:
    """All rules, those that are off by default too."""
    return Linter(pack(), [rule.code for rule in pack().rules], as_of=TODAY)


def document(seed: int) -> Document:
    rng = random.Random(seed)
    return written(anything(rng), rng)


def is_sound(done: Fixed, source: Source, judge: Linter) -> None:
    """What holds of every text that was fixed as a whole."""
    broken = [drop for drop in done.dropped if drop.reason.startswith(BROKEN_PROMISES)]
    assert not broken, broken
    frame_stays(source, done.source)
    before, now = read(source), read(done.source)
    assert bool(before.composed.fault) == bool(now.composed.fault)
    again = fixed(judge, with_mark(done.source), unsafe=True)
    assert again.source.text == done.source.text
    assert not again.applied


def with_mark(source: Source) -> Source:
    return Source(source.path, "\ufeff" * source.bom + source.text)


@settings(several, max_examples=60)
@given(seeds)
def test_one_fix_after_another_keeps_values_and_comments(seed: int) -> None:
    rng, made = random.Random(seed), document(seed)
    text, notes = read(Source(made.name, made.text)), made.notes
    agreed = one_reading(text)
    for _turn in range(TURNS):
        wanted = [found.draft for found in linter().judge(text).found if found.draft]
        if not wanted:
            break
        draft = rng.choice(wanted)
        new = after(text, draft)
        notes = notes_stay(notes, draft, text, new)
        text = new
        assert not agreed or one_reading(text)


@several
@given(seeds)
def test_a_session_is_fixed_once_and_for_all(seed: int) -> None:
    made = document(seed)
    source = Source(made.name, made.text)
    is_sound(fixed(linter(), source, unsafe=True), source, linter())


@several
@given(seeds)
def test_reported_edits_are_the_whole_fix(seed: int) -> None:
    made = document(seed)
    source = Source(made.name, made.text)
    for found in linter().judge(read(source)).found:
        if found.draft:
            reported_edits_do_it(found, source)


def reported_edits_do_it(found: Found, source: Source) -> None:
    """By hand, from the report alone: rows and columns tell which characters give way, and all others stay."""
    assert found.draft
    if found.finding.fix is None:  # it would have to tell a secret
        return
    edits = []
    for edit in found.finding.fix.edits:
        start, end = source.offset(edit.location), source.offset(edit.end_location)
        assert 0 <= start <= end <= len(source.text)
        edits.append(TextEdit(Span(start, end), edit.content))
    by_hand = apply(source.text, edits)
    assert by_hand == apply(source.text, found.draft.edits)
    assert by_hand != source.text
    assert not read(Source(source.path, by_hand)).composed.fault or read(source).composed.fault


@pytest.mark.parametrize("tool", TOOLS)
def test_a_diff_that_is_applied_is_the_fix(tool: str, tmp_path: Path) -> None:
    """All examples and made-up sessions at once, since starting a program takes longer than all of its work."""
    sources = [(judge_of(code, example), Source(example.file, str(example.fail))) for code, example in failing()]
    made = map(document, range(100))
    sources += [(linter(), Source(one.name, one.text)) for one in made]
    wanted, diff = {}, b""
    for number, (judge, source) in enumerate(sources):
        path = f"{number}-{source.path.rpartition('/')[2]}"
        new = fixed(judge, source, unsafe=True).source
        wanted[path] = new.data
        (tmp_path / path).write_bytes(source.data)
        diff += "".join(unified(path, source.data.decode(), new.data.decode())).encode()
    apply_diff(tool, tmp_path, diff)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == wanted


def judge_of(code: str, example: Example) -> Linter:
    """The rules that are on by default and the one that an example is about, on the day and for the kind it names."""
    codes = [rule.code for rule in pack().rules if rule.enabled or rule.code == code]
    return Linter(pack(), codes, as_of=example.as_of or TODAY, kind=example.kind or None)


@cache
def failing() -> list[tuple[str, Example]]:
    folder = folder_built_in()
    return [
        (rule.code, example)
        for rule in pack().rules
        for example in page(rule, folder).examples
        if isinstance(example.fail, str)
    ]


@pytest.mark.parametrize(("code", "example"), failing(), ids=lambda one: getattr(one, "title", one))
def test_every_example_is_fixed_once_and_for_all(code: str, example: Example) -> None:
    judge, source = judge_of(code, example), Source(example.file, str(example.fail))
    text = read(source)
    for found in judge.judge(text).found:
        if found.draft:
            reported_edits_do_it(found, source)
            after(text, found.draft)
    is_sound(fixed(judge, source, unsafe=True), source, judge)
