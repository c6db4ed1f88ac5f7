"""What the guides tell people to write for their editors is read by those, and reads what rtlint prints."""

import ast
import json
import os
import re
import subprocess
import textwrap
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from click.testing import CliRunner

from rtlint.cli.main import rtlint

ROOT = Path(__file__).resolve().parent.parent
SERVER, CHECK = "editors", "editors-without-server"
TEXT = """\
session:
  type: realtime
  model: gpt-realtime
  instructions: |
    Be brief.
  audio: {output: {speed: 2.0, voice: marin}}
  tool_choice: "a (b) [c]: d"
"""
TOLD = [
    (3, 10, "warning", 'model is "gpt-realtime", which ends on 2027-01-20; gpt-realtime-2.1 takes its place', "RT504"),
    (6, 27, "error", "speed is 2.0; the API takes 0.25 to 1.5", "RT205"),
    (7, 16, "error", 'tool_choice is "a (b) [c]: d"; the API takes none, auto, required or a mapping', "RT330"),
]
FOUND = TOLD + [(row, column, "info", message, code) for row, column, _, message, code in TOLD]
NAMES = {"RT504": "model-deprecated", "RT205": "speed-range", "RT330": "tool-choice-shape"}
FENCE = re.compile(r'^( *)```(\w+)(?: title="([^"]*)")?\n(.*?)^\1```$', re.MULTILINE | re.DOTALL)
HEADING = re.compile(r'^(?:## (.*)|=== "(.*)")$', re.MULTILINE)


class Fence(NamedTuple):
    """A block of a guide, the heading or tab above it, its language and its text."""

    guide: str
    place: str
    language: str
    title: str
    text: str


def fences(guide: str) -> list[Fence]:
    page = (ROOT / "docs" / "guides" / f"{guide}.md").read_text()
    found = []
    for match in FENCE.finditer(page):
        above = [one[1] or one[2] for one in HEADING.finditer(page, 0, match.start())]
        found.append(Fence(guide, above[-1] if above else "", match[2], match[3] or "", textwrap.dedent(match[4])))
    return found


ALL = fences(SERVER) + fences(CHECK)


def block(guide: str, place: str, language: str) -> str:
    """All blocks of a language at a place, as one text."""
    texts = [each.text for each in ALL if each[:3] == (guide, place, language)]
    assert texts, (guide, place, language)
    return "\n".join(texts)


READERS: dict[str, Callable[[str], Any]] = {
    "json": json.loads,
    "toml": tomllib.loads,
    "yaml": yaml.safe_load,
    "python": ast.parse,
}


@pytest.mark.parametrize("fence", [each for each in ALL if each.language in READERS], ids=lambda each: each.place)
def test_a_file_is_one_of_its_kind(fence: Fence) -> None:
    READERS[fence.language](fence.text)


def started(read: Any) -> Any:
    return [read["command"], *read["args"]]


@pytest.mark.parametrize(
    ("place", "language", "command"),
    [
        ("Helix", "toml", lambda read: started(read["language-server"]["rtlint"])),
        ("Sublime Text", "json", lambda read: read["clients"]["rtlint"]["command"]),
        ("JetBrains", "json", lambda read: read["programArgs"]["default"].split()),
        ("coc.nvim", "json", lambda read: started(read["languageserver"]["rtlint"])),
        ("Kate", "json", lambda read: read["servers"]["yaml"]["command"]),
    ],
)
def test_a_file_starts_the_server(place: str, language: str, command: Callable[[Any], Any]) -> None:
    assert command(READERS[language](block(SERVER, place, language))) == ["rtlint", "server"]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What `--output parsable` prints of a text, and the same as findings of the lowest severity."""
    folder = tmp_path_factory.mktemp("printed")
    (folder / "a.realtime.yaml").write_text(TEXT)
    call = ["check", "a.realtime.yaml", "--isolated", "--as-of", "2026-11-22", "--output"]
    here = Path.cwd()
    os.chdir(folder)
    try:
        lines = CliRunner().invoke(rtlint, [*call, "parsable"]).output.splitlines()
    finally:
        os.chdir(here)
    assert len(lines) == len(FOUND) // 2
    return lines + [line.replace("[warning]", "[info]").replace("[error]", "[info]") for line in lines]


def matches(pattern: str, lines: list[str]) -> list[re.Match[str]]:
    found = [re.search(pattern, line) for line in lines]
    assert None not in found
    return found  # type: ignore[return-value]  # none is None


def test_the_matcher_of_vs_code_reads_what_is_printed(printed: list[str]) -> None:
    (task,) = json.loads(block(CHECK, "VS Code", "json"))["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    names = ("line", "column", "severity", "message", "code")
    found = [[match[pattern[name]] for name in names] for match in matches(pattern["regexp"], printed)]
    assert [(int(row), int(column), *rest) for row, column, *rest in found] == FOUND
    assert task["command"].split() == ["rtlint", "check", "--output", "parsable"]


def test_the_pattern_of_sublime_linter_reads_what_is_printed(printed: list[str]) -> None:
    (linter,) = [
        one for one in ast.parse(block(CHECK, "SublimeLinter", "python")).body if isinstance(one, ast.ClassDef)
    ]
    given = {
        ast.unparse(one.targets[0]): ast.literal_eval(one.value) for one in linter.body if isinstance(one, ast.Assign)
    }
    found = [match.groupdict() for match in matches(given["regex"], printed)]
    assert [(int(one["line"]), int(one["col"]), one["message"], one["code"]) for one in found] == [
        (row, column, message, code) for row, column, _, message, code in FOUND
    ]
    assert [bool(one["error"]) for one in found] == [severity == "error" for _, _, severity, _, _ in FOUND]


def ran(command: list[str], folder: Path, files: dict[str, str]) -> Any:
    """What a program writes into `out.json`, started in a folder with these files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (folder / "out.json").exists(), done.stdout + done.stderr
    return json.loads((folder / "out.json").read_text())


