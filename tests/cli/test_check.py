"""`rtlint check` from outside: what it prints where, how it ends, and that no input makes it stumble."""

import gc
import json
import os
import random
import re
import signal
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rtlint import __version__
from rtlint.report import formats

Run = Callable[..., Any]

GOOD = "session: {type: realtime, model: gpt-realtime-2.1}\n"
ERROR = "session: {type: realtime, audio: {output: {speed: 2}}}\n"
ERROR_LINE = "error[RT205] speed-range: speed is 2; the API takes 0.25 to 1.5\n"
FIXABLE = "1 fixable with --fix --unsafe-fixes\n"
WARNING = "session: {type: realtime, max_output_tokens: 5000}\n"
INFO = "session: {type: realtime, reasoning: {effort: low}}\n"
OLD_MODEL = "session: {type: realtime, model: gpt-realtime-2.1}\n"
GIB = 1 << 30


def put(folder: Path, **texts: str | bytes) -> None:
    """Files by name; two underscores are a dot."""
    for name, text in texts.items():
        (folder / name.replace("__", ".")).write_bytes(text if isinstance(text, bytes) else text.encode())


def codes(out: str) -> list[str]:
    return [finding["code"] for finding in json.loads(out)["findings"]]


# How a run ends.


def test_a_clean_file_ends_with_0(process: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=GOOD)
    assert process("check", "a.yaml") == (0, "No findings in 1 file.\n", "")


def test_a_finding_ends_with_1(process: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=ERROR)
    assert process("check", "--output", "concise", "a.yaml") == (
        1,
        f"a.yaml:1:51: {ERROR_LINE}\n1 error in 1 file\n{FIXABLE}",
        "",
    )


def test_a_mistake_of_the_user_ends_with_2(process: Run) -> None:
    status, out, err = process("check", "--no-such-option")
    assert (status, out) == (2, "")
    assert "No such option" in err
    assert "Traceback" not in err


def test_a_bug_ends_with_3_and_shows_itself(process: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=GOOD)
    planted = "import rtlint.lint\ndef lint(*_, **__): raise RuntimeError('planted')\nrtlint.lint.Linter.lint = lint\n"
    (tmp_path / "plant").mkdir()
    put(tmp_path / "plant", sitecustomize__py=planted)
    status, out, err = process("check", "a.yaml", path=(tmp_path / "plant",))
    assert (status, out) == (3, "")
    assert err.startswith("Traceback (most recent call last):\n")
    assert err.endswith(
        f"RuntimeError: planted\nrtlint {__version__}: this is a bug of rtlint, please report it with the lines above\n"
    )


