"""`rtlint init`: what it writes is good, and nothing that is there is ever touched."""

import datetime
import json
import os
import pty
import subprocess
import sys
import termios
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
import yaml

from rtlint import __version__, starter
from rtlint.api.request import ClientSecretRequest
from rtlint.api.translation import TranslationRequest
from rtlint.cli import init
from rtlint.config.model import Settings
from rtlint.lint import Linter
from rtlint.rule.choose import chosen
from rtlint.rule.pack import Pack, built_in
from rtlint.session.kinds import Kind, detect
from rtlint.text import newfile
from rtlint.text.source import Source
from tests.cli.conftest import Done, environment

Run = Callable[..., Any]

ROOT = Path(__file__).resolve().parent.parent.parent
SCHEMA = json.loads((ROOT / "docs" / "schema" / "request.json").read_text())
AS_OF = datetime.date(2026, 11, 22)
VOICES = "alloy, ash, ballad, coral, echo, sage, shimmer, verse, marin, cedar"
ENTRY = f"  - repo: https://github.com/rtlint/rtlint\n    rev: v{__version__}\n    hooks:\n      - id: rtlint\n"
ALL = ("browser.realtime.yaml", "rtlint.toml", ".pre-commit-config.yaml")
WRITTEN = "".join(f"{name} is written\n" for name in ALL) + "Next: rtlint check\n"


@cache
def pack() -> Pack:
    return built_in()


LANGUAGES = {code: row["name"] for code, row in pack().tables["languages"].items() if "name" in row}


def answers(
    voice: str = "marin", language: str = "en", *, transcript: bool = True, tool: bool = False
) -> dict[str, str | bool]:
    name = LANGUAGES[language]
    return {"voice": voice, "language": language, "language_name": name, "transcript": transcript, "tool": tool}


def combinations() -> Iterator[tuple[str, dict[str, str | bool]]]:
    """Every yes and no with each other, and with each of them every voice and every language."""
    for template, transcript, tool in product(starter.TEMPLATES, (True, False), (True, False)):
        for voice in pack().tables["voices"]:
            yield template, answers(voice, transcript=transcript, tool=tool)
        for language in LANGUAGES:
            yield template, answers(language=language, transcript=transcript, tool=tool)


TEXTS = {starter.session(template, given): template for template, given in combinations()}
SOME = [
    pytest.param(template, transcript, tool, id=f"{template}-{transcript}-{tool}")
    for template, transcript, tool in product(starter.TEMPLATES, (True, False), (True, False))
]


def linter(codes: Iterable[str]) -> Linter:
    return Linter(pack(), codes, as_of=AS_OF)


def found(judge: Linter, text: str) -> list[tuple[str, str]]:
    result = judge.lint(Source("a.realtime.yaml", text))
    assert result is not None
    assert result.documents == 1
    return [(finding.code, str(finding.at)) for finding in result.findings]


def folder(path: Path) -> dict[str, bytes]:
    """Everything that a folder holds."""
    return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}


# What it writes.


def test_no_rule_has_a_word_to_say_of_any_session() -> None:
    judge = linter(chosen(pack().rules))
    assert len(TEXTS) > 1000
    assert {finding for text in TEXTS for finding in found(judge, text)} == set()


def test_of_the_rules_that_are_off_one_tells_every_session_with_instructions() -> None:
    """RT609 speaks of any instructions that stand in a body, since a client can read them; the template says so too."""
    judge = linter(rule.code for rule in pack().rules)
    assert {finding for text in TEXTS for finding in found(judge, text)} == {("RT609", "session.instructions")}
    assert "The page can read all of this" in starter.session("browser", answers())


@pytest.mark.parametrize(("template", "transcript", "tool"), SOME)
def test_a_session_is_what_its_struct_and_the_published_schema_take(
    template: str, transcript: bool, tool: bool
) -> None:
    text = starter.session(template, answers(language="no", transcript=transcript, tool=tool))
    value = yaml.safe_load(text)
    translates = template == "translation"
    assert detect(value) is (Kind.TRANSLATION if translates else Kind.REQUEST)
    decoded = msgspec.convert(value, TranslationRequest if translates else ClientSecretRequest)
    assert msgspec.to_builtins(decoded) == value
    if not translates:  # there is no schema of translations
        jsonschema.Draft7Validator(SCHEMA).validate(value)
        assert text.startswith(f"# yaml-language-server: $schema={SCHEMA['$id']}\n")


