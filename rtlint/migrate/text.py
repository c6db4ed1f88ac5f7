"""A migration in words, for people."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import UNSET

from rtlint.edit import Stuck
from rtlint.edit.render import braces
from rtlint.migrate.application import Change, ordered
from rtlint.migrate.left import Left
from rtlint.migrate.migration import Migration
from rtlint.migrate.steps import Step
from rtlint.report._style import BOLD, Style, paint
from rtlint.report._text import plural, printable
from rtlint.rule.blame import show
from rtlint.text.secret import mask

_WIDEST = 60


def told(one: Migration, style: Style, written: str = "") -> str:
    """What became of one file; `written` is how its writing went, as in "written"."""
    return "".join(f"{line}\n" for line in _lines(one, style, written))


def closing(all_: Iterable[Migration], style: Style, *, writes: bool, unsaved: Mapping[str, str]) -> str:
    """What the application has to change, and how many files are what; empty where nothing is of the Beta."""
    all_ = list(all_)
    changes = [] if style.quiet else ordered(change for one in all_ for change in one.application)
    blocks = [[paint("Your application has to change too:", *style.codes(BOLD)), *_table(changes)]] if changes else []
    blocks.append([_summary(all_, writes=writes, unsaved=unsaved)])
    return apart("".join(f"{line}\n" for line in block) for block in blocks)


def apart(blocks: Iterable[str]) -> str:
    """Blocks of lines with a blank line between two, unless both are a single line."""
    text, before = "", ""
    for block in blocks:
        text += "\n" * (before.count("\n") > 1 or (bool(before) and block.count("\n") > 1)) + block
        before = block
    return text


def _lines(one: Migration, style: Style, written: str) -> Iterator[str]:
    name = paint(printable(one.old.path), *style.codes(BOLD))
    if one.state == "unreadable":
        yield f"{name}: {printable(one.fault or '')}"
        return
    if one.state == "current":
        yield f"{name}: nothing of the Beta in it{_others(one, '; ')}"
        return
    yield f"{name}: of the Beta, {plural(len(one.steps), 'change')}" + (f", {printable(written)}" if written else "")
    if not style.quiet:
        yield from _done(one.steps)
    yield from _by_hand(one.left)
    if one.findings and not style.quiet:
        yield _others(one, "  ")


def _done(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        yield f"  {printable(mask(_step(step)))}"
        if step.note and not _is_fix(step):
            yield f"      {printable(mask(step.note))}"


def _is_fix(step: Step) -> bool:
    """Whether the note is what was done itself."""
    return not step.from_ and step.after is UNSET


def _step(step: Step) -> str:
    if _is_fix(step):
        return f"{step.to}: {step.note}"
    if not step.to:
        return f"{step.from_}: {_value(step.before)}, removed" if step.before is not UNSET else f"{step.from_}: removed"
    if not step.from_:
        return f"{step.to}: {_value(step.after)}, added"
    if step.after is UNSET:
        return f"{step.from_} -> {step.to}"
    now = _value(step.after) if step.from_ == step.to else f"{step.to}: {_value(step.after)}"
    return f"{step.from_}: {_value(step.before)} -> {now}"


def _value(value: object) -> str:
    try:
        text = braces(value, quoted=False)
    except Stuck:  # what JSON has no word for
        text = show(value)
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _by_hand(left: Iterable[Left]) -> Iterator[str]:
    for index, one in enumerate(left):
        if not index:
            yield "  to do by hand:"
        yield f"    {printable(one.told)}"
        if one.reason:
            yield f"      not done: {printable(mask(one.reason))}"


def _others(one: Migration, before: str) -> str:
    if not one.findings:
        return ""
    errors = f" ({plural(one.errors, 'error')})" if one.errors else ""
    return f"{before}{plural(one.findings, 'finding')}{errors} about other things: see rtlint check"


def _table(changes: list[Change]) -> Iterator[str]:
    width = max(len(change.was) for change in changes if change.now)
    for about in dict.fromkeys(change.about for change in ordered(changes)):
        yield f"  {about}:"
        for change in changes:
            if change.about == about:
                yield f"    {change.was:<{width}} -> {change.now}" if change.now else f"    {change.was}: leave it out"


def _summary(all_: list[Migration], *, writes: bool, unsaved: Mapping[str, str]) -> str:
    todo = sum(one.state == "beta" for one in all_)
    lost = sum(one.state == "unreadable" for one in all_)
    changed = sum(one.differs for one in all_) - len(unsaved)
    count = changed if writes else todo
    parts = [f"{plural(count, 'file')} {'migrated' if writes else 'to migrate'}" if todo else "nothing to migrate"]
    if unsaved:
        parts.append(f"{len(unsaved)} not written")
    if lost:
        parts.append(f"{lost} not to be read")
    return ", ".join(parts) + ("; --write does it" if changed and not writes else "")
