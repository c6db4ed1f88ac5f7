"""The pipeline: a text goes in, findings come out. Nothing here prints, exits, or knows of a command line."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rtlint.finding import Finding, Related, RuleCard, order
from rtlint.fingerprint import distinct, fingerprint, steps
from rtlint.lap import Lap, untimed
from rtlint.result import Found, Result
from rtlint.rule.case import Case
from rtlint.rule.engine import Engine, Verdict
from rtlint.rule.pack import Pack, card
from rtlint.session.kinds import SESSION_TYPES, Kind, layout, looks_like_session
from rtlint.text.compose import compose
from rtlint.text.nodes import Composed, TextFault
from rtlint.text.scalar import Placeholder
from rtlint.text.secret import blot, blot_lines, fill, is_secret, mask
from rtlint.text.source import Source, Span
from rtlint.text.spot import Path, Spot, dotted, pointer
from rtlint.text.tree import Place, Tree
from rtlint.text.walk import scalars

if TYPE_CHECKING:  # few files have something to fix, suppress something, or have documents inside, or need nodes
    from rtlint.fixes.draft import Draft
    from rtlint.session.inside import Inside
    from rtlint.suppress.sieve import Sieve
    from rtlint.suppress.waiver import Waiver
    from rtlint.text.nodes import ScalarNode


class Text(NamedTuple):
    """A source as it was read: the nodes of its documents, a tree of each, and their kinds where those are known.

    `wholes` are the documents of the text itself: `trees` as well, unless what is linted stands inside of them.
    """

    source: Source
    composed: Composed
    trees: Sequence[Tree]
    wholes: list[Tree]
    kinds: Sequence[Kind | None]

    @property
    def partial(self) -> bool:
        """Whether the text is a larger file with documents inside."""
        return self.trees is not self.wholes

    def from_top(self, draft: "Draft") -> "Draft":
        """A draft of a document as one of the whole that it stands in."""
        if not self.partial:
            return draft
        tree = self.trees[draft.document]
        return draft.below(tree.way, tree.whole.index)


class Linter:
    """A pack of rules with the choices of a run; one serves any number of sources."""

    def __init__(
        self,
        pack: Pack,
        codes: Iterable[str],
        *,
        as_of: datetime.date,
        kind: Kind | None = None,
        target: str = "openai",
    ) -> None:
        self.pack = pack
        self.codes = frozenset(codes)
        # A rule that is on by default still speaks before the wider ones when it is not reported itself: a fault
        # that somebody ignores must not come back under another code.
        heard = (rule for rule in pack.rules if rule.enabled or rule.code in self.codes)
        self.engine = Engine(rule for rule in heard if target in rule.targets)
        self.tables = pack.lookup()
        self.cards: dict[str, RuleCard] = {rule.code: card(rule) for rule in self.engine.rules}
        self.as_of = as_of
        self.kind = kind
        self.target = target
        self.waivers: tuple[Waiver, ...] = ()
        self.inside: tuple[Inside, ...] = ()

    def without(self, codes: Iterable[str]) -> "Linter":
        """The same with fewer rules to report."""
        from copy import copy  # few projects ignore rules in single files

        other = copy(self)
        other.codes = self.codes - frozenset(codes)
        return other

    def hearing(self) -> "Linter":
        """The same with all rules that are on to report, whichever were chosen; itself where nothing is left out."""
        from copy import copy  # as in without

        if self.codes == self.cards.keys():
            return self
        other = copy(self)
        other.codes = frozenset(self.cards)
        return other

    def waiving(self, waivers: "tuple[Waiver, ...]") -> "Linter":
        """The same with more that is suppressed."""
        from copy import copy  # as in without

        other = copy(self)
        other.waivers = self.waivers + waivers
        return other

    def within(self, inside: "tuple[Inside, ...]") -> "Linter":
        """The same for files that hold documents at these places, and are nobody's business beside them."""
        from copy import copy  # as above

        other = copy(self)
        other.inside = inside
        return other

    def lint(
        self, source: Source, fault: TextFault | None = None, *, sniff: bool = False, lap: Lap = untimed
    ) -> Result | None:
        """The findings of a source; `fault` is why it could not be read whole.

        With `sniff`, None for a source that does not look like a session config.
        """
        text = self.read(source, fault)
        lap("parsing")
        result = None if sniff and not _is_ours(text) else self.judge(text)
        lap("judging")
        return result

    def takes(self, source: Source, fault: TextFault | None = None) -> bool:
        """Whether a source looks like a session config."""
        return _is_ours(self.read(source, fault))

    def read(self, source: Source, fault: TextFault | None = None) -> Text:
        """A source with the trees of its documents; `fault` is why it could not be read whole."""
        composed = Composed([], fault) if fault else compose(source)
        wholes = [Tree(source, index, composed) for index in range(composed.count)]
        if not self.inside:
            return Text(source, composed, wholes, wholes, [None] * len(wholes))
        from rtlint.text.part import parts  # few files have any

        found = parts(wholes, [one.at for one in self.inside])
        return Text(source, composed, [part for part, _ in found], wholes, [self.inside[by].kind for _, by in found])

    def judge(self, text: Text, *, bare: bool = False) -> Result:
        """The findings of a text that has been read.

        With `bare` no fix is made of any, and the result's text is not safe to show: for who shows neither.
        """
        cases = list(self._cases(text))
        found = [one for case in cases for one in self._judge(case, bare=bare)]
        suppressed = 0
        if self.waivers or "rtlint:" in text.source.text:
            found, suppressed = self._sifted(found, cases, text)
        found = list(_distinct(sorted(found, key=lambda one: order(one.finding))))
        shown = safe(text) if found and not bare else text.source
        return Result(tuple(found), len(text.trees), shown, suppressed=suppressed)

    def _sifted(self, found: list[Found], cases: list[Case], text: Text) -> tuple[list[Found], int]:
        """What is left of findings, with what is to be said of comments, and how many are suppressed."""
        sieve = self._sieve(text.source, cases)
        kept = [
            one
            for one in found
            if not sieve.takes(
                one.finding.code, text.source.offset(one.finding.location), one.path, one.finding.document
            )
        ]
        kept += [Found(self._finding(verdict, case, draft, ()), (), draft) for verdict, case, draft in sieve.remarks()]
        return kept, sieve.taken

    def suppresses(self, text: Text, found: Found, offset: int) -> bool:
        """Whether comments or waivers suppress what a rule says of a place; `offset` is where that stands in `text`."""
        sieve = self._sieve(text.source, list(self._cases(text)))
        return sieve.takes(found.finding.code, offset, found.path, found.finding.document)

    def _sieve(self, source: Source, cases: list[Case]) -> "Sieve":
        from rtlint.suppress.sieve import Sieve  # most texts suppress nothing

        reported = [rule for rule in self.engine.rules if rule.code in self.codes]
        return Sieve(source, cases, self.pack.rules, reported, self.waivers, self.as_of)

    def cases(self, source: Source, fault: TextFault | None = None) -> list[Case]:
        """The documents of a source as rules see them; the last has no tree where the text breaks off, or is empty."""
        return list(self._cases(self.read(source, fault)))

    def _cases(self, text: Text) -> Iterable[Case]:
        for tree, kind in zip(text.trees, text.kinds, strict=True):
            yield self._case(text, tree, (), kind)
        fault = text.composed.fault
        if fault or not (text.trees or text.partial):
            yield self._case(text, None, (fault,) if fault else (), None)

    def _case(self, text: Text, tree: Tree | None, faults: tuple[TextFault, ...], kind: Kind | None) -> Case:
        root = tree.value if tree and isinstance(tree.value, dict) else {}
        plan, count = layout(root, kind or self.kind), len(text.trees)
        return Case(text.source, tree, plan, documents=count, as_of=self.as_of, tables=self.tables, faults=faults)

    def _judge(self, case: Case, *, bare: bool) -> Iterator[Found]:
        for verdict in self.engine.judge(case):
            if verdict.rule.code in self.codes:
                draft = None if bare else _draft(verdict, case)
                known = steps(verdict.blame.path, case)
                way = case.tree.way if case.tree else ()
                yield Found(self._finding(verdict, case, draft, known), verdict.blame.path, draft, known, way)

    def _finding(self, verdict: Verdict, case: Case, draft: "Draft | None", known: tuple[str, ...]) -> Finding:
        rule, blame, source = verdict.rule, verdict.blame, case.source
        path = (*case.tree.way, *blame.path) if case.tree else blame.path
        place = _place(blame.path, blame.part, blame.span, case)
        related = [(words, span) for words, span in blame.related]
        if place.origin is not None and place.origin != place.span:
            related.append(("the value stands here", place.origin))
        return Finding(
            code=rule.code,
            name=rule.name,
            severity=verdict.severity,
            message=mask(verdict.message),
            path=source.path,
            document=case.index,
            at=mask(dotted(path)),
            pointer=mask(pointer(path)),
            location=source.locate(place.span.start),
            end_location=source.locate(place.span.end),
            related=tuple(
                Related(words, source.path, source.locate(span.start), source.locate(span.end))
                for words, span in related
            ),
            fix=draft.fix(source) if draft else None,
            fingerprint=fingerprint(rule.code, known, case),
            url=self.cards[rule.code].url,
        )


