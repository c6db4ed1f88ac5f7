"""What is not yet typed is held back, nothing else is, and what was found before stays while a text breaks off."""

from collections.abc import Callable

import pytest
from lsprotocol import types

from rtlint.finding import Finding
from rtlint.lint import Linter
from rtlint.server.desk import Desk
from rtlint.server.document import Document
from tests.server.conftest import Open

TOP = "session:\n  type: realtime\n"
OUTPUT = TOP + "  audio:\n    output:\n"
TOOLS = TOP + "  tools:\n"
SERVER = TOOLS + "    - {type: mcp, server_label: a, server_url: 'https://a.example'"

Codes = list[str]


@pytest.fixture(scope="module")
def linter() -> Linter:
    """What every test lints with: rules take longer to be read than to be applied."""
    desk = Desk()
    document = Document("file:///a.realtime.yaml", "/a.realtime.yaml", TOP, 1, types.PositionEncodingKind.Utf32)
    desk.documents[document.uri] = document
    desk.linted(document.uri)
    assert document.linter
    return document.linter


@pytest.fixture
def opened(linter: Linter) -> Open:
    """Opens a text as the server does, and lints it."""

    def made(text: str, name: str = "a.realtime.yaml") -> Document:
        document = Document(f"file:///{name}", f"/{name}", text, 1, types.PositionEncodingKind.Utf32)
        document.lint(linter, sniff=False)
        return document

    return made


@pytest.fixture
def typed(opened: Open) -> Callable[..., Document]:
    """Opens a text without the character before its cursor `|`, and types that."""

    def made(marked: str, name: str = "a.realtime.yaml") -> Document:
        before, after = marked.split("|")
        document = opened(before[:-1] + after, name)
        assert document.shown == _found(document)
        edit(document, len(before) - 1, before[-1])
        return document

    return made


def edit(document: Document, at: int, content: str, *, instead: int = 0) -> None:
    """Put a text where some characters stand, as a client tells of it, and look again."""
    change(document, at, content, instead=instead)
    look(document)


def change(document: Document, at: int, content: str, *, instead: int = 0) -> None:
    start, end = document.units.position(at), document.units.position(at + instead)
    part = types.TextDocumentContentChangePartial(types.Range(start, end), content)
    document.change([part], document.version + 1)


def look(document: Document) -> None:
    assert document.linter
    document.lint(document.linter, sniff=False)


def _found(document: Document) -> tuple[Finding, ...]:
    return document.result.findings if document.result else ()


def codes(findings: tuple[Finding, ...]) -> Codes:
    return [one.code for one in findings]


HELD = {
    "a key without its colon": (OUTPUT + "      speed: 1\n      voi|\n", ["RT001"]),
    "a line above others": (OUTPUT + "      voi|\n      # soon\n\n      speed: 1\n", ["RT001"]),
    "an open quote": (OUTPUT + '      voice: "|\n      speed: 1\n', ["RT001"]),
    "an open bracket": (TOP + "  output_modalities: [|\n  model: gpt-realtime-2.1\n", ["RT001"]),
    "a brace that is closed far below": (
        TOP + "  tracing: {|\n\n  include: []\n  model: gpt-realtime-2.1\n",
        ["RT001"],
    ),
    "a key before its value": (OUTPUT + "      voice:|\n", ["RT108"]),
    "a key that switches off": (TOP + "  audio:\n    input:\n      turn_detection:|\n", ["RT109"]),
    "a type before its value": ("session:\n  type:|\n", ["RT103"]),
    "a mapping before its keys": (TOP + "  audio:\n    output:\n|", ["RT108"]),
    "a dash before its item": (TOOLS + "    -|\n", ["RT108"]),
    "a tool before its name": (TOOLS + "    - type: function|\n", ["RT217"]),
    "a tool on its next line": (TOOLS + "    - type: function\n|", ["RT217"]),
    "a tool before its type": (TOOLS + "    - name: a|\n      parameters: {type: object}\n", ["RT329"]),
    "a server before its address": (TOOLS + "    - type: mcp\n      server_label: a|\n", ["RT333"]),
    "a format before its rate": (OUTPUT + "      format: {type: audio/pcm|}\n", ["RT301"]),
    "a session before its type": ("session:\n  model: gpt-realtime-2.1|\n", ["RT102"]),
    "the first letters of a key": (OUTPUT + "      spe|: 1\n", ["RT101"]),
    "the first letters of a key of the chosen tool": (
        TOOLS + "    - type: function\n      name: a\n      par|: {}\n",
        ["RT101"],
    ),
    "the first letters of the first key": (TOP + "  audio:\n    out|\n", ["RT107"]),
    "a first key without its colon": (TOP + "  audio:\n    output|\n", ["RT107"]),
    "the first letters of all": ("ses|", ["RT011"]),
    "the first letters of a type": ("session:\n  type: rea|\n", ["RT103"]),
    "the first letters of a tool's type": (TOOLS + "    - type: func|\n", ["RT329"]),
    "the first letters of a closed list": (TOP + "  reasoning: {effort: hi|}\n  model: gpt-realtime-2\n", ["RT201"]),
    "the first letters of a voice": (OUTPUT + "      voice: mar|\n", ["RT206"]),
    "the first letters of a model": (TOP + "  model: gpt-re|\n", ["RT317"]),
    "the first letters of true": (
        TOP + "  audio: {input: {turn_detection: {type: server_vad, create_response: tr|}}}\n",
        ["RT106"],
    ),
    "an empty document": ("\n|", ["RT011"]),
}


