"""The folder is the list of formats, and each of them keeps the promises that all share."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import rtlint.report
from rtlint.finding import Finding, Report
from rtlint.report import formats, renderer
from rtlint.report._style import Style

FOLDER = Path(rtlint.report.__file__).parent
ROOT = FOLDER.parent.parent


def test_formats_are_the_modules_of_the_folder() -> None:
    names = {path.stem for path in FOLDER.glob("[!_]*.py")}
    assert formats() == sorted(names)
    assert {"concise", "full", "json", "parsable"} <= names


@pytest.mark.parametrize("name", ["", "_style", "_text", "__init__", "xml", "Full", "..finding", "full.py"])
def test_no_other_name_is_a_format(name: str) -> None:
    with pytest.raises(ValueError, match=r"^no output format is called .*concise, .*full"):
        renderer(name)


@pytest.mark.parametrize("name", formats())
def test_an_empty_report_renders(name: str, report: Callable[..., Report]) -> None:
    text = renderer(name)(report(files=0), Style())
    assert text == "" or text.endswith("\n")


@pytest.mark.parametrize("name", formats())
def test_a_finding_renders_whole_lines(
    name: str, report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    text = renderer(name)(report(finding((1, 1), (1, 2)), text="a: b\n"), Style(quiet=True))
    assert "RT205" in text
    assert text.endswith("\n")


@pytest.mark.parametrize("name", formats())
def test_a_path_that_is_not_utf_8_can_be_written(
    name: str, report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    text = renderer(name)(report(finding(path="caf\udce9.yaml")), Style())
    assert text.encode()


@pytest.mark.parametrize("name", formats())
def test_a_format_module_shows_nothing_but_render(name: str) -> None:
    render = renderer(name)
    module = sys.modules[render.__module__]
    own = {key for key, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__}
    assert {key for key in own if not key.startswith("_")} == {"render"}


def _loaded(statement: str, *modules: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*({set(modules)!r} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    return set(run.stdout.split())


def test_listing_the_formats_imports_none() -> None:
    modules = [f"rtlint.report.{name}" for name in formats()]
    assert _loaded("from rtlint.report import formats; formats()", "msgspec", "rtlint.finding", *modules) == set()


@pytest.mark.parametrize(("name", "expected"), [("concise", set()), ("full", {"unicodedata"})])
def test_only_the_full_format_pays_for_the_tables_of_unicode(name: str, expected: set[str]) -> None:
    statement = f"from rtlint.report import renderer; renderer({name!r})"
    assert _loaded(statement, "unicodedata", "json", "shutil", "pkgutil") == expected
