"""`rtlint init`: a first session, the configuration and the pre-commit entry."""

import os
import re
import shlex
import sys
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import click

from rtlint import starter
from rtlint.cli.common import load_pack, mistaken, mistakes, tell, write
from rtlint.config.find import NAMES, Finder
from rtlint.inputs import NAMED_OURS
from rtlint.rule.tables import Tables
from rtlint.text.nearest import suggest
from rtlint.text.newfile import create

FAILED = 2

_SESSION = NAMED_OURS[0]
_CONFIGURATION = NAMES[1]
_PRE_COMMIT = ".pre-commit-config.yaml"
_OUR_ENTRY = b"github.com/rtlint/rtlint"


class _File(NamedTuple):
    """A file to write, and what to say where it is there already."""

    path: str
    text: str
    otherwise: str = ""


class _Question(NamedTuple):
    """What is asked on a terminal, what is taken where nobody is asked, and what refuses a wrong answer."""

    words: str
    default: str | bool
    check: Callable[[str], str] | None = None


@cache
def _tables() -> Tables:
    return load_pack().lookup()


def _name(value: str) -> str:
    name = value.removesuffix(_SESSION)
    if not re.fullmatch(r"\w[\w.-]*", name):
        raise click.BadParameter(f"{value} is no name of a file; take letters, digits, - and _")
    return name


def _voice(value: str) -> str:
    known = _tables().names("voices")
    if value not in known:
        hint = suggest(value, known, otherwise=f"take one of {', '.join(known)}")
        raise click.BadParameter(f"no voice is called {value}; {hint}")
    return value


def _language(value: str) -> str:
    row = _tables().row("languages", value.lower())
    if not row or "name" not in row:
        hint = f"did you mean {row['instead']}?" if row else "take two letters of ISO 639-1, such as en"
        raise click.BadParameter(f"{value} is no code of a language; {hint}")
    return value.lower()


_QUESTIONS = {
    "voice": _Question("Voice", "marin", _voice),
    "language": _Question("Language, as two letters", "en", _language),
    "transcript": _Question("Write down what people say?", True),
    "tool": _Question("Show a tool that the model may call?", False),
}


def _checked(check: Callable[[str], str]) -> Callable[..., str | None]:
    return lambda _ctx, _option, value: None if value is None else check(value)


