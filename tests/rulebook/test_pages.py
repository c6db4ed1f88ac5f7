"""Pages beside findings: Markdown of built-in rules and of users' own, and none where there is nothing to read."""

from pathlib import Path

import msgspec
import pytest

from rtlint.finding import RuleCard, Severity
from rtlint.rulebook.pages import pages

CARD = RuleCard("VP1", "house-speed", Severity.WARNING, "Slow.", "", "https://example.com/house-speed/", "voice")
OURS = RuleCard("RT205", "speed-range", Severity.ERROR, "Fast.", "", "")

PAGE = r"""## Why

Callers hang up at &lt;0.5>.

They do not call again, `ever <b>`.

## Help

Nine tenths is calm.

## Wrong

### Slow

With `--kind request` and `--as-of 2026-11-01`:

````yaml
session:
  type: realtime  # as ever
  audio: {output: {speed: 0.3}}
  instructions: |
    Too long
    ```
````

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

## Read on

- <https://example.com/house-speed/>
- <https://example.com/speed>
"""


def test_a_page_of_a_rule_of_ones_own_has_the_link_of_its_card(folder: Path) -> None:
    assert pages({"VP1": CARD}, [str(folder)]) == {"VP1": PAGE}


def test_without_a_link_the_page_names_what_it_rests_on_only(folder: Path) -> None:
    card = msgspec.structs.replace(CARD, url="")
    assert pages({"VP1": card}, [str(folder)]) == {"VP1": PAGE.replace("- <https://example.com/house-speed/>\n", "")}


def test_a_built_in_rule_shows_two_examples_of_each_verdict() -> None:
    page = pages({"RT205": OURS}, [])["RT205"]
    heads = [line for line in page.split("\n") if line.startswith("#")]
    assert heads == [
        "## Why", "## Help", "## Wrong", "### Twice as fast", "### A percentage", "## Right", "### The slowest allowed",
        "### The fastest allowed", "## Fix", "## Read on",
    ]  # fmt: skip  # a list of one thought


@pytest.mark.parametrize("text", [None, "code: [", "code: VP1\n---\nwhy: x\n"])
def test_a_rule_without_a_readable_file_has_no_page(folder: Path, text: str | None) -> None:
    (file,) = folder.rglob("VP1-*.yaml")
    if text is None:
        file.unlink()
    else:
        file.write_text(text)
    assert pages({"VP1": CARD, "RT999": OURS}, [str(folder)]) == {}