NEOVIM = """\
local text, seen = io.open("printed"):read("*a"), { configs = {}, read = {} }
vim.fs = vim.fs or { find = function() return {} end, dirname = function(path) return path end }
vim.lsp.config = function(name, given) seen.configs[#seen.configs + 1] = { name, given.cmd } end
vim.lsp.enable = function(name) seen.enabled = name end
vim.lsp.start = function(given) seen.configs[#seen.configs + 1] = { given.name, given.cmd } end
local function reader(pattern, groups, severities)
  local found = {}
  for line in text:gmatch("[^\\n]+") do found[#found + 1] = { line:match(pattern) } end
  seen.read[#seen.read + 1] = { groups, found }
end
local lint = { linters = {}, try_lint = function() end }
package.preload["lint"] = function() return lint end
package.preload["lint.parser"] = function() return { from_pattern = reader } end
package.preload["null-ls"] = function()
  return { methods = {}, register = function() end, generator = function(given) seen.args = given.args end }
end
package.preload["null-ls.helpers"] = function() return { diagnostics = { from_pattern = reader } } end
for _, name in ipairs({ "new", "old", "lint", "none" }) do assert(loadfile(name .. ".lua"))() end
vim.cmd("setfiletype yaml")
seen.args = { seen.args, { unpack(lint.linters.rtlint.args, 1, 5) } }
io.open("out.json", "w"):write(vim.json.encode(seen)):close()
"""


@pytest.mark.external
def test_neovim_takes_the_lua_of_the_guides(tmp_path: Path, printed: list[str]) -> None:
    files = {
        "new.lua": block(SERVER, "0.11 and newer", "lua"),
        "old.lua": block(SERVER, "0.8 to 0.10", "lua"),
        "lint.lua": block(CHECK, "nvim-lint", "lua"),
        "none.lua": block(CHECK, "none-ls", "lua"),
        "all.lua": NEOVIM,
        "printed": "\n".join(printed) + "\n",
    }
    seen = ran(
        ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-c", "luafile all.lua", "-c", "qa!"], tmp_path, files
    )
    found = [[str(row), str(column), severity, *rest] for row, column, severity, *rest in FOUND]
    named = ["severity", "message", "code"]
    assert seen == {
        "configs": [["rtlint", ["rtlint", "server"]]] * 2,
        "enabled": "rtlint",
        "read": [[["lnum", "col", *named], found], [["row", "col", *named], found]],
        "args": [
            ["check", "-", "--output", "parsable", "--stdin-filename", "$FILENAME"],
            ["check", "-", "--output", "parsable", "--stdin-filename"],
        ],
    }