def _is_ours(text: Text) -> bool:
    if any(looks_like_session(tree.value) for tree in text.trees):
        return True
    # A text that breaks off may still tell what it was going to be.
    written = text.source.text
    return text.composed.fault is not None and any(
        f"type: {kind}" in written or f'"type": "{kind}"' in written for kind in SESSION_TYPES
    )


def _draft(verdict: Verdict, case: Case) -> "Draft | None":
    plans = verdict.rule.fixes_of(verdict.clause)
    if not plans or case.tree is None:
        return None
    from rtlint.fixes.plan import draft  # a clean run needs none

    return draft(plans, verdict, case)


def _distinct(found: list[Found]) -> Iterator[Found]:
    findings = distinct(one.finding for one in found)
    return (msgspec.structs.replace(one, finding=finding) for finding, one in zip(findings, found, strict=True))


def _place(path: Path, part: str, span: Span | None, case: Case) -> Place:
    if span is not None:
        return Place(span)
    return case.tree.place(Spot(path, part)) if case.tree else Place(Span(0, 0))


def safe(read: Text) -> Source:
    """The source of a text with the characters of secrets replaced, of the same length."""
    source, trees, broken = read.source, read.wholes, read.composed.fault is not None
    pieces, done = [], 0
    for span in sorted(span for tree in trees for span in secrets(tree)):
        pieces += [source.text[done : span.start], fill(source.text[span.start : span.end])]
        done = span.end
    text = "".join([*pieces, source.text[done:]])
    if broken:  # where the text breaks off there are no values, and a line has to tell by itself what it holds
        text = blot_lines(text)
    return source.with_text(blot(text))


def secrets(tree: Tree) -> Iterator[Span]:
    """Where values stand that no output may tell: under telling keys, or spelled with escapes."""
    for path, node in scalars(tree):
        told = is_secret(path) and not isinstance(tree.value_of(node), Placeholder)
        if told or _is_spelled_out(node):
            quote = 1 if node.style in ("'", '"') else 0
            span = tree.node_span(node)
            yield Span(span.start + quote, span.end - quote)


def _is_spelled_out(node: "ScalarNode") -> bool:
    """Whether a text in double quotes holds a secret that escapes may hide from a look at the source."""
    written = node.end_mark.index - node.start_mark.index - 2
    return node.style == '"' and written != len(node.value) and mask(node.value) != node.value
