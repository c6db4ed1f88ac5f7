"""One file on its way from the Beta: its new text, and all that is to be told about it."""

from collections.abc import Callable
from copy import copy
from typing import Literal

import msgspec

from rtlint.finding import Finding, Severity
from rtlint.fixer import fixed
from rtlint.lint import Linter, Text
from rtlint.migrate.application import Change, application, ordered
from rtlint.migrate.left import Left, left
from rtlint.migrate.signs import belongs, heard, is_sign, is_wanted
from rtlint.migrate.steps import Step, others, steps
from rtlint.result import Result
from rtlint.rule.case import Case
from rtlint.text.nodes import TextFault
from rtlint.text.source import Source

State = Literal["beta", "current", "unreadable"]


class Migration(msgspec.Struct, frozen=True):
    """What migrating makes of one file.

    `state` is what the file was, `fault` why it cannot be read. `findings` counts what is found afterwards and has
    nothing to do with the Beta, `errors` those among them.
    """

    old: Source
    new: Source
    state: State
    steps: tuple[Step, ...] = ()
    left: tuple[Left, ...] = ()
    application: tuple[Change, ...] = ()
    findings: int = 0
    errors: int = 0
    fault: str | None = None

    @property
    def differs(self) -> bool:
        """Whether the file gets another text."""
        return self.old.text != self.new.text


def migrate(linter: Linter, source: Source, fault: TextFault | None = None, *, writes: bool = False) -> Migration:
    """What becomes of a source; `fault` is why it could not be read whole.

    What is left tells lines of the old text, or with `writes` of the new one.
    """
    linter = _hearing(linter)
    before = linter.cases(source, fault)
    result = linter.lint(source, fault)
    if result is None or any(map(_is_lost, before)):
        return Migration(source, source, "unreadable", fault=_why(result, before))
    if not any(is_sign(finding) for finding in result.findings):
        return Migration(source, source, "current", findings=len(result.findings), errors=_errors(result))
    made = fixed(linter, source, unsafe=True, only=is_wanted)
    after = linter.cases(made.source)
    documents = {finding.document for finding in result.findings if is_sign(finding)}
    pairs = [(one, other) for one, other in zip(before, after, strict=True) if one.index in documents]
    done = [step for one, other in zip(before, after, strict=True) for step in steps(one, other)]
    rest = left(made, after if writes else before, after)
    return Migration(
        source,
        made.source,
        "beta",
        (*done, *others(done, made.applied)),
        tuple(rest),
        tuple(ordered(change for pair in pairs for change in application(*pair, target=linter.target))),
        len(made.result.findings) - len(rest),
        _errors(made.result, but=belongs),
    )


def is_beta(linter: Linter, text: Text, result: Result) -> bool:
    """Whether there is something to migrate in a text, whose `result` the linter gave."""
    hearing = _hearing(linter)
    heard = result if hearing.codes == linter.codes else hearing.judge(text)
    return any(is_sign(finding) for finding in heard.findings)


def _hearing(linter: Linter) -> Linter:
    """The linter with the rules that migrating needs, also where a project does not want to hear them."""
    other = copy(linter)
    other.codes = linter.codes | heard()
    return other


def _errors(result: Result, but: Callable[[Finding], bool] = lambda _finding: False) -> int:
    return sum(finding.severity is Severity.ERROR and not but(finding) for finding in result.findings)


def _is_lost(case: Case) -> bool:
    """Whether nobody knows what a document holds."""
    return case.tree is None or case.tree.fatal or (bool(case.text_faults) and not isinstance(case.value, dict))


def _why(result: Result | None, cases: list[Case]) -> str:
    lost = {case.index for case in cases if _is_lost(case)}
    found = next((one for one in result.findings if one.document in lost), None) if result else None
    if found is None:
        return next((fault.message for case in cases for fault in case.text_faults), "the file cannot be read")
    return f"line {found.location.row}: {found.message}" if cases[0].source.text else found.message