VIM = """\
set nocompatible
set runtimepath^=.
packadd ale
for name in ['make', 'lsp', 'ale', 'ale_check']
  execute 'source ' . name . '.vim'
endfor
doautocmd User lsp_setup
edit a.realtime.yaml
let make = &makeprg
setlocal makeprg=cat\\ printed
silent make!
let linters = map(ale#linter#GetAll(['yaml']), {_, one -> [one.name, one.lsp, one.executable, one.command]})
let seen = {
      \\ 'make': make,
      \\ 'found': map(getqflist(), {_, one -> [bufname(one.bufnr), one.lnum, one.col, one.type, one.text]}),
      \\ 'lsp': g:registered.cmd({}),
      \\ 'linters': filter(linters, {_, one -> one[0] =~ 'rtlint'}),
      \\ 'ale': map(RtlintFindings(0, readfile('printed')),
      \\   {_, one -> [one.lnum, one.col, one.type, one.text, one.code]}),
      \\ }
call writefile([json_encode(seen)], 'out.json')
qa!
"""


@pytest.mark.external
def test_vim_takes_the_scripts_of_the_guides(tmp_path: Path, printed: list[str]) -> None:
    files = {
        "make.vim": block(CHECK, "Vim", "vim"),
        "lsp.vim": block(SERVER, "vim-lsp", "vim"),
        "ale.vim": block(SERVER, "ALE", "vim"),
        "ale_check.vim": block(CHECK, "ALE", "vim"),
        "autoload/lsp.vim": "function! lsp#register_server(given) abort\n  let g:registered = a:given\nendfunction\n",
        "all.vim": VIM,
        "a.realtime.yaml": TEXT,
        "printed": "\n".join(printed) + "\n",
    }
    assert ran(["vim", "-es", "-u", "all.vim"], tmp_path, files) == {
        "make": "rtlint check --output parsable %:S",
        "found": [["a.realtime.yaml", row, column, severity[0], f"{message} ({code} {NAMES[code]})"]
                  for row, column, severity, message, code in FOUND],
        "lsp": ["rtlint", "server"],
        "linters": [
            ["rtlint", "stdio", "rtlint", "%e server"],
            ["rtlint_check", "", "rtlint", "%e check - --stdin-filename %s --output parsable"],
        ],
        "ale": [[row, column, severity[0].upper(), message, code] for row, column, severity, message, code in FOUND],
    }  # fmt: skip  # a table


EMACS = """\
(setq package-check-signature nil)
(package-initialize)
(require 'eglot)
(require 'lsp-mode)
(require 'yaml-mode)
(require 'compile)
(require 'json)
(dolist (name '("eglot" "lsp" "compile" "flycheck")) (load (expand-file-name (concat name ".el")) nil t))
(defvar printed (with-temp-buffer (insert-file-contents "printed") (buffer-string)))
(defvar seen
  (with-current-buffer (find-file-noselect "a.realtime.yaml")
    (yaml-mode)
    (list
     :eglot (vconcat (cdr (seq-find (lambda (one) (and (listp (car one)) (memq 'yaml-mode (car one))))
                                    eglot-server-programs)))
     :lsp (symbol-name (lsp--client-server-id (gethash 'rtlint lsp-clients)))
     :compile (string-remove-suffix (buffer-file-name) compile-command)
     :flycheck (vconcat (mapcar (lambda (one) (vector (flycheck-error-line one) (flycheck-error-column one)
                                                      (symbol-name (flycheck-error-level one))
                                                      (flycheck-error-message one) (flycheck-error-id one)))
                                (flycheck-parse-output printed 'rtlint (current-buffer)))))))
(with-temp-buffer
  (insert printed)
  (compilation-mode)
  (compilation--ensure-parse (point-max))
  (setq seen (append seen (list :errors compilation-num-errors-found))))
(with-temp-file "out.json" (insert (json-encode seen)))
"""


@pytest.mark.external
def test_emacs_takes_the_lisp_of_the_guides(tmp_path: Path, printed: list[str]) -> None:
    files = {
        "eglot.el": block(SERVER, "Eglot", "elisp"),
        "lsp.el": block(SERVER, "lsp-mode", "elisp"),
        "compile.el": block(CHECK, "Emacs", "elisp"),
        "flycheck.el": block(CHECK, "Flycheck", "elisp"),
        "all.el": EMACS,
        "a.realtime.yaml": TEXT,
        "printed": "\n".join(printed) + "\n",
    }
    assert ran(["emacs", "--batch", "-l", "package", "-l", "all.el"], tmp_path, files) == {
        "eglot": ["rtlint", "server"],
        "lsp": "rtlint",
        "compile": "rtlint check --output parsable ",
        "flycheck": [list(one) for one in FOUND],
        "errors": len(FOUND),
    }
