"""`rtlint check --fix` and `--diff` from outside: what is written, what is told, and how it ends."""

import errno
import io
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rtlint import fixer
from rtlint.cli import _fixing
from rtlint.finding import Safety
from rtlint.fixes.draft import Draft, Put
from rtlint.text.edit import TextEdit
from rtlint.text.source import Span
from tests.patching import TOOLS, apply_diff

Run = Callable[..., Any]

ROOT = Path(__file__).resolve().parent.parent.parent
BROKEN = "session: {type: realtime, audio: {output: {speed: 2}}}\n"
MENDED = "session: {type: realtime, audio: {output: {speed: 1.5}}}\n"
BOTH = "session: {type: realtime, max_output_tokens: 5000, audio: {output: {speed: 2}}}\n"
LEFT = BOTH.replace("speed: 2", "speed: 1.5")
GOOD = "session: {type: realtime}\n"
DIFF = f"--- a.yaml\n+++ a.yaml\n@@ -1 +1 @@\n-{BROKEN}+{MENDED}"

# The same finding with a fix that is safe, and one with a fix that is not.
SAFE = """
code: ACME1
name: too-long
severity: warning
since: "1.0"
summary: Our secrets live five minutes.
select: expires_after.seconds
assert: {maximum: 300}
message: "seconds is {value}; ours are {maximum} at most"
fix: {clamp: true, safety: SAFETY}
---
why: They leak.
examples:
  - title: longer
    fail: |
      expires_after: {seconds: 400} # <- 26
      session: {type: realtime}
  - title: short
    pass: |
      expires_after: {seconds: 300}
      session: {type: realtime}
"""
LONG = "expires_after: {seconds: 400}\nsession: {type: realtime, audio: {output: {speed: 2}}}\n"
SHORT = LONG.replace("400", "300")


@pytest.fixture
def pack(tmp_path: Path) -> tuple[str, ...]:
    """A pack whose fix is safe, beside the built-in rule with one that is not."""
    folder = tmp_path / ".pack" / "voice"
    folder.mkdir(parents=True)
    (folder / "ACME1-too-long.yaml").write_text(SAFE.replace("SAFETY", "safe"))
    return "--rule-pack", ".pack"


def put(folder: Path, **texts: str | bytes) -> None:
    """Files by name; two underscores are a dot."""
    for name, text in texts.items():
        (folder / name.replace("__", ".")).write_bytes(text if isinstance(text, bytes) else text.encode())


# --fix


def test_unsafe_fixes_are_applied_when_they_are_wanted(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=BROKEN)
    assert rtlint("check", "--fix", "--unsafe-fixes", "a.yaml") == (0, "No findings in 1 file.\nfixed 1 fault\n", "")
    assert (tmp_path / "a.yaml").read_text() == MENDED
    assert os.listdir(tmp_path) == ["a.yaml"]


def test_safe_fixes_are_applied_and_the_rest_is_reported(rtlint: Run, tmp_path: Path, pack: tuple[str, ...]) -> None:
    put(tmp_path, a__yaml=LONG)
    out = (
        "a.yaml:2:51: error[RT205] speed-range: speed is 2; the API takes 0.25 to 1.5\n\n"
        "1 error in 1 file\nfixed 1 fault, 1 fixable with --unsafe-fixes\n"
    )
    assert rtlint("check", *pack, "--fix", "--output", "concise", "a.yaml") == (1, out, "")
    assert (tmp_path / "a.yaml").read_text() == SHORT


def test_without_fix_nothing_is_written_and_what_could_be_is_told(
    rtlint: Run, tmp_path: Path, pack: tuple[str, ...]
) -> None:
    put(tmp_path, a__yaml=LONG, b__yaml=BROKEN)
    closing = {
        options: rtlint("check", *pack, *options, "a.yaml", "b.yaml").out.split("\n\n")[-1]
        for options in [(), ("--unsafe-fixes",), ("--ignore", "RT205"), ("--ignore", "ACME1"), ("-q",)]
    }
    assert closing == {
        (): "2 errors, 1 warning in 2 files\n1 fixable with --fix, 2 more with --unsafe-fixes\n",
        ("--unsafe-fixes",): "2 errors, 1 warning in 2 files\n3 fixable with --fix\n",
        ("--ignore", "RT205"): "1 warning in 2 files\n1 fixable with --fix\n",
        ("--ignore", "ACME1"): "2 errors in 2 files\n2 fixable with --fix --unsafe-fixes\n",
        ("-q",): closing["-q",],
    }
    assert "fixable" not in closing["-q",]
    assert (tmp_path / "a.yaml").read_text() == LONG


