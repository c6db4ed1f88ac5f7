"""What is measured: inputs that are what they say, command lines as the tools document them, failures that are told."""

import datetime
import platform
import sys
from pathlib import Path

import pytest

from benchmarks import cases, faults, inputs, machine, timing
from benchmarks.peers import PEERS, Tools
from benchmarks.results import Figure
from benchmarks.timing import Command, Run
from rtlint.finding import Finding, Severity
from rtlint.lint import Linter
from rtlint.rule import choose, pack
from rtlint.text.source import Source

BUILT_IN = pack.built_in()
LINTER = Linter(BUILT_IN, choose.chosen(BUILT_IN.rules, []), as_of=datetime.date(2026, 11, 22))
PACKAGES = "w/node/node_modules"


def findings(text: str) -> list[Finding]:
    result = LINTER.lint(Source("a.realtime.yaml", text))
    assert result
    return list(result.findings)


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> Tools:
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(platform, "machine", lambda: "AMD64")
    return Tools(Path("w"))


@pytest.mark.parametrize("number", [0, 1, 29])
def test_a_clean_session_has_no_finding(number: int) -> None:
    assert findings(inputs.session(number)) == []


@pytest.mark.parametrize("number", [0, 29])
def test_a_faulty_session_has_its_faults(number: int) -> None:
    found = findings(inputs.faulty(number))
    assert [finding.severity for finding in found] == [Severity.ERROR] * inputs.FAULTS


@pytest.mark.parametrize("size", [10_000, 100_000])
def test_a_sized_session_is_of_about_that_size(size: int) -> None:
    assert abs(len(inputs.sized(size)) - size) < 1000


def test_files_of_a_run_before_are_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "GROWTH", {"3 KB": 3000})
    inputs.write(tmp_path, 20)
    inputs.write(tmp_path, 2)
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.yaml")) == [
        "clean/desk-00000.realtime.yaml",
        "clean/desk-00001.realtime.yaml",
        "faulty/desk-00000.realtime.yaml",
        "faulty/desk-00001.realtime.yaml",
        "few/desk-00000.realtime.yaml",
        "one.realtime.yaml",
        "size-3000.realtime.yaml",
    ]


def test_each_peer_is_called_as_it_documents(tools: Tools) -> None:
    native = f"{PACKAGES}/@sourcemeta/jsonschema/build/github-releases/jsonschema-linux-x86_64"
    assert {peer.name: peer.call(tools, "session", ["a.yaml", "b.yaml"]) for peer in PEERS} == {
        "yamllint": ["w/venv/bin/yamllint", "-c", "yamllint.yaml", "a.yaml", "b.yaml"],
        "check-jsonschema": ["w/venv/bin/check-jsonschema", "--schemafile", "session.schema.json", "a.yaml", "b.yaml"],
        "sourcemeta jsonschema": [
            native, "validate", "session.schema.json", "a.yaml", "b.yaml", "--fast", "--continue",
        ],
        "ajv-cli": [
            f"{PACKAGES}/.bin/ajv", "validate", "--strict=false", "-s", "session.schema.json",
            "-d", "a.yaml", "-d", "b.yaml",
        ],
        "Spectral": [f"{PACKAGES}/.bin/spectral", "lint", "--ruleset", "session.spectral.json", "a.yaml", "b.yaml"],
    }  # fmt: skip  # a command is one line where it can be


def test_each_peer_takes_a_folder_as_it_can(tools: Tools, tmp_path: Path) -> None:
    folder = tmp_path / "clean"
    folder.mkdir()
    (folder / "b.yaml").touch()
    (folder / "a.yaml").touch()
    last = {peer.name: [word for word in peer.on(tools, folder) if "clean" in word] for peer in PEERS}
    assert last == {
        "yamllint": ["clean"],
        "check-jsonschema": ["clean/a.yaml", "clean/b.yaml"],
        "sourcemeta jsonschema": ["clean"],
        "ajv-cli": ["clean/*.yaml"],
        "Spectral": ["clean/*.yaml"],
    }


