"""A pack of rules at work: clauses sorted by where they look, so that a document is walked once."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from msgspec import UNSET

from rtlint.finding import Severity
from rtlint.rule import checks
from rtlint.rule.blame import Blame, Word, show, show_at
from rtlint.rule.case import ABSENT, Case, follow, parse
from rtlint.rule.condition import DEFAULT_MESSAGES, build, facts, of_shape, of_value, parameters
from rtlint.rule.leaves import Met
from rtlint.rule.model import Clause, Condition, Rule
from rtlint.session.kinds import SESSION_TYPES, Kind
from rtlint.text.nearest import misspelt
from rtlint.text.scalar import Placeholder
from rtlint.text.secret import cut, is_secret
from rtlint.text.spot import Path, dotted

_NOWHERE: dict[Path, Rule] = {}

_TYPE = "session.type"

_Trait = tuple[str, tuple[str, ...]]
"""What a glance tells of a sound document: the type of its session, and which checks are silent on it."""

_ANY: _Trait = ("", ())

_VAGUE = ("id", "name", "type")


class Verdict(NamedTuple):
    """A rule that spoke: by which clause, how much it matters, its message, where, and the words of the message.

    `selected` is the path that the clause looked at; `blame` may point at something below.
    """

    rule: Rule
    clause: Clause
    severity: Severity
    message: str
    blame: Blame
    words: dict[str, str]
    selected: Path


class Asked(NamedTuple):
    """A condition of `when` with what it met: the path of the document that it names, the value there (or ABSENT)."""

    selector: str
    path: Path
    value: object
    met: bool


class Look(NamedTuple):
    """One look of a clause at one value, and what came of it.

    `asked` are its conditions. `said` are its messages, each with where and with the more specific rule that kept it
    from being heard. `skipped` tells that the clause did not look closer: the value is a placeholder, or the clause
    speaks of faults alone and the document has none.
    """

    rule: Rule
    clause: Clause
    path: Path
    value: object
    asked: tuple[Asked, ...] = ()
    said: tuple[tuple[str, Path, Rule | None], ...] = ()
    skipped: bool = False


_Said = list[tuple["Compiled", Blame, Path]]
"""What clauses blamed, each with the path that it looked at."""

_Visit = tuple["_Node", object, Path]
"""A place that clauses look at, with what a document has there."""


class _Wanted:
    """A condition of `when` as a function. Its selector names a path of the document, or, with a dot, of the value.

    A value that is absent or not known yet meets no condition but one about its presence.
    """

    __slots__ = ("_met", "_of_presence", "_of_value", "_own", "_steps", "selector")

    def __init__(self, selector: str, condition: Condition) -> None:
        self.selector = selector
        self._met = build(condition).met
        self._of_presence = _asks_presence_only(condition)
        self._own = selector.startswith(".")
        self._steps = parse(selector)
        self._of_value = self._own and of_value(condition)

    def is_barred(self, value: object, path: Path, case: Case) -> bool:
        """Whether a value alone tells that the condition is not met; of a mapping its keys and its type do."""
        if not self._of_value or (isinstance(value, dict) and not self._is_told(value)):
            return False
        return not self.meets(value, path, case)

    def _is_told(self, value: dict[object, object]) -> bool:
        step, *below = self._steps
        return step not in value or (not below and (self._of_presence or step == "type"))

    def meets(self, value: object, path: Path, case: Case) -> bool:
        """Whether the condition is known to be met, for the value that a clause has selected at a path."""
        other = follow(value, self._steps) if self._own else case.at(self.selector)
        if other is not ABSENT and type(other) is not Placeholder:
            return self._met(other, case)
        return self._of_presence and self._met(other, case) and not case.hides(where(self.selector, path, case))


Blames = Callable[[Any, Path, Case], Iterable[Blame]]
"""The blames of a value at a path."""


def _silence(_value: Any, _path: Path, _case: Case) -> Iterable[Blame]:
    return ()


class Compiled:
    """A clause as functions, made when a document first has something for it to look at."""

    __slots__ = ("_blames", "_when", "clause", "met", "of_faults", "rule", "sees_unknown", "severity")

    def __init__(self, rule: Rule, clause: Clause) -> None:
        self.rule = rule
        self.clause = clause
        self.severity = rule.severity if clause.severity is UNSET else clause.severity
        presence_only = isinstance(clause.assert_, Condition) and _asks_presence_only(clause.assert_)
        self.sees_unknown = clause.placeholders or presence_only
        self.of_faults = clause.check in checks.OF_FAULTS
        self.met: Met | None = None
        """Whether the clause keeps still, whatever its `when` says; None before the first look, and for a check."""
        self._blames: Blames | None = None
        self._when: list[_Wanted] | None = None

    def _prepare(self) -> Blames:
        """Make the functions. Most documents have a value for a third of all clauses, and a cold run sees one only."""
        if self.clause.assert_ is UNSET:
            # A rule with neither says nothing; its proof tells so.
            return checks.named(self.clause.check) if self.clause.check else _silence
        self.met, blames = build(self.clause.assert_)
        return blames

    def _conditions(self) -> list[_Wanted]:
        """The conditions of `when`, which most clauses never come to ask."""
        if self._when is None:
            self._when = [_Wanted(selector, condition) for selector, condition in self.clause.when.items()]
        return self._when

    def blames(self, value: object, path: Path, case: Case) -> Sequence[Blame]:
        """What the clause blames in a value."""
        if self._blames is None:
            self._blames = self._prepare()
        # In a sound document nearly everything that is asserted holds: then nobody needs to know whether it had to.
        return () if self.met and self.met(value, case) else self.blames_unmet(value, path, case)

    def blames_unmet(self, value: object, path: Path, case: Case) -> Sequence[Blame]:
        """The blames of a value that does not meet what is asserted, or that nobody has looked at."""
        if self._blames is None:
            return self.blames(value, path, case)
        for wanted in self._conditions():
            if not wanted.meets(value, path, case):
                return ()
        found = [blame for blame in self._blames(value, path, case) if not _only_misspelt(blame, case)]
        if not found or not self.clause.speaks_on(case.as_of):
            return ()
        return [self._worded(blame, path, case) for blame in found] if self.clause.when else found

    def keeps_still(self, value: object, path: Path, case: Case) -> bool:
        """Whether a value alone tells that the clause has nothing to say of it; of a mapping its keys and type do."""
        if self._blames is None:
            self._blames = self._prepare()
        asserted, check = self.clause.assert_, self.clause.check
        if asserted is UNSET:
            still = self._is_unheard(check, value, path, case)
        else:
            told = of_shape(asserted, value) if isinstance(value, dict) else of_value(asserted)
            still = told and self.met is not None and self.met(value, case)
        return still or any(wanted.is_barred(value, path, case) for wanted in self._conditions())

    def _is_unheard(self, check: str, value: object, path: Path, case: Case) -> bool:
        if isinstance(value, dict):
            return check in checks.OF_KEYS and value.keys().isdisjoint(checks.OF_KEYS[check])
        return check in checks.OF_VALUE and not [*checks.named(check)(value, path, case)]

    def asked(self, value: object, path: Path, case: Case) -> tuple[Asked, ...]:
        """All conditions of `when`, each by itself."""
        return tuple(_asked(wanted, value, path, case) for wanted in self._conditions())

    def _worded(self, blame: Blame, path: Path, case: Case) -> Blame:
        """The blame with the values that `when` asked for, for messages that name them."""
        places = [where(selector, path, case) for selector in self.clause.when]
        words: dict[str, Word] = {
            str(place[-1]): _value(place, case) for place in places if place and case.get(place) is not ABSENT
        }
        return blame._replace(words={**words, **blame.words})

    def message(self, blame: Blame, case: Case) -> str:
        """The message of a blame."""
        return self.told(blame, case)[0]

    def verdict(self, blame: Blame, selected: Path, case: Case) -> Verdict:
        """A blame as what the rule says."""
        message, words = self.told(blame, case)
        return Verdict(self.rule, self.clause, self.severity, message, blame, words, selected)

    def told(self, blame: Blame, case: Case) -> tuple[str, dict[str, str]]:
        """The message of a blame, and the words that it may use."""
        given = self.clause.message or self.rule.message
        template = given if isinstance(given, str) else given.get(blame.verb, "")
        asked = {} if self.clause.assert_ is UNSET else parameters(self.clause.assert_)
        known = {} if self.clause.assert_ is UNSET else facts(self.clause.assert_, case.get(blame.path), case)
        told = {name: word if isinstance(word, str) else word() for name, word in blame.words.items()}
        words = {**asked, **known, "key": _key(blame.path), "at": dotted(blame.path), **_hushed(told, blame.path, case)}
        text = template or DEFAULT_MESSAGES.get(blame.verb, "{key}")
        if "{value}" in text and case.get(blame.path) is not ABSENT:  # it may be long, and be blamed often
            words.setdefault("value", _value(blame.path, case))
        # A word that nobody gave stays as it was written, for the proof of the pack to find.
        return re.sub(r"\{(\w+)\}", lambda word: words.get(word[1], word[0]), text), words


def _only_misspelt(blame: Blame, case: Case) -> bool:
    """Whether a key is blamed for missing that is there and misspelt: its one fault is told where it stands."""
    given = case.get(blame.path[:-1]) if blame.verb == "requires" else None
    return isinstance(given, dict) and misspelt(str(blame.path[-1]), given)


def meets(selector: str, condition: Condition, selected: Path, case: Case) -> bool:
    """Whether a condition on the value at a path, as in `when`, is known to be met."""
    return _Wanted(selector, condition).meets(case.get(selected), selected, case)


def _asked(wanted: _Wanted, value: object, path: Path, case: Case) -> Asked:
    place = where(wanted.selector, path, case)
    return Asked(wanted.selector, place, case.get(place), wanted.meets(value, path, case))


def where(selector: str, path: Path, case: Case) -> Path:
    """The path of the document that a selector names, as in `when`: below the selected path with a leading dot."""
    return (*path, *parse(selector)) if selector.startswith(".") else case.path(selector)


def _asks_presence_only(condition: Condition) -> bool:
    return condition.present is not UNSET and condition == Condition(present=condition.present)


def _key(path: Path) -> str:
    """The last key of a path, with an index below it, and with the key above it where it says little by itself."""
    keys = [depth for depth, step in enumerate(path) if isinstance(step, str)]
    if not keys:
        return "the document"
    vague = len(keys) > 1 and path[keys[-1]] in _VAGUE
    return dotted(path[keys[-2] if vague else keys[-1] :])


def _hushed(words: dict[str, str], path: Path, case: Case) -> dict[str, str]:
    """The words of a blame, cut off where they would tell a secret that does not look like one."""
    if not is_secret(path) or case.tree is None:
        return words
    raw = {str(case.get(path)), str(getattr(case.tree.node(path), "value", ""))}
    starts = [text[: len(cut(text))] for text in raw if len(text) > 3]
    return {name: _cut_at(word, starts) for name, word in words.items()}


def _cut_at(word: str, starts: Sequence[str]) -> str:
    """The word up to the first character of a secret that may not be shown."""
    ends = [word.find(start) + len(start) - 1 for start in starts if start in word]
    return word[: min(ends)] + "…" if ends else word


def _value(path: Path, case: Case) -> str:
    value = case.get(path)
    written = case.tree.written(path) if case.tree and isinstance(value, bool) else None
    return f"{written} ({show(value)})" if written and written.lower() != show(value) else show_at(path, value)


_KEPT = 512
_KEPT_LENGTH = 4096
"""Values that a place keeps in mind, and the characters of the longest text."""


class _Node:
    """A place in documents: the clauses that look at it, and the places below."""

    __slots__ = ("_hits", "_left", "_misses", "below", "clauses", "items", "of_sound", "still")

    def __init__(self) -> None:
        self.clauses: list[Compiled] = []
        self.of_sound: list[Compiled] = []
        """Those that may have something to say of a document whose text and structure are sound."""
        self.below: dict[str, _Node] = {}
        self.items: _Node | None = None
        self._left: dict[object, list[Compiled]] | None = {}
        self._hits = self._misses = 0
        self.still: set[str] = set()
        """Texts of which no clause has anything to say."""

    def asking(self, value: object, path: Path, case: Case) -> list[Compiled]:
        """The clauses that may have something to say of a value that is known, in a sound document.

        Configs say the same in many places. So a place keeps in mind which clauses are left once those are gone that
        keep still for a value, or for a mapping of such keys, wherever it stands; not where nothing comes again.
        """
        kept = self._left
        if kept is None or not self.of_sound:
            return self.of_sound
        if type(value) is str:
            key: object = value
        elif type(value) is dict:
            kind = value.get("type")
            if kind is not None and type(kind) is not str:
                return self.of_sound
            key = (kind, *value)
        elif type(value) is list:
            return self.of_sound
        else:
            key = (type(value), value)
        left = kept.get(key)
        if left is None:
            return self._learn(kept, key, value, path, case)
        self._hits += 1
        return left

    def _learn(
        self, kept: dict[object, list[Compiled]], key: object, value: object, path: Path, case: Case
    ) -> list[Compiled]:
        self._misses += 1
        if self._misses == 1:  # a run on one file comes by once
            return self.of_sound
        if len(kept) >= _KEPT or self._misses % 64 == 0:
            self._left = {} if self._hits > self._misses else None
            self.still.clear()
            return self.of_sound
        left = [one for one in self.of_sound if not one.keeps_still(value, path, case)]
        if type(key) is str and len(key) > _KEPT_LENGTH:
            return left
        kept[key] = left
        if not left and type(key) is str:
            self.still.add(key)
        return left

    def at(self, steps: Sequence[str]) -> "_Node":
        if not steps:
            return self
        if steps[0] == "*":
            self.items = self.items or _Node()
            return self.items.at(steps[1:])
        return self.below.setdefault(steps[0], _Node()).at(steps[1:])

    def add(self, one: Compiled) -> None:
        self.clauses.append(one)
        if not one.of_faults:
            self.of_sound.append(one)

    def here(self, only: Container[str] | None = None) -> "_Node":
        """The place without those below, and of its clauses, where it is told, only the checks of these names."""
        node = _Node()
        for one in self.clauses:
            if only is None or one.clause.check in only:
                node.add(one)
        return node


class Engine:
    """A pack, ready to judge documents."""

    compiled: ClassVar[type[Compiled]] = Compiled
    """What clauses become."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = list(rules)
        self._over = {rule.code: frozenset(rule.over) for rule in self.rules if rule.over}
        self._around = {rule.code: frozenset(rule.around) for rule in self.rules if rule.around}
        self._plans: dict[tuple[Kind, _Trait], _Node] = {}

    def judge(self, case: Case) -> list[Verdict]:
        """What the rules say of a document, the most specific rule alone at each spot."""
        said = self._heard(case) if case.sound else _said(self._visits(case), case)
        heard = self._most_specific(said)
        return [one.verdict(blame, path, case) for one, blame, path in heard]

    def looks(self, case: Case) -> list[Look]:
        """Every look that `judge` takes at a document, in order, and what came of it."""
        visits = self._visits(case)
        silenced = self._silenced(_said(visits, case))
        return [_look(one, value, path, silenced, case) for node, value, path in visits for one in node.clauses]

    def _heard(self, case: Case) -> _Said:
        """What clauses blame in a document whose text and structure are sound, as nearly all are."""
        said: _Said = []
        for plan, value in self._starts(case, _trait(case)):
            _hear(plan, value, (), case, said)
        return said

    def _visits(self, case: Case) -> list[_Visit]:
        """The places of a document that clauses look at, from the root down."""
        found: list[_Visit] = []
        lost = case.tree is None or case.tree.fatal or (case.tree.faults and type(case.value) is Placeholder)
        if lost:
            _visit(self._plan(case.layout.kind, _ANY).here(checks.OF_TEXT), ABSENT, (), found)
            return found
        for plan, value in self._starts(case, _ANY):
            _visit(plan, value, (), found)
        return found

    def _starts(self, case: Case, trait: _Trait) -> Iterator[tuple[_Node, object]]:
        """The plans by which a document is gone through, with the value that each begins at."""
        plan = self._plan(case.layout.kind, trait)
        # A bare session has keys of the same names as a request.
        yield (plan if case.layout.kind is not Kind.SESSION else plan.here()), case.value
        if not case.layout.session and "session" in plan.below:
            yield plan.below["session"], case.value

    def _plan(self, kind: Kind, trait: _Trait) -> _Node:
        if (kind, trait) not in self._plans:
            root = _Node()
            for rule in self.rules:
                for clause in (one for one in rule.clauses if kind in rule.kinds and kind in (one.kinds or rule.kinds)):
                    if _is_idle(clause, trait):
                        continue
                    compiled = self.compiled(rule, clause)
                    for selector in (clause.select or rule.select).split("|"):
                        root.at(parse(selector.strip())).add(compiled)
            self._plans[kind, trait] = root  # whole: another thread may look for it at any moment
        return self._plans[kind, trait]

    def _most_specific(self, said: _Said) -> _Said:
        silenced = self._silenced(said)
        if not silenced:
            return said
        return [that for that in said if not _silencer(that[1].path, silenced.get(that[0].rule.code, _NOWHERE))]

    def _silenced(self, said: _Said) -> dict[str, dict[Path, Rule]]:
        """For each code the places where, and below which, its rule keeps still, and for which rule."""
        silenced: dict[str, dict[Path, Rule]] = {}
        for one, blame, _path in said:
            if blame.span and not blame.path:  # a comment stands nowhere in the document
                continue
            for code in self._over.get(one.rule.code, ()):
                silenced.setdefault(code, {})[blame.path] = one.rule
            for code in self._around.get(one.rule.code, ()):
                silenced.setdefault(code, {})[blame.path[:-1]] = one.rule
        return silenced


