"""Code actions one by one: titles, kinds and whole edits; which are offered, and which are not."""

from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from rtlint.server.desk import Desk
from rtlint.server.diagnostics import diagnostics
from rtlint.server.document import Document
from rtlint.server.edits import Able, able
from rtlint.server.offer import FIX_ALL, MIGRATE, TELL, Offer, Setting
from rtlint.server.units import UTF16
from tests.server.acting import ALL, EAGER, applied, cursor, edits_of, offered
from tests.server.conftest import Open

TEXT = """\
session:
  type: realtime
  audio: {output: {speed: 2.0}}  # 😀
"""
ON_SPEED = cursor(2, 26)
TWICE = """\
session:
  type: realtime
  model: gpt-realtime
  tools:
    - {type: function, name: a, parameters: {type: object}, strict: yes}
    - {type: function, name: b, parameters: {type: object}, strict: yes}
"""


def place(line: int, start: int, end: int) -> types.Range:
    return types.Range(types.Position(line, start), types.Position(line, end))


def open_at(path: Path, text: str) -> tuple[Document, Setting]:
    """A document at a path, in a workspace that is the path's folder."""
    desk = Desk()
    document = Document(path.as_uri(), str(path), text, 1, UTF16)
    desk.documents[document.uri] = document
    assert desk.linted(document.uri) is document
    return document, Setting(EAGER, desk.config(str(path)), frozenset([str(path.parent)]), desk.documents)


def titles(actions: list[types.CodeAction]) -> list[str]:
    return [action.title for action in actions]


def named(actions: list[types.CodeAction], title: str) -> types.CodeAction:
    return next(action for action in actions if action.title == title)


def changes(document: Document, *edits: types.TextEdit) -> types.WorkspaceEdit:
    identifier = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, list(edits))])


def test_an_unsafe_fix_says_so_and_is_not_preferred(opened: Open) -> None:
    document = opened(TEXT)
    sent = diagnostics(document)
    assert offered(document, ON_SPEED, ["quickfix"]) == [
        types.CodeAction(
            "Replace 2.0 with 1.5 (unsafe)",
            "quickfix",
            sent,
            edit=changes(document, types.TextEdit(place(2, 26, 29), "1.5")),
        ),
        types.CodeAction(
            "Ignore RT205 speed-range here",
            "quickfix",
            sent,
            edit=changes(document, types.TextEdit(place(2, 36, 36), "  # rtlint: ignore[RT205]")),
        ),
    ]


def test_a_safe_fix_is_preferred(opened: Open) -> None:
    document = opened(TWICE)
    fix, *rest = offered(document, cursor(4, 65))
    edit = changes(document, types.TextEdit(place(4, 58, 71), ""))
    sent = diagnostics(document)[1:2]
    assert fix == types.CodeAction("Remove strict", "quickfix", sent, is_preferred=True, edit=edit)
    assert titles(rest) == [
        "Fix all RT328 tool-unsupported-key in this file",
        "Ignore RT328 tool-unsupported-key here",
        "Fix everything that is safe to fix",
    ]


def test_positions_are_in_the_units_of_the_client(opened: Open) -> None:
    text = "type: realtime\naudio: {input: {x😀: 1}, output: {speed: 2}}\n"
    document = opened(text, encoding=UTF16)
    (action,) = [one for one in offered(document, cursor(1, 41), ["quickfix"]) if one.title.endswith("(unsafe)")]
    assert edits_of(action) == [types.TextEdit(place(1, 41, 42), "1.5")]


def test_clients_that_know_no_versions_get_plain_changes(opened: Open) -> None:
    document = opened(TEXT)
    action = offered(document, ON_SPEED, setting=Setting(Able()))[0]
    assert action.edit == types.WorkspaceEdit(changes={document.uri: [types.TextEdit(place(2, 26, 29), "1.5")]})


