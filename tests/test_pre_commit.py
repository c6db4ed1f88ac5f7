"""The hooks as pre-commit runs them: installed by it from a repository of this checkout, on commits of another one."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from rtlint import __version__, starter

ROOT = Path(__file__).resolve().parent.parent
GOOD = "session: {type: realtime}\n"
FAST = "session: {type: realtime, audio: {output: {speed: 2.0}}}\n"
CAPITAL = "session: {type: realtime, audio: {output: {voice: Marin}}}\n"
FLOAT = "session: {type: realtime, max_output_tokens: 1024.0}\n"
OTHERS = "name: web\nports: [80]\n"
RULE = (ROOT / "examples/policy/acme-voice/ACME1-voice-off-brand.yaml").read_text()


class Done(NamedTuple):
    """How a hook ended: what stands behind its dots, and what it wrote."""

    verdict: str
    said: str


Hook = Callable[..., Done]


def environment(home: Path) -> dict[str, str]:
    """A user's, whatever runs these tests: no Python path, no git hook around, no colours."""
    ours = re.compile(r"GIT_|PRE_COMMIT|PYTHON|SKIP$|FORCE_COLOR$|CLICOLOR")
    kept = {name: value for name, value in os.environ.items() if not ours.match(name)}
    who = {f"GIT_{who}_{what}": "a@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PRE_COMMIT_HOME": str(home / "home")}
    return {**kept, **who, **quiet, "HOME": str(home)}


def run(folder: Path, env: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def committed(folder: Path, env: dict[str, str]) -> str:
    """The commit that holds all files of a new repository."""
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
        done = run(folder, env, "git", *arguments)
        assert done.returncode == 0, done.stderr
    return run(folder, env, "git", "rev-parse", "HEAD").stdout.strip()


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, dict[str, str]]:
    """A repository of this checkout as it is now, its commit, and an environment that keeps what pre-commit made."""
    env = environment(tmp_path_factory.mktemp("user"))
    folder = tmp_path_factory.mktemp("origin")
    listed = run(ROOT, env, "git", "ls-files", "--cached", "--others", "--exclude-standard").stdout.splitlines()
    for name in (name for name in listed if (ROOT / name).is_file()):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((ROOT / name).read_bytes())
    return folder, committed(folder, env), env