def _trait(case: Case) -> _Trait:
    given = case.at(_TYPE)
    return given if type(given) is str and given in SESSION_TYPES else "", checks.idle(case)


def _is_idle(clause: Clause, trait: _Trait) -> bool:
    """Whether a clause has nothing to say of any document with a trait."""
    type_, idle = trait
    wanted = clause.when.get(_TYPE)
    other = bool(type_) and wanted is not None and wanted.const not in (UNSET, type_)
    return other or clause.check in idle


def worded(rule: Rule, blame: Blame, case: Case) -> Verdict:
    """What a rule says whose check has nothing to look at in a document: others found the blame."""
    return Compiled(rule, rule.clauses[0]).verdict(blame, (), case)


def _silencer(path: Path, places: dict[Path, Rule]) -> Rule | None:
    """The rule that spoke at or above a path, of those that another keeps still for."""
    if not places:
        return None
    return next((places[path[:depth]] for depth in range(len(path) + 1) if path[:depth] in places), None)


def _look(one: Compiled, value: object, path: Path, silenced: dict[str, dict[Path, Rule]], case: Case) -> Look:
    if not _looks_closer(one, value, case):
        return Look(one.rule, one.clause, path, value, skipped=True)
    quiet = silenced.get(one.rule.code, _NOWHERE)
    said = tuple(
        (one.message(blame, case), blame.path, _silencer(blame.path, quiet)) for blame in one.blames(value, path, case)
    )
    return Look(one.rule, one.clause, path, value, one.asked(value, path, case), said)


