"""A linter for what is migrated, on a day when the Beta has ended."""

import datetime

import pytest

from rtlint.lint import Linter
from rtlint.rule.choose import chosen
from rtlint.rule.pack import built_in


@pytest.fixture(scope="session")
def linter() -> Linter:
    """The built-in rules as they are by default."""
    pack = built_in()
    return Linter(pack, chosen(pack.rules), as_of=datetime.date(2026, 11, 22))