def test_a_case_has_ours_first_and_its_peers(tmp_path: Path) -> None:
    inputs.write(tmp_path, 1)
    growth = [f"growth-{size}" for size in inputs.GROWTH.values()]
    planned = cases.plans(Tools(tmp_path), 1, slow=True)
    assert {plan.key: [command.name for command in plan.commands] for plan in planned} == {
        "one": ["rtlint", "the bare interpreter", "its imports alone", *(peer.name for peer in PEERS)],
        "many": [
            "rtlint", "rtlint, one process", "rtlint, nothing changed", "loading the YAML",
            "yamllint", "check-jsonschema", "sourcemeta jsonschema", "ajv-cli",
        ],
        "slow": ["rtlint", "Spectral"],
        "faulty": ["rtlint", "rtlint, as JSON", "check-jsonschema", "sourcemeta jsonschema", "ajv-cli"],
        **{key: ["rtlint", "loading the YAML", "sourcemeta jsonschema"] for key in growth},
    }  # fmt: skip  # as above
    assert [plan.key for plan in cases.plans(Tools(tmp_path), 1, slow=False)][:3] == ["one", "many", "faulty"]


def test_a_figure_is_made_of_medians() -> None:
    runs = [Run(0.30004, 0.2, 30.04), Run(9.0, 0.1, 10.0), Run(0.1, 0.9, 90.0)]
    expected = Figure("a", "peer", wall=0.3, cpu=0.2, memory=30.0)
    assert timing.figure(Command("a", "peer", ["a"]), runs) == expected


def test_what_ends_otherwise_is_left_out_and_told(tmp_path: Path) -> None:
    fails = [sys.executable, "-c", "import sys; sys.exit('not\\nso')"]
    commands = [
        Command("good", "ours", [sys.executable, "-c", "pass"]),
        Command("bad", "peer", fails),
        Command("gone", "peer", [str(tmp_path / "none")]),
        Command("faults", "peer", fails, status=1),
    ]
    figures, left_out = timing.measure(commands, 1, tmp_path, timing.environment(tmp_path))
    assert [(figure.name, figure.role) for figure in figures] == [("good", "ours"), ("faults", "peer")]
    assert left_out == ["bad: exit status 1 instead of 0: so", "gone: No such file or directory"]


def test_a_command_that_changes_its_mind_stops_the_run(tmp_path: Path) -> None:
    twice = "import pathlib, sys; p = pathlib.Path('seen'); sys.exit(3 if p.exists() else p.touch())"
    command = Command("fickle", "peer", [sys.executable, "-c", twice])
    with pytest.raises(SystemExit, match=r"^fickle ended with 3, after 0 in its first run$"):
        timing.measure([command], 1, tmp_path, timing.environment(tmp_path))


def test_variables_that_would_change_the_measured_are_kept_away(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in timing.KEPT:
        monkeypatch.setenv(name, "kept")
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    assert timing.environment(Path("c")) == {**dict.fromkeys(timing.KEPT, "kept"), "RTLINT_CACHE_DIR": "c"}


def example(text: str, **given: object) -> dict[str, object]:
    error = {"severity": "error"}
    return {"text": text, "findings": [error], "kind": None, "as_of": None, "file": "example.yaml", **given}


def test_examples_are_those_that_a_schema_could_refuse() -> None:
    shown = [
        example("# a request\nsession: {}\n"),
        example("type: realtime\n", as_of="2027-01-31", file="deep/a.json"),
        example('{"expires_after": {}}'),
        example("type: session.update\nsession: {}\n"),
        example("value: ek_1\nsession: {}\n"),
        example("audio: {}\n", kind="translation"),
        example("session: {}\n", findings=[{"severity": "warning"}]),
    ]
    rules = [
        {"code": "RT1", "family": "value", "enabled": True, "examples": shown},
        {"code": "RT2", "family": "value", "enabled": False, "examples": shown},
    ]
    assert list(faults.examples(rules)) == [
        faults.Example("value", "request", "examples/RT1-0-example.yaml", "# a request\nsession: {}\n", []),
        faults.Example("value", "session", "examples/RT1-1-a.json", "type: realtime\n", ["--as-of", "2027-01-31"]),
        faults.Example("value", "request", "examples/RT1-2-example.yaml", '{"expires_after": {}}', []),
    ]


def test_the_machine_is_told_without_a_gap() -> None:
    told = machine.machine()
    assert list(told) == ["processor", "cores", "memory", "system", "Python"]
    assert all(told.values())
