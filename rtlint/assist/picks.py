"""The values that may stand at a place: what the structs list, what tables know, and what the document itself names."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import UNSET

from rtlint.assist import skeleton
from rtlint.assist.site import Site
from rtlint.rule.tables import Row
from rtlint.schema.texts import about as about_row
from rtlint.schema.texts import rows
from rtlint.session.fields import about
from rtlint.text.scalar import is_number

CHOICE, VALUE, NAME, OBJECT = "choice", "value", "name", "object"


class Facts(NamedTuple):
    """What is known beside the document: tables by name, the day, and the kind of all documents where one is set."""

    tables: Mapping[str, Mapping[str, Row]]
    as_of: datetime.date
    kind: Any = None


class Pick(NamedTuple):
    """A value, plain or with stops; `preferred` marks what the API takes where nothing is said."""

    label: str
    sort: str
    value: Any
    documentation: str = ""
    deprecated: bool = False
    preferred: bool = False


def picks(site: Site, document: Any, facts: Facts) -> Iterator[Pick]:
    """The values at a place, null last; none twice in a list."""
    told = site.slot.told
    default = told.default if told else UNSET
    have = site.beside if isinstance(site.beside, list) else []
    for pick in [*_tags(site), *_rows(site, facts), *_names(site.path, document), *_plain(site, default)]:
        if pick.value not in have or pick.value is None:
            yield pick._replace(preferred=_same(pick.value, default) or pick.label == _kind(default))


def _same(value: Any, default: Any) -> bool:
    alone = default[0] if isinstance(default, list) and len(default) == 1 else default
    return value == alone and type(value) is type(alone)


def _kind(default: Any) -> Any:
    return default.get("type") if isinstance(default, dict) else UNSET


def _tags(site: Site) -> Iterator[Pick]:
    for one in site.tags:
        yield Pick(str(one.tag), CHOICE, one.tag, about(one.struct))


def _rows(site: Site, facts: Facts) -> Iterator[Pick]:
    """The names of a table: those that stay, those that go, and at last those that are gone."""
    day = facts.as_of.isoformat()
    found = rows(site.path, facts.tables)
    for name in sorted(found, key=lambda name: ("shutdown" in found[name]) + (found[name].get("shutdown", "~") <= day)):
        text = about_row(found[name])
        if found[name].get("shutdown", "~") <= day:
            text = text.replace("shuts down on", "shut down on")
        yield Pick(name, CHOICE, name, text, "shutdown" in found[name])


def _plain(site: Site, default: Any) -> Iterator[Pick]:
    """What the structs know: closed lists, true and false, kinds of objects, a default number, and null."""
    plan, told = site.slot.plan, site.slot.told
    for literal in plan.literals:
        yield Pick(str(literal), CHOICE, literal)
    for value in (True, False) if "boolean" in plan.types else ():
        yield Pick(str(value).lower(), VALUE, value)
    if is_number(default):
        yield Pick(str(default), VALUE, default)
    for one in plan.objects:
        start = skeleton.whole(one)
        if start:
            label = str(one.tag) if one.tag_field else ", ".join(start)
            yield Pick(label, OBJECT, start, about(one.struct))
    if "null" in plan.types and "any" not in plan.types:
        yield Pick("null", VALUE, None, told.text if told else "")


def _names(path: tuple[Any, ...], document: Any) -> Iterator[Pick]:
    """What a choice of tools may name: the tools of the document."""
    if path[1:2] != ("tool_choice",):
        return
    for tool in _tools(document):
        kind, key = tool.get("type"), "server_label" if tool.get("type") == "mcp" else "name"
        name, text = tool.get(key), str(tool.get("description") or "")
        if isinstance(name, str) and name:
            if len(path) == 2:
                yield Pick(name, NAME, {"type": kind or "function", key: name}, text)
            elif path[2] == key:
                yield Pick(name, NAME, name, text)


def _tools(document: Any) -> list[dict[str, Any]]:
    inner = document.get("session", document) if isinstance(document, dict) else None
    tools = inner.get("tools") if isinstance(inner, dict) else None
    return [tool for tool in tools if isinstance(tool, dict)] if isinstance(tools, list) else []
