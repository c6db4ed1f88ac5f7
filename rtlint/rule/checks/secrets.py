"""Checks of secrets: keys and tokens that are written out, and marks of templates that nobody filled in."""

import re
from collections.abc import Callable, Iterator

from rtlint.rule.blame import KEY, VALUE, Blame
from rtlint.rule.case import Case
from rtlint.text.nodes import is_scalar
from rtlint.text.scalar import Placeholder
from rtlint.text.secret import cut, in_url, is_secret, issued
from rtlint.text.source import Span
from rtlint.text.spot import Path
from rtlint.text.tree import Tree
from rtlint.text.values import key_of
from rtlint.text.walk import mappings, scalars

_KEY = r"\bsk-(?:(proj|svcacct|admin)-)?([\w-]+)"
_EPHEMERAL = r"\bek_[A-Za-z0-9]{16,}"
_SHORTEST = 20
"""Characters of a key after `sk-`."""

_LEGACY = "T3BlbkFJ"
"""What stands inside every key of the older kind."""

_BLANKS = set("x0-_")
"""What people write in place of a key's characters."""

_SCHEME = r"(?i)^(?:bearer|basic|token|apikey)(?:\s+|$)"
_STANDS_IN = r"(?i)\$\{|^\$\w+$|\{\{|^<.*>$|%\w+%|^your[-_ ]|^[x*.…-]*$"
_HARMLESS_NAME = r"(?i)public|publish|[-_](?:id|name|type|version|limit|scope)$"
_HARMLESS_VALUE = r"(?i)^(?:pk_.*|true|false|none|null|[\d.]{1,6}|.{0,3})$"
_TEMPLATE = r"\$\{[^{}]{0,200}\}|\{\{[^{}]{0,200}\}\}|<[A-Z][A-Z0-9_-]+>|%[A-Z][A-Z0-9_]*%"

Written = tuple[Path, str, str, Span]
"""Where something is written: path and part, its text, and its place in the source."""


def openai_key(_value: object, _path: Path, case: Case) -> Iterator[Blame]:
    """Keys that are surely OpenAI's: their beginning or their middle says so."""
    yield from _found(case, "sk-", _KEY, lambda match: _is_key(match) and _is_surely_openais(match))


def key_like(_value: object, _path: Path, case: Case) -> Iterator[Blame]:
    """Keys that begin like OpenAI's, and may be somebody else's."""
    yield from _found(case, "sk-", _KEY, lambda match: _is_key(match) and not _is_surely_openais(match))


def client_secret(_value: object, _path: Path, case: Case) -> Iterator[Blame]:
    """Client secrets, which open sessions until they expire."""
    yield from _found(case, "ek_", _EPHEMERAL, lambda match: True)


def template(_value: object, _path: Path, case: Case) -> Iterator[Blame]:
    """Values that still hold a mark for something else to fill in."""
    for path, node in scalars(case.tree):
        if case.tree and (match := re.search(_TEMPLATE, node.value)):
            span = _place(case, match[0], case.tree.node_span(node))
            yield Blame(path, VALUE, "template", {"mark": match[0]}, (), span)


def literal_token(value: object, path: Path, _case: Case) -> Iterator[Blame]:
    """Tokens of an MCP server, written out, whose issuer is not known."""
    for where, text in _access(value, path):
        token = _literal(where, text)
        if token and not issued(text):
            yield _token(where, token)


def issued_token(value: object, path: Path, _case: Case) -> Iterator[Blame]:
    """Tokens of an MCP server, written out, whose beginning tells who issued them."""
    for where, text in _access(value, path):
        if token := issued(text):
            yield _token(where, token)


def _token(path: Path, token: str) -> Blame:
    return Blame(path, VALUE, "url" if path[-1] == "server_url" else "token", {"token": cut(token)})


def _access(tool: object, path: Path) -> Iterator[tuple[Path, str]]:
    """The texts of a tool that may give access to its server."""
    if not isinstance(tool, dict):
        return
    headers = tool.get("headers")
    places = [((*path, key), tool.get(key)) for key in ("authorization", "server_url")]
    places += [((*path, "headers", key), text) for key, text in headers.items()] if isinstance(headers, dict) else []
    for where, text in places:
        if isinstance(text, str):
            yield where, text


def _literal(path: Path, text: str) -> str | None:
    """The secret that a text gives away at its place; None for a placeholder and for what is no secret there."""
    if path[-1] == "server_url":
        return in_url(text)
    if isinstance(text, Placeholder):
        return None
    token = re.sub(_SCHEME, "", text.strip())
    named = is_secret(path) and not re.search(_HARMLESS_NAME, str(path[-1]))
    return None if not named or re.search(_STANDS_IN, token) or re.search(_HARMLESS_VALUE, token) else token


def _found(case: Case, mark: str, pattern: str, meant: Callable[[re.Match[str]], bool]) -> Iterator[Blame]:
    """Each match of a pattern in a document; the source is looked through only where it holds the mark."""
    if case.tree is None or mark not in case.source.text:
        return
    for path, part, text, span in _written(case, case.tree):
        rest = span
        for match in re.finditer(pattern, text) if mark in text else ():
            if meant(match):
                place = _place(case, match[0], rest)
                rest = Span(place.end, span.end) if place != rest else span
                yield Blame(path, part, "secret", {"secret": cut(match[0])}, (), place)


def _is_surely_openais(match: re.Match[str]) -> bool:
    return bool(match[1]) or _LEGACY in match[2]


def _is_key(match: re.Match[str]) -> bool:
    """Whether it is long enough, and neither a row of x nor words, as in `sk-your-key-goes-here`."""
    body = match[2]
    worded = body.islower() and not any(one.isdigit() for one in body) and ("-" in body or "_" in body)
    return len(match[0]) >= len("sk-") + _SHORTEST and not set(body.lower()) <= _BLANKS and not worded


def _written(case: Case, tree: Tree) -> Iterator[Written]:
    """Everything that is written in a document, with its first one the comments of the whole source.

    A document inside a larger file has its own comments only.
    """
    for path, node in scalars(tree):
        yield path, VALUE, node.value, tree.node_span(node)
    for path, mapping in mappings(tree):
        for key, _ in mapping.value:
            if is_scalar(key):
                where: Path = (*path, key_of(key))  # type: ignore[arg-type]  # a key is a scalar
                yield where, KEY, key.value, tree.node_span(key)
    if tree.index == 0 or tree.whole is not tree:
        from rtlint.text.comments import comments  # few texts hold the mark of a key

        for comment in comments(case.source, tree.roots):
            if tree.extent.holds(comment.span):
                yield (), VALUE, comment.text, comment.span


def _place(case: Case, text: str, span: Span) -> Span:
    """Where a part of a value stands in the source; the whole value where it is spelled in another way there."""
    start = case.source.text.find(text, span.start, span.end)
    return span if start < 0 else Span(start, start + len(text))


CHECKS: dict[str, Callable[[object, Path, Case], Iterator[Blame]]] = {
    "openai-key": openai_key,
    "key-like": key_like,
    "client-secret": client_secret,
    "literal-token": literal_token,
    "issued-token": issued_token,
    "template": template,
}
