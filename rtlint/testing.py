"""For tests: a session that lives in code is asserted to be sound, and what is wrong with it reads as `check` shows it.

Nothing here knows of pytest: `assert_session` raises AssertionError under every test runner.
"""

import datetime
import os
from typing import Literal

from rtlint.finding import Report, Severity
from rtlint.library import Session, check, show
from rtlint.report._text import counts


def assert_session(
    session: Session | str | os.PathLike[str],
    *,
    as_of: datetime.date | str | None = None,
    target: Literal["openai", "azure"] | None = None,
    fail_on: Literal["error", "warning", "info"] = "error",
) -> None:
    """Raise AssertionError when rtlint finds something of the severity `fail_on`, or a heavier one.

    `session`, `as_of` and `target` are what `rtlint.check` takes, and raise what they raise there. The message shows
    all findings, with secrets blotted out; what lives in code is placed by dotted paths. ValueError for another
    `fail_on`.
    """
    __tracebackhide__ = True
    least = _severity(fail_on).weight
    report = check(session, as_of=as_of, target=target)
    if any(finding.severity.weight >= least for finding in report.findings):
        raise AssertionError(_message(report))


def _severity(name: str) -> Severity:
    known = [severity.value for severity in Severity]
    if name not in known:
        raise ValueError(f"fail_on is {name!r}; it takes {', '.join(known)}")
    return Severity(name)


def _message(report: Report) -> str:
    return f"rtlint finds {counts(report)}\n\n{show(report, quiet=True).rstrip()}"
