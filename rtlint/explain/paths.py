"""Dotted paths as people type them: read, and held against the structs."""

import re

from rtlint.explain.effective import Effective
from rtlint.rule.case import ABSENT, Case, follow
from rtlint.session.shape import Plan, plan
from rtlint.text.nearest import suggest
from rtlint.text.spot import Path

_STEP = r'\[(\d{1,9})\]|\["([^"]*)"\]|([^.\[\]]+)'


def undotted(text: str) -> Path:
    """The path that a dotted one spells, `session.tools[0].name`; the inverse of `dotted`. `$` is the root."""
    steps = re.findall(_STEP, text)
    return tuple(int(index) if index else quoted or plain for index, quoted, plain in steps if plain != "$")


def exists(case: Case, path: Path) -> bool:
    """Whether the document, or the API at that place, has the path."""
    if follow(case.value, path) is not ABSENT:
        return True
    typed = case.layout.typed
    if path[: len(typed)] != typed:
        return False
    found = [plan(case.layout.type)]
    for step in path[len(typed) :]:
        found = [below for one in found for below in _below(one, step)]
    return bool(found)


def _below(one: Plan, step: object) -> list[Plan]:
    found = [each.fields[step][0] for each in one.objects if isinstance(step, str) and step in each.fields]
    found += [Plan(types={"string"}) for each in one.objects if each.tag_field == step]
    found += [one.item] if one.item and type(step) is int else []
    return found + ([one.values] if one.values else [])


def hint(text: str, told: Effective) -> str:
    """A word that helps with a path that does not exist."""
    known = [entry.at for entry in told.entries]
    if near := suggest(text, known):
        return near
    last = str(undotted(text)[-1]) if undotted(text) else ""
    ends = [at for at in known if at.rpartition(".")[2] == last]
    return f"did you mean {ends[0]}?" if len(ends) == 1 else "write it as in session.audio.input.turn_detection"
