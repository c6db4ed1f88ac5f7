"""From what a rule file promises to a draft: the verbs of a plan, at the place that a finding blames."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from msgspec import UNSET

from rtlint.edit import Stuck
from rtlint.edit.inline import inlined, plain_anchor
from rtlint.edit.literal import as_literal, literal_value
from rtlint.edit.quotes import key_quoted, quoted, with_tail, written_key
from rtlint.edit.steps import perform, spared
from rtlint.edit.whole import held_by
from rtlint.finding import Safety
from rtlint.fixes.draft import Change, Draft, Put, Shift
from rtlint.fixes.title import title
from rtlint.fixes.words import Nothing, Words, mapped
from rtlint.fixes.work import Work, scope
from rtlint.rule.blame import KEY
from rtlint.rule.case import ABSENT, Case, parse
from rtlint.rule.condition import parameters
from rtlint.rule.engine import Verdict, meets, where
from rtlint.rule.model import Bounds, FixPlan
from rtlint.text import scalar
from rtlint.text.scalar import is_number
from rtlint.text.secret import is_secret
from rtlint.text.spot import Path
from rtlint.text.tree import Tree


def draft(plans: Iterable[FixPlan], verdict: Verdict, case: Case) -> Draft | None:
    """The fix of a finding by the first plan that says something for it; None where none does.

    None also where the text gives no way: what stands at an anchor counts elsewhere too.
    """
    for plan in plans:
        try:
            if _is_for(plan, verdict, case) and (made := _Maker(plan, verdict, case).draft()):
                return made
        except (Nothing, Stuck):
            continue
    return None


def _is_for(plan: FixPlan, verdict: Verdict, case: Case) -> bool:
    if plan.for_ and not any(_fits(verdict.blame.path, case.path(one.strip())) for one in plan.for_.split("|")):
        return False
    if plan.kinds and case.layout.kind not in plan.kinds:
        return False
    return all(meets(selector, one, verdict.selected, case) for selector, one in plan.when.items())


def _fits(path: Path, pattern: Path) -> bool:
    return len(path) == len(pattern) and all(
        want in (step, "*" if type(step) is int else step) for step, want in zip(path, pattern, strict=True)
    )


def _carries_secret(change: Change, case: Case) -> bool:
    """Whether a change writes a mapping or list with a secret in it."""
    value = change.value if isinstance(change, Put) else case.get(change.path) if isinstance(change, Shift) else None
    queue: list[tuple[Path, object]] = [(change.path, value)]
    for path, one in queue:
        if isinstance(one, (dict, list)):
            queue += (
                (((*path, key), item)) for key, item in (one.items() if isinstance(one, dict) else enumerate(one))
            )
        elif len(path) > len(change.path) and isinstance(one, str) and is_secret(path):
            return True
    return False


class _Maker:
    """One plan for one finding."""

    def __init__(self, plan: FixPlan, verdict: Verdict, case: Case) -> None:
        self.plan = plan
        self.verdict = verdict
        self.case = case
        self.words = Words(verdict, case)
        self.safety = plan.safety
        self.target = self.place(plan.at) if plan.at else verdict.blame.path
        self.work = Work(case.value, case.layout.session)

    def draft(self) -> Draft | None:
        tree = self._tree()
        for verb, given in self.plan.verbs.items():
            if given is not False:
                getattr(self, f"_{verb}")(given)
        edits = perform(tree, self.work.cuts, scope(self.work.changes))
        text = tree.source.text
        if is_secret(self.target):  # no more of it than the fix takes away or puts there goes into a report
            edits = tuple(part for edit in edits for part in spared(edit, text))
        if all(text[edit.span.start : edit.span.end] == edit.content for edit in edits):
            return None
        hidden = is_secret(self.target) and any(edit.content.strip(" '\"") for edit in edits)
        return Draft(
            title(self.plan, self.work, self.case),
            self.safety,
            self.case.index,
            tuple(sorted(edits)),
            tuple(self.work.changes),
            hidden or any(_carries_secret(change, self.case) for change in self.work.changes),
        )

    def place(self, selector: str) -> Path:
        return where(self.words.text(selector), self.verdict.selected, self.case)

    def found(self) -> Any:
        value = self.work.get(self.target)
        if value is ABSENT:
            raise Nothing
        return value

    def _replace(self, given: object) -> None:
        value = self.found()
        moves = self.plan.move is not UNSET or self.plan.rename is not UNSET
        try:
            new = mapped(given, value, self.words) if isinstance(given, dict) else self.words.filled(given)
        except Nothing:
            if moves:
                return
            raise
        self.work.put(self.target, new)
        for selector in self.plan.follow:
            for path, other in self.case.found(selector):
                if path != self.target and other == value:
                    self.work.put(path, new)

    def _set(self, given: object) -> None:
        if not isinstance(given, dict):
            self.work.add(self.target, self.words.filled(given))
            return
        free = {path: value for path, value in given.items() if self.work.get(self.place(path)) is ABSENT}
        for path, value in free.items():
            self.work.add(self.place(path), self.words.filled(value))

    def _remove(self, given: bool | list[str]) -> None:
        paths = [self.target] if isinstance(given, bool) else [self.place(path) for path in given]
        for path in paths:
            if self.work.get(path) is not ABSENT:
                self.work.drop(path)

    def _rename(self, given: str | dict[str, str]) -> None:
        names = (
            {self.target: given} if isinstance(given, str) else {(*self.target, old): new for old, new in given.items()}
        )
        for path, name in names.items():
            if self.work.get(path) is not ABSENT:
                self.work.rename(path, self.words.text(name))

    def _move(self, given: str | dict[str, str]) -> None:
        pairs = {self.target: given} if isinstance(given, str) else {self.place(path): to for path, to in given.items()}
        for path, to in pairs.items():
            if path[-1:] != ("*",) and self.work.get(path) is ABSENT:
                continue
            if path[-1:] == ("*",):
                self._take_item(path[:-1], self.place(to))
            elif to == ".":
                self._lift(path)
            elif to.endswith("[*]"):
                self._into_list(path, self.place(to)[:-1])
            else:
                self._go(path, to)

    def _go(self, path: Path, to: str) -> None:
        outside = not self.case.layout.session and not to.startswith(".") and parse(self.words.text(to))[0] != "session"
        if outside:  # a bare session has no place for it: it becomes the session of a request
            self.safety = Safety.UNSAFE
            self.work.cut(lambda tree: held_by(tree, "session"), Shift((), ("session",)))
            self.work.keep = ("session",)
            path = ("session", *path)
        self.work.move(path, self.place(to))

    def _lift(self, path: Path) -> None:
        held = self.work.get(path)
        if not isinstance(held, dict):
            raise Nothing
        for key in held:
            self.work.move((*path, key), (*path[:-1], key))
        if not held:
            self.work.drop(path)

    def _take_item(self, path: Path, to: Path) -> None:
        items = self.work.get(path)
        if not isinstance(items, list) or len(items) != 1 or isinstance(items[0], (dict, list)):
            raise Nothing
        if self.work.get(to) is ABSENT:
            self.work.put(path, items[0])
        elif self.work.get(to) == items[0]:
            self.work.drop(path)
            return
        self.work.move(path, to)

    def _into_list(self, path: Path, to: Path) -> None:
        value, items = self.work.get(path), self.work.get(to)
        if items is ABSENT:
            self.work.put(path, [value])
            self.work.move(path, to)
        elif isinstance(items, list):
            if value not in items:
                self.work.add((*to, len(items)), value)
            self.work.drop(path)
        else:
            raise Nothing

    def _append(self, given: object) -> None:
        value, more = self.found(), self.words.filled(given)
        if isinstance(value, list):
            self.work.add((*self.target, len(value)), more)
        elif isinstance(value, str) and isinstance(more, str):
            self.work.put(self.target, str(value) + more)
        else:
            raise Nothing

    def _clamp(self, given: bool | Bounds) -> None:
        value = self.found()
        least, most = self._bounds(given)
        if not is_number(value):
            raise Nothing
        bound = least if least is not None and value < least else most if most is not None and value > most else None
        if bound is None:
            raise Nothing
        self.work.put(self.target, int(bound) if float(bound).is_integer() else float(bound))

    def _bounds(self, given: bool | Bounds) -> tuple[float | None, float | None]:
        if isinstance(given, Bounds):
            return (None if given.minimum is UNSET else given.minimum), (
                None if given.maximum is UNSET else given.maximum
            )
        asked = {} if self.verdict.clause.assert_ is UNSET else parameters(self.verdict.clause.assert_)
        least, most = (asked.get(word) for word in ("minimum", "maximum"))
        return (float(least) if least else None), (float(most) if most else None)

    def _multiply(self, given: float) -> None:
        value = self.found()
        if not is_number(value):
            raise Nothing
        product = Decimal(str(value)) * Decimal(str(given))
        self.work.put(self.target, int(product) if product == int(product) else float(product))

    def _wrap(self, _given: bool) -> None:
        if isinstance(self.found(), (dict, list)):
            raise Nothing
        self.work.put(self.target, [self.found()])

    def _literal(self, _given: bool) -> None:
        text = literal_value(self._tree(), self.target)
        self.work.cut(lambda tree: as_literal(tree, self.target), Put(self.target, text))

    def _inline(self, _given: bool) -> None:
        span = self.verdict.blame.span
        if span is None:
            raise Nothing
        self.work.cut(lambda tree: inlined(tree, self.target[:-1], span) if self.target else plain_anchor(tree, span))

    def _quote(self, _given: bool) -> None:
        tree = self._tree()
        if self.verdict.blame.part == KEY:
            name = written_key(tree, self.target)
            changes = [] if name == self.target[-1] else [Shift(self.target, (*self.target[:-1], name))]
            self.work.cut(lambda tree: key_quoted(tree, self.target), *changes)
            return
        whole = self.verdict.blame.span is not None
        text = with_tail(tree, self.target) if whole else tree.written(self.target)
        if text is None:
            raise Nothing
        self.work.cut(lambda tree: quoted(tree, self.target, whole=whole), Put(self.target, text))

    def _unquote(self, _given: bool) -> None:
        text = self.found()
        value, agreed = scalar.read(text) if isinstance(text, str) else (text, False)
        if not agreed or isinstance(value, str):
            raise Nothing
        self.work.write(self.target, str(text), value)

    def _tree(self) -> Tree:
        if self.case.tree is None:
            raise Nothing
        return self.case.tree
