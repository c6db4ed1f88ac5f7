"""`--show-settings` and `--show-files`, and files with sessions inside, on the command line."""

# ruff: noqa: E501  # tables of whole messages

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rtlint import __version__

Run = Callable[..., Any]

INSIDE = """\
providers:
  - id: openai:gpt-5
    config: {temperature: 3}
  - id: openai:realtime:gpt-realtime-2.1
    config: {type: realtime, audio: {output: {speed: 2}}}
"""
ENTRY = "[[documents]]\nfiles = 'promptfoo*.yaml'\nat = 'providers[id=openai:realtime:*].config'\n"
FOUND = "promptfooconfig.yaml:5:54: error[RT205] speed-range: speed is 2; the API takes 0.25 to 1.5\n"


@pytest.fixture(autouse=True)
def repository(tmp_path: Path) -> None:
    """A repository of its own, so that no configuration above is found."""
    (tmp_path / ".git").mkdir()


def put(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


# Sessions inside larger files.


@pytest.mark.parametrize("path", [".", "promptfooconfig.yaml"])
@pytest.mark.parametrize("options", [[], ["--sniff"]], ids=" ".join)
def test_a_larger_file_is_linted_at_its_places(rtlint: Run, tmp_path: Path, path: str, options: list[str]) -> None:
    put(tmp_path, {"promptfooconfig.yaml": INSIDE, "rtlint.toml": ENTRY})
    assert rtlint("check", "--output", "concise", "-q", *options, path) == (1, FOUND, "")


def test_standard_input_may_be_a_larger_file(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, {"rtlint.toml": ENTRY})
    check = ("check", "-", "--stdin-filename", "promptfooconfig.yaml", "--output", "concise", "-q")
    assert rtlint(*check, stdin=INSIDE.encode()) == (1, FOUND, "")


def test_a_larger_file_is_left_out_as_others_are(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, {"promptfooconfig.yaml": INSIDE, "rtlint.toml": f"exclude = ['promptfoo*']\n{ENTRY}"})
    assert rtlint("check", "-q") == (0, "", "")
    put(tmp_path, {"rtlint.toml": f"per-file-ignores = {{'*.yaml' = ['RT205']}}\n{ENTRY}"})
    assert rtlint("check", "-q") == (0, "", "")


def test_places_of_several_configurations_add_up(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, {"promptfooconfig.yaml": INSIDE + "more: {session: {type: realtim}}\n", "base.toml": ENTRY})
    put(tmp_path, {"rtlint.toml": "extend = 'base.toml'\n[[documents]]\nfiles = ['*.yaml']\nat = ['more', 'gone']\n"})
    codes = [(one["code"], one["at"]) for one in json.loads(rtlint("check", "--output", "json").out)["findings"]]
    assert codes == [("RT205", "providers[1].config.audio.output.speed"), ("RT103", "more.session.type")]


def test_the_call_overrules_the_kind_of_an_entry(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a.yaml": "x: {session: {type: realtime}}\n"})
    put(tmp_path, {"rtlint.toml": "kind = 'request'\n[[documents]]\nfiles = 'a.yaml'\nat = 'x'\nkind = 'session'\n"})
    assert rtlint("check", "-q").status == 1
    assert rtlint("check", "-q", "--kind", "request").status == 0


def test_a_larger_file_is_explained_place_by_place(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, {"promptfooconfig.yaml": INSIDE, "rtlint.toml": ENTRY})
    status, out, err = rtlint("explain", "promptfooconfig.yaml", "--at", "session.audio.output.speed")
    assert (status, err) == (0, "")
    assert out.startswith("promptfooconfig.yaml, providers[1].config: a session by itself, type realtime\n")
    assert out.index("\n  speed  2  line 5\n") < out.index("error RT205: speed is 2; the API takes 0.25 to 1.5")


# Settings.


def settings(out: str) -> list[str]:
    """The lines that no default gives."""
    return [
        line
        for line in out.split("\n\n", maxsplit=1)[0].splitlines()[1:]
        if line[0] != "#" and not line.endswith("# default")
    ]


def test_settings_are_shown_with_their_places(rtlint: Run, tmp_path: Path) -> None:
    put(
        tmp_path,
        {"base.toml": "target = 'azure'\nignore = ['RT201']\nfail-on = 'info'\n[rules.RT206]\nseverity = 'info'"},
    )
    own = "[tool.rtlint]\nextend = 'base.toml'\nfail-on = 'warning'\n[tool.rtlint.rules.RT206]\nseverity = 'warning'\n"
    put(
        tmp_path,
        {"pyproject.toml": f"[project]\nname = 'x'\n{own}[tool.rtlint.per-file-ignores]\n'a.yaml' = ['RT3']\n"},
    )
    status, out, err = rtlint("check", "--show-settings", "a.yaml", "--ignore", "RT202", "--as-of", "2026-02-03")
    assert (status, err) == (0, "")
    assert out.startswith("# a.yaml: base.toml, then pyproject.toml\n")
    assert [" ".join(line.split()) for line in settings(out)] == [
        'extend = "base.toml" # pyproject.toml:4:1',
        'ignore = ["RT201"] # base.toml:2:1',
        'ignore = ["RT202"] # the command line',
        'per-file-ignores["a.yaml"] = ["RT3"] # pyproject.toml:9:1',
        'rules.RT206.severity = "warning" # pyproject.toml:7:1',
        'target = "azure" # base.toml:1:1',
        'fail-on = "warning" # pyproject.toml:5:1',
        'as-of = "2026-02-03" # the command line',
    ]
    silent = out.split("#   silent   ")[1]
    assert {"RT201", "RT202", "RT302"} <= set(silent.replace("#", "").split())
    assert "RT206" in out.split("#   warning  ")[1].split("#   silent")[0]


def test_without_a_configuration_all_is_default(rtlint: Run) -> None:
    status, out, err = rtlint("check", "--show-settings")
    assert (status, err, settings(out)) == (0, "", [])
    assert out.startswith("# .: no configuration\n# extend: none\n# required-version: any\ninclude = [")
    assert 'fail-on = "error"                             # default\n' in out


def test_a_choice_that_starts_anew_hides_those_before(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, {"base.toml": "ignore = ['RT201']", "rtlint.toml": "extend = 'base.toml'\nselect = ['RT2']"})
    shown = [" ".join(line.split()) for line in settings(rtlint("check", "--show-settings").out)]
    assert shown == ['extend = "base.toml" # rtlint.toml:1:1', 'select = ["RT2"] # rtlint.toml:2:1']


def test_settings_as_json(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a/rtlint.toml": "fail-on = 'info'\nselect = ['RT205']"})
    made = json.loads(rtlint("check", "--show-settings", "--output", "json", "a").out)
    keys = {one["key"]: one for one in made["settings"]}
    assert {key: made[key] for key in ("version", "rtlint", "path", "configuration")} == {
        "version": 1,
        "rtlint": __version__,
        "path": "a",
        "configuration": ["a/rtlint.toml"],
    }
    assert keys["fail-on"] == {"key": "fail-on", "value": "info", "origin": "a/rtlint.toml:1:1", "about": ""}
    assert keys["as-of"] == {"key": "as-of", "value": None, "origin": "default", "about": "today"}
    assert [one for one in made["rules"] if one["on"]] == [
        {"code": "RT205", "name": "speed-range", "severity": "error", "on": True}
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--show-settings", "a", "b"], "--show-settings takes one path"),
        (["--show-settings", "--output", "concise"], "--show-settings writes text or json, not concise"),
        (["--show-settings", "bad"], "bad/rtlint.toml:1:1: unknown key x; "),
        (["--show-files", "-"], "--show-files looks for files, and - is none"),
        (["--show-files", "--config", "documents = [{files = '*', at = 'a['}]", "a.yaml"], '--config:1:33: "a[" is no path; '),
    ],
)  # fmt: skip  # a table
def test_mistakes_are_one_line(rtlint: Run, tmp_path: Path, arguments: list[str], words: str) -> None:
    put(tmp_path, {"bad/rtlint.toml": "x = 1", "a.yaml": ""})
    status, out, err = rtlint("check", *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"Error: {words}")


# Files.


def test_files_are_shown_and_with_verbose_why_others_are_not(rtlint: Run, tmp_path: Path) -> None:
    put(
        tmp_path,
        {"a.realtime.yaml": "{", "b.yaml": "type: realtime", "c.yaml": "x: 1", "d/e.json": '{"type": "realtime"}'},
    )
    put(tmp_path, {"promptfoo1.yaml": INSIDE, "promptfoo2.yaml": "x: 1", "promptfoo3.yaml": "{", "t.txt": ""})
    put(tmp_path, {"old/f.yaml": "", "g.yaml": "", ".gitignore": "g.yaml", "venv/h.yaml": ""})
    put(tmp_path, {"rtlint.toml": f"exclude = ['old/']\n{ENTRY}"})
    files = "a.realtime.yaml\nb.yaml\nd/e.json\npromptfoo1.yaml\npromptfoo3.yaml\n"
    assert rtlint("check", "--show-files") == (0, files, "")
    status, out, err = rtlint("check", "--show-files", "-v")
    assert (status, out) == (0, files)
    assert sorted(err.splitlines()) == [
        "skipped .git/: such folders hold what others or tools wrote",
        "skipped c.yaml: it does not look like a session config",
        "skipped g.yaml: a .gitignore hides it",
        "skipped old/: the configuration excludes it",
        "skipped promptfoo2.yaml: it holds nothing where the configuration looks for sessions",
        "skipped venv/: such folders hold what others or tools wrote",
    ]
    named = rtlint("check", "--show-files", "--force-exclude", "-v", "c.yaml", "old/f.yaml")
    assert named == (0, "c.yaml\n", "skipped old/f.yaml: the configuration excludes it\n")