@click.command("init")
@click.argument("folder", default=os.curdir, metavar="[FOLDER]", type=click.Path(file_okay=False))
@click.option("--template", type=click.Choice(starter.TEMPLATES), help="What the session is for; browser by default.")
@click.option(
    "--name",
    callback=_checked(_name),
    help="What its file is called, before .realtime.yaml; as the template by default.",
)
@click.option("--voice", callback=_checked(_voice), help="Who speaks; marin by default.")
@click.option(
    "--language",
    callback=_checked(_language),
    metavar="CODE",
    help="What is spoken, or what is translated into; en by default.",
)
@click.option("--transcript/--no-transcript", default=None, help="Write down what people say; yes by default.")
@click.option("--tool/--no-tool", default=None, help="Show a tool that the model may call; no by default.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing, and take the defaults.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
def command(folder: str, template: str | None, name: str | None, yes: bool, dry_run: bool, **given: Any) -> int:
    """Begin with a first session, a configuration and an entry for pre-commit.

    On a terminal rtlint asks what the options leave open. FOLDER is made where it is missing. What is there already is
    never overwritten.

    Exit status: 0 all of it is there, 2 something cannot be written, or a mistake in the call.
    """
    asking = not yes and _on_terminal()
    template = template or (_ask_template() if asking else "browser")
    _refuse_idle(template, given)
    name = name or _answer(_Question("Name of the file, before .realtime.yaml", template, _name), asking=asking)
    answers = _answers(template, given, asking=asking)
    files = _files(os.path.normpath(folder), f"{name}{_SESSION}", starter.session(template, answers))
    return _show(files) if dry_run else _put(os.path.normpath(folder), files)


def _on_terminal() -> bool:
    """Whether somebody sees a question and can answer it."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _ask_template() -> str:
    for template in starter.TEMPLATES:
        tell(f"  {template:15}{starter.about(template)}")
    choice: str = click.prompt("What is it for?", "browser", type=click.Choice(starter.TEMPLATES), err=True)
    return choice


def _refuse_idle(template: str, given: dict[str, Any]) -> None:
    """End with the mistake of an option that a template has no use for."""
    for key, value in given.items():
        if value is not None and key not in starter.asked(template):
            others = [other for other in starter.TEMPLATES if key in starter.asked(other)]
            mistaken(f"--{key} has no effect on {template}; it goes with {', '.join(others)}")


def _answers(template: str, given: dict[str, Any], *, asking: bool) -> dict[str, Any]:
    """What a template asks, from the options, else from who sits at the terminal, else the defaults."""
    asked = starter.asked(template)
    answers = {
        key: _answer(question, asking=asking) if given[key] is None else given[key]
        for key, question in _QUESTIONS.items()
        if key in asked
    }
    language = _tables().row("languages", answers["language"])
    return {**answers, "language_name": language and language["name"]}


def _answer(question: _Question, *, asking: bool) -> Any:
    if not asking:
        return question.default
    if question.check is None:
        return click.confirm(question.words, bool(question.default), err=True)
    return click.prompt(question.words, str(question.default), value_proc=question.check, err=True)


def _files(folder: str, name: str, text: str) -> list[_File]:
    """The files to write; what makes one of them needless is told."""
    files = [_File(_under(folder, name), text)]
    with mistakes():
        config = Finder().of(folder)
    path = _under(folder, _CONFIGURATION)
    if config and not os.path.lexists(path):
        tell(f"{path} is not needed: the configuration in {os.path.relpath(config.layers[-1].folder)} holds here")
    else:
        files.append(_File(path, starter.configuration()))
    return [*files, *_pre_commit(folder)]


def _pre_commit(folder: str) -> list[_File]:
    """The configuration of pre-commit, unless it belongs outside the folder: nothing is written there."""
    whole, entry = starter.pre_commit()
    root = _repository(folder)
    path = _under(root, _PRE_COMMIT)
    otherwise = "" if _has_entry(path) else f"; add this under repos:\n{entry.rstrip()}"
    if root == folder:
        return [_File(path, whole, otherwise)]
    if otherwise:
        tell(f"pre-commit looks at the root of the repository, in {path}{otherwise}")
    return []


def _repository(folder: str) -> str:
    """The root of the repository that a folder is in, or the folder itself where it is in none or is the root."""
    root = os.path.abspath(folder)
    while not os.path.exists(os.path.join(root, ".git")):
        root, below = os.path.dirname(root), root
        if root == below:
            return folder
    return folder if root == os.path.abspath(folder) else os.path.relpath(root)


def _under(folder: str, name: str) -> str:
    return os.path.normpath(os.path.join(folder, name))


def _has_entry(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return _OUR_ENTRY in file.read()
    except OSError:
        return False


def _show(files: list[_File]) -> int:
    """Print the files that are not there yet."""
    for file in files:
        if os.path.lexists(file.path):
            tell(f"{file.path} is there already{file.otherwise}")
        else:
            write(f"==> {file.path} <==\n{file.text}\n")
    return 0


def _put(folder: str, files: list[_File]) -> int:
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        mistaken(f"{folder} cannot be made: {_reason(error)}")
    failed = [file for file in files if not _written(file)]
    if failed:
        return FAILED
    tell(f"Next: rtlint check{'' if folder == os.curdir else ' ' + shlex.quote(folder)}")
    return 0


def _written(file: _File) -> bool:
    """Whether a file is there now."""
    try:
        create(file.path, file.text)
    except FileExistsError:
        tell(f"{file.path} is there already{file.otherwise}")
    except OSError as error:
        tell(f"Error: {file.path} cannot be written: {_reason(error)}")
        return False
    else:
        tell(f"{file.path} is written")
    return True


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