@pytest.mark.parametrize(
    ("only", "kinds"),
    [
        (None, {"quickfix", FIX_ALL}),
        ([], {"quickfix", FIX_ALL}),
        ([""], {"quickfix", FIX_ALL}),
        (["quickfix"], {"quickfix"}),
        (["source"], {FIX_ALL}),
        (["source.fixAll"], {FIX_ALL}),
        (["source.fixAll.rtlint"], {FIX_ALL}),
        (["source.migrate", "quickfix"], {"quickfix"}),
        (["quickfix.other"], set()),
        (["source.fixAll.rtlint.more"], set()),
        (["source.fix"], set()),
        (["refactor"], set()),
    ],
)
def test_only_what_is_asked_for_is_offered(opened: Open, only: list[str] | None, kinds: set[str]) -> None:
    assert {action.kind for action in offered(opened(TWICE), cursor(4, 65), only)} == kinds


def test_what_nobody_asked_for_is_about_the_place_alone(opened: Open) -> None:
    automatic = types.CodeActionTriggerKind.Automatic
    document = opened(TWICE)
    assert {one.kind for one in offered(document, cursor(4, 65), trigger=automatic)} == {"quickfix"}
    assert {one.kind for one in offered(document, only=["source"], trigger=automatic)} == {FIX_ALL}
    assert offered(document, cursor(1, 0), trigger=automatic) == []


def test_ends_of_a_finding_belong_to_it(opened: Open) -> None:
    document = opened(TEXT)
    there = [bool(offered(document, cursor(2, at), ["quickfix"])) for at in (25, 26, 29, 30)]
    assert there == [False, True, True, False]


def test_a_client_may_ask_for_findings_that_the_cursor_is_not_on(opened: Open) -> None:
    """Some send all diagnostics of the line; each is attached as it came, with what the client keeps in it."""
    document = opened(TEXT)
    (sent,) = diagnostics(document)
    sent.data = {"kept": True}
    actions = offered(document, cursor(2, 0), ["quickfix"], given=[sent])
    assert [action.diagnostics for action in actions] == [[sent], [sent]]
    foreign = types.Diagnostic(sent.range, "theirs", code="X1")
    assert offered(document, cursor(2, 0), given=[foreign]) == []


def test_all_of_one_rule_are_fixed_at_once(opened: Open) -> None:
    document = opened(TWICE)
    action = next(one for one in offered(document, cursor(4, 65)) if one.title.startswith("Fix all RT328 "))
    assert (action.kind, action.diagnostics) == ("quickfix", diagnostics(document)[1:2])
    assert applied(document, action) == TWICE.replace(", strict: yes", "")


def test_many_findings_are_fixed_and_not_ignored(opened: Open) -> None:
    lines = "".join(f"x{number}: 1\n" for number in range(12))
    document = opened(f"type: realtime\n{lines}audio: {{output: {{speed: 2}}}}\n")
    assert [title for title in titles(offered(document, only=["quickfix"])) if "Ignore" in title] == []
    assert "Ignore RT101 unknown-key here" in titles(offered(document, cursor(1, 0)))


def test_json_takes_no_comment(opened: Open) -> None:
    text = '{"session": {"type": "realtime", "audio": {"output": {"speed": 2}}}}'
    assert titles(offered(opened(text, "a.realtime.json"), only=["quickfix"])) == ["Replace 2 with 1.5 (unsafe)"]
    assert titles(offered(opened(text, "Untitled-1"), only=["quickfix"])) == ["Replace 2 with 1.5 (unsafe)"]


def test_a_text_that_breaks_off_is_not_fixed_whole(opened: Open) -> None:
    document = opened(f"{TWICE}  audio: {{output: [\n")
    assert document.text
    assert document.text.composed.fault
    assert offered(document, only=["source"]) == []
    assert [title for title in titles(offered(document)) if "Ignore" in title] == []


def test_no_action_writes_a_secret_to_another_place(opened: Open) -> None:
    secret = "sk-live-0123456789abcdef"
    document = opened(
        f"session:\n  type: realtime\n  tools:\n    - {{type: mcp, server_label: a, server_url: 'https://a.example',"
        f" headers: {{Authorization: Bearer {secret}}}}}\n"
    )
    assert document.result
    assert document.result.found
    assert secret not in repr(offered(document))


def test_all_that_is_safe_can_be_switched_off(opened: Open) -> None:
    assert offered(opened(TWICE), only=["source"], setting=Setting(EAGER, fix_all=False)) == []


