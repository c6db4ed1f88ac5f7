"""Completion as an editor gets it: items, edits and what depends on the client."""

import datetime
from typing import Any

import pytest
from lsprotocol import types

from rtlint.server.completion import completions
from rtlint.server.document import Document
from rtlint.server.start import made
from rtlint.text.edit import TextEdit, apply
from tests.server.conftest import Open

RICH = types.ClientCompletionItemOptions(
    snippet_support=True,
    documentation_format=[types.MarkupKind.Markdown],
    preselect_support=True,
    deprecated_support=True,
    tag_support=types.CompletionItemTagOptions([types.CompletionItemTag.Deprecated]),
    insert_text_mode_support=types.ClientCompletionItemInsertTextModeOptions([]),
)
POOR = types.ClientCompletionItemOptions()
AS_IS, ADJUST = types.InsertTextMode.AsIs, types.InsertTextMode.AdjustIndentation


def at(opened: Open, text: str, client: types.ClientCompletionItemOptions = RICH, name: str = "a.realtime.yaml") -> Any:
    """The document without the bar that marks the cursor, and the items there."""
    document = opened(text.replace("¦", ""), name)
    if document.linter:
        document.linter.as_of = datetime.date(2026, 11, 22)
    return document, completions(document, text.index("¦"), client)


def accepted(document: Document, item: types.CompletionItem) -> str:
    edits = [item.text_edit, *(item.additional_text_edits or [])]
    units = document.units
    made = [TextEdit(units.span(one.range), one.new_text) for one in edits if isinstance(one, types.TextEdit)]
    return apply(document.source.text, sorted(made, key=lambda one: one.span))


def one(items: list[types.CompletionItem], label: str) -> types.CompletionItem:
    return next(item for item in items if item.label == label)


def test_a_key_is_a_whole_item(opened: Open) -> None:
    _, items = at(opened, "session:\n  type: realtime\n  audio:\n    input:\n      tu¦\n")
    assert items[3] == types.CompletionItem(
        label="turn_detection",
        kind=types.CompletionItemKind.Property,
        detail="mapping",
        documentation=types.MarkupContent(
            types.MarkupKind.Markdown,
            "How the end of a turn is found; null leaves it to the client to commit audio and ask for responses. "
            "Default `{type: server_vad}`.",
        ),
        sort_text="003",
        filter_text="turn_detection",
        text_edit=types.TextEdit(
            types.Range(types.Position(4, 6), types.Position(4, 8)),
            "turn_detection:\n  type: ${1|server_vad,semantic_vad|}",
        ),
        insert_text_format=types.InsertTextFormat.Snippet,
        insert_text_mode=ADJUST,
    )


def test_a_client_that_knows_little_gets_plain_words_with_their_own_indentation(opened: Open) -> None:
    document, items = at(opened, "session:\n  type: realtime\n  audio:\n    input:\n      tu¦\n", POOR)
    assert items[3] == types.CompletionItem(
        label="turn_detection",
        kind=types.CompletionItemKind.Property,
        detail="mapping",
        documentation="How the end of a turn is found; null leaves it to the client to commit audio and ask for "
        "responses. Default {type: server_vad}.",
        sort_text="003",
        filter_text="turn_detection",
        text_edit=types.TextEdit(
            types.Range(types.Position(4, 6), types.Position(4, 8)), "turn_detection:\n        type: server_vad"
        ),
        insert_text_format=types.InsertTextFormat.PlainText,
    )
    assert accepted(document, items[3]).endswith("      turn_detection:\n        type: server_vad\n")


def test_a_default_is_preselected_and_what_goes_is_struck_through(opened: Open) -> None:
    _, voices = at(opened, "type: realtime\naudio:\n  output:\n    voice: ¦\n")
    assert [(item.label, item.preselect) for item in voices if item.preselect] == [("alloy", True)]
    _, models = at(opened, "type: realtime\nmodel: ¦\n")
    assert one(models, "gpt-4o-realtime-preview") == types.CompletionItem(
        label="gpt-4o-realtime-preview",
        kind=types.CompletionItemKind.EnumMember,
        documentation=types.MarkupContent(
            types.MarkupKind.Markdown,
            "Deprecated: shut down on 2026-05-07; `gpt-realtime-2.1` takes its place.",
        ),
        tags=[types.CompletionItemTag.Deprecated],
        sort_text="015",
        filter_text="gpt-4o-realtime-preview",
        text_edit=types.TextEdit(types.Range(types.Position(1, 7), types.Position(1, 7)), "gpt-4o-realtime-preview"),
        insert_text_format=types.InsertTextFormat.PlainText,
        insert_text_mode=AS_IS,
    )


@pytest.mark.parametrize(
    ("text", "label", "after"),
    [
        ("session:\n  type:¦\n", "realtime", "session:\n  type: realtime\n"),
        ("session:\n  type: re¦al\n", "transcription", "session:\n  type: transcription\n"),
        ("session:\n  ty¦: realtime\n", "type", "session:\n  type: realtime\n"),
        ("session:\r\n  tools: ¦\r\n", "function", "session:\r\n  tools:\r\n    - type: function\r\n      name: \r\n"),
        ("session:\n  tools:\n    - type: mcp\n    ¦\n", "function",
         "session:\n  tools:\n    - type: mcp\n    - type: function\n      name: \n"),
        ("session:\n  tools:\n    -¦\n", "mcp", "session:\n  tools:\n    - type: mcp\n      server_label: \n"),
        ("session: {type: realtime, ¦}\n", "reasoning", "session: {type: realtime, reasoning: {}}\n"),
        ("session:\n  type: 're¦'\n", "realtime", "session:\n  type: 'realtime'\n"),
        ("session:\n  type: realtime\n  'mo¦\n", "model", "session:\n  type: realtime\n  'model': ''\n"),
    ],
)  # fmt: skip  # a table
def test_accepting_an_item_changes_just_that(opened: Open, text: str, label: str, after: str) -> None:
    document, items = at(opened, text, POOR)
    assert accepted(document, one(items, label)) == after