def test_an_interrupt_ends_with_130_and_says_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    child = subprocess.Popen(
        [sys.executable, "-m", "rtlint", "check", "pipe.yaml"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell that runs the tests in the background lets its children ignore interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509  # one thread
    )
    with open(tmp_path / "pipe.yaml", "wb"):  # returns as soon as the child waits for the text
        child.send_signal(signal.SIGINT)
        out, err = child.communicate()
    assert (child.returncode, out, err.strip()) == (130, b"", b"")


def test_a_reader_that_has_seen_enough_ends_it_silently(tmp_path: Path) -> None:
    tools = "".join(f"    - {{type: function, name: f{number}, strict: true}}\n" for number in range(5000))
    put(tmp_path, a__yaml=f"session:\n  type: realtime\n  tools:\n{tools}")
    child = subprocess.Popen(
        [sys.executable, "-m", "rtlint", "check", "--output", "concise", "a.yaml"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stderr is not None
    assert child.stdout.readline().startswith(b"a.yaml:4:34: error[RT328] tool-unsupported-key: strict comes")
    child.stdout.close()
    err = child.stderr.read()
    child.stderr.close()
    child.wait()
    assert err == b""


@pytest.mark.parametrize(
    ("text", "least"),
    [(GOOD, "none"), (INFO, "info"), (WARNING, "warning"), (ERROR, "error")],
    ids=["good", "info", "warning", "error"],
)
@pytest.mark.parametrize("fail_on", [None, "error", "warning", "info"])
@pytest.mark.parametrize("exit_zero", [False, True])
def test_the_status_follows_the_weight_of_the_findings(
    rtlint: Run, tmp_path: Path, text: str, least: str, fail_on: str | None, exit_zero: bool
) -> None:
    put(tmp_path, a__yaml=text)
    options = [*(["--fail-on", fail_on] if fail_on else []), *(["--exit-zero"] if exit_zero else [])]
    status, out, _ = rtlint("check", *options, "a.yaml")
    weights = ["none", "info", "warning", "error"]
    assert status == (weights.index(least) >= weights.index(fail_on or "error") and not exit_zero)
    assert out.startswith("No findings" if least == "none" else least)


# What is linted.


def test_without_a_path_the_folder_is_linted(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=ERROR, app__yaml="name: web\nport: 80\n", b__realtime__yaml="name: web\n", c__txt=ERROR)
    status, out, err = rtlint("check", "--output", "concise")
    assert status == 1
    assert [line.split(": ")[0] for line in out.splitlines()[:2]] == ["a.yaml:1:51", "b.realtime.yaml:1:1"]
    assert out.endswith(f"\n2 errors in 2 files\n{FIXABLE}")
    assert err == "skipped 1 file that does not look like a session config (-v names it)\n"


def test_verbose_names_what_is_skipped(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml="a: 1\n", b__json="{}", c__yaml=GOOD)
    assert rtlint("check").err == "skipped 2 files that do not look like a session config (-v names them)\n"
    status, out, err = rtlint("check", "-v")
    assert (status, out) == (0, "No findings in 1 file.\n")
    assert err == (
        "skipped a.yaml: it does not look like a session config\n"
        "skipped b.json: it does not look like a session config\n"
    )


def test_in_a_hook_nobody_chose_what_is_skipped_and_only_verbose_tells(
    rtlint: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRE_COMMIT", "1")
    put(tmp_path, a__yaml="a: 1\n")
    assert rtlint("check", "--sniff", "a.yaml") == (0, "No findings in 0 files.\n", "")
    assert rtlint("check", "--sniff", "-v", "a.yaml").err == "skipped a.yaml: it does not look like a session config\n"


def test_an_empty_folder_is_fine_until_it_is_named(rtlint: Run, tmp_path: Path) -> None:
    assert rtlint("check") == (0, "No findings in 0 files.\n", "")
    (tmp_path / "empty").mkdir()
    status, out, err = rtlint("check", "--output", "parsable", "empty")
    assert (status, err) == (1, "")
    assert out == (
        "empty:1:1: [error] the folder holds no YAML or JSON file; name a file, or another folder (RT001 yaml-syntax)\n"
    )


def test_a_named_file_is_always_linted_unless_it_shall_be_sniffed(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, app__yaml="name: web\nport: 80\n", app__realtime__yaml="name: web\nport: 80\n")
    assert rtlint("check", "app.yaml").status == 1
    assert rtlint("check", "--sniff", "app.yaml") == (
        0,
        "No findings in 0 files.\n",
        "skipped 1 file that does not look like a session config (-v names it)\n",
    )
    assert rtlint("check", "--sniff", "app.realtime.yaml").status == 1


def test_standard_input_has_a_name_of_its_own_or_a_given_one(rtlint: Run) -> None:
    line = "[error] speed is 2; the API takes 0.25 to 1.5 (RT205 speed-range)\n"
    assert rtlint("check", "--output", "parsable", "-", stdin=ERROR.encode()) == (1, f"<stdin>:1:51: {line}", "")
    named = rtlint("check", "--output", "parsable", "--stdin-filename", "x/a.yaml", "-", stdin=ERROR.encode())
    assert named == (1, f"x/a.yaml:1:51: {line}", "")


def test_the_name_of_standard_input_tells_yaml_from_json(rtlint: Run) -> None:
    text = b"{'session': {type: realtime}}"
    assert rtlint("check", "-", stdin=text).status == 0
    assert rtlint("check", "--stdin-filename", "a.json", "-", stdin=text).status == 1


def test_standard_input_stands_alone(rtlint: Run) -> None:
    assert rtlint("check", "-", "a.yaml") == (2, "", "Error: - stands alone: standard input is one document\n")


def test_standard_input_that_is_closed_is_the_users_mistake(tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m rtlint check - <&-"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "Error: standard input is closed\n")


def test_a_kind_may_be_told(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml="model: gpt-realtime-translate\naudio: {output: {voice: ash}}\n")
    told = {
        kind: codes(rtlint("check", "--output", "json", "--kind", kind, "a.yaml").out)
        for kind in ("session", "translation")
    }
    assert told["session"] == ["RT102", "RT315"]
    assert "RT102" not in told["translation"]
    assert rtlint("check", "--kind", "poem", "a.yaml").status == 2


def test_the_date_of_the_run_may_be_told(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=GOOD)
    assert rtlint("check", "--as-of", "2026-11-30", "a.yaml").status == 0
    for wrong in ("tomorrow", "2026-13-01", "", "30.11.2026"):
        status, out, err = rtlint("check", "--as-of", wrong, "a.yaml")
        assert (status, out) == (2, "")
        assert err.endswith(f"Error: Invalid value for '--as-of': {wrong} is no date such as 2026-11-30\n")


def test_a_rule_that_does_not_hold_elsewhere_keeps_still_there(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml="session: {type: realtime, model: my-deployment}\n")
    assert codes(rtlint("check", "--output", "json", "a.yaml").out) == ["RT317"]
    assert codes(rtlint("check", "--output", "json", "--target", "azure", "a.yaml").out) == []


TWO = "session: {type: realtime, max_output_tokens: 5000, audio: {output: {speed: 2}}}\n"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["RT207", "RT205"]),
        (["--select", "RT205"], ["RT205"]),
        (["--select", "speed-range,RT207"], ["RT207", "RT205"]),
        (["--select", "RT205", "--select", " max-output-tokens-range , "], ["RT207", "RT205"]),
        (["--select", "yaml"], []),
        (["--select", "yaml", "--extend-select", "RT2"], ["RT207", "RT205"]),
        (["--ignore", "RT205"], ["RT207"]),
        (["--ignore", "value"], []),
        (["--extend-ignore", "RT207"], ["RT205"]),
        (["--select", "ALL", "--ignore", "RT205", "--extend-ignore", "RT207"], []),
        (["--ignore", "ALL", "--extend-select", "RT205"], ["RT205"]),
    ],
    ids=" ".join,
)
def test_rules_are_chosen(rtlint: Run, tmp_path: Path, options: list[str], expected: list[str]) -> None:
    put(tmp_path, a__yaml=TWO)
    assert codes(rtlint("check", "--output", "json", *options, "a.yaml").out) == expected


@pytest.mark.parametrize("option", ["--select", "--ignore", "--extend-select", "--extend-ignore"])
def test_a_rule_that_does_not_exist_is_the_users_mistake(rtlint: Run, tmp_path: Path, option: str) -> None:
    put(tmp_path, a__yaml=GOOD)
    assert rtlint("check", option, "speed-rnge", "a.yaml") == (
        2,
        "",
        "Error: no rule is called speed-rnge; did you mean speed-range?\n",
    )


# What is written, and where.


def test_reports_go_to_files_and_one_of_them_to_standard_output(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=ERROR)
    options = ["--output", "json=report.json", "--output", "concise", "--output", "parsable=report.txt"]
    assert rtlint("check", *options, "a.yaml") == (1, f"a.yaml:1:51: {ERROR_LINE}\n1 error in 1 file\n{FIXABLE}", "")
    assert codes((tmp_path / "report.json").read_text()) == ["RT205"]
    assert (tmp_path / "report.txt").read_text() == (
        "a.yaml:1:51: [error] speed is 2; the API takes 0.25 to 1.5 (RT205 speed-range)\n"
    )


def test_with_all_reports_in_files_standard_output_stays_empty(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=ERROR)
    assert rtlint("check", "--output", "json=report.json", "a.yaml") == (1, "", "")


def test_two_reports_on_standard_output_are_the_users_mistake(rtlint: Run) -> None:
    status, out, err = rtlint("check", "--output", "json", "--output", "full")
    assert (status, out) == (2, "")
    assert err.endswith("one format goes to standard output; give the others a file, as in json=report.json\n")


def test_an_unknown_format_is_refused_with_the_list(rtlint: Run) -> None:
    status, out, err = rtlint("check", "--output", "xml")
    assert (status, out) == (2, "")
    assert err.endswith(f"xml is no format; there are {', '.join(formats())}\n")


@pytest.mark.parametrize("target", ["gone/report.json", "."])
def test_a_report_that_cannot_be_written_is_the_users_mistake(rtlint: Run, tmp_path: Path, target: str) -> None:
    put(tmp_path, a__yaml=ERROR)
    reason = {"gone/report.json": "no such file or directory", ".": "is a directory"}[target]
    assert rtlint("check", "--output", f"json={target}", "a.yaml") == (
        2,
        "",
        f"Error: {target} cannot be written: {reason}\n",
    )


def test_quiet_leaves_the_summary_out(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=ERROR, b__yaml=GOOD)
    assert rtlint("check", "-q", "--output", "concise", "a.yaml") == (1, f"a.yaml:1:51: {ERROR_LINE}", "")
    assert rtlint("check", "--quiet", "b.yaml") == (0, "", "")


def test_statistics_count_each_rule(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=TWO, b__yaml=ERROR)
    table = "2  RT205  speed-range              error\n1  RT207  max-output-tokens-range  warning\n"
    out = rtlint("check", "--statistics", "--output", "concise").out
    assert out.endswith(f"\n\n2 errors, 1 warning in 2 files\n2{FIXABLE[1:]}\n{table}")
    machine = rtlint("check", "--statistics", "--output", "json")
    assert machine.err == table
    assert codes(machine.out) == ["RT207", "RT205", "RT205"]


@pytest.mark.parametrize(
    ("options", "variables", "coloured"),
    [
        (["--color", "always"], {}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        ([], {}, False),
    ],
)
def test_colour_is_a_matter_of_choice(
    rtlint: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    variables: dict[str, str],
    coloured: bool,
) -> None:
    put(tmp_path, a__yaml=ERROR)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in rtlint("check", *options, "a.yaml").out) is coloured


def test_a_report_in_a_file_has_no_colour(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=ERROR)
    rtlint("check", "--color", "always", "--output", "full=report.txt", "a.yaml")
    assert "\x1b" not in (tmp_path / "report.txt").read_text()


def test_standard_output_carries_the_report_and_nothing_else(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=TWO, b__yaml="a: 1\n", c__yaml="session: [\n")
    status, out, err = rtlint("check", "-v", "--statistics", "--output", "json")
    assert status == 1
    assert json.loads(out)["summary"]["files"] == 1
    assert out.startswith('{\n  "version": 1,\n')
    assert out.endswith("\n}\n")
    assert "skipped b.yaml" in err


def test_the_report_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    put(tmp_path, a__yaml="session: {type: realtime, audio: {output: {voice: Zoë😀}}}\n")
    done = subprocess.run(
        [sys.executable, "-m", "rtlint", "check", "-q", "--output", "concise", "a.yaml"],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).resolve().parent.parent.parent),
            "LC_ALL": "C",
            "PYTHONIOENCODING": "ascii",
        },
        capture_output=True,
        check=False,
    )
    assert "Zoë😀" in done.stdout.decode()