def test_the_fixer_works_when_an_action_is_chosen(opened: Open) -> None:
    document = opened(TWICE)
    action = named(offered(document, setting=Setting(ALL)), "Fix everything that is safe to fix")
    assert (action.edit, action.data) == (None, {"uri": document.uri, "what": FIX_ALL})
    done = Offer(document, Setting(ALL)).completed(action)
    (asked,) = offered(document, only=["source.fixAll"], setting=Setting(ALL))
    assert done.edit == asked.edit
    assert asked.data is None


def test_migrating_tells_what_is_left(opened: Open) -> None:
    document = opened("model: gpt-4o-realtime-preview\nvoice: ash\naudio: {output: {voice: coral}}\nx: 1\n")
    (action,) = offered(document, only=["source.migrate"])
    assert (action.title, action.kind) == ("Migrate this session from the Beta", MIGRATE)
    words = "voice (line 3) and audio.output.voice (line 4) have different values; keep the one that you mean"
    assert action.command
    assert (action.command.command, action.command.arguments) == (TELL, [words])
    assert applied(document, action).splitlines()[2] == "voice: ash"


def test_a_session_of_today_is_not_migrated(opened: Open) -> None:
    assert offered(opened(TEXT), only=["source.migrate"]) == []


TABLE = r"""[[suppress]]
files = "/voice\\ \\[1\\]/a.realtime.yaml"
rules = ["RT205"]
at = "session.audio.output.speed"
"""


@pytest.mark.parametrize(
    ("name", "before", "added"),
    [
        ("rtlint.toml", "", TABLE),
        ("rtlint.toml", "ignore = []\n", "\n" + TABLE),
        (".rtlint.toml", "ignore = []", "\n\n" + TABLE),
        ("rtlint.toml", "ignore = []\n\n", TABLE),
        ("rtlint.toml", '[models."é"]\r\nvad = true\r\n', ("\n" + TABLE).replace("\n", "\r\n")),
        ("pyproject.toml", "[tool.rtlint]\n", "\n" + TABLE.replace("[[suppress]]", "[[tool.rtlint.suppress]]")),
    ],
    ids=["empty", "lines", "no end", "a blank line", "CRLF", "pyproject"],
)
def test_a_table_goes_to_the_end_of_the_nearest_configuration(
    tmp_path: Path, name: str, before: str, added: str
) -> None:
    (tmp_path / name).write_bytes(before.encode())
    (tmp_path / "voice [1]").mkdir()
    path = tmp_path / "voice [1]" / "a.realtime.yaml"
    document, setting = open_at(path, TEXT)
    action = named(offered(document, setting=setting), f"Ignore RT205 speed-range in {name}")
    row = before.count("\n")
    column = len(before.rpartition("\n")[2])
    identifier = types.OptionalVersionedTextDocumentIdentifier((tmp_path / name).as_uri(), None)
    edit = types.TextEdit(place(row, column, column), added)
    assert action.edit == types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, [edit])])
    assert action.diagnostics == diagnostics(document)
    (tmp_path / name).write_bytes((before + added).encode())
    assert diagnostics(open_at(path, TEXT)[0]) == []


def test_a_configuration_is_made_in_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    document, setting = open_at(tmp_path / "deep" / "a.realtime.yaml", TEXT)
    setting = setting._replace(folders=frozenset([str(tmp_path)]))
    uri = (tmp_path / "rtlint.toml").as_uri()
    identifier = types.OptionalVersionedTextDocumentIdentifier(uri)
    table = TABLE.replace(r"voice\\ \\[1\\]", "deep")
    assert named(offered(document, setting=setting), "Ignore RT205 speed-range in rtlint.toml").edit == (
        types.WorkspaceEdit(
            document_changes=[
                types.CreateFile(uri, options=types.CreateFileOptions(overwrite=False, ignore_if_exists=False)),
                types.TextDocumentEdit(identifier, [types.TextEdit(place(0, 0, 0), table)]),
            ]
        )
    )


def in_file(document: Document, setting: Setting) -> list[str]:
    return [title for title in titles(offered(document, setting=setting)) if title.endswith(".toml")]


