"""`--output sarif` on real files: nothing but the log, names from the repository's root, help, and no secret."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SCHEMA = json.loads((ROOT / "tests" / "report" / "schemas" / "sarif-schema-2.1.0.json").read_text())
FAST = "session: {type: realtime, audio: {output: {speed: 2.0}}}\n"
SECRET = "ANOTHERANOTHERANOTHER1111"
KEY = f"# Notes\nsession:\n  type: realtime\n  instructions: Use sk-proj-{SECRET}.\n"
RULE = """\
code: VP1
name: house-speed
severity: warning
since: 1.0.0
family: security
summary: Fast speech.
select: session.audio.output.speed
assert: {maximum: 1.0}
message: "{key} is {value}; at most {maximum} here"
---
why: Callers hang up.
examples:
  - title: fast
    fail: |
      session: {type: realtime, audio: {output: {speed: 1.2}}}   # <- 51
"""

Run = Callable[..., Any]


def log(out: str) -> dict[str, Any]:
    made = json.loads(out)
    jsonschema.validators.validator_for(SCHEMA)(SCHEMA).validate(made)
    only: dict[str, Any]
    (only,) = made["runs"]
    return only


def rules(run: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}


@pytest.mark.parametrize("options", [[], ["--statistics", "-v", "--color", "always"], ["-q"]])
def test_standard_output_carries_the_log_and_nothing_else(rtlint: Run, tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "a.realtime.yaml").write_text(FAST)
    (tmp_path / "other.yaml").write_text("a: 1\n")
    done = rtlint("check", ".", "--output", "sarif", *options)
    assert [result["ruleId"] for result in log(done.out)["results"]] == ["RT205"]
    assert done.status == 1


def test_a_clean_run_has_results_and_they_are_none(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.realtime.yaml").write_text("session: {type: realtime}\n")
    done = rtlint("check", "--output", "sarif")
    assert (log(done.out)["results"], rules(log(done.out)), done.status) == ([], {}, 0)


def test_suppressed_findings_are_no_alerts(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.realtime.yaml").write_text(FAST.replace("\n", "  # rtlint: ignore[RT205] -- a demo\n"))
    done = rtlint("check", "--output", "sarif")
    assert (log(done.out)["results"], done.status) == ([], 0)


def test_files_are_named_from_the_root_of_the_repository(
    rtlint: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "voice").mkdir()
    (tmp_path / "voice" / "ä b.realtime.yaml").write_text(FAST)
    monkeypatch.chdir(tmp_path / "voice")
    (result,) = log(rtlint("check", "--output", "sarif").out)["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "voice/%C3%A4%20b.realtime.yaml", "uriBaseId": "%SRCROOT%"}


def test_the_severity_of_a_configuration_is_that_of_its_results(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.realtime.yaml").write_text(FAST)
    (tmp_path / "rtlint.toml").write_text('[rules.RT205]\nseverity = "info"\n')
    (result,) = log(rtlint("check", "--output", "sarif").out)["results"]
    assert (result["ruleId"], result["level"]) == ("RT205", "note")


def test_rules_about_secrets_are_security_alerts_that_show_none(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.realtime.yaml").write_text(KEY)
    done = rtlint("check", "--output", "sarif")
    assert SECRET not in done.out
    run = log(done.out)
    assert {code: rule["properties"] for code, rule in rules(run).items()} == {
        "RT601": {
            "tags": ["security"],
            "precision": "very-high",
            "problem.severity": "error",
            "security-severity": "8.0",
        }
    }


def test_rules_bring_their_help_users_own_too(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "policy").mkdir()
    (tmp_path / "policy" / "VP1-house-speed.yaml").write_text(RULE)
    (tmp_path / "a.realtime.yaml").write_text(FAST)
    found = rules(log(rtlint("check", "--rule-pack", "policy", "--output", "sarif=log.sarif").out or read(tmp_path)))
    assert found["VP1"]["help"] == {
        "text": "Fast speech.",
        "markdown": "## Why\n\nCallers hang up.\n\n## Wrong\n\n### Fast\n\n```yaml\n"
        "session: {type: realtime, audio: {output: {speed: 1.2}}}\n```\n",
    }
    assert found["VP1"]["properties"]["security-severity"] == "5.0"
    assert found["RT205"]["help"]["markdown"].startswith("## Why\n\n`speed` multiplies")


def read(folder: Path) -> str:
    return (folder / "log.sarif").read_text()


def test_every_broken_text_gives_a_log_that_the_schema_takes(rtlint: Run, tmp_path: Path) -> None:
    broken = [b"", b"a: [", b"\xff", b"\xef\xbb\xbfsession: 1\n", b'{"session": {"type": "\\ud800"}}', b"a: b: c\r\rd"]
    for number, data in enumerate(broken):
        (tmp_path / f"{number}.realtime.yaml").write_bytes(data)
    os.symlink("nowhere", tmp_path / "7.realtime.yaml")
    names = sorted(path.name for path in tmp_path.iterdir())
    run = log(rtlint("check", *names, "--output", "sarif").out)
    told = {place["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for place in run["results"]}
    assert len(names) == 7
    assert len(told) == len(names)
