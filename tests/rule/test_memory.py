"""What a place keeps in mind of values never changes what is found."""

import datetime
import glob
import random
from pathlib import Path

from rtlint.finding import Finding
from rtlint.inputs import decode
from rtlint.lint import Linter
from rtlint.rule.choose import chosen
from rtlint.rule.files import read_rule
from rtlint.rule.pack import built_in, folder_built_in, rule_files

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