@pytest.mark.parametrize(
    ("text", "label", "after"),
    [
        ('{"type": "realtime", ¦}', "model", '{"type": "realtime", "model": ""}'),
        ('{"type": "realtime"\n ¦}', "model", '{"type": "realtime",\n "model": ""}'),
        ('{¦"type": "realtime"}', "parallel_tool_calls", '{"parallel_tool_calls": true,"type": "realtime"}'),
        ('{"type": "realtime", "mo¦"}', "model", '{"type": "realtime", "model": ""}'),
        ('{"type": "realtime", "mo¦": ""}', "model", '{"type": "realtime", "model": ""}'),
        ('{"type": "¦", "model": ""}', "realtime", '{"type": "realtime", "model": ""}'),
        ('{"type":¦ "model": ""}', "realtime", '{"type": "realtime", "model": ""}'),
    ],
)
def test_json_keeps_its_quotes_and_commas(opened: Open, text: str, label: str, after: str) -> None:
    document, items = at(opened, text, POOR, "a.realtime.json")
    assert accepted(document, one(items, label)) == after


@pytest.mark.parametrize(
    "text",
    [
        "session:\n  instructions: |\n    ty¦\n",
        "session:\n  type: realtime # ty¦\n",
        "session:\n  type: realtime ¦\n",
        "session:\n  headers:\n    ¦\n",
        "session:\n    ¦\n  type: realtime\n",
        "session:\n  ¦\n    type: realtime\n",
        "session:\n  no_such_key:\n    ¦\n",
        "session:\n  type: realtime\n  audio:\n    output:\n      speed:\n        ty¦: 1\n",
    ],
)
def test_where_nothing_is_known_nothing_is_offered(opened: Open, text: str) -> None:
    assert at(opened, text)[1] == []


def test_a_file_that_is_not_ours_gets_nothing(opened: Open) -> None:
    assert at(opened, "name: ci\non¦\n", name="workflow.yaml")[1] == []


def test_a_document_inside_a_larger_file_is_completed_as_one(opened: Open) -> None:
    from rtlint.session.inside import Inside
    from rtlint.session.kind import Kind
    from rtlint.text.part import read_at

    text = "providers:\n  - id: x\n    config:\n      type: realtime\n      audio:\n        output: {¦}\n  ¦"
    document = opened(text.replace("¦", ""))
    assert document.linter
    document.linter = document.linter.within((Inside(read_at("providers[*].config"), Kind.SESSION),))
    offset = text.index("¦")
    inside = completions(document, offset, POOR)
    assert [item.label for item in inside] == ["format", "speed", "voice"]
    assert completions(document, len(document.source.text), POOR) == []


def test_a_comment_to_rtlint_gets_its_words(opened: Open) -> None:
    document, items = at(opened, "session:\n  type: realtime # rtlint: ig¦\n", POOR)
    assert [item.label for item in items] == ["ignore", "file-ignore", "disable", "enable"]
    assert accepted(document, items[0]) == "session:\n  type: realtime # rtlint: ignore[]\n"


def test_the_rules_that_speak_of_a_line_come_first_in_its_comment(opened: Open) -> None:
    document, items = at(opened, "session:\n  type: realtime\n  # rtlint: ignore[¦]\n  modell: x\n", POOR)
    assert items[0] == types.CompletionItem(
        label="RT101",
        kind=types.CompletionItemKind.Constant,
        detail="unknown-key",
        documentation=document.linter.cards["RT101"].summary.replace("`", ""),
        sort_text="000",
        filter_text="RT101 unknown-key",
        text_edit=types.TextEdit(types.Range(types.Position(2, 19), types.Position(2, 19)), "RT101"),
        insert_text_format=types.InsertTextFormat.PlainText,
    )
    assert len(items) == len(document.linter.codes)
    _, others = at(opened, "session: {} # rtlint: disable[RT101, unknown-¦]\n", POOR)
    assert "RT101" not in [item.label for item in others]


def test_a_dollar_in_a_name_stays_one(opened: Open) -> None:
    tools = "  tools:\n    - {type: function, name: 'a$}'}\n"
    _, items = at(opened, f"session:\n  type: realtime\n{tools}  tool_choice:\n    type: function\n    name: ¦\n")
    edit = one(items, "a$}").text_edit
    assert edit
    assert edit.new_text == '"a$}"'


def asked(opened: Open, text: str, uri: str) -> Any:
    """What a server answers that has the document open."""
    server = made()
    server.desk.documents[uri] = document = opened(text)
    server.protocol.client_capabilities = types.ClientCapabilities()
    line, character = document.units.position(len(text) - 1).line, len(text.split("\n")[-2])
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
    return server.protocol.fm.features[types.TEXT_DOCUMENT_COMPLETION](params)


def test_the_server_answers_with_a_list_that_is_whole(opened: Open) -> None:
    found = asked(opened, "session:\n  type: \n", "file:///a.realtime.yaml")
    assert isinstance(found, types.CompletionList)
    assert not found.is_incomplete
    assert [item.label for item in found.items] == ["realtime", "transcription"]