@pytest.mark.parametrize(("marked", "held"), HELD.values(), ids=HELD)
def test_what_is_unfinished_is_held_back_until_it_is_settled(
    typed: Callable[..., Document], marked: str, held: Codes
) -> None:
    document = typed(marked)
    kept = _found(document)
    assert ([one for one in codes(kept) if one in held], document.holds) == (held, True)
    assert document.shown == tuple(one for one in kept if one.code not in held)
    document.settle()
    assert (document.shown, document.holds) == (kept, False)


JSON = {
    "a comma": ('{"session": {"type": "realtime",|\n}}', ["RT001"]),
    "a key": ('{"session": {"type": "realtime", "model"|\n}}', ["RT001"]),
    "a colon": ('{"session": {"type": "realtime", "model":|\n}}', ["RT001"]),
    "the first letters of a value": ('{"session": {"type": "rea|"\n}}', ["RT103"]),
    "the first letters of a key": ('{"session": {"type": "realtime", "mod|": null\n}}', ["RT101"]),
}


@pytest.mark.parametrize(("marked", "held"), JSON.values(), ids=JSON)
def test_json_is_typed_alike(typed: Callable[..., Document], marked: str, held: Codes) -> None:
    document = typed(marked, "a.realtime.json")
    assert (codes(_found(document)), document.shown) == (held, ())


SHOWN = {
    "a range": (OUTPUT + "      speed: 9|\n", ["RT205"]),
    "a relation": (TOP + "  audio: {output: {format: {type: audio/pcmu, rate: 8000|}}}\n", ["RT302"]),
    "a whole word": (OUTPUT + "      voice: bob|\n", ["RT206"]),
    "a key that no key starts with": (OUTPUT + "      tone|: 1\n", ["RT101"]),
    "a key of another kind of tool": (TOOLS + "    - type: function\n      name: a\n      server_l|: b\n", ["RT101"]),
    "a secret": (SERVER + ", authorization: sk-abcdefghijklmnopq|}\n", ["RT603"]),
    "a model that shuts down": (TOP + "  model: gpt-realtime|\n", ["RT504"]),
    "a Beta field": (TOP + "  modalities|: [text]\n", ["RT501"]),
    "a null that is written": (OUTPUT + "      voice: null|\n", ["RT108"]),
    "a comment that does nothing": (TOP + "  model: gpt-realtime-2.1 # rtlint: ignore[RT205|]\n", ["RT902"]),
    "a key that another mapping misses": (
        TOOLS + "    - type: function\n      parameters:\n        type: object|\n",
        ["RT217"],
    ),
    "a fault on the line above": (OUTPUT + "      voice: 'a\n      speed: 1|\n", ["RT001"]),
    "a fault far below": (OUTPUT + "      speed: 1|\n      voi\n\n      voice: marin\n", ["RT001"]),
}


@pytest.mark.parametrize(("marked", "shown"), SHOWN.values(), ids=SHOWN)
def test_nothing_else_is_held_back(typed: Callable[..., Document], marked: str, shown: Codes) -> None:
    document = typed(marked)
    assert (codes(document.shown), document.holds) == (shown, False)
    assert document.shown == _found(document)


