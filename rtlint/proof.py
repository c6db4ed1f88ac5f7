"""Proof of a rule pack: what a rule file claims is held against the structs and against its own examples."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import UNSET

from rtlint.finding import Finding, Severity
from rtlint.proof_fixes import changed, claimed, idle_fixes, linter
from rtlint.rule.files import blanks, read_rule
from rtlint.rule.model import Clause, Example, Manifest, PackError, Page, Rule
from rtlint.rule.own import foreign, inherited, manifest_of
from rtlint.rule.pack import Pack, rule_files
from rtlint.rule.paths import misfits, words
from rtlint.text.comments import comments
from rtlint.text.compose import compose
from rtlint.text.source import Source

Verdict = tuple[str, int, int, str]
"""What an example got: code, row, column, severity."""


class Proof(msgspec.Struct, frozen=True):
    """The outcome: how much was proven, and each claim that does not hold, as `file: what is wrong`."""

    rules: int
    examples: int
    disproofs: tuple[str, ...]


def prove(folder: str, pack: Pack, *, built_in: bool = False) -> Proof:
    """Prove every rule of a folder; `pack` holds them, and all rules that run beside them.

    Rule files that cannot be read are disproofs too. The built-in pack is held to more: each file bears the name of its
    rule, and a failing example shows one fault alone.
    """
    manifest, others = (Manifest(), Pack([], {})) if built_in else (manifest_of(folder), inherited(folder))
    disproofs: list[str] = []
    read: dict[str, tuple[Rule, Page]] = {}
    for path in rule_files(folder):
        try:
            read[path] = read_rule(path)
        except PackError as error:
            disproofs += blanks(path) or [str(error)]
    first = {rule.code: path for path, (rule, _page) in reversed(read.items())}
    # A rule that does not fit the structs cannot run, neither for its own examples nor beside others.
    sound = Pack([rule for rule in pack.rules if not any(misfits(rule, pack))], pack.tables)
    for path, (rule, page) in read.items():
        claims = [*_card(path, rule, built_in), *misfits(rule, pack)]
        if not built_in and (words := foreign(rule.code, manifest, others)):
            claims.append(words)
        if first[rule.code] != path:
            claims.append(f"{first[rule.code]} has the code {rule.code} already")
        elif rule in sound.rules:
            claims += _examples(rule, page, sound, alone=built_in)
        disproofs += [f"{path}: {claim}" for claim in dict.fromkeys(claims)]
    return Proof(len(read), sum(len(page.examples) for _rule, page in read.values()), tuple(disproofs))


def _card(path: str, rule: Rule, built_in: bool) -> Iterator[str]:
    expected = f"{rule.code}-{rule.name}"
    if built_in and os.path.splitext(os.path.basename(path))[0] != expected:
        yield f"the file of this rule is called {expected}.yaml"
    for clause in rule.clauses:
        if bool(clause.check) == (clause.assert_ is not UNSET):
            yield "a clause has either assert or check"


def _examples(rule: Rule, page: Page, pack: Pack, *, alone: bool) -> Iterator[str]:
    if not any(example.fail or example.places for example in page.examples):
        yield "no example fails"
    if not any(example.pass_ is not UNSET for example in page.examples):
        yield "no example passes"
    for example in page.examples:
        yield from (f"example '{example.title}': {claim}" for claim in _example(rule, example, pack, alone=alone))
    yield from _idle_parts(rule, page.examples, pack)
    yield from idle_fixes(rule, page.examples, pack)
    yield from _unknown_words(rule, page.examples, pack)


def _example(rule: Rule, example: Example, pack: Pack, *, alone: bool) -> Iterator[str]:
    failing = example.pass_ is UNSET
    if failing != bool(example.fail or example.places):
        yield "it has neither fail nor pass" if failing else "it has both fail and pass"
        return
    if odd := [place for place in _written_marks(example) if not re.fullmatch(r"\d+:\d+", place)]:
        yield f"{odd[0].rpartition(':')[2].strip()} is no place; a mark is a column, a place is row:column"
        return
    findings = _run(pack, example, rule.code)
    own = sorted((finding.location.row, finding.location.column) for finding in findings if finding.code == rule.code)
    marked = _marked(example)
    if failing and not marked and not own:
        yield "it marks no place where it fails"
    for row, column in (Counter(own) - Counter(marked)).elements():
        yield f"a finding at {row}:{column} is not marked"
    for row, column in (Counter(marked) - Counter(own)).elements():
        yield f"no finding at the mark {row}:{column}"
    yield from claimed(rule, example, pack)
    braced = _words(rule)
    for finding in findings:
        for word in braced if finding.code == rule.code else ():
            if word in finding.message:
                yield f"its message uses {word}, which nothing gives"
        foreign = finding.code != rule.code and finding.code not in example.beside
        if foreign and (alone if failing else finding.severity is Severity.ERROR):
            yield f"{finding.code} speaks too, at {finding.location.row}:{finding.location.column}: {finding.message}"


def _words(rule: Rule) -> set[str]:
    """The words in braces of a rule's messages."""
    given = [rule.message, *(clause.message for clause in rule.also)]
    texts = [text for one in given for text in ([one] if isinstance(one, str) else one.values())]
    return {word for text in texts for word in re.findall(r"\{\w*\}", text)}


