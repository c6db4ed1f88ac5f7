"""A pack with everything that a page can show."""

from pathlib import Path

import pytest

from rtlint.rule import pack as packs
from rtlint.rulebook.entry import Entry, Writer

RULE = """\
code: VP1
name: house-speed
severity: warning
since: 1.0.0
summary: Slow speech, in `speed`.
help: nine tenths is calm
select: session.audio.output.speed
assert: {minimum: 0.5}
message: "{key} is {value}; at least {minimum} here"
also:
  - {select: session.instructions, assert: {maxLength: 3}, severity: info, message: "too *long* | a `word`"}
options: [minimum]
targets: [openai]
enabled: false
fix: {clamp: {minimum: 0.5}, safety: unsafe}
---
why: |
  Callers hang up at <0.5>.

  They do not call again, `ever <b>`.
references: [https://example.com/speed]
examples:
  - title: slow
    as_of: 2026-11-01
    kind: request
    fail: |
      session:
        type: realtime  # as ever
        audio: {output: {speed: 0.3}}  # <- 27
        instructions: |   # <- 17
          Too long
          ```
    fixed: |
      session: {}
  - title: calm
    file: example.json
    pass: |
      {"session": {"type": "realtime"}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The pack's folder."""
    (tmp_path / "voice").mkdir()
    (tmp_path / "voice" / "VP1-house-speed.yaml").write_text(RULE)
    return tmp_path


@pytest.fixture
def entry(folder: Path) -> Entry:
    """Its one rule."""
    pack = packs.read(str(folder))
    return Writer(pack).entry(pack.rules[0], packs.page(pack.rules[0], str(folder)))
