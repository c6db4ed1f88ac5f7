"""For tests: a session that lives in code is asserted to be sound, and what is wrong with it reads as `check` shows it.

Nothing here knows of pytest: `assert_session` raises AssertionError under every test runner.
"""

import datetime
import os
from collections.abc import Mapping
from typing import Any, Literal

from rtlint.finding import Report, Severity

NAME = "session"
"""What a document without a file is called where a path has to stand."""


def assert_session(
    session: Mapping[str, Any] | str | os.PathLike[str],
    *,
    as_of: datetime.date | None = None,
    target: Literal["openai", "azure"] | None = None,
    fail_on: Literal["error", "warning", "info"] = "error",
) -> None:
    """Raise AssertionError when rtlint finds something of the severity `fail_on`, or a heavier one.

    `session` is what `rtlint.check` takes: a mapping, a path, or YAML or JSON as a text. `as_of` is the day on which
    dated facts are judged, `target` who serves the API; without them the configuration says so, as for the command.
    The message shows all findings, secrets blotted out; in a mapping they are placed by their dotted paths.
    ValueError for another `fail_on`, TypeError for a mapping that holds what JSON has no word for.
    """
    __tracebackhide__ = True
    least = _severity(fail_on)
    report = _checked(session, as_of, target)
    if any(finding.severity.weight >= least.weight for finding in report.findings):
        raise AssertionError(_message(report, dotted=isinstance(session, Mapping)))


def _severity(name: str) -> Severity:
    known = [severity.value for severity in Severity]
    if name not in known:
        raise ValueError(f"fail_on is {name!r}; it takes {', '.join(known)}")
    return Severity(name)


def _checked(session: Any, as_of: datetime.date | None, target: str | None) -> Report:
    from rtlint import inputs
    from rtlint.config.call import finder
    from rtlint.linters import Linters
    from rtlint.result import report
    from rtlint.text.source import Source

    given = {"as_of": as_of, "target": target}
    linters = Linters(None, finder((), {key: value for key, value in given.items() if value}))
    fault = None
    if isinstance(session, Mapping):
        import json

        source = Source(NAME, json.dumps(session, indent=2, ensure_ascii=False))
    elif isinstance(session, str) and ("\n" in session or "{" in session):
        source = Source(NAME, session)
    else:
        source, fault = inputs.read(os.fspath(session))
    result = linters.of(source.path).lint(source, fault)
    assert result
    return report([result], linters.cards)


def _message(report: Report, *, dotted: bool) -> str:
    from rtlint.report._style import Style
    from rtlint.report._text import found
    from rtlint.report.full import render

    return f"rtlint finds {found(report)}\n\n{render(report, Style(quiet=True, dotted=dotted)).rstrip()}"