def _looks_closer(one: Compiled, value: object, case: Case) -> bool:
    return not (one.of_faults and case.sound) and (one.sees_unknown or type(value) is not Placeholder)


def _visit(node: _Node, value: object, path: Path, found: list[_Visit]) -> None:
    found.append((node, value, path))
    if node.below and isinstance(value, dict):
        for key, below in node.below.items():
            if key in value:
                _visit(below, value[key], (*path, key), found)
    elif node.items and isinstance(value, list):
        for index, item in enumerate(value):
            _visit(node.items, item, (*path, index), found)


def _said(visits: list[_Visit], case: Case) -> _Said:
    """What clauses blame in a document that is not sound."""
    said: _Said = []
    for node, value, path in visits:
        for one in node.clauses:
            if _looks_closer(one, value, case) and (blames := one.blames(value, path, case)):
                said.extend((one, blame, path) for blame in blames)
    return said


def _hear(node: _Node, value: object, path: Path, case: Case, said: _Said) -> None:
    """Add what clauses blame at and below a place of a sound document. Nearly all keep still: little else is done."""
    if node.of_sound:
        unknown = type(value) is Placeholder
        for one in node.of_sound if unknown else node.asking(value, path, case):
            if unknown and not one.sees_unknown:
                continue
            met = one.met
            if (met is None or not met(value, case)) and (blames := one.blames_unmet(value, path, case)):
                said.extend((one, blame, path) for blame in blames)
    if node.below and isinstance(value, dict):
        places = node.below
        for key, item in value.items():
            below = places.get(key)
            if below is not None and (type(item) is not str or item not in below.still):
                _hear(below, item, (*path, key), case, said)
    elif node.items and isinstance(value, list):
        for index, item in enumerate(value):
            _hear(node.items, item, (*path, index), case, said)