def test_a_session_has_what_was_asked_for() -> None:
    desk = yaml.safe_load(starter.session("phone", answers("ash", "sv", transcript=True, tool=True)))["session"]
    plain = yaml.safe_load(starter.session("phone", answers("ash", "sv", transcript=False)))["session"]
    assert desk["audio"]["input"].pop("transcription") == {"model": "gpt-live-transcribe", "languages": ["sv"]}
    assert [tool["name"] for tool in desk.pop("tools")] == ["take_message"]
    assert "take_message" in desk.pop("instructions")
    assert "take_message" not in plain["instructions"]
    assert "Speak Swedish." in plain.pop("instructions")
    assert desk == plain
    assert plain["audio"] == {
        "input": {
            "format": {"type": "audio/pcmu"},
            "turn_detection": {
                "type": "server_vad", "threshold": 0.6, "prefix_padding_ms": 300, "silence_duration_ms": 700,
            },
        },
        "output": {"format": {"type": "audio/pcmu"}, "voice": "ash"},
    }  # fmt: skip  # a table


def test_a_transcription_says_that_it_has_no_turns_and_a_translation_into_what() -> None:
    written = yaml.safe_load(starter.session("transcription", answers(language="no")))["session"]
    assert written["audio"]["input"]["turn_detection"] is None
    assert written["audio"]["input"]["transcription"]["languages"] == ["no"]
    translated = yaml.safe_load(starter.session("translation", answers(language="no", transcript=False)))["session"]
    assert translated["audio"] == {"input": {"noise_reduction": {"type": "near_field"}}, "output": {"language": "no"}}


def test_nothing_of_a_template_is_left_over_and_every_line_fits() -> None:
    lines = {line for text in TEXTS for line in text.splitlines()}
    assert [line for line in lines if len(line) > 120 or "${" in line or "[if" in line or line != line.rstrip()] == []
    assert all(text.endswith("\n") for text in TEXTS)
    assert not any("\n\n\n" in text or text.endswith("\n\n") for text in TEXTS)


@pytest.mark.parametrize("template", starter.TEMPLATES)
def test_a_template_is_yaml_by_itself(template: str) -> None:
    raw = (ROOT / "rtlint" / "starter" / f"{template}.yaml").read_text()
    assert found(linter(chosen(pack().rules)), raw) == []


def test_the_configuration_says_what_holds_without_one() -> None:
    said = msgspec.convert(tomllib.loads(starter.configuration()), Settings)
    assert said == Settings(target="openai", fail_on="error", ignore=[], exclude=[])
    assert json.loads((ROOT / "docs" / "schema" / "config.json").read_text())["$id"] in starter.configuration()


# Without a terminal.


def test_without_a_terminal_the_defaults_are_written_and_nothing_is_asked(rtlint: Run, tmp_path: Path) -> None:
    assert rtlint("init") == Done(0, "", WRITTEN)
    assert folder(tmp_path) == {
        "browser.realtime.yaml": starter.session("browser", answers()).encode(),
        "rtlint.toml": starter.configuration().encode(),
        ".pre-commit-config.yaml": f"# What runs before each commit: https://pre-commit.com/\nrepos:\n{ENTRY}".encode(),
    }
    checked = rtlint("check", "--fail-on", "info")
    assert (checked.status, checked.out) == (0, "No findings in 1 file.\n")


def test_what_comes_through_a_pipe_is_no_answer(rtlint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rtlint("init", "--dry-run", stdin=b"phone\n").out.startswith("==> browser.realtime.yaml <==\n")
    monkeypatch.setattr(sys, "stdin", None)
    assert not init._on_terminal()


def test_options_answer_every_question(rtlint: Run, tmp_path: Path) -> None:
    options = "--template phone --name desk.realtime.yaml --voice ash --language SV --no-transcript --tool"
    assert rtlint("init", "lines/se", *options.split()) == Done(
        0,
        "",
        "lines/se/desk.realtime.yaml is written\n"
        "lines/se/rtlint.toml is written\n"
        "lines/se/.pre-commit-config.yaml is written\n"
        "Next: rtlint check lines/se\n",
    )
    expected = starter.session("phone", answers("ash", "sv", transcript=False, tool=True))
    assert (tmp_path / "lines" / "se" / "desk.realtime.yaml").read_text() == expected


def test_a_dry_run_shows_all_and_writes_nothing(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "agents").mkdir()
    (tmp_path / "agents" / "rtlint.toml").write_text("")
    shown = rtlint("init", "agents", "--dry-run")
    session = starter.session("browser", answers())
    whole = starter.pre_commit()[0]
    assert shown == Done(
        0,
        f"==> agents/browser.realtime.yaml <==\n{session}\n==> agents/.pre-commit-config.yaml <==\n{whole}\n",
        "agents/rtlint.toml is there already\n",
    )
    assert folder(tmp_path) == {"agents/rtlint.toml": b""}
    assert rtlint("init", "missing", "--dry-run").status == 0
    assert not (tmp_path / "missing").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--name a/b", "Invalid value for '--name': a/b is no name of a file; take letters, digits, - and _"),
        ("--voice marn", "Invalid value for '--voice': no voice is called marn; did you mean marin?"),
        ("--voice nova", f"Invalid value for '--voice': no voice is called nova; take one of {VOICES}"),
        ("--language jp", "Invalid value for '--language': jp is no code of a language; did you mean ja?"),
        (
            "--language en-US",
            "Invalid value for '--language': en-US is no code of a language; take two letters of ISO 639-1, such as en",
        ),
        (
            "--template transcription --voice ash",
            "--voice has no effect on transcription; it goes with phone, browser",
        ),
        ("--template translation --tool", "--tool has no effect on translation; it goes with phone, browser"),
    ],
)
def test_a_wrong_answer_is_one_line_and_writes_nothing(rtlint: Run, tmp_path: Path, options: str, message: str) -> None:
    done = rtlint("init", *options.split())
    assert (done.status, done.out, done.err.splitlines()[-1]) == (2, "", f"Error: {message}")
    assert folder(tmp_path) == {}