def test_programs_get_the_findings_left_whole_and_the_count(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=BOTH, b__yaml=BROKEN, c__yaml=GOOD)
    files = ("a.yaml", "b.yaml", "c.yaml")
    status, out, err = rtlint("check", "--fix", "--unsafe-fixes", "--output", "json", "--ignore", "RT101", *files)
    assert (status, err) == (0, "")
    told = json.loads(out)
    assert told["summary"] == {
        "files": 3, "documents": 3, "errors": 0, "warnings": 1, "infos": 0, "suppressed": 0, "fixed": 2,
    }  # fmt: skip
    put(tmp_path, d__yaml=LEFT)
    again = json.loads(rtlint("check", "--output", "json", "d.yaml").out)["findings"]
    unlike = {"path": "a.yaml", "fingerprint": told["findings"][0]["fingerprint"]}
    assert told["findings"] == [{**again[0], **unlike}]
    assert (told["findings"][0]["code"], told["findings"][0]["severity"]) == ("RT207", "warning")
    assert told["findings"][0]["message"].startswith("max_output_tokens is 5000")
    assert told["findings"][0]["location"] == {"row": 1, "column": 46}


def test_reports_in_files_go_along(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=BROKEN)
    done = rtlint("check", "--fix", "--unsafe-fixes", "--output", "json=r.json", "--output", "parsable", "a.yaml")
    assert done == (0, "", "")
    assert json.loads((tmp_path / "r.json").read_text())["summary"]["fixed"] == 1


def test_a_second_run_changes_nothing(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=BOTH)
    rtlint("check", "--fix", "--unsafe-fixes")
    before = (tmp_path / "a.yaml").stat()
    assert rtlint("check", "--fix", "--unsafe-fixes").out.endswith("\n1 warning in 1 file\n")
    after = (tmp_path / "a.yaml").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_status_is_that_of_what_is_left(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=BOTH)
    assert rtlint("check", "--fix", "--fail-on", "warning", "a.yaml").status == 1
    assert rtlint("check", "--fix", "--exit-zero", "a.yaml").status == 0
    assert rtlint("check", "--fix", "--unsafe-fixes", "--fail-on", "warning", "a.yaml").status == 1
    assert rtlint("check", "--fix", "--unsafe-fixes", "a.yaml").status == 0


def test_rules_that_are_not_chosen_mend_nothing(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=BROKEN)
    assert rtlint("check", "--fix", "--unsafe-fixes", "--ignore", "RT205", "a.yaml").status == 0
    assert (tmp_path / "a.yaml").read_text() == BROKEN


@pytest.mark.parametrize("text", [b"\xff" + BROKEN.encode(), BROKEN.encode() + b"x: [\n", b"", b"\0"])
def test_what_cannot_be_read_is_left_alone(rtlint: Run, tmp_path: Path, text: bytes) -> None:
    put(tmp_path, a__yaml=text)
    before = rtlint("check", "--output", "parsable", "a.yaml")
    assert rtlint("check", "--output", "parsable", "--fix", "--unsafe-fixes", "a.yaml") == before
    assert (tmp_path / "a.yaml").read_bytes() == text


def test_files_that_are_no_session_are_left_alone(rtlint: Run, tmp_path: Path) -> None:
    other = "session: {audio: {output: {speed: 2}}, listen: 80, path: /}\nname: web\n"
    put(tmp_path, a__yaml=other)
    assert rtlint("check", "--fix", "--unsafe-fixes").status == 0
    assert (tmp_path / "a.yaml").read_text() == other


def test_a_mistake_in_a_configuration_changes_no_file(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=BROKEN)
    (tmp_path / "z").mkdir()
    put(tmp_path / "z", rtlint__toml="no-such-key = 1\n", b__yaml=BROKEN)
    status, out, _err = rtlint("check", "--fix", "--unsafe-fixes", "a.yaml", "z/b.yaml")
    assert (status, out) == (2, "")
    assert (tmp_path / "a.yaml").read_text() == BROKEN


# What cannot be written.


