"""Runs with a cache say what runs without one say, byte for byte, and never anything stale."""

import datetime
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rtlint.finding import Report
from rtlint.lint import Linter
from rtlint.report import formats
from rtlint.result import Result
from rtlint.text.source import Source

Run = Callable[..., Any]
ROOT = Path(__file__).resolve().parent.parent.parent

GOOD = "session: {type: realtime, max_output_tokens: 1024}\n"
FAST = "session: {type: realtime, audio: {output: {speed: 2}}}\n"
SECRET = """\
session:
  type: realtime
  instructions: {sk-inside0123456789abcdef: 1}
  tools:
    - {type: mcp, server_label: a, server_url: "https://a.example", authorization: hunter2-is-it}
    - {type: function, name: sk-proj-0123456789abcdef, parameters: 1}
    - {type: mcp, server_label: b, headers: {authorization: {open-sesame: 1}}, colour: red}
"""
RULE = """\
code: ACME1
name: too-fast
severity: warning
since: "1.0"
summary: Speech that is too fast.
select: session.audio.output.speed
assert: {maximum: 1.2}
message: "speed is {value}; we take up to {maximum}"
---
why: Callers ask back.
examples: []
"""
TREE = {
    **{f"good/{number}.yaml": GOOD for number in range(8)},
    "fast.yaml": FAST,
    "spoken/fast.realtime.yaml": FAST.replace("}\n", "}  # rtlint: ignore[speed-range] -- ours\n"),
    "broken.realtime.yaml": "session: [\n",
    "empty.realtime.yaml": "",
    "foreign.yaml": "steps: [build, test]\n",
    "several.yaml": GOOD + "---\n" + FAST,
    "secret.realtime.yaml": SECRET,
    "key.realtime.yaml": "session: {type: realtime, 2026-01-01: 1, 99999999999999999999: 3}\n",
    "a.realtime.json": '{"session": {"type": "realtime", "speed": 1e999}}',
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with files of all kinds."""
    (tmp_path / ".git").mkdir()
    for name, text in TREE.items():
        put(tmp_path / name, text)
    (tmp_path / "latin.realtime.yaml").write_bytes(b"session: {type: realtime, instructions: \xe9}\n")
    (tmp_path / "gone.realtime.yaml").symlink_to("nowhere")
    return tmp_path


@pytest.fixture
def linted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of all files that are linted from here on."""
    paths: list[str] = []
    real = Linter.lint

    def lint(self: Linter, source: Source, *faults: Any, **options: Any) -> Result | None:
        paths.append(source.path)
        return real(self, source, *faults, **options)

    monkeypatch.setattr(Linter, "lint", lint)
    return paths


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


ALWAYS = ["gone.realtime.yaml", "key.realtime.yaml", "secret.realtime.yaml"]
"""What is linted each time: a file that is not there, keys that a cache cannot hold, a secret that is a key."""


@pytest.mark.parametrize("name", formats())
@pytest.mark.parametrize("flags", [(), ("-v",), ("-q", "--statistics", "--exit-zero", "--color", "always")])
def test_all_formats_say_the_same_with_and_without(rtlint: Run, project: Path, name: str, flags: Any) -> None:
    shutil.copytree(ROOT / "examples", project / "examples")
    call = ("check", "--output", name, *flags)
    without = rtlint(*call, "--no-cache")
    assert (without.status, bool(without.out)) == (0 if "--exit-zero" in flags else 1, True)
    assert [rtlint(*call) for _ in range(3)] == [without] * 3


def test_only_what_is_new_is_linted(rtlint: Run, project: Path, linted: list[str]) -> None:
    rtlint("check")
    assert len(linted) == len(TREE) + 2
    linted.clear()
    rtlint("check")
    assert linted == ALWAYS
    put(project / "good/3.yaml", FAST)
    linted.clear()
    assert "good/3.yaml:1:51: error" in rtlint("check", "--output", "concise").out
    assert linted == sorted([*ALWAYS, "good/3.yaml"])


def touched(project: Path) -> None:
    for path in project.rglob("*.yaml"):
        if path.exists():
            os.utime(path, (1, 1))


def configured(text: str) -> Callable[[Path], None]:
    return lambda project: put(project / "rtlint.toml", text)


def renamed(project: Path) -> None:
    (project / "good").rename(project / "other")


ALL = sorted([*TREE, "gone.realtime.yaml", "latin.realtime.yaml"])
CONFIG = {"rtlint.toml": "extend = 'base.toml'\nrule-packs = ['ours']\n", "base.toml": "ignore = ['RT401']\n"}
PACK = {
    "ours/ACME1-too-fast.yaml": RULE, "ours/pack.yaml": "extends: [../theirs]\n",
    "theirs/BETA1-too-fast.yaml": RULE.replace("ACME1", "BETA1").replace("too-fast", "fast"),
}  # fmt: skip  # a table


@pytest.mark.parametrize(
    ("change", "flags"),
    [
        (configured(CONFIG["rtlint.toml"] + "# another line\n"), ()),
        (configured(CONFIG["rtlint.toml"] + "[rules.speed-range]\nseverity = 'info'\n"), ()),
        (lambda project: put(project / "base.toml", "ignore = ['RT402']\n"), ()),
        (lambda project: put(project / "ours/ACME1-too-fast.yaml", RULE.replace("1.2", "1.3")), ()),
        (lambda project: put(project / "theirs/BETA1-too-fast.yaml", PACK["theirs/BETA1-too-fast.yaml"] + "\n"), ()),
        (lambda project: put(project / "ours/data/names.yaml", "a: {}\n"), ()),
        (lambda _: None, ("--ignore", "RT205")),
        (lambda _: None, ("--kind", "session")),
        (lambda _: None, ("--target", "azure")),
        (lambda _: None, ("--as-of", "2030-01-01")),
        (lambda _: None, ("--isolated",)),
        (lambda _: None, ("--config", "voices = ['ours']")),
        (lambda _: None, ("--config", "base.toml")),
    ],
)  # fmt: skip  # a table
def test_whatever_a_result_depends_on_makes_it_new(
    rtlint: Run, project: Path, linted: list[str], change: Callable[[Path], None], flags: tuple[str, ...]
) -> None:
    for name, text in (CONFIG | PACK).items():
        put(project / name, text)
    files = [name for name in ALL if name.startswith("good/")] + ["fast.yaml"]
    rtlint("check", *files)
    linted.clear()
    rtlint("check", *files)
    assert linted == []
    change(project)
    changed = rtlint("check", *files, *flags)
    assert linted == files
    assert changed == rtlint("check", *files, *flags, "--no-cache")


@pytest.mark.parametrize(
    ("change", "call", "expected"),
    [
        (touched, ("check", "good"), []),
        (lambda _: None, ("check", "good", "--fail-on", "info", "--output", "json"), []),
        (lambda _: None, ("check", "good", "--exit-zero", "--baseline", "none.json"), []),
        (renamed, ("check", "other"), [f"other/{number}.yaml" for number in range(8)]),
        (lambda _: None, ("check", *(f"good/{number}.yaml" for number in range(8))), None),
        (lambda _: None, ("check", "./good"), []),
    ],
)  # fmt: skip  # a table
def test_what_makes_no_difference_does_not_but_names_and_sniffing_do(
    rtlint: Run, project: Path, linted: list[str], change: Callable[[Path], None], call: Any, expected: Any
) -> None:
    put(project / "none.json", '{"version": 1, "files": {}}')
    rtlint("check", "good")
    linted.clear()
    change(project)
    assert rtlint(*call).status == 0
    assert linted == ([f"good/{number}.yaml" for number in range(8)] if expected is None else expected)


def test_another_day_another_result(
    rtlint: Run, project: Path, linted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rtlint("check", "good")
    linted.clear()
    for where in ("rtlint.linters", "rtlint.cache.known"):
        monkeypatch.setattr(f"{where}.today", lambda: datetime.date(2031, 1, 1))
    rtlint("check", "good")
    assert len(linted) == 8


def test_a_run_over_midnight_keeps_nothing(
    rtlint: Run, project: Path, linted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    days = iter([datetime.date(2031, 1, 1), datetime.date(2031, 1, 2), datetime.date(2031, 1, 1)])
    monkeypatch.setattr("rtlint.cache.known.today", lambda: next(days))
    rtlint("check", "good")
    linted.clear()
    rtlint("check", "good", "--exit-zero")
    assert len(linted) == 8


def test_another_rtlint_another_result(
    rtlint: Run, project: Path, linted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rtlint("check", "good")
    linted.clear()
    monkeypatch.setattr("rtlint.cache.known.of_rtlint", lambda: b"newer")
    rtlint("check", "good")
    assert len(linted) == 8


def test_a_run_that_fails_keeps_nothing(rtlint: Run, project: Path, linted: list[str]) -> None:
    put(project / "later/rtlint.toml", "ignore = ['nobody']\n")
    put(project / "later/a.yaml", GOOD)
    failed = rtlint("check", "good", "later", "-v")
    assert (failed.status, failed) == (2, rtlint("check", "good", "later", "-v", "--no-cache"))
    linted.clear()
    rtlint("check", "good")
    assert len(linted) == 8


def test_of_two_mistakes_the_same_is_told(rtlint: Run, project: Path) -> None:
    put(project / "one/rtlint.toml", "ignore = ['nobody']\n")
    put(project / "two/rtlint.toml", "nonsense = 1\n")
    put(project / "one/a.yaml", GOOD)
    put(project / "two/a.yaml", GOOD)
    files = [f"good/{number}.yaml" for number in range(8)]
    rtlint("check", *files)
    for paths in (["one/a.yaml", "two/a.yaml"], ["two/a.yaml", "one/a.yaml"]):
        assert rtlint("check", *files, *paths) == rtlint("check", *files, *paths, "--no-cache")


def test_what_is_told_of_a_configuration_is_told_again(rtlint: Run, project: Path) -> None:
    put(project / "rtlint.toml", "[[suppress]]\nrules = ['RT205']\nuntil = 2020-01-01\n")
    without = rtlint("check", "--no-cache")
    assert "rtlint.toml:3:9: the suppression of RT205 counted up to 2020-01-01" in without.err
    assert [rtlint("check"), rtlint("check")] == [without] * 2


def test_configurations_of_one_run_keep_their_severities(rtlint: Run, project: Path) -> None:
    put(project / "good/rtlint.toml", "fail-on = 'info'\n[rules.speed-range]\nseverity = 'info'\n")
    put(project / "good/fast.yaml", FAST)
    without = rtlint("check", "--output", "json", "--no-cache")
    assert [rtlint("check", "--output", "json") for _ in range(3)] == [without] * 3
    assert [rtlint("check", "good").status for _ in range(2)] == [1, 1]


def test_a_baseline_comes_after(rtlint: Run, project: Path) -> None:
    rtlint("baseline", "write", "--baseline", "known.json")
    call = ("check", "--baseline", "known.json", "--output", "json")
    without = rtlint(*call, "--no-cache")
    assert [rtlint(*call) for _ in range(3)] == [without] * 3
    assert without.status == 0


@pytest.mark.parametrize(
    ("call", "stdin"),
    [
        (("check", "--no-cache"), b""),
        (("check", "--diff"), b""),
        (("check", "--show-files"), b""),
        (("check", "--show-settings"), b""),
        (("check", "-"), GOOD.encode()),
        (("check", "--add-ignore", "ours", "good"), b""),
        (("check", *(f"good/{number}.yaml" for number in range(7))), b""),
        (("check", "--fix", "good"), b""),
    ],
)
def test_what_has_no_use_for_a_cache_makes_none(rtlint: Run, project: Path, call: Any, stdin: bytes) -> None:
    rtlint(*call, "--cache-dir", "kept", stdin=stdin)
    assert not (project / "kept").exists()


def test_no_secret_is_kept(rtlint: Run, project: Path) -> None:
    for number in range(8):
        put(project / f"secrets/{number}.realtime.yaml", SECRET + f"  speed: {number}\n")
        put(project / f"broken/{number}.realtime.yaml", f"session:\n  authorization: hunter2-is-it\n  a: [{number}\n")
        put(project / f"told/{number}.realtime.yaml", SECRET.partition("  instr")[0] + TOLD + f"  speed: {number}\n")
    rtlint("check", "--cache-dir", "kept")
    (kept,) = (project / "kept").glob("*.rtlint")
    data = kept.read_bytes()
    assert b"told/3.realtime.yaml" in data
    secrets = (b"0123456789abcdef", b"hunter2-is", b"open-sesame", b"a-token", b"eyJhbGciOi")
    assert [secret for secret in secrets if secret in data] == []


TOLD = """\
  instructions: "Use sk-proj-0123456789abcdef, or eyJhbGciOiJIUzI1NiJ9.e30.abcdef."
  tools:
    - {type: mcp, server_label: a, server_url: "https://a.example?token=a-token-is-it", authorization: hunter2-is-it}
"""


def test_a_kept_folder_is_its_owners_and_marked(rtlint: Run, project: Path) -> None:
    rtlint("check", "--cache-dir", "kept/deep")
    folder = project / "kept/deep"
    modes = {path.suffix or path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert modes == {".rtlint": 0o600, ".TAG": 0o600, ".gitignore": 0o600}
    assert (folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    assert (folder / ".gitignore").read_text() == "*\n"


def test_a_folder_with_other_things_gets_no_marks(rtlint: Run, project: Path) -> None:
    rtlint("check", "--cache-dir", ".")
    assert not (project / ".gitignore").exists()
    (kept,) = project.glob("*.rtlint")
    done = rtlint("clean", "--cache-dir", ".")
    assert (done.status, done.out, kept.exists(), (project / "fast.yaml").exists()) == (0, "", False, True)


@pytest.mark.parametrize("data", [b"", b"short", b"\0" * 999, None])
def test_a_file_that_is_not_whole_is_as_good_as_none(
    rtlint: Run, project: Path, linted: list[str], data: bytes | None
) -> None:
    call = ("check", "good", "--cache-dir", "kept")
    without = rtlint(*call)
    (kept,) = (project / "kept").glob("*.rtlint")
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if data is None else data)
    linted.clear()
    assert rtlint(*call) == without
    assert len(linted) == 8
    assert rtlint(*call) == without
    assert len(linted) == 8


@pytest.mark.parametrize("where", ["fast.yaml", "fast.yaml/below"])
def test_a_cache_out_of_reach_is_told_once_where_asked(rtlint: Run, project: Path, where: str) -> None:
    call = ("check", "good", "--cache-dir", where)
    without = rtlint("check", "good", "--no-cache")
    assert rtlint(*call) == without
    told = rtlint(*call, "-v").err
    assert told == f"the cache {project / where} cannot be used: not a directory\n"


def test_a_run_without_a_home_has_no_cache(process: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RTLINT_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "/dev/null")
    assert process("check", "good") == (0, "No findings in 8 files.\n", "")


def test_the_users_folder_is_where_the_system_says(
    process: Run, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RTLINT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "users"))
    process("check", "good")
    (kept,) = (tmp_path / "users/rtlint").glob("*.rtlint")
    size = kept.stat().st_size
    folder = tmp_path / "users/rtlint"
    assert process("clean") == (0, "", f"removed 1 file, {size / 1000:.0f} kB, from {folder}\n")
    assert not folder.exists()
    assert process("clean") == (0, "", f"{folder} holds no cache\n")


def test_what_cannot_be_removed_is_the_users_mistake(rtlint: Run, project: Path) -> None:
    done = rtlint("clean", "--cache-dir", "fast.yaml")
    assert (done.status, done.out, done.err) == (2, "", "Error: fast.yaml cannot be removed: not a directory\n")


def test_runs_beside_each_other_leave_whole_files(process: Run, project: Path, linted: list[str], rtlint: Run) -> None:
    command = [sys.executable, "-m", "rtlint", "check", "--cache-dir", "kept", "-q"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    folders = ["good", "other", "third"]
    for name in folders[1:]:
        shutil.copytree(project / "good", project / name)
    runs = [
        subprocess.Popen([*command, name], cwd=project, env=environment, stderr=subprocess.PIPE) for name in folders
    ]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [(b"", 0)] * 3
    assert sorted(path.suffix for path in (project / "kept").iterdir()) == ["", ".TAG", ".rtlint"]
    for name in folders:
        assert rtlint("check", "--cache-dir", "kept", name).status == 0
    linted.clear()
    for name in folders:
        rtlint("check", "--cache-dir", "kept", name)
    assert linted == []


@pytest.mark.parametrize(
    ("files", "text"),
    [
        (("good",), ""),
        (("good", "fast.yaml", "several.yaml"), ""),
        (("good", "fast.yaml"), "fail-on = 'info'\n[rules.speed-range]\nseverity = 'info'\n"),
    ],
)
def test_a_run_that_knows_everything_loads_neither_yaml_nor_rules(
    tmp_path: Path, project: Path, installed: Path, files: tuple[str, ...], text: str
) -> None:
    put(project / "rtlint.toml", text)
    script = (
        "import sys\nfrom rtlint.cli.main import run\n"
        f"status = run(['check', '--cache-dir', 'kept', '--output', 'json', *{files!r}])\n"
        "print(status, *sys.modules, file=sys.stderr)"
    )
    runs = [
        subprocess.run([installed, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    first, second = (set(run.stderr.split()) for run in runs)
    assert runs[0].stdout == runs[1].stdout
    heavy = {"yaml", "rtlint.lint", "rtlint.rule", "rtlint.text.tree", "rtlint.session.kinds", "rtlint.api"}
    assert heavy - {"yaml"} <= first  # plain files need no PyYAML at all
    assert sorted(heavy & second) == []


def test_findings_come_back_whole(rtlint: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Report] = []
    real = __import__("rtlint.cli.check", fromlist=["report"]).report

    def report(results: Any, *rest: Any, **options: Any) -> Any:
        made = real(results, *rest, **options)
        seen.append(made)
        return made

    monkeypatch.setattr("rtlint.cli.check.report", report)
    for _ in range(2):
        rtlint("check")
    assert seen[0].findings == seen[1].findings
    assert seen[0].cards == seen[1].cards
    assert seen[0].summary == seen[1].summary
    assert {path: text.data for path, text in seen[0].texts.items()} == {
        path: text.data for path, text in seen[1].texts.items()
    }
