"""Proof of fixes: what a rule file says of the text afterwards is held against what its fixes make of it."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import zip_longest

import msgspec
from msgspec import UNSET

from rtlint.finding import Safety
from rtlint.fixer import Fixed, fixed
from rtlint.lint import Linter
from rtlint.rule.checks import OF_COMMENTS
from rtlint.rule.model import Example, Rule
from rtlint.rule.pack import Pack
from rtlint.text.source import Source

PROOF_DATE = datetime.date(2026, 11, 1)
"""The date of a run of examples that name none, so that a proof does not change with the calendar."""


def claimed(rule: Rule, example: Example, pack: Pack) -> Iterator[str]:
    """What `fixed` claims and the fixes of the rule do not do."""
    if example.fixed is UNSET:
        return
    if example.pass_ is not UNSET:
        yield "it passes, so that nothing is fixed"
        return
    done = _mended(pack, example, example.fail, rule.code)
    text = done.source.text
    if text != example.fixed:
        yield f"fixed is not what the fix makes, {_first_difference(text, str(example.fixed))}"
    for found in done.result.found:
        if found.finding.code == rule.code and found.draft:
            place = found.finding.location
            yield f"its fix leaves the finding at {place.row}:{place.column}"
    if _mended(pack, example, text, rule.code).source.text != text:
        yield "fixing it again changes it again"


def idle_fixes(rule: Rule, examples: Sequence[Example], pack: Pack) -> Iterator[str]:
    """Fixes that no example needs: without one of them, every fixed text stays as it is."""
    told = [example for example in examples if example.fixed is not UNSET and example.pass_ is UNSET]
    before = _outcomes(rule, told, pack)
    for position, clause in enumerate(rule.clauses, 1):
        plans = [] if clause.check in OF_COMMENTS else rule.fixes_of(clause)  # comments are mended without plans
        for number in range(1, len(plans) + 1):
            weaker = changed(rule, _without(rule, position, number), pack)
            if _outcomes(rule, told, weaker) == before:
                which = f"fix {number}" if len(plans) > 1 else "the fix"
                yield f"no example has a fixed text that needs {which} of clause {position}"


def linter(pack: Pack, example: Example, code: str) -> Linter:
    """What an example is linted with: the rules that are on by default, and its own."""
    return Linter(
        pack,
        [rule.code for rule in pack.rules if rule.enabled or rule.code == code],
        as_of=PROOF_DATE if example.as_of is UNSET else example.as_of,
        kind=None if example.kind is UNSET else example.kind,
    )


def changed(old: Rule, new: Rule, pack: Pack) -> Pack:
    """A pack with another rule in the place of one."""
    return Pack([new if rule.code == old.code else rule for rule in pack.rules], pack.tables)


def _mended(pack: Pack, example: Example, text: str, code: str) -> Fixed:
    """A text after all fixes of one rule."""
    own = linter(pack, example, code)
    return fixed(own, Source(example.file, text), unsafe=True, only=lambda found: found.finding.code == code)


def _first_difference(made: str, claimed: str) -> str:
    rows = zip_longest(made.splitlines(), claimed.splitlines())
    row, line = next(((row, one) for row, (one, other) in enumerate(rows, 1) if one != other), (0, None))
    if not row:
        return "but for the line ends"
    return f"which ends before line {row}" if line is None else f"which has in line {row}: {line}"


def _outcomes(rule: Rule, examples: Sequence[Example], pack: Pack) -> list[tuple[str, list[Safety]]]:
    """Each example after the fixes of one rule, and how safe those that it starts with are."""
    return [
        (_mended(pack, example, example.fail, rule.code).source.text, _safeties(pack, example, rule.code))
        for example in examples
    ]


def _safeties(pack: Pack, example: Example, code: str) -> list[Safety]:
    result = linter(pack, example, code).lint(Source(example.file, example.fail))
    return [one.draft.safety for one in (result.found if result else ()) if one.draft and one.finding.code == code]


def _without(rule: Rule, position: int, number: int) -> Rule:
    """The rule without one fix of one clause; both are counted from 1."""
    fixes = [list(rule.fixes_of(clause)) for clause in rule.clauses]
    del fixes[position - 1][number - 1]
    also = [msgspec.structs.replace(clause, fix=own) for clause, own in zip(rule.also, fixes[1:], strict=True)]
    return msgspec.structs.replace(rule, fix=fixes[0], also=also)
