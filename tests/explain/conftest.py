"""Documents explained in this process, and the texts that they have to give."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from rtlint.explain.page import Page, Question, page
from rtlint.lint import Linter
from rtlint.rule.choose import chosen
from rtlint.rule.pack import built_in
from rtlint.text.source import Source

TODAY = datetime.date(2026, 11, 1)
GOLDEN = Path(__file__).parent / "golden"
PACK = built_in()

Explain = Callable[..., Page]


def _explain(
    text: str, *, at: str = "", rules: tuple[str, ...] = (), document: int = 0, target: str = "openai"
) -> Page:
    linter = Linter(PACK, chosen(PACK.rules), as_of=TODAY, target=target)
    source = Source("agent.yaml", text)
    result = linter.lint(source)
    assert result
    wanted = tuple(rule for rule in PACK.rules if rule.code in rules)
    case = linter.cases(source)[document]
    return page(case, list(result.findings), linter, PACK.rules, Question(at, wanted))


@pytest.fixture
def explain() -> Explain:
    """`explain(text, at=, rules=, document=, target=)`: one document of a text, explained with the built-in rules."""
    return _explain


@pytest.fixture
def golden() -> Callable[[str], str]:
    """`golden(name)`: a text that was read by somebody and found good."""
    return lambda name: (GOLDEN / name).read_text()
