"""Why rules spoke or kept still: each clause with the values that it saw, as the engine itself told them."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec
from msgspec import UNSET

from rtlint.explain.values import as_data, shown
from rtlint.explain.words import wants
from rtlint.finding import Severity
from rtlint.lint import Linter
from rtlint.rule.blame import listed, show_at
from rtlint.rule.case import ABSENT, Case, parse
from rtlint.rule.engine import Asked, Look
from rtlint.rule.model import Clause, Condition, Rule
from rtlint.session.kinds import Kind
from rtlint.text.scalar import Placeholder
from rtlint.text.secret import mask
from rtlint.text.spot import Path, dotted

Verdict = Literal["fired", "silenced", "held", "unknown", "not asked", "absent", "kind", "target", "off"]

VERDICTS: tuple[Verdict, ...] = (
    "fired", "silenced", "held", "unknown", "not asked", "absent", "kind", "target", "off",
)  # fmt: skip  # from the loudest to the most distant
"""What may come of a rule; the first that is true of one of its clauses is the rule's."""


class When(msgspec.Struct, frozen=True):
    """A condition for a clause to speak: the path that it names, what it wants, what stands there, whether that does.

    `value` is None where nothing stands, and for a mapping or list; `shown` tells it in words.
    """

    at: str
    wants: str
    value: Any
    shown: str
    met: bool


class Tried(msgspec.Struct, frozen=True):
    """One clause at one place of the document: its conditions, what it asserts, what came of it.

    `messages` are what it said, `by` the code of the rule that kept it from being heard. `at` is the rule's own path,
    with its stars, where the document has no such place; several with `or` between them.
    """

    at: str
    value: Any
    shown: str
    when: tuple[When, ...]
    wants: str
    verdict: Verdict
    messages: tuple[str, ...] = ()
    by: str = ""


class Why(msgspec.Struct, frozen=True):
    """A rule and all that it tried."""

    code: str
    name: str
    severity: Severity
    summary: str
    verdict: Verdict
    tried: tuple[Tried, ...]


def why(case: Case, rules: Iterable[Rule], linter: Linter, at: Path | None = None) -> list[Why]:
    """What came of each rule at one document; with `at`, a path of the document, only of those that look there."""
    looks: dict[str, list[Look]] = {}
    for look in linter.engine.looks(case):
        looks.setdefault(look.rule.code, []).append(look)
    heard = {rule.code for rule in linter.engine.rules}
    found = [_why(case, rule, looks.get(rule.code, []), heard, linter, at) for rule in rules]
    return [one for one in found if one.tried or at is None]


def _why(case: Case, rule: Rule, looks: list[Look], heard: set[str], linter: Linter, at: Path | None) -> Why:
    tried: list[Tried] = []
    for clause in rule.clauses:
        near = at is None or _names(rule, clause, _as_rules_say(at, case))
        own = [look for look in looks if look.clause == clause and (at is None or _concerns(look, at, near=near))]
        tried += [_tried(look if at is None else _seen_at(look, at)) for look in own]
        if not own and near:
            tried.append(_never(rule, clause, case, heard, linter))
    verdicts = [one.verdict for one in tried]
    verdict = min(verdicts, key=VERDICTS.index, default=VERDICTS[-1])
    return Why(rule.code, rule.name, rule.severity, rule.summary, verdict, tuple(tried))


def _never(rule: Rule, clause: Clause, case: Case, heard: set[str], linter: Linter) -> Tried:
    """A clause that was not asked at all."""
    verdict: Verdict = "absent"
    if case.layout.kind not in rule.kinds:
        verdict = "kind"
    elif linter.target not in rule.targets:
        verdict = "target"
    elif rule.code not in heard:
        verdict = "off"
    places = [selector.strip() for selector in (clause.select or rule.select).split("|")]
    return Tried(listed(places), None, "", (), _wanted(clause), verdict)


