"""What users install: the wheel holds every rule, works from any folder, and needs nothing of the checkout."""

import subprocess
import zipfile
from pathlib import Path

from rtlint import __version__
from rtlint.rule import pack
from rtlint.starter import TEMPLATES

ROOT = Path(__file__).resolve().parent.parent
FAULT = "expires_after: {seconds: 5}\nsession: {type: realtime}\n"


def rtlint(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(installed.parent / "rtlint"), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_wheel_lists_the_rules_of_the_checkout(installed: Path, tmp_path: Path) -> None:
    checkout = [rule.code for rule in pack.read(str(ROOT / "rules")).rules]
    listed = rtlint(installed, tmp_path, "rules")
    assert [line.split()[0] for line in listed.stdout.splitlines() if line.startswith("RT")] == checkout
    assert len(checkout) >= 44


def test_the_wheel_reads_its_rules_compiled(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read("rtlint/rules/compiled.json") == pack.compiled(str(ROOT / "rules"))


def test_the_wheel_holds_the_package_and_its_rules_alone(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    tops = {name.split("/")[0] for name in names}
    rules = {str(path.relative_to(ROOT)) for path in (ROOT / "rules").rglob("*.yaml")}
    assert tops == {"rtlint", f"rtlint-{__version__}.dist-info"}
    assert {f"rtlint/{rule}" for rule in rules} <= names
    assert f"rtlint-{__version__}.dist-info/licenses/LICENSE" in names


def test_the_installed_command_lints_shows_and_proves(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(FAULT)
    linted = rtlint(installed, tmp_path, "check", "a.yaml", "--output", "concise", "--quiet")
    message = "seconds is 5; the API takes an integer from 10 to 7200"
    assert linted.stdout == f"a.yaml:1:26: error[RT208] expires-after-range: {message}\n"
    assert (linted.returncode, linted.stderr) == (1, "")
    assert rtlint(installed, tmp_path, "rules", "RT208").stdout.startswith("RT208 expires-after-range\nerror, value,")
    proven = rtlint(installed, tmp_path, "rules", "check")
    assert (proven.returncode, proven.stdout) == (0, "")
    assert proven.stderr.endswith("examples: all proven\n")
    assert rtlint(installed, tmp_path, "--version").stdout == f"rtlint {__version__}\n"


def test_the_installed_command_begins_a_project_that_it_has_nothing_to_say_of(installed: Path, tmp_path: Path) -> None:
    for template in TEMPLATES:
        assert rtlint(installed, tmp_path, "init", template, "--template", template, "--yes").returncode == 0
    linted = rtlint(installed, tmp_path, "check", "--fail-on", "info")
    assert (linted.returncode, linted.stdout) == (0, f"No findings in {len(TEMPLATES)} files.\n")
