"""What a fix does, in a few words for people."""

from rtlint.fixes.draft import Change, Drop, Put, Shift
from rtlint.fixes.work import Work
from rtlint.rule.blame import show, show_at
from rtlint.rule.case import ABSENT, Case
from rtlint.rule.model import FixPlan
from rtlint.text.scalar import is_number
from rtlint.text.secret import is_secret, mask
from rtlint.text.spot import Path, dotted

_BY_VERB = {
    "quote": "put it in quotes",
    "unquote": "take its quotes away",
    "inline": "write out what it stands for",
    "literal": "keep its lines as they are, with |",
}


def title(plan: FixPlan, work: Work, case: Case) -> str:
    """The title of a fix: an imperative without a full stop."""
    for verb in plan.verbs:
        if verb in _BY_VERB:
            return _BY_VERB[verb]
    return mask(" and ".join(dict.fromkeys(_said(change, case) for change in work.changes[:2]))) or "change it"


def _said(change: Change, case: Case) -> str:
    if isinstance(change, Drop):
        return f"remove {_key(change.path)}"
    if isinstance(change, Shift):
        if not change.path:
            return f"put the document below {dotted(change.to)}"
        if change.path[:-1] == change.to[:-1]:
            return f"rename {_key(change.path)} to {_key(change.to)}"
        return f"move {_key(change.path)} to {dotted(change.to)}"
    old = case.get(change.path)
    if old is ABSENT:
        return f"add {_key(change.path)}: {_value(change)}"
    return f"replace {_old(change.path, old, case)} with {_value(change)}"


def _old(path: Path, value: object, case: Case) -> str:
    written = case.tree.written(path) if case.tree and is_number(value) else None
    return written or (show_at(path, value) if is_secret(path) else _shown(value))


def _value(change: Put) -> str:
    return "what is left of it" if is_secret(change.path) else _shown(change.value)


def _shown(value: object) -> str:
    from rtlint.edit.render import braces

    if not isinstance(value, (dict, list)):
        return show(value)
    text = braces(value, quoted=False)
    return text if len(text) <= 60 else text[:59] + "…"


def _key(path: Path) -> str:
    return dotted(path[-1:]) if path and isinstance(path[-1], str) else dotted(path)
