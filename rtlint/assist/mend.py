"""Many findings mended at once: the new text as edits, and what they leave to do by hand."""

from collections.abc import Callable, Sequence

import msgspec

from rtlint.assist.hunks import hunks
from rtlint.finding import Safety
from rtlint.fixer import fixed
from rtlint.lint import Linter, Text, secrets
from rtlint.migrate.migration import is_beta, migrate
from rtlint.result import Found, Result
from rtlint.text.edit import TextEdit
from rtlint.text.secret import KEPT, mask


class Mended(msgspec.Struct, frozen=True):
    """Edits of a text, none where nothing is to be done, and lines about what is left."""

    edits: tuple[TextEdit, ...] = ()
    left: tuple[str, ...] = ()


def fixable(text: Text, found: Found) -> bool:
    """Whether a finding has a fix that needs nobody to look at it, in a text that can be read whole."""
    return not text.composed.fault and found.draft is not None and found.draft.safety is Safety.SAFE


def fix_all(linter: Linter, text: Text, only: Callable[[Found], bool] = lambda _found: True) -> Mended:
    """What `rtlint check --fix` makes of a text, or `only` the fixes of some findings."""
    if text.composed.fault:
        return Mended()
    return _mended(text, fixed(linter, text.source, only=only).source.text)


def migratable(linter: Linter, text: Text, result: Result) -> bool:
    """Whether a text can be read and has something of the Beta in it; `result` is what the linter found."""
    return not text.composed.fault and is_beta(linter, text, result)


def migrated(linter: Linter, text: Text) -> Mended:
    """What `rtlint migrate --write` makes of a text; what is left tells lines of the new text."""
    made = migrate(linter, text.source, text.composed.fault, writes=True)
    return msgspec.structs.replace(_mended(text, made.new.text), left=tuple(one.told for one in made.left))


def _mended(text: Text, new: str) -> Mended:
    edits = tuple(hunks(text.source.text, new))
    return Mended() if _tells(text, edits) else Mended(edits)


def _tells(text: Text, edits: Sequence[TextEdit]) -> bool:
    """Whether an edit would write a secret where none stood: texts of editors get about, in logs for one."""
    old = text.source.text
    known = {old[span.start : span.end] for tree in text.wholes for span in secrets(tree)}
    for edit in edits:
        gone, content = old[edit.span.start : edit.span.end], edit.content
        if any(len(one) > KEPT and one in content and one not in gone for one in known):
            return True
        if mask(content) != content and mask(gone) == gone:
            return True
    return False
