"""What the validator of SARIF's own makers says of our logs, with its rules for GitHub code scanning."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.external

ROOT = Path(__file__).resolve().parent.parent.parent
EVERYTHING = """\
session:
  type: realtime
  instructions: "😀 [text](1) {0} ](x" # é
  model: gpt-realtime
  model: "gpt-realtime"
  audio: {output: {speed: 2.0, voice: "😀", pace: 1}}
  max_output_tokens: .inf
  tools:
    - {type: function, name: ä}
    - {type: function, name: ä}
"""
SECRET = """\
session:
  type: realtime
  tools:
    - {type: mcp, server_label: a, server_url: "http://10.0.0.1", authorization: sk-proj-EXAMPLEEXAMPLEEXAMPLE0000}
"""


def multitool(*arguments: str | Path) -> str:
    """What the tool prints; it has to be there."""
    program = os.environ.get("SARIF_MULTITOOL") or shutil.which("sarif-multitool")
    assert program, "install the npm package @microsoft/sarif-multitool, or name its program in SARIF_MULTITOOL"
    done = subprocess.run(
        [program, *map(str, arguments), "--log", "ForceOverwrite"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def check(folder: Path, *paths: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "rtlint", "check", *paths, "--output", "sarif", "--as-of", "2026-11-01"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    log: dict[str, Any] = json.loads(done.stdout)
    return log


def complaints(folder: Path, kind: str, **logs: dict[str, Any]) -> list[str]:
    """The errors and warnings about logs, each with the name of the log."""
    files = [folder / f"{name}.sarif" for name in logs]
    for file, log in zip(files, logs.values(), strict=True):
        file.write_text(json.dumps(log))
    multitool("validate", *files, "--rule-kind", kind, "--output", folder / "said.sarif")
    return list(_said(json.loads((folder / "said.sarif").read_text())))


def _said(log: dict[str, Any]) -> Iterator[str]:
    for run in log["runs"]:
        notified = [note for invocation in run["invocations"] for note in _notes(invocation)]
        assert notified == []
        for result in run["results"]:
            uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            yield f"{uri.rpartition('/')[2]} {result['ruleId']} {result.get('level', 'warning')}"


def _notes(invocation: dict[str, Any]) -> list[Any]:
    return [*invocation.get("toolExecutionNotifications", []), *invocation.get("toolConfigurationNotifications", [])]


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    """A repository with a file that has related places, fixes, and a name and a text beyond ASCII."""
    folder = tmp_path / "repository" / "Ordner für 😀"
    folder.mkdir(parents=True)
    (tmp_path / "repository" / ".git").mkdir()
    (folder / "ä #%?.realtime.yaml").write_text(EVERYTHING)
    return folder.parent


@pytest.mark.parametrize("kind", ["Sarif", "Ghas"])
def test_no_error_and_no_warning(everything: Path, tmp_path: Path, kind: str) -> None:
    (tmp_path / "secret.realtime.yaml").write_text(SECRET)
    (tmp_path / "clean.realtime.yaml").write_text("session: {type: realtime}\n")
    logs = {
        "examples": check(ROOT, "examples"),
        "everything": check(everything),
        "secret": check(tmp_path, "secret.realtime.yaml"),
        "outside": check(everything, "../secret.realtime.yaml"),
        "empty": check(tmp_path, "clean.realtime.yaml"),
    }
    results = {name: log["runs"][0]["results"] for name, log in logs.items()}
    assert [name for name, found in results.items() if not found] == ["empty"]
    assert any("relatedLocations" in result for result in results["everything"])
    assert any("fixes" in result for result in results["everything"])
    assert complaints(tmp_path, kind, **logs) == []


def test_the_validator_does_see_what_is_missing(everything: Path, tmp_path: Path) -> None:
    log = check(everything)
    del log["runs"][0]["results"][0]["locations"]
    del log["runs"][0]["tool"]["driver"]["rules"][0]["help"]
    del log["runs"][0]["results"][1]["locations"][0]["physicalLocation"]["region"]
    assert {"log.sarif GH1015 error", "log.sarif GH2012 error"} <= set(complaints(tmp_path, "Ghas", log=log))
    assert "log.sarif SARIF2017 warning" in complaints(tmp_path, "Sarif", log=log)


def test_another_program_comes_to_the_same_line_hashes(everything: Path, tmp_path: Path) -> None:
    log = check(everything)
    found = log["runs"][0]["results"]
    ours = [result.pop("partialFingerprints")["primaryLocationLineHash"] for result in found]
    log["runs"][0]["originalUriBaseIds"]["%SRCROOT%"]["uri"] = everything.as_uri() + "/"
    (tmp_path / "bare.sarif").write_text(json.dumps(log))
    made = tmp_path / "made.sarif"
    multitool("rewrite", tmp_path / "bare.sarif", "--insert", "RollingHashPartialFingerprints", "--output", made)
    theirs = [result["partialFingerprints"] for result in json.loads(made.read_text())["runs"][0]["results"]]
    assert theirs == [{"primaryLocationLineHash": line_hash} for line_hash in ours]
    assert len(set(ours)) > 2