# What is there already.


def test_what_is_there_is_left_to_the_byte_and_told(rtlint: Run, tmp_path: Path) -> None:
    there = {name: f"mine: {name}\r\n\xff".encode("latin-1") for name in (ALL[0], ALL[2])} | {ALL[1]: b"# mine"}
    for name, data in there.items():
        (tmp_path / name).write_bytes(data)
    assert rtlint("init") == Done(
        0,
        "",
        "browser.realtime.yaml is there already\n"
        "rtlint.toml is there already\n"
        f".pre-commit-config.yaml is there already; add this under repos:\n{ENTRY}"
        "Next: rtlint check\n",
    )
    assert folder(tmp_path) == there


def test_a_second_run_has_nothing_to_add(rtlint: Run, tmp_path: Path) -> None:
    rtlint("init")
    before = folder(tmp_path)
    assert rtlint("init") == Done(0, "", WRITTEN.replace("is written", "is there already"))
    assert folder(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "text"), [(".rtlint.toml", ""), ("pyproject.toml", "[tool.rtlint]\n"), ("../rtlint.toml", "")]
)
def test_a_configuration_that_holds_is_enough(rtlint: Run, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "agents").mkdir()
    (tmp_path / "agents" / name).write_text(text)
    where = os.path.dirname(os.path.normpath(f"agents/{name}")) or "."
    done = rtlint("init", "agents")
    assert done.err.splitlines()[0] == f"agents/rtlint.toml is not needed: the configuration in {where} holds here"
    assert done.status == 0
    assert sorted(folder(tmp_path / "agents")) == sorted({*ALL, name} - {"rtlint.toml", "../rtlint.toml"})