def test_the_collector_is_back_after_a_run(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=GOOD)
    gc.disable()
    rtlint("check", "a.yaml")
    assert gc.isenabled()


# No input makes it stumble.


def bomb() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 12)]
    return "\n".join(lines)


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "1:1 RT011: the document is empty; a session config is a mapping"),
    "not UTF-8": (lambda: b"session: caf\xe9\n", "1:13 RT001: the byte 0xE9 is not UTF-8; save the file as UTF-8"),
    "UTF-16": (lambda: GOOD.encode("utf-16"), "1:1 RT001: the file is saved as UTF-16; save the file as UTF-8"),
    "NUL": (lambda: b"session:\0\n", "1:9 RT001: the control character U+0000 cannot stand in YAML; "),
    "only NUL": (lambda: bytes(1000), "1:1 RT001: the control character U+0000 cannot stand in YAML; "),
    "open brackets": (lambda: b"[" * 100_000, "1:201 RT001: more than 200 collections within each other; "),
    "open braces": (lambda: b"{a: " * 100_000, "1:801 RT001: more than 200 collections within each other; "),
    "steps": (
        lambda: "".join(f"{' ' * depth}a:\n" for depth in range(1000)).encode(),
        "201:201 RT001: more than 200 collections within each other; ",
    ),
    "alias bomb": (lambda: bomb().encode(), "1:1 RT001: aliases multiply to more than 100,000 values; "),
    "an alias in itself": (lambda: b"session: &s {type: *s}\n", "1:10 RT001: an alias stands inside its own anchor; "),
    "random bytes": (lambda: random.Random(7).randbytes(10_000_000), "1:2 RT001: the byte 0xB4 is not UTF-8; "),
    "one line": (lambda: b"x" * 10_000_000, "1:1 RT011: the root is "),
    "one long value": (
        lambda: b"session: {type: realtime, instructions: " + b"a" * 10_000_000,
        "1:10000040 RT001: a mapping opened with { is not closed before this; ",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_finding_within_bounded_memory(process: Run, tmp_path: Path, name: str) -> None:
    content, expected = BAD[name]
    put(tmp_path, a__yaml=content())
    status, out, err = process("check", "--output", "json", "a.yaml", memory=GIB)
    assert err == ""
    assert status == 1
    (finding,) = json.loads(out)["findings"]
    place = f"{finding['location']['row']}:{finding['location']['column']}"
    assert f"{place} {finding['code']}: {finding['message']}".startswith(expected)


def test_ten_megabytes_of_lines_are_a_few_findings_within_bounded_memory(process: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=b"key: value\n" * (10_000_000 // 11))
    status, out, err = process("check", "--output", "parsable", "a.yaml", memory=GIB + GIB // 4)
    assert (status, err) == (1, "")
    assert [line.partition("(RT")[2] for line in out.splitlines()] == ["101 unknown-key)", "003 yaml-duplicate-key)"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("gone.yaml", "no such file or directory"),
        ("dangling.yaml", "no such file or directory"),
        ("loop.yaml", "too many levels of symbolic links"),
        ("file.yaml/a.yaml", "not a directory"),
        # Nobody is kept from reading when the tests run as root; the cases above cannot be read by root either.
        *([("locked.yaml", "permission denied")] if os.geteuid() else []),
    ],
)
def test_a_file_that_cannot_be_read_is_one_finding(process: Run, tmp_path: Path, name: str, reason: str) -> None:
    put(tmp_path, file__yaml=GOOD, locked__yaml=GOOD)
    (tmp_path / "locked.yaml").chmod(0)
    (tmp_path / "dangling.yaml").symlink_to("nowhere.yaml")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    assert process("check", "--output", "parsable", name) == (
        1,
        f"{name}:1:1: [error] the file cannot be read: {reason} (RT001 yaml-syntax)\n",
        "",
    )


def test_a_folder_with_the_name_of_a_file_is_a_folder(process: Run, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").mkdir()
    status, out, err = process("check", "--output", "parsable", "x.yaml")
    assert (status, err) == (1, "")
    assert out.startswith("x.yaml:1:1: [error] the folder holds no YAML or JSON file; ")


def test_bad_files_do_not_keep_the_others_from_being_linted(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=b"\xff", b__yaml=ERROR, c__yaml=b"\0", d__yaml="")
    files = ("a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml")
    status, out, _ = rtlint("check", "--output", "json", *files)
    assert status == 1
    assert [(one["path"], one["code"]) for one in json.loads(out)["findings"]] == [
        ("a.yaml", "RT001"),
        ("b.yaml", "RT205"),
        ("c.yaml", "RT001"),
        ("d.yaml", "RT011"),
        ("e.yaml", "RT001"),
    ]


@pytest.mark.parametrize("name", formats())
def test_a_file_whose_name_is_not_utf_8_is_reported(process: Run, tmp_path: Path, name: str) -> None:
    path = os.fsdecode(b"caf\xe9.yaml")
    (tmp_path / path).write_text(ERROR)
    status, out, err = process("check", "--output", name, path)
    assert (status, err) == (1, "")
    assert re.search(r"caf((\\{1,2}|&#92;)udce9|%E9)\.yaml", out)


def test_clean_files_are_passed_tests_and_suites_of_one_root(rtlint: Run, tmp_path: Path) -> None:
    put(tmp_path, a__yaml=GOOD, b__yaml=ERROR)
    status, out, _ = rtlint("check", "--output", "junit")
    suites = ET.fromstring(out)
    assert status == 1
    assert [(suite.get("name"), suite.get("failures"), [case.get("name") for case in suite]) for suite in suites] == [
        ("a.yaml", "0", ["no findings"]),
        ("b.yaml", "1", ["RT205 at 1:51 session.audio.output.speed"]),
    ]


@pytest.mark.parametrize("name", ["full", "concise", "grouped"])
def test_formats_for_people_hold_the_statistics_themselves(rtlint: Run, tmp_path: Path, name: str) -> None:
    put(tmp_path, a__yaml=ERROR)
    status, out, err = rtlint("check", "--statistics", "--output", name)
    assert (status, out.split("\n\n")[-1], err) == (1, "1  RT205  speed-range  error\n", "")


# The group around it.


def test_the_version(rtlint: Run) -> None:
    assert rtlint("--version") == (0, f"rtlint {__version__}\n", "")


def test_help_names_the_commands_and_every_option(rtlint: Run) -> None:
    assert {"check", "rules"} <= set(rtlint("--help").out.split())
    out = rtlint("check", "--help").out
    assert {"--output", "--select", "--fail-on", "--kind", "--as-of", "--stdin-filename"} <= set(out.split())


def test_a_command_that_does_not_exist_is_the_users_mistake(rtlint: Run) -> None:
    status, out, err = rtlint("chek")
    assert (status, out) == (2, "")
    assert "No such command 'chek'" in err
