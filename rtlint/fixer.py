"""Fixes at work: applied to a text, held against what they promised, and taken back where they broke it."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import msgspec

from rtlint.finding import Finding, Safety, Severity
from rtlint.fixes.draft import Change, Draft, Shift
from rtlint.fixes.promise import Ways, kept, territory
from rtlint.lint import Linter, Text
from rtlint.result import Found, Result
from rtlint.text.edit import TextEdit, apply
from rtlint.text.source import Source, Span
from rtlint.text.spot import Path, dotted

MAX_TURNS = 500
"""Times that a text may change, or keep what it has, before the rest is left. A session of the Beta takes a dozen."""


class Dropped(msgspec.Struct, frozen=True):
    """A fix that was not applied; `reason` is what it would have done, as in "it would bring RT205"."""

    finding: Finding
    reason: str


class Fixed(msgspec.Struct, frozen=True):
    """A source after its fixes, what is still found in it, which findings were fixed, and which fixes were dropped."""

    source: Source
    result: Result
    applied: tuple[Finding, ...]
    dropped: tuple[Dropped, ...]


def fixed(
    linter: Linter, source: Source, *, unsafe: bool = False, only: Callable[[Found], bool] = lambda _found: True
) -> Fixed:
    """A source with its safe fixes applied, and the unsafe ones where they are wanted, `only` those of some findings.

    Fixes that do not touch each other are applied in one turn; after each turn the text is read and judged again. A fix
    is dropped when it would change other values than it promised, leave its finding there, or bring a new error; it
    gets another try when others have changed the text.
    """
    text = linter.read(source)
    return _Fixer(linter, text, linter.judge(text), only, unsafe=unsafe).run()


def mends(linter: Linter, text: Text, result: Result, found: Found) -> bool:
    """Whether the fix of one finding would not be dropped if it were the only one; `result` is what `text` gave."""
    fixer = _Fixer(linter, text, result, lambda one: one is found, unsafe=True)
    return found.draft is not None and not fixer.attempt([(found, found.draft)])


_Wanted = tuple[Found, Draft]
_Key = tuple[str, int, Path]
_Blame = tuple[_Wanted | None, str]
"""What a turn did wrong, and the fix that did it where one alone can have."""


class _Fixer:
    """The text of one source on its way."""

    def __init__(
        self, linter: Linter, text: Text, result: Result, only: Callable[[Found], bool], *, unsafe: bool
    ) -> None:
        self.linter = linter
        self.only = only
        self.unsafe = unsafe
        self.text = text
        self.result = result
        # An error that nobody wants to hear of is one all the same, when a fix brings it.
        self.hearing = linter.hearing()
        self.heard = self._heard(self.text, self.result)
        self.seen = {text.source.text}
        self.applied: list[Finding] = []
        self.dropped: dict[_Key, tuple[Dropped, Text]] = {}

    def run(self) -> Fixed:
        for _turn in range(MAX_TURNS):
            wanted = list(self._wanted())
            if wanted:
                self._take(wanted)
            elif not self._forget():
                break
        dropped = tuple(dropped for dropped, _text in self.dropped.values())
        return Fixed(self.text.source, self.result, tuple(self.applied), dropped)

    def _wanted(self) -> Iterator[_Wanted]:
        """The fixes of one turn: each out of the way of those that stand before it in the text."""
        taken = _Taken()
        for found in self.result.found:
            draft = found.draft
            if draft is None or _key(found) in self.dropped or (draft.safety is Safety.UNSAFE and not self.unsafe):
                continue
            if self.only(found) and taken.admits(draft):
                yield found, draft

    def _take(self, wanted: Sequence[_Wanted]) -> None:
        """Apply what keeps its promise: all but those surely to blame, or else the first half, or the half of that."""
        while wanted and (blamed := self.attempt(wanted)):
            guilty = {_key(one[0]): Dropped(one[0].finding, reason) for one, reason in blamed if one}
            if len(wanted) == 1:
                guilty = {_key(wanted[0][0]): Dropped(wanted[0][0].finding, blamed[0][1])}
            self.dropped.update((key, (dropped, self.text)) for key, dropped in guilty.items())
            rest = [one for one in wanted if _key(one[0]) not in guilty]
            wanted = rest if guilty else wanted[: len(wanted) // 2]

    def attempt(self, wanted: Sequence[_Wanted]) -> list[_Blame]:
        """Go on to the text with fixes applied, or tell what they would do."""
        before = self.text
        drafts = [draft for _found, draft in wanted]
        new = apply(before.source.text, (edit for draft in drafts for edit in draft.edits))
        if new in self.seen:
            return [(None, "it would undo another fix")]
        after = self.linter.read(before.source.with_text(new))
        if after.composed.fault and not before.composed.fault:
            return [(None, f"the file could not be read any more: {after.composed.fault.message}")]
        if any(tree.fatal for tree in before.wholes):
            return [(None, "the file's aliases multiply to too many values to compare")]
        promised = map(before.from_top, drafts)
        if not kept([tree.value for tree in before.wholes], [tree.value for tree in after.wholes], promised):
            return [(None, "it would change more than it says")]
        result = self.linter.judge(after)
        heard = self._heard(after, result)
        if blamed := _broken(wanted, self.heard, heard):
            return blamed
        self.text, self.result, self.heard = after, result, heard
        self.seen.add(new)
        self.applied += [found.finding for found, _draft in wanted]
        return []

    def _heard(self, text: Text, result: Result) -> Result:
        return result if self.hearing is self.linter else self.hearing.judge(text)

    def _forget(self) -> bool:
        """Whether there are fixes that were dropped for a text that is another one now: they get a second try."""
        stale = [key for key, (_dropped, text) in self.dropped.items() if text is not self.text]
        for key in stale:
            del self.dropped[key]
        return bool(stale)


class _Taken:
    """What the fixes of a turn claim: places in the text, and paths of the documents."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.paths: set[tuple[int, Path]] = set()
        self.above: set[tuple[int, Path]] = set()

    def admits(self, draft: Draft) -> bool:
        """Whether a draft is out of the way of the others; it takes its place then."""
        paths = [(draft.document, path) for path in territory(draft)]
        if any(map(self._meets, draft.edits)) or any(self._holds(document, path) for document, path in paths):
            return False
        for edit in draft.edits:
            insort(self.spans, edit.span)
        self.paths.update(paths)
        self.above.update((document, path[:depth]) for document, path in paths for depth in range(len(path) + 1))
        return True

    def _meets(self, edit: TextEdit) -> bool:
        place = bisect_left(self.spans, edit.span)
        near = self.spans[max(place - 1, 0) : place + 1]
        return any(edit.span.start <= span.end and span.start <= edit.span.end for span in near)

    def _holds(self, document: int, path: Path) -> bool:
        over = any((document, path[:depth]) in self.paths for depth in range(len(path) + 1))
        return over or (document, path) in self.above


