"""Comments at work: which findings they suppress, and what is to be said of the comments themselves."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rtlint.rule.checks import OF_COMMENTS
from rtlint.rule.model import Rule
from rtlint.suppress.place import Below, Lines, Nest
from rtlint.suppress.pragma import DISABLE, ENABLE, FILE, IGNORE, Flaw, Pragma, Selector, pragmas
from rtlint.text.comments import comments
from rtlint.text.edit import TextEdit
from rtlint.text.nearest import suggest
from rtlint.text.source import Source, Span
from rtlint.text.tree import Tree

UNKNOWN, UNUSED, EXPIRED, MALFORMED = OF_COMMENTS

_WHERE = {IGNORE: "in the node below", FILE: "in this file", DISABLE: "from here on"}


class Remark(NamedTuple):
    """Something to be said of a comment: the check that says it, its message and words, where, what mends it."""

    check: str
    verb: str
    words: Mapping[str, str]
    span: Span
    edit: TextEdit
    title: str
    claim: "Claim | None" = None


class Claim:
    """One rule that one comment suppresses: on a row, or all over a span, and over what stands above that."""

    def __init__(
        self,
        pragma: Pragma,
        selector: Selector,
        code: str,
        rank: int,
        reach: Span,
        row: int = 0,
        head: Span | None = None,
    ) -> None:
        self.pragma = pragma
        self.selector = selector
        self.code = code
        self.rank = rank
        self.reach = reach
        self.row = row
        self.head = head
        self.used = False


_LINE, _NODE, _RANGE, _FILE = range(4)
"""How far a claim reaches: the closest one suppresses, and is used."""


class _Claims:
    """The claims on one rule."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._rows: dict[int, list[Claim]] = {}
        for claim in claims:
            if claim.row:
                self._rows.setdefault(claim.row, []).append(claim)
        spans = [(span, claim) for claim in claims for span in (claim.head, claim.reach) if span]
        self._nests = [Nest(pair for pair in spans if pair[1].rank == rank) for rank in (_NODE, _RANGE, _FILE)]

    def over(self, offset: int, row: int) -> Iterator[Claim]:
        """The claims on a place, the closest first; `row` is where a comment on it would stand."""
        yield from self._rows.get(row, ())
        for nest in self._nests:
            yield from nest.over(offset)


