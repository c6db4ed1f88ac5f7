"""A rule with everything: as data, in a terminal and as Markdown."""

import json
from pathlib import Path

import msgspec
import pytest

from rtlint.finding import Severity
from rtlint.rule import pack as packs
from rtlint.rule.model import Rule
from rtlint.rulebook import listing, markdown, text
from rtlint.rulebook.entry import Entry, Found, book

EXAMPLE = """\
session:
  type: realtime  # as ever
  audio: {output: {speed: 0.3}}
  instructions: |
    Too long
    ```
"""

TEXT = """\
VP1 house-speed
warning, voice, off unless selected, unsafe fix (clamp), openai only, since 1.0.0

Slow speech, in `speed`.

Callers hang up at <0.5>.

They do not call again, `ever <b>`.

Help: nine tenths is calm

Fix (unsafe): take the nearest number in range: minimum 0.5

Options:
    minimum = 0.5

Wrong: slow (--kind request, --as-of 2026-11-01)
    session:
      type: realtime  # as ever
      audio: {output: {speed: 0.3}}
                              ^^^ speed is 0.3; at least 0.5 here
      instructions: |
                    ^ too *long* | a `word`
        Too long
        ```
Fixed:
    session: {}

Right: calm
    {"session": {"type": "realtime"}}

Read on:
https://example.com/speed
"""

MARKDOWN = """\
# house-speed

`VP1` · **warning** · voice · off by default (`--extend-select VP1`) · unsafe fix · `--target openai` only · since 1.0.0

Slow speech, in `speed`.

## Why

Callers hang up at &lt;0.5>.

They do not call again, `ever <b>`.

## Help

Nine tenths is calm.

## Wrong

### Slow

With `--kind request` and `--as-of 2026-11-01`:

````yaml hl_lines="3 4"
session:
  type: realtime  # as ever
  audio: {output: {speed: 0.3}}
  instructions: |
    Too long
    ```
````

- `3:27` warning: speed is 0.3; at least 0.5 here
- `4:17` info: too \\*long\\* \\| a `word`

Fixed:

```yaml
session: {}
```

## Right

### Calm

```json
{"session": {"type": "realtime"}}
```

## Fix

Fix (unsafe): take the nearest number in range: minimum 0.5.

*Unsafe:* the meaning may change, so that somebody has to agree.

## Options

| option | value |
|---|---|
| `minimum` | `0.5` |

## Read on

- <https://example.com/speed>
"""

TABLE = """\
# Rules

## voice

| rule | severity | fix | default | messages |
|---|---|---|---|---|
| VP1 house-speed | warning | unsafe | off | \
{key} is {value}; at least {minimum} here<br>too \\*long\\* \\| a `word` (info) |
"""

JSON = {
    "code": "VP1",
    "name": "house-speed",
    "family": "voice",
    "severity": "warning",
    "enabled": False,
    "fix": {"verb": "clamp", "safety": "unsafe"},
    "fixes": [{"verb": "clamp", "safety": "unsafe", "text": "take the nearest number in range: minimum 0.5"}],
    "since": "1.0.0",
    "summary": "Slow speech, in `speed`.",
    "why": "Callers hang up at <0.5>.\n\nThey do not call again, `ever <b>`.",
    "help": "nine tenths is calm",
    "messages": [
        {"text": "{key} is {value}; at least {minimum} here", "severity": "warning"},
        {"text": "too *long* | a `word`", "severity": "info"},
    ],
    "targets": ["openai"],
    "kinds": ["request", "session", "event"],
    "options": [{"name": "minimum", "value": 0.5}],
    "examples": [
        {
            "title": "slow",
            "verdict": "fail",
            "file": "example.yaml",
            "text": EXAMPLE,
            "fixed": "session: {}\n",
            "kind": "request",
            "as_of": "2026-11-01",
            "findings": [
                {
                    "severity": "warning",
                    "message": "speed is 0.3; at least 0.5 here",
                    "location": {"row": 3, "column": 27},
                    "end_location": {"row": 3, "column": 30},
                },
                {
                    "severity": "info",
                    "message": "too *long* | a `word`",
                    "location": {"row": 4, "column": 17},
                    "end_location": {"row": 6, "column": 8},
                },
            ],
        },
        {
            "title": "calm",
            "verdict": "pass",
            "file": "example.json",
            "text": '{"session": {"type": "realtime"}}\n',
            "fixed": None,
            "kind": None,
            "as_of": None,
            "findings": [],
        },
    ],
    "references": ["https://example.com/speed"],
    "url": "",
}


def test_a_page_for_a_terminal(entry: Entry) -> None:
    assert text.page(entry) == TEXT


def test_a_page_for_the_site(entry: Entry) -> None:
    assert markdown.page(entry) == MARKDOWN


def test_a_table_of_messages(folder: Path) -> None:
    assert markdown.listing(packs.read(str(folder)).rules) == TABLE


def test_everything_as_data(entry: Entry) -> None:
    assert json.loads(book((entry,)))["rules"] == [JSON]


def test_a_long_message_stands_below_its_mark(entry: Entry) -> None:
    assert list(text._marks(_long(entry), "x: 1")) == [
        "       ^",
        "  = " + "word " * 20 + "word",
        "    " + "word " * 8 + "word",
    ]


def _long(entry: Entry) -> Found:
    found = entry.examples[0].findings[0]
    location = msgspec.structs.replace(found.location, row=1, column=4)
    end = msgspec.structs.replace(found.location, row=1, column=5)
    return msgspec.structs.replace(found, message="word " * 29 + "word", location=location, end_location=end)


def test_a_name_of_any_length_leaves_the_summary_its_room() -> None:
    rule = Rule("VP1", "n" * 130, Severity.INFO, "1.0", "A summary of more than a few words.", family="voice")
    assert listing.listing([rule]).splitlines()[1:] == [
        f"VP1   {'n' * 130}  voice   info      -    on       A summary of more than a",
        " " * (6 + 132 + 8 + 10 + 5 + 9) + "few words.",
    ]


@pytest.mark.parametrize(
    ("text", "said"), [("a voice", "A voice"), ("server_vad here", "server_vad here"), ("${VAR}", "${VAR}"), ("", "")]
)
def test_names_of_the_api_keep_their_first_letter(text: str, said: str) -> None:
    assert markdown._sentence(text) == said
