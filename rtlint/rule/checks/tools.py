"""Checks of tools: what refers to what between a tool choice, MCP servers, their headers and the instructions."""

import re
from collections.abc import Callable, Collection, Iterator

from rtlint.rule.blame import KEY, VALUE, Blame
from rtlint.rule.case import ABSENT, Case
from rtlint.text.nearest import suggest
from rtlint.text.scalar import Placeholder
from rtlint.text.source import Span
from rtlint.text.spot import Path

_NAME = r"`([a-z][a-z0-9]*(?:_[a-z0-9]+)+)`"
_BEFORE = r"(?i)\b(?:call(?:s|ing)?|us(?:e|es|ing)|tools?)(?:\s+(?:the|tools?|functions?|named|called)){0,3}:?\s+\Z"
_AFTER = r"\s+(?:tool|function)\b"
_REACH = 48
"""Characters around a name that are searched for a word that makes it the name of a tool."""

_HINTS = 20
"""Names that get a did-you-mean: a list of a hundred thousand is not compared word by word."""


def auth_conflict(value: object, path: Path, case: Case) -> Iterator[Blame]:
    """Authorization headers of a tool whose token stands, or belongs, in `authorization`."""
    headers = value.get("headers") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(headers, dict):
        return
    rivals = [key for key in ("authorization", "connector_id") if value.get(key) is not None]
    for name, header in headers.items():
        if rivals and isinstance(name, str) and name.lower() == "authorization" and header is not None:
            second = case.second(f"{rivals[0]} stands here", (*path, rivals[0]), KEY)
            words = {"same": name if _bare(header) == _bare(value.get("authorization")) else ""}
            yield Blame((*path, "headers", name), KEY, rivals[0], words, second)


def _bare(token: object) -> str:
    """A token without the word Bearer before it."""
    return re.sub(r"(?i)^\s*bearer\s+", "", str(token)).strip()


def choice_outside_server(value: object, path: Path, case: Case) -> Iterator[Blame]:
    """A tool choice of an MCP tool that its server's `allowed_tools` leaves out."""
    label, name = (value.get("server_label"), value.get("name")) if isinstance(value, dict) else (None, None)
    if type(label) is not str or type(name) is not str:
        return
    tools = [tool for _path, tool in case.find("session.tools[*]") if isinstance(tool, dict)]
    allowed = [_allowed(tool) for tool in tools if tool.get("server_label") == label]
    known = [one for names in allowed for one in names or ()]
    if known and None not in allowed and name not in known:
        yield Blame((*path, "name"), VALUE, "allowed", {"hint": suggest(name, known, before="; ")})


def approvals(value: object, path: Path, case: Case) -> Iterator[Blame]:
    """Names in the filters of `require_approval` that `allowed_tools` leaves out, or that stand in both filters."""
    approval = value.get("require_approval") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(approval, dict):
        return
    allowed = set(_allowed(value) or ())
    asked, free = (_places(approval.get(mode), (*path, "require_approval", mode)) for mode in ("always", "never"))
    outside = [(name, place) for one in (asked, free) for name, place in one.items() if allowed and name not in allowed]
    for count, (name, place) in enumerate(outside):
        yield Blame(place, VALUE, "outside", {"hint": _hint(name, allowed, count)})
    for name, place in free.items():
        if name in asked and (name in allowed or not allowed):
            yield Blame(place, VALUE, "both", {}, case.second("always has it here", asked[name]))


def _places(names: object, path: Path) -> dict[str, Path]:
    """The known names of a filter, each with its first place."""
    places: dict[str, Path] = {}
    for index, name in enumerate(_listed(names) or ()):
        if type(name) is str:
            places.setdefault(name, (*path, "tool_names", index))
    return places


def unknown_tools(value: object, path: Path, case: Case) -> Iterator[Blame]:
    """Names in the instructions that a word beside them makes a tool, and that no tool has."""
    if not isinstance(value, str) or "`" not in value:
        return
    found = dict.fromkeys(match[1] for match in re.finditer(_NAME, value) if _is_tool(value, match))
    tools = _names(case) if found else None
    if tools is None:
        return
    known = {*tools, *_parameters(case)}
    span: Span | None = None
    for count, name in enumerate(name for name in found if name not in known):
        span = _span(name, path, case, span)
        words = {"name": name, "hint": _hint(name, tools, count)}
        yield Blame(path, VALUE, "unknown", words, (), span)


def _is_tool(text: str, name: re.Match[str]) -> bool:
    before, after = text[max(0, name.start() - _REACH) : name.start()], text[name.end() : name.end() + _REACH]
    return re.search(_BEFORE, before) is not None or re.match(_AFTER, after) is not None


def _hint(name: str, known: Collection[str], count: int) -> str:
    return suggest(name, known, before="; ") if count < _HINTS else ""


def _span(name: str, path: Path, case: Case, last: Span | None) -> Span | None:
    """Where a name stands in a text, from the last one on; None where the text is written with escapes."""
    node = case.tree.node(path) if case.tree else None
    if node is None or case.tree is None:
        return None
    whole = case.tree.node_span(node)
    start = case.source.text.find(f"`{name}`", last.end if last else whole.start, whole.end)
    return Span(start + 1, start + 1 + len(name)) if start >= 0 else None


def _names(case: Case) -> list[str] | None:
    """The names of all tools of a session; None where some are not known."""
    tools = case.get(case.path("session.tools"))
    if tools is ABSENT and case.get(case.path("session.prompt")) is ABSENT:  # a stored prompt may have tools
        return []
    if not isinstance(tools, list):
        return None
    lists = [_names_of(tool) for tool in tools]
    return None if None in lists else [name for names in lists for name in names or ()]


def _names_of(tool: object) -> list[str] | None:
    if not isinstance(tool, dict):
        return None
    if "server_label" in tool or tool.get("type") != "function":
        return _allowed(tool)
    nested = tool.get("function")
    name = tool.get("name", nested.get("name") if isinstance(nested, dict) else None)
    return [name] if type(name) is str else None


def _parameters(case: Case) -> set[object]:
    """The names of all arguments of functions: instructions speak of using those as well."""
    schemas = [properties for _path, properties in case.find("session.tools[*].parameters.properties")]
    return {key for schema in schemas if isinstance(schema, dict) for key in schema}


def _allowed(tool: dict[str, object]) -> list[str] | None:
    """The tools of an MCP server that the model may call; None where that is not known."""
    given = tool.get("allowed_tools")
    names = _listed(given) if isinstance(given, dict) else given
    if not isinstance(names, list) or any(type(name) is Placeholder for name in names):
        return None
    return [name for name in names if isinstance(name, str)]


def _listed(names: object) -> list[object] | None:
    """The names of a filter."""
    listed = names.get("tool_names") if isinstance(names, dict) else None
    return listed if isinstance(listed, list) else None


CHECKS: dict[str, Callable[[object, Path, Case], Iterator[Blame]]] = {
    "auth-conflict": auth_conflict,
    "choice-outside-server": choice_outside_server,
    "approvals": approvals,
    "unknown-tools": unknown_tools,
}