def _key(found: Found) -> _Key:
    return found.finding.code, found.finding.document, found.path


def _broken(wanted: Sequence[_Wanted], before: Result, after: Result) -> list[_Blame]:
    """What fixes did wrong, judged by the findings before and after."""
    left = Counter(found.finding.code for found in after.found)
    had = Counter(found.finding.code for found in before.found)
    keys = {_key(found) for found in after.found}
    stay = [one for one in wanted if _key(one[0]) in keys]
    if idle := [one for one in stay if left[one[0].finding.code] >= had[one[0].finding.code]]:
        return [(one, "what it mends would still be there") for one in idle]
    near, blamed = _neighbourhood(wanted), list[_Blame]()
    for new in _new_errors([draft for _found, draft in wanted], before, after):
        _code, document, path = _key(new)
        around = (near.get((document, path[:depth])) for depth in range(len(path), 0, -1))
        suspects = next(filter(None, around), ())
        lone = suspects[0] if len(suspects) == 1 else None
        blamed.append((lone, f"it would bring {new.finding.code} at {dotted(path)}"))
    return blamed


def _neighbourhood(wanted: Sequence[_Wanted]) -> dict[tuple[int, Path], list[_Wanted]]:
    """The fixes that change something at a path, or right below it."""
    near: dict[tuple[int, Path], list[_Wanted]] = {}
    for one in wanted:
        paths = territory(one[1])
        for place in {path[:depth] for path in paths for depth in (len(path), len(path) - 1) if depth > 0}:
            near.setdefault((one[1].document, place), []).append(one)
    return near


def _new_errors(drafts: Sequence[Draft], before: Result, after: Result) -> Iterator[Found]:
    """Errors that were not there, neither seen nor hidden below the finding of a key that moved."""
    changes: dict[int, list[Change]] = {}
    for draft in drafts:
        changes.setdefault(draft.document, []).extend(draft.changes)
    ways = {document: Ways(some) for document, some in changes.items()}
    known = {
        (code, document, ways[document].end(path) if document in ways else path)
        for code, document, path in map(_key, before.found)
    }
    arrived = {(document, one.to) for document, some in changes.items() for one in some if isinstance(one, Shift)}
    for found in after.found:
        code, document, path = _key(found)
        hidden = any((document, path[:depth]) in arrived for depth in range(len(path) + 1))
        if found.finding.severity is Severity.ERROR and not hidden and (code, document, path) not in known:
            yield found
