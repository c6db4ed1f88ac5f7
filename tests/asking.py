"""What tests of `rtlint submit` share: documents as jobs, answers as the API gives them."""

import datetime
from typing import Any

from rtlint import inputs
from rtlint.lint import Linter
from rtlint.rule.case import Case
from rtlint.rule.choose import chosen
from rtlint.rule.pack import built_in
from rtlint.submit.answer import Answer
from rtlint.submit.compare import differences
from rtlint.submit.fill import Filled, filled
from rtlint.submit.prepare import Job, Prepared, filled_in, job_of, prepared
from rtlint.submit.run import Outcome

PACK = built_in()
TODAY = datetime.date(2026, 6, 1)
END = 1_780_000_600
NOW = datetime.datetime.fromtimestamp(END - 600, datetime.UTC)
SECRET = "ek_" + "0123456789abcdef"


def linter() -> Linter:
    """All rules that are on by default, on a day that stays."""
    return Linter(PACK, chosen(PACK.rules), as_of=TODAY)


def cases(text: str, path: str = "a.yaml") -> list[Case]:
    """The documents of a text."""
    return linter().cases(*inputs.decode(path, text.encode()))


def fill(text: str, path: str = "a.yaml", **environment: str) -> Filled:
    """The only document of a text, filled in; everything may stand everywhere."""
    (case,) = cases(text, path)
    assert case.tree
    return filled(case.tree, environment, lambda _path, _value: True)


def job(text: str, path: str = "a.yaml", **environment: str) -> Job:
    """The only document of a text, ready to be sent."""
    (case,) = cases(text, path)
    return job_of(case, filled_in(case, environment))


def prepare(text: str, path: str = "a.yaml", **environment: str) -> Prepared:
    """What comes of a file."""
    return prepared(linter(), *inputs.decode(path, text.encode()), environment)


def outcome(asked: Job, session: dict[str, Any]) -> Outcome:
    """A job that the API has answered with a session."""
    answer = Answer(SECRET, END, session, None)
    return Outcome(asked, answer, differences(asked.order.body["session"], session))
