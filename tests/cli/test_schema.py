"""`rtlint schema`: which schema, which draft, and where to."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Rtlint = Callable[..., Any]
DOCS = Path(__file__).resolve().parent.parent.parent / "docs" / "schema"


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ([], "request.json"),
        (["--kind", "request", "--draft", "7"], "request.json"),
        (["--kind", "session"], "session.json"),
        (["--rule"], "rule.json"),
        (["--draft", "2020-12"], "2020-12/request.json"),
        (["--kind", "session", "--draft", "2020-12"], "2020-12/session.json"),
        (["--permissive"], "permissive/request.json"),
        (["--permissive", "--kind", "session"], "permissive/session.json"),
        (["--permissive", "--draft", "2020-12"], "permissive/2020-12/request.json"),
    ],
)
def test_it_prints_what_is_published(rtlint: Rtlint, arguments: list[str], name: str) -> None:
    assert rtlint("schema", *arguments) == (0, (DOCS / name).read_text(), "")


def test_it_writes_to_a_file(rtlint: Rtlint, tmp_path: Path) -> None:
    assert rtlint("schema", "-o", "made.json") == (0, "", "")
    assert (tmp_path / "made.json").read_text() == (DOCS / "request.json").read_text()


def test_a_file_that_cannot_be_written_is_one_clear_line(rtlint: Rtlint) -> None:
    assert rtlint("schema", "-o", "nowhere/made.json") == (
        2,
        "",
        "Error: nowhere/made.json cannot be written: no such file or directory\n",
    )


def test_two_schemas_at_once_are_a_mistake(rtlint: Rtlint) -> None:
    assert rtlint("schema", "--rule", "--kind", "session") == (
        2,
        "",
        "Error: --rule and --kind name two schemas; give one of them\n",
    )


def test_only_sessions_have_a_schema_that_refuses_nothing(rtlint: Rtlint) -> None:
    assert rtlint("schema", "--rule", "--permissive") == (
        2,
        "",
        "Error: --permissive is for requests and sessions; --rule has no such schema\n",
    )


def test_an_unknown_draft_is_a_mistake(rtlint: Rtlint) -> None:
    done = rtlint("schema", "--draft", "4")
    assert (done.status, done.out) == (2, "")
    assert "'4' is not one of '7', '2020-12'" in done.err


def test_without_the_sources_it_says_so(rtlint: Rtlint, monkeypatch: pytest.MonkeyPatch) -> None:
    from rtlint.session import fields

    def gone(_: object) -> str:
        raise OSError("could not get source code")

    fields.fields.cache_clear()
    fields._classes.cache_clear()
    monkeypatch.setattr("inspect.getsource", gone)
    assert rtlint("schema") == (
        2,
        "",
        "Error: the schema is made of the source files of rtlint, which cannot be read: could not get source code\n",
    )


def test_the_command_names_itself(rtlint: Rtlint) -> None:
    made = json.loads(rtlint("schema", "--kind", "session", "--draft", "2020-12").out)
    assert made["$comment"] == (
        "Made by `rtlint schema --kind session --draft 2020-12` from the structs and rules of rtlint."
    )