@pytest.fixture
def hook(origin: tuple[Path, str, dict[str, str]], tmp_path: Path) -> Hook:
    """`hook("rtlint", {"a.yaml": "…"}, args=[…])` runs a hook on a repository of these files."""
    where, commit, env = origin

    def call(hook: str, files: dict[str, str], args: list[str] | None = None) -> Done:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        hooks = [{"id": hook, **({"args": args} if args else {})}]
        config = {"repos": [{"repo": str(where), "rev": commit, "hooks": hooks}]}
        (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
        if not (tmp_path / ".git").is_dir():
            committed(tmp_path, env)
        run(tmp_path, env, "git", "add", "-A")
        done = run(tmp_path, env, sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never")
        assert done.stderr == ""
        out = re.sub(r"^\[INFO\].*\n", "", done.stdout, flags=re.MULTILINE)
        head, _, said = out.partition("\n")
        assert (done.returncode == 0) == head.endswith("Passed"), out
        return Done(head.rpartition(".")[2], said)

    return call


PASSED = Done("Passed", "")
BRIEF = ["--output", "concise"]
TOO_FAST = "error[RT205] speed-range: speed is 2.0; the API takes 0.25 to 1.5"


def failed(hook: str, why: str, said: str) -> Done:
    return Done("Failed", f"- hook id: {hook}\n- {why}\n\n{said}\n")


def test_what_is_no_session_is_passed_over_and_a_good_one_passes(hook: Hook) -> None:
    assert hook("rtlint", {"a.realtime.yaml": GOOD, "web.yaml": OTHERS, "b.json": "[1]"}) == PASSED


def test_a_finding_fails_and_nothing_else_is_said(hook: Hook) -> None:
    said = f"a.realtime.yaml:1:51: {TOO_FAST}\n\n1 error in 1 file\n1 fixable with --fix --unsafe-fixes\n"
    files = {"a.realtime.yaml": FAST, "web.yaml": OTHERS}
    assert hook("rtlint", files, BRIEF) == failed("rtlint", "exit code: 1", said)


def test_a_warning_passes_unless_the_arguments_are_stricter(hook: Hook) -> None:
    assert hook("rtlint", {"a.yaml": FLOAT}) == PASSED
    said = (
        "a.yaml:1:46: warning[RT110] integer-as-float: max_output_tokens is 1024.0; the API takes an integer, as in "
        "1024\n\n"
        "1 warning in 1 file\n1 fixable with --fix\n"
    )
    assert hook("rtlint", {}, [*BRIEF, "--fail-on", "warning"]) == failed("rtlint", "exit code: 1", said)


def test_what_the_configuration_excludes_is_not_linted_though_it_is_named(hook: Hook) -> None:
    files = {"rtlint.toml": 'exclude = ["/fixtures/"]\n', "fixtures/a.realtime.yaml": FAST, "b.yaml": GOOD}
    assert hook("rtlint", files) == PASSED


def test_a_mistake_in_the_configuration_is_one_line(hook: Hook) -> None:
    said = "Error: rtlint.toml:1:1: unknown key exclud; did you mean exclude?\n"
    files = {"rtlint.toml": "exclud = []\n", "a.yaml": GOOD}
    assert hook("rtlint", files) == failed("rtlint", "exit code: 2", said)


def test_many_files_are_looked_at_by_one_process(hook: Hook) -> None:
    found = hook("rtlint", {f"{number:03}.yaml": FAST for number in range(300)}, BRIEF)
    assert [line for line in found.said.splitlines() if "error[" not in line] == [
        "- hook id: rtlint",
        "- exit code: 1",
        "",
        "",
        "300 errors in 300 files",
        "300 fixable with --fix --unsafe-fixes",
        "",
    ]


def test_safe_fixes_are_applied_once_and_what_is_left_fails(hook: Hook, tmp_path: Path) -> None:
    modified = "files were modified by this hook"
    first = hook("rtlint-fix", {"a.yaml": CAPITAL, "web.yaml": OTHERS})
    assert first == failed("rtlint-fix", modified, "No findings in 1 file.\nfixed 1 fault\n")
    assert (tmp_path / "a.yaml").read_text() == CAPITAL.replace("Marin", "marin")
    assert hook("rtlint-fix", {}) == PASSED
    left = f"b.yaml:1:51: {TOO_FAST}\n\n1 error in 2 files\n1 fixable with --unsafe-fixes\n"
    assert hook("rtlint-fix", {"b.yaml": FAST}, BRIEF) == failed("rtlint-fix", "exit code: 1", left)
    assert (tmp_path / "b.yaml").read_text() == FAST


def test_packs_of_ones_own_are_proven(hook: Hook) -> None:
    files = {"rtlint.toml": 'rule-packs = ["voice"]\n', "voice/ACME1-voice-off-brand.yaml": RULE, "web.yaml": OTHERS}
    assert hook("rtlint-rules", files) == PASSED
    said = (
        "voice/ACME1-voice-off-brand.yaml: example 'another voice': a finding at 3:27 is not marked\n"
        "voice/ACME1-voice-off-brand.yaml: example 'another voice': no finding at the mark 3:11\n"
        "1 rules, 4 examples: 2 claims do not hold\n"
    )
    broken = hook("rtlint-rules", {"voice/ACME1-voice-off-brand.yaml": RULE.replace("<- 27", "<- 11", 1)})
    assert broken == failed("rtlint-rules", "exit code: 1", said)


def blocks(name: str) -> list[str]:
    """The configurations of pre-commit that a page shows."""
    text = (ROOT / name).read_text()
    return re.findall(r"^```ya?ml[^\n]*\n(repos:\n.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("text", [starter.pre_commit()[0], *blocks("docs/guides/pre-commit.md"), *blocks("README.md")])
def test_every_entry_that_we_propose_is_one_and_names_our_hooks(text: str, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(text)
    command = [sys.executable, "-m", "pre_commit"]
    env = environment(tmp_path)
    checked = run(tmp_path, env, *command, "validate-config", "config.yaml")
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")
    known = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    (entry,) = yaml.safe_load(text)["repos"]
    assert (entry["repo"], entry["rev"]) == ("https://github.com/rtlint/rtlint", f"v{__version__}")
    assert {hook["id"] for hook in entry["hooks"]} <= known


def test_the_manifest_is_one(tmp_path: Path) -> None:
    manifest = str(ROOT / ".pre-commit-hooks.yaml")
    done = run(tmp_path, environment(tmp_path), sys.executable, "-m", "pre_commit", "validate-manifest", manifest)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