def test_a_pyproject_without_our_table_is_no_configuration(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'shop'\n")
    assert rtlint("init") == Done(0, "", WRITTEN)


def test_a_broken_configuration_comes_first(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "rtlint.toml").write_text("ignored = []\n")
    done = rtlint("init")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("Error: rtlint.toml:1:1: ")
    assert list(folder(tmp_path)) == ["rtlint.toml"]


def test_nothing_is_written_outside_of_the_folder(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert rtlint("init", "agents") == Done(
        0,
        "",
        f"pre-commit looks at the root of the repository, in .pre-commit-config.yaml; add this under repos:\n{ENTRY}"
        "agents/browser.realtime.yaml is written\n"
        "agents/rtlint.toml is written\n"
        "Next: rtlint check agents\n",
    )
    assert sorted(folder(tmp_path)) == ["agents/browser.realtime.yaml", "agents/rtlint.toml"]
    (tmp_path / ".pre-commit-config.yaml").write_text(f"repos:\n{ENTRY}")
    again = rtlint("init", "agents", "--name", "second")
    assert again.err.splitlines()[0] == "agents/second.realtime.yaml is written"


def test_a_file_that_appears_after_the_last_question_wins(
    rtlint: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def create(path: str, text: str) -> None:
        if not path.startswith("."):
            (tmp_path / path).write_bytes(b"theirs")
        newfile.create(path, text)

    monkeypatch.setattr(init, "create", create)
    assert rtlint("init") == Done(
        0,
        "",
        "browser.realtime.yaml is there already\n"
        "rtlint.toml is there already\n"
        ".pre-commit-config.yaml is written\n"
        "Next: rtlint check\n",
    )
    assert folder(tmp_path) == {
        "browser.realtime.yaml": b"theirs",
        "rtlint.toml": b"theirs",
        ".pre-commit-config.yaml": starter.pre_commit()[0].encode(),
    }


def test_a_link_that_leads_nowhere_is_there_too(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "browser.realtime.yaml").symlink_to("elsewhere.yaml")
    assert rtlint("init").err.startswith("browser.realtime.yaml is there already\n")
    assert not (tmp_path / "elsewhere.yaml").exists()


# What cannot be written.


def test_a_file_that_cannot_be_written_is_told_and_the_others_are_written(rtlint: Run, tmp_path: Path) -> None:
    name = "a" * 300
    done = rtlint("init", "--name", name)
    assert done == Done(
        2,
        "",
        f"Error: {name}.realtime.yaml cannot be written: file name too long\n"
        "rtlint.toml is written\n"
        ".pre-commit-config.yaml is written\n",
    )
    assert sorted(folder(tmp_path)) == [".pre-commit-config.yaml", "rtlint.toml"]


def test_a_folder_that_may_not_be_written_to(rtlint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def create(path: str, _text: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(init, "create", create)
    lines = "".join(f"Error: {name} cannot be written: permission denied\n" for name in ALL)
    assert rtlint("init") == Done(2, "", lines)


def test_a_file_is_no_folder(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "agents").write_text("")
    done = rtlint("init", "agents")
    assert (done.status, done.err.splitlines()[-1]) == (
        2,
        "Error: Invalid value for '[FOLDER]': Directory 'agents' is a file.",
    )
    below = rtlint("init", "agents/desk")
    assert below == Done(2, "", "Error: agents/desk cannot be made: not a directory\n")
    assert folder(tmp_path) == {"agents": b""}


# On a terminal.


def typed(folder: Path, keys: str, *arguments: str) -> tuple[int, str, str]:
    """How a run on a terminal ends, where all keys are struck before it starts: status, output, and what it asks."""
    ours, theirs = pty.openpty()
    settings = termios.tcgetattr(theirs)
    settings[1] &= ~termios.OPOST
    settings[3] &= ~termios.ECHO
    termios.tcsetattr(theirs, termios.TCSANOW, settings)
    os.write(ours, keys.encode())
    command = [sys.executable, "-m", "rtlint", "init", *arguments]
    options: dict[str, Any] = {"cwd": folder, "env": environment(), "stdin": theirs, "stderr": theirs}
    with subprocess.Popen(command, stdout=subprocess.PIPE, **options) as process:
        os.close(theirs)
        asked = b"".join(iter(lambda: _read(ours), b""))
        out = process.stdout.read() if process.stdout else b""
    os.close(ours)
    return process.returncode, out.decode(), asked.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so when nobody writes any more
        return b""


MENU = "".join(f"  {template:15}{starter.about(template)}\n" for template in starter.TEMPLATES)
CHOICES = "What is it for? (phone, browser, transcription, translation) [browser]: "


def test_on_a_terminal_everything_is_asked_and_a_wrong_answer_asked_again(tmp_path: Path) -> None:
    status, out, asked = typed(tmp_path, "tv\nphone\ndesk\nnova\nash\nNO\nn\ny\n")
    assert (status, out) == (0, "")
    assert asked == (
        f"{MENU}{CHOICES}Error: 'tv' is not one of 'phone', 'browser', 'transcription', 'translation'.\n{CHOICES}"
        "Name of the file, before .realtime.yaml [phone]: "
        f"Voice [marin]: Error: no voice is called nova; take one of {VOICES}\n"
        "Voice [marin]: Language, as two letters [en]: "
        "Write down what people say? [Y/n]: Show a tool that the model may call? [y/N]: "
        "desk.realtime.yaml is written\nrtlint.toml is written\n.pre-commit-config.yaml is written\n"
        "Next: rtlint check\n"
    )
    expected = starter.session("phone", answers("ash", "no", transcript=False, tool=True))
    assert (tmp_path / "desk.realtime.yaml").read_text() == expected


def test_only_what_matters_is_asked_and_no_answer_takes_the_default(tmp_path: Path) -> None:
    status, _, asked = typed(tmp_path, "\n\n", "--template", "transcription")
    assert status == 0
    assert asked == (
        "Name of the file, before .realtime.yaml [transcription]: Language, as two letters [en]: "
        "transcription.realtime.yaml is written\nrtlint.toml is written\n.pre-commit-config.yaml is written\n"
        "Next: rtlint check\n"
    )
    assert (tmp_path / "transcription.realtime.yaml").read_text() == starter.session("transcription", answers())


def test_yes_asks_nothing(tmp_path: Path) -> None:
    assert typed(tmp_path, "", "--yes") == (0, "", WRITTEN)


def test_who_leaves_before_the_last_answer_leaves_nothing_behind(tmp_path: Path) -> None:
    status, out, asked = typed(tmp_path, "phone\n\x04")
    assert (status, out) == (130, "")
    assert asked.startswith(f"{MENU}{CHOICES}Name of the file, before .realtime.yaml [phone]: ")
    assert folder(tmp_path) == {}
