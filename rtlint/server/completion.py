"""Completion: keys and values of the API, names in the document, and what comments to rtlint may say."""

import re
from collections.abc import Iterator

import msgspec
from lsprotocol import types

from rtlint.assist.offers import KEY, Offer, offers
from rtlint.assist.picks import CHOICE, NAME, OBJECT, VALUE, Facts
from rtlint.assist.remarks import RULE, WORD, remarked
from rtlint.assist.where import Remark, Where, where
from rtlint.assist.writing import Stop, Text
from rtlint.server.document import Document
from rtlint.server.lsp import Server
from rtlint.session.kind import Kind
from rtlint.text.part import leads
from rtlint.text.source import Span

_TRIGGERS = (":", " ", "-", "[", ",", '"')
_KINDS = {
    KEY: types.CompletionItemKind.Property,
    CHOICE: types.CompletionItemKind.EnumMember,
    VALUE: types.CompletionItemKind.Value,
    NAME: types.CompletionItemKind.Reference,
    OBJECT: types.CompletionItemKind.Struct,
    WORD: types.CompletionItemKind.Keyword,
    RULE: types.CompletionItemKind.Constant,
}
_SPECIAL = re.compile(r"[\\$}]")
_SPECIAL_CHOICE = re.compile(r"[\\$},|]")
_BLANKS = re.compile(r"[ \t]*\Z")
_Client = types.ClientCompletionItemOptions


def register(server: Server) -> None:
    """Offer what may be written at a place."""
    options = types.CompletionOptions(trigger_characters=_TRIGGERS, resolve_provider=False)
    server.feature(types.TEXT_DOCUMENT_COMPLETION, options)(_complete)


def _complete(server: Server, params: types.CompletionParams) -> types.CompletionList | None:
    desk, uri = server.desk, params.text_document.uri
    # What was found before the last key press does: a look at all rules may wait until nobody is waiting for us.
    known = desk.documents.get(uri)
    document = known if known and known.linter else desk.linted(uri)
    asked = server.client_capabilities.text_document
    options = asked.completion.completion_item if asked and asked.completion else None
    if document is None:
        return None
    items = completions(document, document.units.offset(params.position), options or _Client())
    return types.CompletionList(is_incomplete=False, items=items)


def completions(document: Document, offset: int, client: _Client) -> list[types.CompletionItem]:
    """What may be written at an offset of a document that was linted once; `client` tells what the editor can show."""
    if not document.ours or document.linter is None:
        return []
    place = where(document.source, offset)
    if isinstance(place, Remark):
        return _remarks(document, place, offset, client)
    found = _inside(document, place) if place else None
    if found is None:
        return []
    place, kind = found
    facts = Facts(document.linter.pack.tables, document.linter.as_of, kind)
    writer = _Items(document, place.span, client, place)
    return [writer.item(number, one) for number, one in enumerate(offers(place, facts))]


def _remarks(document: Document, place: Remark, offset: int, client: _Client) -> list[types.CompletionItem]:
    linter, result = document.linter, document.result
    assert linter
    row = document.source.locate(offset).row
    findings = result.findings if result else ()
    first = {finding.code for finding in findings if finding.location.row in (row, row + 1)}
    cards = [linter.cards[code] for code in sorted(linter.codes & linter.cards.keys())]
    made = remarked(document.source.text, place.start, offset, cards, first)
    if made is None:
        return []
    writer = _Items(document, made.span, client)
    return [writer.item(number, one) for number, one in enumerate(made.offers)]


def _inside(document: Document, place: Where) -> tuple[Where, Kind | None] | None:
    """A place as one of the document that it is in, which may stand inside a larger file; None beside those."""
    linter = document.linter
    assert linter
    if not linter.inside:
        return place, linter.kind
    for one in linter.inside:
        if leads(one.at, place.path, place.value):
            value = place.value
            for step in place.path[: len(one.at)]:
                value = value[step]
            return msgspec.structs.replace(place, path=place.path[len(one.at) :], value=value), one.kind or linter.kind
    return None