def test_a_repository_ends_the_search_for_a_home(tmp_path: Path) -> None:
    (tmp_path / "inner" / ".git").mkdir(parents=True)
    document, setting = open_at(tmp_path / "inner" / "a.realtime.yaml", TEXT)
    setting = setting._replace(folders=frozenset([str(tmp_path)]))
    action = named(offered(document, setting=setting), "Ignore RT205 speed-range in rtlint.toml")
    assert action.edit
    assert action.edit.document_changes
    assert isinstance(action.edit.document_changes[0], types.CreateFile)
    assert action.edit.document_changes[0].uri == (tmp_path / "inner" / "rtlint.toml").as_uri()


def test_no_file_is_made_where_there_is_no_home_or_the_client_makes_none(tmp_path: Path) -> None:
    document, setting = open_at(tmp_path / "a.realtime.yaml", TEXT)
    assert in_file(document, setting) == ["Ignore RT205 speed-range in rtlint.toml"]
    assert in_file(document, setting._replace(folders=frozenset())) == []
    assert in_file(document, setting._replace(client=Able(versions=True))) == []


def test_a_document_without_a_file_has_no_table(opened: Open) -> None:
    document = opened(TEXT)
    document.uri = "untitled:Untitled-1"
    setting = Setting(EAGER, folders=frozenset([str(Path(document.path).parent)]))
    assert in_file(document, setting) == []


@pytest.mark.parametrize("before", ["suppress = []\n", 'extend = "other.toml"\n'], ids=["inline", "broken meanwhile"])
def test_a_configuration_that_would_not_load_is_left(tmp_path: Path, before: str) -> None:
    (tmp_path / "rtlint.toml").write_text("")
    document, setting = open_at(tmp_path / "a.realtime.yaml", TEXT)
    (tmp_path / "rtlint.toml").write_text(before)
    assert in_file(document, setting) == []


def test_unsaved_changes_of_a_configuration_are_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "rtlint.toml").write_text("ignore = []\n")
    document, setting = open_at(tmp_path / "a.realtime.yaml", TEXT)
    path = tmp_path / "rtlint.toml"
    opened: Any = {path.as_uri(): Document(path.as_uri(), str(path), "ignore = []\n", 7, UTF16)}
    action = named(
        offered(document, setting=setting._replace(opened=opened)), "Ignore RT205 speed-range in rtlint.toml"
    )
    assert action.edit
    assert action.edit.document_changes
    (change,) = action.edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    assert change.text_document == types.OptionalVersionedTextDocumentIdentifier(path.as_uri(), 7)
    opened[path.as_uri()] = Document(path.as_uri(), str(path), "ignore = []\n# more\n", 8, UTF16)
    assert in_file(document, setting._replace(opened=opened)) == []


INSIDE = """\
providers:
  - config:
      type: realtime
      audio: {output: {speed: 2}}
"""


def test_documents_inside_larger_files_are_fixed_and_ignored_where_they_stand(tmp_path: Path) -> None:
    (tmp_path / "rtlint.toml").write_text('[[documents]]\nfiles = "p.yaml"\nat = "providers[*].config"\n')
    document, setting = open_at(tmp_path / "p.yaml", INSIDE)
    fix, here, table = offered(document, cursor(3, 30), ["quickfix"], setting)
    assert applied(document, fix) == INSIDE.replace("speed: 2", "speed: 1.5")
    assert applied(document, here) == INSIDE.replace("2}}", "2}}  # rtlint: ignore[RT205]")
    assert table.edit
    assert 'at = "providers[0].config.audio.output.speed"' in repr(table.edit)


def test_what_a_client_can_do_is_what_it_says() -> None:
    assert able(types.ClientCapabilities()) == Able()
    kinds = [types.ResourceOperationKind.Create]
    edits = types.WorkspaceEditClientCapabilities(document_changes=True, resource_operations=kinds)
    action = types.CodeActionClientCapabilities(
        resolve_support=types.ClientCodeActionResolveOptions(properties=["edit", "command"])
    )
    client = types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(workspace_edit=edits),
        text_document=types.TextDocumentClientCapabilities(code_action=action),
    )
    assert able(client) == ALL
    edits.document_changes = False
    assert able(client) == Able(resolves=True)