def _tried(look: Look) -> Tried:
    when = tuple(_when(one, look.clause.when[one.selector]) for one in look.asked)
    heard = [mask(message) for message, _path, by in look.said if by is None]
    hushed = [(mask(message), by.code) for message, _path, by in look.said if by is not None]
    return Tried(
        at=mask(dotted(look.path)),
        value=_data(look.value, look.path),
        shown=_shown(look.value, look.path),
        when=when,
        wants=_wanted(look.clause),
        verdict=_verdict(look),
        messages=tuple(heard or [message for message, _code in hushed]),
        by="" if heard or not hushed else hushed[0][1],
    )


def _when(asked: Asked, condition: Condition) -> When:
    value = _data(asked.value, asked.path)
    return When(mask(dotted(asked.path)), wants(condition), value, _shown(asked.value, asked.path), asked.met)


def _verdict(look: Look) -> Verdict:
    if look.said:
        return "fired" if any(by is None for *_, by in look.said) else "silenced"
    if look.skipped:
        return "unknown" if type(look.value) is Placeholder else "held"
    unmet = [asked for asked in look.asked if not asked.met]
    if unmet:
        return "unknown" if all(type(asked.value) is Placeholder for asked in unmet) else "not asked"
    return "held"


def _data(value: object, path: Path) -> Any:
    """A value as data; None for a collection, which may be the whole document."""
    return None if value is ABSENT or isinstance(value, (dict, list)) else as_data(value, path)


def _shown(value: object, path: Path) -> str:
    if value is ABSENT:
        return "absent"
    return shown(value, path) if isinstance(value, (dict, list)) else show_at(path, value)


def _wanted(clause: Clause) -> str:
    """What a clause asserts, in words; a check is named."""
    if clause.assert_ is UNSET:
        return f"free of what the check {clause.check} finds"
    return wants(clause.assert_)


def _as_rules_say(path: Path, case: Case) -> Path:
    """A path of the document as rules write it: with `session` in front, also for a bare session."""
    session = case.layout.session
    bare = not session and case.layout.kind is not Kind.REQUEST
    return ("session", *path) if bare else path


def _concerns(look: Look, at: Path, *, near: bool) -> bool:
    """Whether a look has to do with a path: it saw what stands there or below, or asked for it, or spoke of it."""
    places = [*(asked.path for asked in look.asked), *(path for _message, path, _by in look.said)]
    if any(_starts(place, at) for place in places):
        return True
    return near and (_starts(look.path, at) or _starts(at, look.path))


def _seen_at(look: Look, at: Path) -> Look:
    """A look from further up with only what it said at or below a path."""
    if _starts(look.path, at) or not any(_starts(path, at) for _message, path, _by in look.said):
        return look
    return look._replace(said=tuple(one for one in look.said if _starts(one[1], at)))


def _names(rule: Rule, clause: Clause, at: Path) -> bool:
    """Whether a clause names a path, or one below it: in its `select`, in a `when`, or as a key that it speaks of."""
    return any(_starts(steps, at) for steps in _named(rule, clause))


def _named(rule: Rule, clause: Clause) -> Iterator[Path]:
    for selector in (clause.select or rule.select).split("|"):
        selected = parse(selector.strip())
        yield selected
        for path in clause.when:
            yield (*selected, *parse(path)) if path.startswith(".") else parse(path)
        for key in _keys(clause.assert_) if isinstance(clause.assert_, Condition) else ():
            yield (*selected, *parse(key))


def _keys(condition: Condition) -> Iterator[str]:
    """The keys of a mapping that a condition speaks of."""
    for name in ("requires", "excludes", "exactly_one_of", "at_most_one_of", "any_of", "fields"):
        given = getattr(condition, name)
        yield from given if isinstance(given, (list, dict)) else ()
    if isinstance(condition.not_, Condition):
        yield from _keys(condition.not_)
    for inner in condition.any if isinstance(condition.any, list) else ():
        yield from _keys(inner)


def _starts(steps: Path, at: Path) -> bool:
    """Whether a path is another one or lies below it; a star is any index."""
    return len(steps) >= len(at) and all(
        step == want or (step == "*" and type(want) is int) for step, want in zip(steps, at, strict=False)
    )