class Ignores:
    """What the comments of one text suppress."""

    def __init__(
        self, source: Source, trees: Sequence[Tree], rules: Iterable[Rule], as_of: datetime.date, *, broken: bool
    ) -> None:
        """`rules` are all that there are, with those that this run does not report; `broken` tells of a text fault."""
        self._source = source
        self._codes = {name: rule.code for rule in rules for name in (rule.name, rule.code)}
        self._names = {rule.code: rule.name for rule in rules}
        self._as_of = as_of
        self._broken = broken or any(tree.faults for tree in trees)
        self._lines = Lines(source, trees)
        self._below: Below | None = None
        self._trees = trees
        self._head = _head(source)
        self._claims: list[Claim] = []
        self._open: list[Claim] = []
        self.remarks: list[Remark] = []
        """What is wrong with comments, whatever is found."""
        self._read()
        by_code: dict[str, list[Claim]] = {}
        for claim in self._claims:
            by_code.setdefault(claim.code, []).append(claim)
        self._by_code = {code: _Claims(claims) for code, claims in by_code.items()}

    def suppress(self, code: str, offset: int, *, but: Claim | None = None) -> bool:
        """Whether a comment suppresses what a rule says at an offset; it is used then."""
        claims = self._by_code.get(code)
        for claim in claims.over(offset, self._lines.home(offset)) if claims else ():
            if claim is not but:
                claim.used = True
                return True
        return False

    def unused(self, codes: Iterable[str]) -> Iterator[Remark]:
        """The claims on some rules that have suppressed nothing yet, the closest first."""
        if self._broken:
            return  # no rule has seen what cannot be read
        wanted = frozenset(codes)
        for claim in sorted(self._claims, key=lambda claim: (claim.rank, -claim.reach.start)):
            if claim.code in wanted and not claim.used:
                words = {
                    "text": claim.selector.text,
                    "rule": f"{claim.code} {self._names[claim.code]}",
                    "where": "on this line" if claim.rank == _LINE else _WHERE[claim.pragma.word],
                }
                flaw = Flaw("unused", words, claim.selector.span)
                yield self._remark(UNUSED, flaw, claim.pragma, claim.selector, claim)

    def _read(self) -> None:
        for pragma in commented(self._source, self._trees):
            if flaw := pragma.flaw or self._misplaced(pragma):
                self._complain(MALFORMED, flaw, pragma)
            elif pragma.word == ENABLE:
                self._enable(pragma)
            else:
                self._claim(pragma)

    def _misplaced(self, pragma: Pragma) -> Flaw | None:
        if pragma.word == FILE and pragma.span.start > self._head:
            return Flaw("place", {}, pragma.span)
        if pragma.word in (DISABLE, ENABLE) and not pragma.own_line:
            return Flaw("line", {"word": pragma.word}, pragma.span)
        if pragma.word == ENABLE and pragma.until_span:
            return Flaw(
                "rest", {"text": self._source.text[pragma.until_span.start : pragma.until_span.end]}, pragma.until_span
            )
        return None

    def _complain(self, check: str, flaw: Flaw, pragma: Pragma, selector: Selector | None = None) -> None:
        self.remarks.append(self._remark(check, flaw, pragma, selector))

    def _remark(
        self, check: str, flaw: Flaw, pragma: Pragma, selector: Selector | None = None, claim: Claim | None = None
    ) -> Remark:
        """A remark whose fix takes the selector away, or the whole comment."""
        text = self._source.text
        edit = pragma.without(selector, text) if selector else pragma.gone(text)
        title = f"remove {selector.text}" if selector and len(pragma.selectors) > 1 else "remove the comment"
        return Remark(check, flaw.verb, flaw.words, flaw.span, edit, title, claim)

    def _known(self, pragma: Pragma) -> Iterator[tuple[Selector, str]]:
        """The selectors of a comment that name a rule, each with its code."""
        for selector in pragma.selectors:
            code = self._codes.get(selector.text)
            if code:
                yield selector, code
                continue
            otherwise = "a comment names single rules, by code or name"
            words = {"text": selector.text, "hint": suggest(selector.text, self._codes, otherwise)}
            self._complain(UNKNOWN, Flaw("unknown", words, selector.span), pragma, selector)

    def _claim(self, pragma: Pragma) -> None:
        known = list(self._known(pragma))
        expired = pragma.until is not None and pragma.until < self._as_of
        if expired and pragma.until_span:
            self._complain(EXPIRED, Flaw("expired", {"until": str(pragma.until)}, pragma.until_span), pragma)
        for selector, code in known:
            claim = self._made(pragma, selector, code)
            if pragma.word == DISABLE:
                self._open.append(claim)
            if not expired:
                self._claims.append(claim)

    def _made(self, pragma: Pragma, selector: Selector, code: str) -> Claim:
        start, end = pragma.span.start, len(self._source.text) + 1
        row = self._source.locate(start).row
        if pragma.word == FILE:
            return Claim(pragma, selector, code, _FILE, Span(0, end))
        if pragma.word == DISABLE:
            return Claim(pragma, selector, code, _RANGE, Span(start, end))
        if not pragma.own_line:
            return Claim(pragma, selector, code, _LINE, Span(start, end), row)
        self._below = self._below or Below(self._source, self._trees)
        node = self._below.after(pragma.span.end) or Span(end, end)
        # What is said of comments between here and the node is in reach too.
        head = Span(self._source.starts[row - 1], node.start)
        return Claim(pragma, selector, code, _NODE, node, head=head)

    def _enable(self, pragma: Pragma) -> None:
        start = pragma.span.start
        if not pragma.selectors and not self._close(start):
            self._complain(MALFORMED, Flaw("idle", {"text": "enable", "rule": "anything"}, pragma.span), pragma)
        for selector, code in self._known(pragma):
            if not self._close(start, code):
                flaw = Flaw("idle", {"text": f"enable[{selector.text}]", "rule": selector.text}, selector.span)
                self._complain(MALFORMED, flaw, pragma, selector)

    def _close(self, offset: int, code: str = "") -> bool:
        """Whether ranges end at an offset: those of a rule, or all."""
        ending = [claim for claim in self._open if code in ("", claim.code)]
        for claim in ending:
            claim.reach = Span(claim.reach.start, offset)
        self._open = [claim for claim in self._open if claim not in ending]
        return bool(ending)


def commented(source: Source, trees: Sequence[Tree]) -> Iterator[Pragma]:
    """Everything that a YAML text says to us, in order."""
    return pragmas(source, comments(source, [tree.root for tree in trees]))


def _head(source: Source) -> int:
    """Where the first line starts that holds more than a comment, a directive or the start of a document."""
    for row, start in enumerate(source.starts, 1):
        line = source.line(row).strip()
        if line and not line.startswith(("#", "%")) and line.split("#")[0].strip() != "---":
            return start
    return len(source.text)
