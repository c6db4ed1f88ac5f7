"""Comments for everything that is found: silent afterwards, and every other character as it was."""

# ruff: noqa: E501, ISC004  # tables of whole texts

import datetime
import random
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rtlint.api.request import ClientSecretRequest
from rtlint.ignoring import Ignored, ignored
from rtlint.lint import Linter
from rtlint.rule.pack import built_in
from rtlint.session import shape
from rtlint.text.source import Source
from tests.documents import mutate

ROOT = Path(__file__).resolve().parent.parent
PACK = built_in()
CODES = ["RT403", *(rule.code for rule in PACK.rules if rule.enabled)]
LINTER = Linter(PACK, CODES, as_of=datetime.date(2026, 11, 1))
EXAMPLES = [path.read_text() for path in sorted((ROOT / "examples").glob("*.yaml"))]

WRITTEN = {
    "at the end of a line": (
        "type: realtime\naudio: {output: {speed: 2}, x: 1}\n",
        "type: realtime\naudio: {output: {speed: 2}, x: 1}  # rtlint: ignore[RT101, RT205] -- why\n",
    ),
    "after blanks": (
        "type: realtime\nx: 1 \n",
        "type: realtime\nx: 1 # rtlint: ignore[RT101] -- why\n",
    ),
    "after another comment": (
        "type: realtime\nx: 1  # ours\n",
        "type: realtime\nx: 1  # ours  # rtlint: ignore[RT101] -- why\n",
    ),
    "on the last line": (
        "type: realtime\nx: 1",
        "type: realtime\nx: 1  # rtlint: ignore[RT101] -- why",
    ),
    "before CR LF": (
        "type: realtime\r\nx: 1\r\n",
        "type: realtime\r\nx: 1  # rtlint: ignore[RT101] -- why\r\n",
    ),
    "after a byte order mark": (
        "\ufeffx: 1\ntype: realtime\n",
        "\ufeffx: 1  # rtlint: ignore[RT101] -- why\ntype: realtime\n",
    ),
    "behind the header of a block of text": (
        "type: realtime\ntools: []\ninstructions: |\n  Use the tool `send_mail` for receipts.\n  It is quick.\n",
        "type: realtime\ntools: []\ninstructions: |  # rtlint: ignore[RT403] -- why\n"
        "  Use the tool `send_mail` for receipts.\n  It is quick.\n",
    ),
    "behind the end of a text in quotes": (
        'type: realtime\naudio: {output: {voice: "ash\n  tree"}}\n',
        'type: realtime\naudio: {output: {voice: "ash\n  tree"}}  # rtlint: ignore[RT206] -- why\n',
    ),
    "within a flow mapping": (
        "type: realtime\naudio: {\n  output: {speed: 2},\n  input: {}}\n",
        "type: realtime\naudio: {\n  output: {speed: 2},  # rtlint: ignore[RT205] -- why\n  input: {}}\n",
    ),
    "into a comment that is there": (
        "type: realtime\nx: 1  # rtlint: ignore[RT205, nobody]\naudio: {output: {speed: 1}}\n",
        "type: realtime\nx: 1  # rtlint: ignore[RT101, RT205, RT901, RT902, nobody]\naudio: {output: {speed: 1}}\n",
    ),
    "into a comment with a reason of its own": (
        "type: realtime\naudio: {output: {speed: 2}, x: 1}  # rtlint: ignore[speed-range] -- liked\n",
        "type: realtime\naudio: {output: {speed: 2}, x: 1}  # rtlint: ignore[RT101, speed-range] -- liked\n",
    ),
    "above, where a reason would swallow it": (
        "type: realtime\naudio:\n  x: 1  # rtlint: ignore[RT101] until=2026-01-01 -- old\n",
        "type: realtime\naudio:\n  # rtlint: ignore[RT101, RT903] -- why\n"
        "  x: 1  # rtlint: ignore[RT101] until=2026-01-01 -- old\n",
    ),
    "above, in lines that end in CR LF": (
        "type: realtime\r\nx: 1  # rtlint: ignore[RT101] until=2026-01-01 -- old",
        "type: realtime\r\n# rtlint: ignore[RT101, RT903] -- why\r\n"
        "x: 1  # rtlint: ignore[RT101] until=2026-01-01 -- old",
    ),
    "into the comment above": (
        "type: realtime\n# rtlint: ignore[RT205]\naudio:  # rtlint: ignore[RT101] until=2026-01-01 -- x\n  output: {speed: 2}\n",
        "type: realtime\n# rtlint: ignore[RT205, RT903]\naudio:  # rtlint: ignore[RT101] until=2026-01-01 -- x\n  output: {speed: 2}\n",
    ),
    "in each of several documents": (
        "type: realtime\nx: 1\n---\ntype: realtime\ny: 1\n",
        "type: realtime\nx: 1  # rtlint: ignore[RT101] -- why\n---\ntype: realtime  # rtlint: ignore[RT011] -- why\n"
        "y: 1  # rtlint: ignore[RT101] -- why\n",
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_comment_is_written(name: str) -> None:
    text, expected = WRITTEN[name]
    done = ignored(LINTER, Source("a.yaml", text), "why")
    assert (("\ufeff" if done.source.bom else "") + done.source.text, done.why) == (expected, "")
    assert LINTER.lint(done.source).findings == ()  # type: ignore[union-attr]  # nothing is sniffed


def test_without_a_reason_there_is_none() -> None:
    done = ignored(LINTER, Source("a.yaml", "type: realtime\nx: 1\n"))
    assert done.source.text == "type: realtime\nx: 1  # rtlint: ignore[RT101]\n"
    assert (done.count, done.why) == (1, "")


@pytest.mark.parametrize("text", ["", "# nothing\n", "type: @realtime\n"])
def test_a_text_that_cannot_be_read_is_left(text: str) -> None:
    source = Source("a.yaml", text)
    assert ignored(LINTER, source, "why") == Ignored(source, 0, "it cannot be read whole")


def test_a_clean_text_is_left() -> None:
    source = Source("a.yaml", "type: realtime\n")
    assert ignored(LINTER, source, "why") == Ignored(source, 0)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(EXAMPLES), st.integers(0, 10**6))
def test_whatever_is_found_is_silent_afterwards(text: str, seed: int) -> None:
    rng = random.Random(seed)
    value = next(yaml.safe_load_all(text))
    for _ in range(3):
        mutate([value], shape.plan(ClientSecretRequest), rng)
    written = yaml.safe_dump(value, default_flow_style=rng.choice([True, False, None]), width=60)
    done = ignored(LINTER, Source("a.yaml", written), "why # not ]")
    assert done.why == ""
    assert re.sub(r"  # rtlint: ignore\[[^]]*\] -- why # not \]", "", done.source.text) == written
