"""Named checks: what no word of a condition can say, for rule files to name.

A check takes the selected value, its path and the case, and yields blames. The rule file still holds everything that
people read.
"""

from collections.abc import Callable, Iterable

from rtlint.rule.blame import Blame
from rtlint.rule.case import Case
from rtlint.rule.checks import mcp, parameters, secrets, shape, size, text, tools, values, writing
from rtlint.text.spot import Path

Check = Callable[[object, Path, Case], Iterable[Blame]]

OF_COMMENTS = ("unknown-ignore", "unused-ignore", "expired-ignore", "malformed-ignore")
"""The checks that see nothing in a document: what they say is known once all other rules have spoken."""

ALL: dict[str, Check] = {
    **text.CHECKS,
    **shape.CHECKS,
    **writing.CHECKS,
    **values.CHECKS,
    **parameters.CHECKS,
    **tools.CHECKS,
    **mcp.CHECKS,
    **secrets.CHECKS,
    **size.CHECKS,
    **dict.fromkeys(OF_COMMENTS, lambda _value, _path, _case: ()),
}

OF_TEXT = frozenset({"yaml-syntax", "documents"})
"""The checks that can say something of a text that yields no value."""

OF_FAULTS = frozenset({**text.CHECKS, **shape.CHECKS, **dict.fromkeys(OF_COMMENTS), "odd-field": None}) - {"documents"}
"""The checks that are silent on a document whose text and structure are sound."""

OF_VALUE = frozenset({"language", "odd-characters", "own-machine", "own-network", "parameters"})
"""The checks whose silence depends on nothing but the value that is selected."""

_IDLE: dict[str, Callable[[Case], bool]] = {
    "client-secret": lambda case: "ek_" not in case.source.text,
    "cut-text": lambda case: not case.may_cut,
    "decimal-places": lambda case: case.tree is None or not case.tree.precise,
    "documents": lambda case: case.index == 0 and isinstance(case.value, dict),
    "key-like": lambda case: "sk-" not in case.source.text,
    "odd-key": lambda case: not writing.may_have_odd_keys(case.source.text),
    "openai-key": lambda case: "sk-" not in case.source.text,
}


def idle(case: Case) -> tuple[str, ...]:
    """The checks of which a glance tells that they are silent on a document that is sound."""
    return tuple([name for name, rests in _IDLE.items() if rests(case)])


_TOKENS = ("authorization", "headers", "server_url")
OF_KEYS = {
    "approvals": ("require_approval",),
    "auth-conflict": ("headers",),
    "choice-outside-server": ("server_label",),
    "issued-token": _TOKENS,
    "literal-token": _TOKENS,
}
"""The checks that are silent on a mapping without any of these keys."""


def named(name: str) -> Check:
    """The check of that name; KeyError when there is none."""
    return ALL[name]
