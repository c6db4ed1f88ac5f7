"""The stage after the rules: what is suppressed falls through, and the rules about comments speak."""

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from rtlint.finding import Safety
from rtlint.fixes.draft import Draft
from rtlint.rule.blame import VALUE, Blame
from rtlint.rule.case import Case
from rtlint.rule.checks import OF_COMMENTS
from rtlint.rule.engine import Verdict, worded
from rtlint.rule.model import Rule
from rtlint.suppress.ignores import Claim, Ignores, Remark
from rtlint.suppress.waiver import Waiver
from rtlint.text.source import Source
from rtlint.text.spot import Path


class Sieve:
    """What comments and waivers suppress in one text; `taken` counts it."""

    def __init__(
        self,
        source: Source,
        cases: Sequence[Case],
        rules: Sequence[Rule],
        reported: Sequence[Rule],
        waivers: Sequence[Waiver],
        as_of: datetime.date,
    ) -> None:
        """`rules` are all that there are, `reported` those whose findings this run reports."""
        self.taken = 0
        self._source = source
        self._cases = cases
        self._reported = reported
        self._waivers = waivers
        trees = [case.tree for case in cases if case.tree]
        self._roots = [tree.root.start_mark.index for tree in trees]
        broken = any(case.text_faults for case in cases)
        # JSON has no comments.
        commented = not source.path.lower().endswith(".json")
        self._ignores = Ignores(source, trees, rules, as_of, broken=broken) if commented else None

    def takes(self, code: str, offset: int, path: Path, document: int, *, but: Claim | None = None) -> bool:
        """Whether what a rule says, at an offset of the text and a path of a document, is suppressed."""
        case = self._cases[document]
        taken = (self._ignores is not None and self._ignores.suppress(code, offset, but=but)) or any(
            waiver.covers(code, path, case) for waiver in self._waivers
        )
        self.taken += taken
        return taken

    def remarks(self) -> Iterator[tuple[Verdict, Case, Draft]]:
        """What is to be said of the comments, once all findings have come by."""
        if self._ignores is None:
            return
        ours = {rule.code for rule in self._reported if rule.check in OF_COMMENTS}
        for remark in (*self._ignores.remarks, *self._ignores.unused({rule.code for rule in self._reported} - ours)):
            yield from self._said(remark)
        # These come last: a comment may suppress what is said of others, and is used then.
        for remark in self._ignores.unused(ours):
            yield from self._said(remark)

    def _said(self, remark: Remark) -> Iterator[tuple[Verdict, Case, Draft]]:
        start = remark.span.start
        document = max(bisect_right(self._roots, start) - 1, 0)
        case = self._cases[document]
        blame = Blame((), VALUE, remark.verb, remark.words, (), remark.span)
        for rule in self._reported:
            if rule.check == remark.check and not self.takes(rule.code, start, (), document, but=remark.claim):
                draft = Draft(remark.title, _safety(rule), document, (remark.edit,))
                yield worded(rule, blame, case), case, draft


def _safety(rule: Rule) -> Safety:
    return rule.fixes[0].safety if rule.fixes else Safety.UNSAFE