class _Items:
    """Offers as items for the client that asks."""

    def __init__(self, document: Document, span: Span, client: _Client, place: Where | None = None) -> None:
        self._units, self._text, self._span, self._client = document.units, document.source.text, span, client
        self._before = place.before if place else None
        self._ends = (place.lead, "," if place.after else "") if place else ("", "")
        self._line = document.source.line(document.source.locate(span.start).row)

    def item(self, number: int, one: Offer) -> types.CompletionItem:
        """An offer as the item that comes after so many others."""
        client, format_ = self._client, types.InsertTextFormat
        snippet = bool(client.snippet_support) and any(isinstance(part, Stop) for part in one.text)
        starts_line = str(one.text[0])[:1] in ("\r", "\n")
        written = self._snippet(one.text) if snippet else _plain(one.text)
        new = ("" if starts_line else self._ends[0]) + written + self._ends[1]
        return types.CompletionItem(
            label=one.label,
            kind=_KINDS[one.sort],
            detail=one.detail or None,
            documentation=self._documentation(one),
            preselect=True if one.preferred and client.preselect_support else None,
            deprecated=True if one.deprecated and client.deprecated_support and not client.tag_support else None,
            tags=[types.CompletionItemTag.Deprecated] if one.deprecated and client.tag_support else None,
            sort_text=f"{number:03}",
            filter_text=self._opening + (one.words or one.label),
            text_edit=types.TextEdit(self._units.range(self._span), new),
            additional_text_edits=list(self._beside(starts_line=starts_line)) or None,
            insert_text_format=format_.Snippet if snippet else format_.PlainText,
            insert_text_mode=self._mode(snippet=snippet),
        )

    @property
    def _opening(self) -> str:
        """The quote that stands before what is typed: editors compare with all that is replaced."""
        first = self._text[self._span.start : self._span.start + 1]
        return first if first in ("'", '"') else ""

    def _mode(self, *, snippet: bool) -> types.InsertTextMode | None:
        if not self._client.insert_text_mode_support:
            return None
        return types.InsertTextMode.AdjustIndentation if snippet else types.InsertTextMode.AsIs

    def _beside(self, *, starts_line: bool) -> Iterator[types.TextEdit]:
        """A comma that is missing before, and blanks that would be left at the end of a line."""
        if self._before is not None:
            yield types.TextEdit(self._units.range(Span(self._before, self._before)), ",")
        blanks = _BLANKS.search(self._text, 0, self._span.start)
        if starts_line and blanks and blanks[0]:
            yield types.TextEdit(self._units.range(Span(*blanks.span())), "")

    def _documentation(self, one: Offer) -> types.MarkupContent | str | None:
        if types.MarkupKind.Markdown in (self._client.documentation_format or ()):
            return types.MarkupContent(types.MarkupKind.Markdown, one.documentation) if one.documentation else None
        return one.documentation.replace("`", "") or None

    def _snippet(self, text: Text) -> str:
        """A text as a snippet; editors indent its lines like the one where it begins."""
        made, stops = "", sum(isinstance(part, Stop) for part in text)
        number = 0
        for part in text:
            if isinstance(part, str):
                made += _SPECIAL.sub(r"\\\g<0>", part)
                continue
            number += 1
            choices = ",".join(_SPECIAL_CHOICE.sub(r"\\\g<0>", choice) for choice in part.choices)
            several = f"${{{number}|{choices}|}}" if len(part.choices) > 1 else f"${{{number}:{choices}}}"
            made += several if choices else "$0" if stops == 1 else f"${number}"
        indent = self._line[: len(self._line) - len(self._line.lstrip(" \t"))]
        return made.replace(f"\n{indent}", "\n")


def _plain(text: Text) -> str:
    return "".join(part if isinstance(part, str) else part.choices[0] if part.choices else "" for part in text)