def test_a_change_on_another_line_tells_it(typed: Callable[..., Document]) -> None:
    document = typed(OUTPUT + "      voice: mar|\n      speed: 1\n")
    edit(document, len(OUTPUT + "      voice: mar\n      speed: 1"), ".1")
    assert codes(document.shown) == ["RT206"]


@pytest.mark.parametrize("text", [OUTPUT + "      voice: mar\n", OUTPUT + "      voi\n"])
def test_a_text_that_comes_whole_is_told_whole(opened: Open, text: str) -> None:
    document = opened(TOP)
    document.change([types.TextDocumentContentChangeWholeDocument(text)], 2)
    look(document)
    assert document.shown == _found(document) == opened(text).shown != ()


def test_typing_a_session_shows_nothing_until_something_is_wrong(opened: Open) -> None:
    text = OUTPUT + "      voice: marin\n      speed: 1.2\n  tools:\n    - type: function\n      name: look_up\n"
    document = opened("")
    shown = set()
    for at, character in enumerate(text):
        edit(document, at, character)
        shown |= {*codes(document.shown)}
    assert (document.source.text, shown, codes(_found(document))) == (text, set(), [])


FAST = OUTPUT + "      speed: 9\n"


def at_line(finding: Finding, row: int) -> tuple[str, int, int]:
    assert finding.location.row == row
    return finding.code, finding.location.column, finding.end_location.column


def test_what_was_found_stays_while_a_line_breaks_the_text(opened: Open) -> None:
    document = opened(FAST + "      voice: marin\n")
    (before,) = document.shown
    edit(document, len(TOP), "  # a voice\n  model x\n")
    document.settle()
    broken, kept = document.shown
    assert at_line(broken, 5) == ("RT001", 3, 4)
    assert at_line(kept, 7) == at_line(before, 5)
    assert kept.message == before.message


def test_what_an_edit_touches_goes_while_the_text_is_broken(opened: Open) -> None:
    document = opened(FAST)
    edit(document, len(FAST) - 2, "'", instead=1)
    assert document.shown == ()
    document.settle()
    assert codes(document.shown) == ["RT001"]


def test_a_new_line_beside_a_finding_leaves_it(opened: Open) -> None:
    document = opened(FAST)
    edit(document, len(FAST) - 1, "\n      voi")
    assert [at_line(one, 5) for one in document.shown] == [("RT205", 14, 15)]


def test_what_was_found_goes_when_a_broken_text_comes_whole(opened: Open) -> None:
    document = opened(FAST)
    document.change([types.TextDocumentContentChangeWholeDocument(FAST + "      voi\n")], 2)
    look(document)
    assert codes(document.shown) == ["RT001"]


def test_documents_above_the_broken_one_are_told_as_they_are(opened: Open) -> None:
    document = opened(f"{FAST}---\n{FAST}")
    assert [(one.code, one.document) for one in document.shown] == [("RT205", 0), ("RT011", 1), ("RT205", 1)]
    edit(document, len(FAST) - 2, "1", instead=1)
    edit(document, len(f"{FAST}---\n{FAST}"), "      voice: 'a\n")
    document.settle()
    shown = [(one.code, one.document) for one in document.shown]
    assert shown == [("RT011", 1), ("RT205", 1), ("RT001", 1)]


def test_a_mended_text_tells_only_what_is_found_in_it(opened: Open) -> None:
    document = opened(FAST)
    edit(document, len(FAST), "      voi")
    edit(document, len(FAST), "", instead=9)
    assert document.shown == _found(document)
    assert codes(document.shown) == ["RT205"]


def test_related_places_move_along_and_take_a_finding_with_them(opened: Open) -> None:
    text = OUTPUT + "      speed: 1\n      speed: 1\n"
    document = opened(text)
    edit(document, 0, "'\n")
    (found,) = (one for one in document.shown if one.code == "RT003")
    (place,) = found.related
    assert (found.location.row, place.location.row) == (7, 6)
    edit(document, text.index("speed") + 2, "x")
    assert "RT003" not in codes(document.shown)


def test_while_a_document_waits_what_is_shown_moves_with_the_text(opened: Open) -> None:
    document = opened(FAST + "      voice: bob\n")
    speed, voice = document.shown
    document.waits = True
    change(document, 0, "# ours\n")
    look(document)
    assert [one.location.row for one in document.shown] == [speed.location.row + 1, voice.location.row + 1]
    change(document, document.source.text.index("bob"), "marin", instead=3)
    assert codes(document.shown) == ["RT205"]
    look(document)
    document.waits = False
    assert document.shown == _found(document)