def _marked(example: Example) -> list[tuple[int, int]]:
    marks = (place.split(":") for place in _written_marks(example))
    return sorted((int(row), int(column)) for row, column in marks)


def _written_marks(example: Example) -> list[str]:
    """The places that an example promises, each as it should be `row:column`."""
    if example.pass_ is not UNSET or example.file.endswith(".json"):
        return example.places
    source = Source(example.file, example.fail)
    return example.places + [
        f"{source.locate(comment.span.start).row}:{column.strip()}"
        for comment in comments(source, compose(source).roots)
        if comment.text.startswith("<-")
        for column in comment.text[2:].split(",")
    ]


def _run(pack: Pack, example: Example, code: str) -> Sequence[Finding]:
    """What an example gets from the rules that are on by default, and from its own."""
    text = example.fail if example.pass_ is UNSET else example.pass_
    result = linter(pack, example, code).lint(Source(example.file, text))
    return result.findings if result else ()


def _idle_parts(rule: Rule, examples: Sequence[Example], pack: Pack) -> Iterator[str]:
    """Clauses and conditions that no example needs: without them, every verdict stays as it is."""
    before = _verdicts(rule, rule, examples, pack)
    clauses = rule.clauses
    for position, clause in enumerate(clauses):
        number = f"clause {position + 1}"
        rest = clauses[:position] + clauses[position + 1 :]
        if len(clauses) > 1 and _verdicts(rule, _with(rule, rest), examples, pack) == before:
            yield f"no example needs {number}"
        for name, weaker in _weaker(clause):
            others = [*clauses[:position], weaker, *clauses[position + 1 :]]
            if _verdicts(rule, _with(rule, others), examples, pack) == before:
                yield f"no example needs the {name} of {number}"


def _unknown_words(rule: Rule, examples: Sequence[Example], pack: Pack) -> Iterator[str]:
    """Words of fixes that no finding of an example gives: each clause is made to tell the word for its message."""
    for clause in rule.clauses:
        given = [told for fix in rule.fixes_of(clause) for told in (fix.at, *fix.verbs.values())]
        for word in words(*given):
            template = f"{{{word}}}"
            telling = changed(rule, _with(rule, [msgspec.structs.replace(clause, message=template)]), pack)
            heard = [one for example in examples for one in _run(telling, example, rule.code)]
            told = {one.message for one in heard if one.code == rule.code}
            if "." not in word and not told - {template, ""}:
                yield f"its fix uses {template}, which no finding of an example gives"


def _weaker(clause: Clause) -> Iterator[tuple[str, Clause]]:
    """The clause without one of its conditions, or one of its days, each in turn."""
    for selector in clause.when:
        when = {path: condition for path, condition in clause.when.items() if path != selector}
        yield f"condition {selector}", msgspec.structs.replace(clause, when=when)
    if clause.from_ is not UNSET:
        yield "day from", msgspec.structs.replace(clause, from_=UNSET)
    if clause.until is not UNSET:
        yield "day until", msgspec.structs.replace(clause, until=UNSET)


def _with(rule: Rule, clauses: Sequence[Clause]) -> Rule:
    """The rule with other clauses: each keeps the selector, message and severity that it would inherit."""
    first, *rest = [
        msgspec.structs.replace(
            clause,
            select=clause.select or rule.select,
            message=clause.message or rule.message,
            severity=rule.severity if clause.severity is UNSET else clause.severity,
        )
        for clause in clauses
    ]
    return msgspec.structs.replace(
        rule,
        select=first.select,
        when=first.when,
        assert_=first.assert_,
        check=first.check,
        message=first.message,
        foreign=first.foreign,
        placeholders=first.placeholders,
        kinds=first.kinds or rule.kinds,
        from_=first.from_,
        until=first.until,
        severity=first.severity if isinstance(first.severity, Severity) else rule.severity,
        also=rest,
    )


def _verdicts(old: Rule, new: Rule, examples: Sequence[Example], pack: Pack) -> list[list[Verdict]]:
    pack = changed(old, new, pack)
    return [[_verdict(finding) for finding in _run(pack, example, old.code)] for example in examples]


def _verdict(finding: Finding) -> Verdict:
    return finding.code, finding.location.row, finding.location.column, finding.severity.value
