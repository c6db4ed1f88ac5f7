"""All that a page tells of a rule, as plain data: every format takes it from here, and JSON is this and no more."""

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

import msgspec
from msgspec import UNSET

from rtlint import __version__
from rtlint.finding import Severity
from rtlint.lint import Linter
from rtlint.proof_fixes import PROOF_DATE
from rtlint.rule.model import Example, Page, Rule
from rtlint.rule.pack import Pack, card
from rtlint.rulebook.fixes import Promise, Told, promise, told
from rtlint.session.kinds import Kind
from rtlint.text.comments import comments
from rtlint.text.compose import compose
from rtlint.text.source import Location, Source


class Message(msgspec.Struct, frozen=True):
    """A message as its rule file writes it, words in braces for what is filled in, and the severity it comes with."""

    text: str
    severity: Severity


class Option(msgspec.Struct, frozen=True):
    """A word of the rule's condition that a configuration may set, and its value when none does."""

    name: str
    value: Any


class Found(msgspec.Struct, frozen=True):
    """What the rule says of an example: rows and columns from 1, the end exclusive."""

    severity: Severity
    message: str
    location: Location
    end_location: Location


class Shown(msgspec.Struct, frozen=True):
    """An example without the marks of its proof; `kind` and `as_of` are given where the command line has to say them.

    `verdict` is `fail` where the rule speaks, and then `findings` holds what it says. `fixed` is the text after the
    rule's fix, null where the example has none.
    """

    title: str
    verdict: Literal["fail", "pass"]
    file: str
    text: str
    fixed: str | None
    kind: Kind | None
    as_of: datetime.date | None
    findings: tuple[Found, ...]


class Entry(msgspec.Struct, frozen=True):
    """One rule. `fix` is the first of `fixes`; `url` is empty for a rule that has no page on the net."""

    code: str
    name: str
    family: str
    severity: Severity
    enabled: bool
    fix: Promise | None
    fixes: tuple[Told, ...]
    since: str
    summary: str
    why: str
    help: str
    messages: tuple[Message, ...]
    targets: tuple[str, ...]
    kinds: tuple[Kind, ...]
    options: tuple[Option, ...]
    examples: tuple[Shown, ...]
    references: tuple[str, ...]
    url: str


class Book(msgspec.Struct, frozen=True):
    """What `rtlint rules --output json` gives, for one rule and for all: version 1 of a contract."""

    version: Literal[1]
    rtlint: str
    rules: tuple[Entry, ...]


class Writer:
    """Makes the entries of one pack; it lints the examples, so that what a page shows is what rtlint says."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._linter = cache(self._new_linter)

    def entry(self, rule: Rule, page: Page) -> Entry:
        """All about a rule."""
        return Entry(
            code=rule.code,
            name=rule.name,
            family=rule.family,
            severity=rule.severity,
            enabled=rule.enabled,
            fix=promise(rule),
            fixes=told(rule),
            since=rule.since,
            summary=rule.summary,
            why=page.why.strip(),
            help=rule.help,
            messages=tuple(messages(rule)),
            targets=rule.targets,
            kinds=rule.kinds,
            options=tuple(_options(rule)),
            examples=tuple(self._shown(rule, example) for example in page.examples),
            references=tuple(page.references),
            url=card(rule).url,
        )

    def _shown(self, rule: Rule, example: Example) -> Shown:
        failing = not isinstance(example.pass_, str)
        return Shown(
            title=example.title,
            verdict="fail" if failing else "pass",
            file=example.file,
            text=_unmarked(example.fail, example.file) if failing else str(example.pass_),
            fixed=None if example.fixed is UNSET else _plain(str(example.fixed), example.file),
            kind=None if example.kind is UNSET else example.kind,
            as_of=None if example.as_of is UNSET else example.as_of,
            findings=tuple(self._found(rule, example)) if failing else (),
        )

    def _found(self, rule: Rule, example: Example) -> Iterator[Found]:
        as_of = PROOF_DATE if example.as_of is UNSET else example.as_of
        kind = None if example.kind is UNSET else example.kind
        result = self._linter("" if rule.enabled else rule.code, as_of, kind).lint(Source(example.file, example.fail))
        for finding in result.findings if result else ():
            if finding.code == rule.code:
                yield Found(finding.severity, finding.message, finding.location, finding.end_location)

    def _new_linter(self, beside: str, as_of: datetime.date, kind: Kind | None) -> Linter:
        codes = [rule.code for rule in self._pack.rules if rule.enabled or rule.code == beside]
        return Linter(self._pack, codes, as_of=as_of, kind=kind)


def book(entries: tuple[Entry, ...]) -> str:
    """The entries as JSON, indented."""
    encoded = msgspec.json.encode(Book(1, __version__, entries))
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def messages(rule: Rule) -> list[Message]:
    """The messages of a rule in the order of its clauses, each once."""
    found = []
    for clause in rule.clauses:
        severity = clause.severity if isinstance(clause.severity, Severity) else rule.severity
        given = clause.message or rule.message
        found += [Message(text, severity) for text in ([given] if isinstance(given, str) else given.values()) if text]
    return list(dict.fromkeys(found))


def _options(rule: Rule) -> Iterator[Option]:
    words = msgspec.to_builtins(rule.assert_) if rule.assert_ is not UNSET else {}
    for name in rule.options:
        yield Option(name, words.get(name))


def _unmarked(text: str, file: str) -> str:
    """A text without the comments that mark columns of an example; all else keeps its place."""
    return text if file.endswith(".json") else _cut(text, file, "")


def _plain(text: str, file: str) -> str:
    """A fixed text without such comments, and without the lines that they have for themselves by now."""
    return text if file.endswith(".json") else _cut(text, file, "\n")


def _cut(text: str, file: str, alone: str) -> str:
    source = Source(file, text)
    for comment in reversed(comments(source, compose(source).roots)):
        if re.match(r"<- ?\d", comment.text):
            before = text[: comment.span.start].rstrip(" \t")
            text = (before.removesuffix(alone) if before.endswith("\n") else before) + text[comment.span.end :]
    return text