def test_a_file_that_cannot_be_written_is_told_and_the_others_go_on(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=BROKEN, b__yaml=BROKEN, c__yaml=BROKEN)
    (tmp_path / "b.yaml").chmod(0o444)
    status, out, err = rtlint("check", "--fix", "--unsafe-fixes", "--output", "concise")
    assert (status, err) == (2, "b.yaml not fixed: the file is read-only\n")
    assert out == (
        "b.yaml:1:51: error[RT205] speed-range: speed is 2; the API takes 0.25 to 1.5\n\n"
        "1 error in 3 files\nfixed 2 faults\n"
    )
    assert [(tmp_path / name).read_text() for name in ("a.yaml", "b.yaml", "c.yaml")] == [MENDED, BROKEN, MENDED]


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS], ids=["folder", "disk"])
def test_a_folder_that_takes_no_file_is_told(
    rtlint: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    put(tmp_path, a__yaml=BROKEN)
    real = os.open

    def refuse(path: Any, flags: int, *arguments: Any, **named: Any) -> int:
        if flags & os.O_CREAT:
            raise OSError(number, os.strerror(number), path)
        return real(path, flags, *arguments, **named)

    monkeypatch.setattr(os, "open", refuse)
    status, _out, err = rtlint("check", "--fix", "--unsafe-fixes", "--exit-zero", "a.yaml")
    assert (status, err) == (2, f"a.yaml not fixed: {os.strerror(number).lower()}\n")
    assert (tmp_path / "a.yaml").read_text() == BROKEN


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    text = BROKEN + "# more\n" * 1000
    put(tmp_path, a__yaml=text)
    done = subprocess.run(
        [sys.executable, "-m", "rtlint", "check", "--fix", "--unsafe-fixes", "-q", "--output", "parsable", "a.yaml"],
        cwd=tmp_path,
        # What Python compiles must not be cut as well, for all who come after.
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (2, "a.yaml not fixed: file too large\n")
    assert done.stdout == "a.yaml:1:51: [error] speed is 2; the API takes 0.25 to 1.5 (RT205 speed-range)\n"
    assert (tmp_path / "a.yaml").read_text() == text
    assert os.listdir(tmp_path) == ["a.yaml"]


def test_a_file_that_changes_meanwhile_keeps_the_change(
    rtlint: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, a__yaml=BROKEN)
    real = fixer.fixed

    def meanwhile(*arguments: Any, **named: Any) -> fixer.Fixed:
        put(tmp_path, a__yaml=BOTH)
        return real(*arguments, **named)

    monkeypatch.setattr(_fixing, "fixed", meanwhile)
    status, _out, err = rtlint("check", "--fix", "--unsafe-fixes", "a.yaml")
    assert (status, err) == (2, "a.yaml not fixed: the file has changed meanwhile\n")
    assert (tmp_path / "a.yaml").read_text() == BOTH


def test_a_file_of_two_names_is_fixed_once(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=BROKEN)
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    assert rtlint("check", "--fix", "--unsafe-fixes") == (0, "No findings in 2 files.\nfixed 2 faults\n", "")
    assert (tmp_path / "a.yaml").read_text() == MENDED
    assert os.readlink(tmp_path / "b.yaml") == "a.yaml"


def test_a_pipe_is_not_written_to(tmp_path: Path) -> None:
    command = f"{sys.executable} -m rtlint check --fix --unsafe-fixes -q --output parsable /dev/stdin"
    done = subprocess.run(
        ["sh", "-c", f"echo '{BROKEN.strip()}' | {command}"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (2, "/dev/stdin not fixed: this is no regular file\n")


# Standard input.


@pytest.mark.parametrize("form", ["{}", "\ufeff{}", "# a\r\n{}"])
def test_standard_input_comes_out_fixed_and_the_report_beside_it(rtlint: Run, form: str) -> None:
    text = form.format(BOTH.replace("\n", "\r\n"))
    row = 1 + text.count("# a")
    status, out, err = rtlint("check", "--fix", "--unsafe-fixes", "--output", "concise", "-", stdin=text.encode())
    assert (status, out) == (0, text.replace("speed: 2", "speed: 1.5"))
    assert err.startswith(f"<stdin>:{row}:46: warning[RT207] ")
    assert err.endswith("\n\n1 warning in 1 file\nfixed 1 fault\n")


@pytest.mark.parametrize("text", [GOOD, GOOD.replace("\n", "\r\n"), "\ufeff" + GOOD, GOOD[:-1], "a: [\n", "", "\0"])
def test_standard_input_comes_out_whole_when_there_is_nothing_to_fix(rtlint: Run, text: str) -> None:
    before = rtlint("check", "-", stdin=text.encode())
    assert rtlint("check", "--fix", "-", stdin=text.encode()) == (before.status, text, before.out)


def test_standard_input_that_is_no_text_comes_out_as_it_is(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rtlint", "check", "--fix", "-q", "--output", "parsable", "-"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=b"caf\xe9\r\n",
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, b"caf\xe9\r\n")
    assert done.stderr == (
        b"<stdin>:1:4: [error] the byte 0xE9 is not UTF-8; save the file as UTF-8 (RT001 yaml-syntax)\n"
    )


def test_standard_input_that_is_excluded_comes_out_as_it_is(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, rtlint__toml='exclude = ["a.yaml"]\n')
    options = ("--fix", "--unsafe-fixes", "--force-exclude", "-q", "--stdin-filename", "a.yaml")
    assert rtlint("check", *options, "-", stdin=BROKEN.encode()) == (0, BROKEN, "")


def test_a_report_in_a_file_leaves_standard_output_to_the_text(rtlint: Run, tmp_path: Path) -> None:
    options = ("--fix", "--unsafe-fixes", "--output", "json=r.json")
    assert rtlint("check", *options, "-", stdin=BROKEN.encode()) == (0, MENDED, "")
    assert json.loads((tmp_path / "r.json").read_text())["summary"]["fixed"] == 1


# --diff


def test_a_diff_writes_nothing(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=BROKEN, b__yaml=GOOD)
    done = (1, DIFF, "would fix 1 fault in 1 file, 0 findings left\n")
    assert rtlint("check", "--diff", "--unsafe-fixes") == done
    assert rtlint("check", "--diff", "--fix", "--unsafe-fixes") == done
    assert rtlint("check", "--diff", "--unsafe-fixes", "-q", "--exit-zero") == (0, DIFF, "")
    assert (tmp_path / "a.yaml").read_text() == BROKEN


def test_a_diff_of_nothing_ends_with_0(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=BROKEN, b__yaml=GOOD)
    assert rtlint("check", "--diff") == (0, "", "would fix nothing, 1 finding left\n")
    assert rtlint("check", "--diff", "b.yaml") == (0, "", "")
    assert rtlint("check", "--diff", "--select", "no-such-rule").status == 2


def test_a_diff_of_standard_input(rtlint: Run) -> None:
    diff = DIFF.replace("a.yaml", "<stdin>")
    assert rtlint("check", "--diff", "--unsafe-fixes", "-q", "-", stdin=BROKEN.encode()) == (1, diff, "")
    named = ("--stdin-filename", "a.yaml", "-")
    assert rtlint("check", "--diff", "--unsafe-fixes", "-q", *named, stdin=BROKEN.encode()) == (1, DIFF, "")


def test_reports_beside_a_diff_speak_of_the_files_as_they_are(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=BROKEN)
    rtlint("check", "--output", "json=plain.json", "a.yaml")
    options = ("--diff", "--unsafe-fixes", "-q", "--output", "json=diff.json", "a.yaml")
    assert rtlint("check", *options) == (1, DIFF, "")
    assert (tmp_path / "diff.json").read_text() == (tmp_path / "plain.json").read_text()


TEXTS = {
    "LF": BOTH,
    "CRLF": f"# a\r\n{BOTH[:-1]}\r\n# b\r\n",
    "CR": f"# a\r{BOTH[:-1]}\r# b\r",
    "BOM": f"\ufeff{BOTH}",
    "no end": BOTH[:-1],
    "NEL, LS and PS": f"# a\x85# b\u2028# c\u2029{BOTH}",
    "two documents": f"{BOTH}---\n{BROKEN}",
    "secret": BOTH.replace("type:", "prompt: {id: sk-proj-0123456789abcdefghij}, type:"),
    "far apart": "session:\n  type: realtime\n"
    + "# more\n" * 20
    + "  audio: {output: {speed: 2}}\n"
    + "# more\n" * 20
    + "expires_after: {seconds: 1}",
}


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_patch_does_what_fix_does(rtlint: Run, tmp_path: Path, name: str, tool: str) -> None:
    put(tmp_path, a__yaml=TEXTS[name])
    (tmp_path / "b c").mkdir()
    put(tmp_path / "b c", d__yaml=TEXTS[name])
    status, diff, _err = rtlint("check", "--diff", "--unsafe-fixes", "-q")
    assert status == 1
    apply_diff(tool, tmp_path, diff.encode())
    by_patch = [(tmp_path / path).read_bytes() for path in ("a.yaml", "b c/d.yaml")]
    put(tmp_path, a__yaml=TEXTS[name])
    put(tmp_path / "b c", d__yaml=TEXTS[name])
    rtlint("check", "--fix", "--unsafe-fixes")
    assert [(tmp_path / path).read_bytes() for path in ("a.yaml", "b c/d.yaml")] == by_patch
    assert by_patch[0] != TEXTS[name].encode()
    assert rtlint("check", "--diff", "--unsafe-fixes", "-q") == (0, "", "")


class Terminal(io.BytesIO):
    """Standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("options", "coloured"), [((), True), (("--color", "never"), False)])
def test_a_diff_drives_no_terminal(
    rtlint: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], coloured: bool
) -> None:
    text = f"# \u202e\u2066\r\n{BROKEN}"
    put(tmp_path, a__yaml=text)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(terminal))
    monkeypatch.setenv("TERM", "xterm")
    rtlint("check", "--diff", "--unsafe-fixes", *options, "a.yaml")
    lines = terminal.getvalue().decode().split("\n")
    comment = " # \\u202e\\u2066\r"
    changed = [f"-{BROKEN[:-1]}", f"+{MENDED[:-1]}"]
    if coloured:
        colours = (31, 32, 36, 31, 32)
        heads = ["--- a.yaml", "+++ a.yaml", "@@ -1,2 +1,2 @@"]
        painted = [f"\x1b[{code}m{line}\x1b[0m" for code, line in zip(colours, heads + changed, strict=True)]
        assert lines == [*painted[:3], comment, *painted[3:], ""]
    else:
        assert lines == ["--- a.yaml", "+++ a.yaml", "@@ -1,2 +1,2 @@", comment, *changed, ""]


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "CLICOLOR_FORCE"])
def test_what_patch_reads_is_not_coloured_by_accident(
    rtlint: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    put(tmp_path, a__yaml=BROKEN)
    monkeypatch.setenv(variable, "1")
    assert rtlint("check", "--diff", "--unsafe-fixes", "-q").out == DIFF
    assert rtlint("check", "--diff", "--unsafe-fixes", "-q", "--color", "always").out.startswith("\x1b[31m--- a.yaml")


# Fixes that are dropped.


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_a_fix_that_was_dropped_is_told(
    rtlint: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    """The bound of the rule is what its fix takes; here it takes a number that the rule does not."""
    put(tmp_path, a__yaml=BROKEN)

    def wrong(_plans: Any, verdict: Any, case: Any) -> Draft:
        path = verdict.blame.path
        span = case.tree.node_span(case.tree.node(path))
        edit = TextEdit(Span(span.start, span.end), "3")
        return Draft("take 3", Safety.UNSAFE, 0, (edit,), (Put(path, 3),))

    monkeypatch.setattr("rtlint.fixes.plan.draft", wrong)
    status, _out, err = rtlint("check", option, "--unsafe-fixes", "-q", "a.yaml")
    assert err == "a.yaml:1:51: RT205 not fixed: what it mends would still be there\n"
    assert status == (option == "--fix")
    assert (tmp_path / "a.yaml").read_text() == BROKEN


def test_keys_in_a_mapping_without_a_value_are_told_and_left(rtlint: Run, tmp_path: Path) -> None:
    text = "session: {type: realtime, 2026-01-01: 1, [a, b]: 2}\n"
    (tmp_path / "a.realtime.yaml").write_text(text)
    status, out, err = rtlint("check", "--fix", "--unsafe-fixes", "--output", "parsable")
    assert (status, err) == (1, "")
    assert out == (
        "a.realtime.yaml:1:10: [error] a mapping or list cannot be a key; "
        'quote a template such as "{{name}}", or write ${NAME} (RT001 yaml-syntax)\n'
        "a.realtime.yaml:1:27: [error] the key 2026-01-01 is read as 2026-01-01; "
        "keys of JSON are texts (RT010 yaml-non-string-key)\n"
    )
    assert (tmp_path / "a.realtime.yaml").read_text() == text
