"""What a rule's fixes do, in words made from their verbs: so no rule has to say it twice."""

import re
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from rtlint.finding import Safety
from rtlint.rule.blame import show
from rtlint.rule.model import Bounds, FixPlan, Rule
from rtlint.rulebook.conditions import asked, listed

_WORDS = {
    "value": "the found value",
    "hint": "the name that the finding proposes",
    "alike": "the same as the API spells it",
    "clean": "the same without what nobody sees",
    "number": "the same in plain digits",
    "integer": "the same without a point",
    "rounded": "the same with six decimal places",
    "home": "its one place",
    "meant": "the number that a person reads",
    "same": "the header with the same token",
}
"""What stands behind words of findings; others are called by their names."""

_WORD = re.compile(r"\{([\w.*\[\]]+)\}")


class Promise(msgspec.Struct, frozen=True):
    """The fix of a rule: its main verb, and whether it may be applied unread."""

    verb: str
    safety: Safety


class Told(msgspec.Struct, frozen=True):
    """A fix with what it does, in words for people; code stands in backticks."""

    verb: str
    safety: Safety
    text: str


def promise(rule: Rule) -> Promise | None:
    """The fix that a rule promises, the first where its clauses have several."""
    return next((Promise(one.verb, one.safety) for one in told(rule)), None)


def told(rule: Rule) -> tuple[Told, ...]:
    """All fixes of a rule, in the order of its clauses."""
    return tuple(Told(_main(fix), fix.safety, text(fix)) for fix in rule.fixes)


def text(fix: FixPlan) -> str:
    """What a fix does, and where: all its verbs, the findings that it is for, and its conditions."""
    parts = [_SAYS[verb](given) for verb, given in fix.verbs.items()]
    said = " and ".join([parts[0], *(part.replace("the value", "it") for part in parts[1:])]) if parts else ""
    if fix.at:
        said = said.replace("the value", _place(fix.at), 1).replace("remove it", f"remove {_place(fix.at)}", 1)
    if fix.follow:
        said += f", and where {listed(f'`{path}`' for path in fix.follow)} {_SAME[len(fix.follow) > 1]} the same"
    paths = [f"`{path.strip()}`" for path in fix.for_.split("|") if path.strip()]
    where = f"at {listed(paths, 'or')}: " if paths else ""
    where += f"in a {listed((kind.value for kind in fix.kinds), 'or')}: " if fix.kinds else ""
    return where + (f"where {asked(fix.when)}, {said}" if fix.when else said)


_SAME = {False: "says", True: "say"}

_LEADING = ("move", "rename")


def _main(fix: FixPlan) -> str:
    """The verb that a fix is called by: a value that changes on its way is moved."""
    return next((verb for verb in fix.verbs if verb in _LEADING), next(iter(fix.verbs)))


def _place(path: str) -> str:
    word = _WORD.search(path)
    return _WORDS.get(word[1], f"`{path}`") if word else f"`{path}`"


def safety(fixes: Iterable[FixPlan | Told]) -> str:
    """`safe`, `unsafe`, or `mixed` where the fixes differ; empty where there is none."""
    kinds = {fix.safety.value for fix in fixes}
    return "mixed" if len(kinds) > 1 else "".join(kinds)


def _replace(given: Any) -> str:
    if not isinstance(given, dict):
        return f"replace the value by {_value(given)}"
    if list(given) == ["/./"]:
        return f"replace the value by {_value(given['/./'])}"
    alike: dict[str, list[str]] = {}
    for old, new in given.items():
        alike.setdefault(_value(new), []).append(_old(old, new))
    return "replace " + listed(f"{listed(olds)} by {new}" for new, olds in alike.items())


def _old(old: str, new: Any) -> str:
    if not old[:1] == old[-1:] == "/":
        return f"`{old}`"
    pattern = f"what matches `{old[1:-1]}`"
    return pattern if isinstance(new, str) else f"a value with {pattern}"


def _set(given: Any) -> str:
    if not isinstance(given, dict):
        return f"add the missing key with {_value(given)}"
    return "add " + listed(f"`{path}` with {_value(value)}" for path, value in given.items())


def _remove(given: Any) -> str:
    return "remove it" if given is True else "remove " + listed(f"`{path}`" for path in given)


def _rename(given: Any) -> str:
    if isinstance(given, str):
        return f"rename the key to {_value(given)}"
    return "rename " + listed(f"`{old}` to {_value(new)}" for old, new in given.items())


def _move(given: Any) -> str:
    if isinstance(given, str):
        return f"move it {_target(given)}"
    return "move " + listed(f"{_source(path)} {_target(target)}" for path, target in given.items())


def _source(path: str) -> str:
    return "its one item" if path == ".[*]" else f"its `{path[1:]}`" if path.startswith(".") else f"`{path}`"


def _target(path: str) -> str:
    if path == ".":
        return "up into what holds it"
    if word := _WORD.search(path):
        return f"to {_WORDS.get(word[1], word[1])}"
    if "." not in path:
        return f"to `{path}` at the root"
    return f"into the list `{path.removesuffix('[*]')}`" if path.endswith("[*]") else f"to `{path}`"


def _clamp(given: Any) -> str:
    if not isinstance(given, Bounds):
        return "take the nearest number in range"
    bounds = [
        f"{name} {show(value)}" for name, value in msgspec.structs.asdict(given).items() if value is not msgspec.UNSET
    ]
    return f"take the nearest number in range: {', '.join(bounds)}"


def _value(value: Any) -> str:
    """A value of a fix for people: a word by what it stands for, all else as YAML writes it."""
    if value == "":
        return "nothing"
    word = _WORD.fullmatch(value) if isinstance(value, str) else None
    if word and "." in word[1]:
        return f"the value of `{word[1]}`"
    return _WORDS.get(word[1], f"the {word[1]} that the finding names") if word else f"`{_yaml(value)}`"


def _yaml(value: Any) -> str:
    """A value in one line, as a rule file writes it, but for words."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_yaml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    return _WORD.sub("…", value) if isinstance(value, str) else show(value)


_SAYS: dict[str, Callable[[Any], str]] = {
    "replace": _replace,
    "set": _set,
    "remove": _remove,
    "rename": _rename,
    "move": _move,
    "append": lambda given: f"add {_value(given)} at the end",
    "clamp": _clamp,
    "multiply": lambda given: f"multiply it by {given:g}",
    "wrap": lambda _: "make it the one item of a list",
    "inline": lambda _: "write out what a merge key stands for, and take away an anchor that nothing points at",
    "literal": lambda _: "write it as a block below `|`, which keeps its lines",
    "quote": lambda _: "put it in quotes",
    "unquote": lambda _: "take its quotes away",
}
