"""`rtlint explain`: what it prints, where it writes, how it ends, and that nothing makes it stumble."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.realtime.*"))

Run = Callable[..., Any]

AGENT = "session: {type: realtime, audio: {output: {speed: 2.0}}}\n"


@pytest.fixture(autouse=True)
def _width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.partition(".")[0])
def test_every_example_can_be_explained(rtlint: Run, path: Path) -> None:
    status, out, err = rtlint("explain", str(path))
    assert (status, err) == (0, "")
    assert out.startswith(f"{path}: ")
    assert "\nTurn taking\n" in out


def test_standard_input(rtlint: Run) -> None:
    status, out, err = rtlint("explain", "-", stdin=AGENT.encode())
    assert (status, err) == (0, "")
    assert out.startswith("<stdin>: a request for a client secret, type realtime\nWithout the error told here it means")
    assert "\n    error RT205: speed is 2.0; the API takes 0.25 to 1.5\n" in out


def test_each_document_of_a_file(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(AGENT + "---\nexpires_after: {seconds: 30}\n")
    out = rtlint("explain", "a.yaml").out
    assert [line for line in out.splitlines() if line.startswith("a.yaml")] == [
        "a.yaml, document 1 of 2: a request for a client secret, type realtime",
        "a.yaml, document 2 of 2: a request for a client secret",
    ]


def test_a_file_that_cannot_be_parsed_is_told_as_check_tells_it(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("session: [\n")
    assert rtlint("explain", "a.yaml") == rtlint("check", "a.yaml")
    assert rtlint("explain", "a.yaml").status == 1


@pytest.mark.parametrize("text", ["", "[1]", "x", "a: &a {b: *a}", "\0", "session: {a: !!x 1}"])
@pytest.mark.parametrize("output", ["text", "json"])
def test_no_text_makes_it_stumble(rtlint: Run, tmp_path: Path, text: str, output: str) -> None:
    (tmp_path / "a.yaml").write_text(text)
    status, _out, err = rtlint("explain", "a.yaml", "--output", output)
    assert (status in (0, 1), err) == (True, "")


def test_documents_before_the_break_are_explained(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(AGENT + "---\nsession: [\n")
    status, out, _err = rtlint("explain", "a.yaml")
    assert status == 1
    assert "\nTurn taking\n" in out
    assert "error[RT001] yaml-syntax" in out
    assert "RT205]" not in out


def test_a_file_that_is_not_there(rtlint: Run) -> None:
    assert rtlint("explain", "gone.yaml") == rtlint("check", "gone.yaml")


def test_json(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(AGENT)
    status, out, err = rtlint("explain", "a.yaml", "--output", "json")
    assert (status, err) == (0, "")
    whole = json.loads(out)
    assert list(whole) == ["version", "rtlint", "documents", "findings"]
    (document,) = whole["documents"]
    assert list(document) == ["path", "document", "kind", "at", "findings", "fields", "timeline", "rules"]
    assert (document["kind"], document["rules"], whole["findings"]) == ("request", None, [])
    (speed,) = [field for field in document["fields"] if field["at"] == "session.audio.output.speed"]
    assert speed == {
        "at": "session.audio.output.speed",
        "pointer": "/session/audio/output/speed",
        "value": 2.0,
        "origin": "file",
        "row": 1,
        "is_default": False,
        "known": True,
        "parent": False,
        "about": ("Pace of the finished speech as a multiple, 0.25 to 1.5. Default 1.0; changes apply between turns."),
        "findings": [
            {"code": "RT205", "severity": "error", "message": "speed is 2.0; the API takes 0.25 to 1.5"},
        ],
    }
    assert document["timeline"]["mode"] == "server_vad"
    assert list(document["timeline"]["steps"][0]) == [
        "lane", "label", "text", "first", "last", "length", "ms", "end", "fields",
    ]  # fmt: skip  # a list


def test_json_of_a_field_and_a_rule(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(AGENT)
    out = rtlint("explain", "a.yaml", "--output", "json", "--at", "session.audio.output.speed", "--rule", "RT205").out
    (document,) = json.loads(out)["documents"]
    assert document["at"] == "/session/audio/output/speed"
    assert [field["at"] for field in document["fields"]] == ["session.audio.output.speed"]
    assert [(rule["code"], rule["verdict"]) for rule in document["rules"]] == [("RT205", "fired")]


@pytest.mark.parametrize("value", ["1e400", "123456789012345678901234567890", ".nan", "2026-01-01"])
def test_json_holds_every_value(rtlint: Run, tmp_path: Path, value: str) -> None:
    (tmp_path / "a.yaml").write_text(f"session: {{type: realtime, model: {value}}}\n")
    status, out, err = rtlint("explain", "a.yaml", "--output", "json")
    assert (status, err) == (0, "")
    json.loads(out)


@pytest.mark.parametrize("output", ["text", "json", "svg"])
def test_a_file_to_write_to(rtlint: Run, tmp_path: Path, output: str) -> None:
    (tmp_path / "a.yaml").write_text(AGENT)
    printed = rtlint("explain", "a.yaml", "--output", output).out
    assert rtlint("explain", "a.yaml", "--output", f"{output}=out", "--color", "always") == (0, "", "")
    assert (tmp_path / "out").read_text() == printed


def test_a_rule_by_code_and_by_name(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(AGENT)
    by_code = rtlint("explain", "a.yaml", "--rule", "RT205")
    assert by_code == rtlint("explain", "a.yaml", "--rule", "speed-range")
    assert by_code.out == (
        "a.yaml: a request for a client secret, type realtime\n"
        "Without the error told here it means this:\n"
        "\n"
        "RT205 speed-range (error): spoke\n"
        "  Speech speed outside the range that the API takes.\n"
        "\n"
        "  session.audio.output.speed is 2.0\n"
        "    it has to be at least 0.25 and at most 1.5: speed is 2.0; the API takes 0.25 to 1.5\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--rule", "RT999"], "no rule is called RT999; rtlint rules lists them"),
        (["--rule", "speed-rang"], "no rule is called speed-rang; did you mean speed-range?"),
        (["--at", "session.modl"], "there is no field session.modl here; did you mean session.model?"),
        (["--at", "speed"], "there is no field speed here; did you mean session.audio.output.speed?"),
        (
            ["--at", "nothing.of.this"],
            "there is no field nothing.of.this here; write it as in session.audio.input.turn_detection",
        ),
        (["--output", "text=no/such/folder"], "no/such/folder cannot be written: no such file or directory"),
    ],
)
def test_a_mistake_in_the_call_is_one_line(rtlint: Run, tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "a.yaml").write_text(AGENT)
    assert rtlint("explain", "a.yaml", *arguments) == (2, "", f"Error: {message}\n")


def test_no_picture_of_nothing(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("expires_after: {seconds: 60}\n")
    message = "Error: a.yaml holds no session, so that there is no line of time\n"
    assert rtlint("explain", "a.yaml", "--output", "svg") == (2, "", message)


@pytest.mark.parametrize("arguments", [["--output", "xml"], ["--as-of", "soon"], ["--kind", "x"], []])
def test_wrong_usage(rtlint: Run, arguments: list[str]) -> None:
    assert rtlint("explain", *(["a.yaml"] if arguments else []), *arguments).status == 2


def test_a_terminal_that_has_no_lines_to_draw_with(
    rtlint: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text("session: {type: realtime}\n")
    assert "┌" in rtlint("explain", "a.yaml").out
    monkeypatch.setattr("rtlint.cli.explain._only_ascii", lambda: True)
    assert rtlint("explain", "a.yaml").out.isascii()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_the_encoding_decides(process: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    (tmp_path / "a.yaml").write_text("session: {type: realtime}\n")
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    status, out, err = process("explain", "a.yaml")
    assert (status, err) == (0, "")
    assert out.isascii()


def test_colour_is_a_matter_of_choice(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(AGENT)
    assert "\x1b[" not in rtlint("explain", "a.yaml").out
    assert "\x1b[" in rtlint("explain", "a.yaml", "--color", "always").out


def test_the_kind_the_target_and_the_day_may_be_told(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("session: {type: realtime, model: gpt-4o}\n")
    assert "RT315: model is" in rtlint("explain", "a.yaml").out
    assert "RT315" not in rtlint("explain", "a.yaml", "--target", "azure").out
    assert rtlint("explain", "a.yaml", "--kind", "session", "--as-of", "2026-01-01").out.startswith(
        "a.yaml: a session by itself\n"
    )
