"""What a place keeps in mind of values never changes what is found."""

import datetime
import glob
import random
from pathlib import Path

import msgspec

from rtlint.finding import Finding
from rtlint.inputs import decode
from rtlint.lint import Linter
from rtlint.rule.choose import chosen
from rtlint.rule.files import read_rule
from rtlint.rule.model import Rule
from rtlint.rule.pack import Pack, built_in, folder_built_in, rule_files

DAY = datetime.date(2026, 11, 22)


def linter() -> Linter:
    pack = built_in()
    return Linter(pack, chosen(pack.rules), as_of=DAY)


def texts() -> list[str]:
    """All examples of all rules, and the example files."""
    pages = [read_rule(path)[1] for path in rule_files(folder_built_in())]
    shown = [text for page in pages for one in page.examples for text in (one.fail, one.pass_, one.fixed) if text]
    return shown + [
        Path(path).read_text(encoding="utf-8") for path in sorted(glob.glob("examples/**/*.yaml", recursive=True))
    ]


def found(by: Linter, text: str) -> tuple[Finding, ...]:
    result = by.lint(*decode("a.realtime.yaml", text.encode()))
    assert result
    return result.findings


NESTED = """
code: ACME1
name: nested
severity: warning
since: "1.0"
summary: A place below the selected one counts.
select: session.tools[*]
when: {.parameters.type: {present: true}}
assert: {requires: [description]}
message: "{missing} is missing"
"""


def test_what_stands_further_below_is_asked_every_time() -> None:
    pack = Pack([msgspec.yaml.decode(NESTED, type=Rule)], {})
    linter = Linter(pack, ["ACME1"], as_of=DAY)
    bare = "session:\n  type: realtime\n  tools:\n    - type: function\n      name: a\n      parameters:\n"
    spoken = [bool(found(linter, bare + f"        {key}: object\n")) for key in ("x", "x", "x", "type", "x", "type")]
    assert spoken == [False, False, False, True, False, True]


def test_one_linter_finds_in_any_order_what_a_fresh_one_finds() -> None:
    written = texts()
    fresh = linter()
    alone = []
    for text in written:
        fresh.engine = type(fresh.engine)(fresh.engine.rules)
        alone.append(found(fresh, text))
    kept = linter()
    order = list(range(len(written))) * 2
    random.Random(1).shuffle(order)
    wrong = [written[number] for number in order if found(kept, written[number]) != alone[number]]
    assert wrong == []
