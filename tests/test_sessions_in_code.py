"""The guide about sessions in code: its files are the examples, its outputs are real, each way is gone to its end."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples/in-code"
GUIDE = (ROOT / "docs/guides/sessions-in-code.md").read_text()
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FENCES: list[tuple[str, str, str]] = FENCE.findall(GUIDE)
TITLED = {head.split('"')[1]: body for _, head, body in FENCES if "title=" in head}
SNIPPETS = [yaml.safe_load(body) for language, head, body in FENCES if language == "yaml" and not head]


def shown(language: str, start: str = "") -> str:
    """The first output or script of a language in the guide that starts like this."""
    return next(body for known, head, body in FENCES if (known, head) == (language, "") and body.startswith(start))


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A user's environment with `rtlint`, `python` and `pytest` from this checkout."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, words in {"rtlint": "-m rtlint", "python": "", "pytest": "-m pytest -p rtlint.pytest_plugin"}.items():
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n')
        (programs / name).chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHON", "REALTIME"))}
    ours = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return {**kept, **ours, "PATH": f"{programs}:{os.environ['PATH']}"}


def example(name: str, folder: Path) -> Path:
    """A copy of an example, in a folder that no configuration is above of."""
    copied = folder / name
    shutil.copytree(EXAMPLES / name, copied)
    (copied / ".git").mkdir()
    return copied


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def run(folder: Path, env: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_the_files_of_the_guide_are_the_examples_and_the_readme_names_them_all() -> None:
    files = {path.relative_to(EXAMPLES).as_posix(): path for path in EXAMPLES.rglob("*") if path.is_file()}
    assert [name for name, body in TITLED.items() if files[name].read_text() != body] == []
    assert files.keys() - TITLED.keys() == {"README.md", "typescript/tsconfig.json"}
    named = re.findall(r"^\| \[([^\]]+)\]\(\1\) \| \S", (EXAMPLES / "README.md").read_text(), re.MULTILINE)
    assert sorted(named) == sorted(files.keys() - {"README.md"})


def test_a_dict_is_sound_and_its_fault_is_told_as_the_guide_shows(tmp_path: Path, env: dict[str, str]) -> None:
    folder = example("python", tmp_path)
    sound = run(folder, env, "pytest", "-q", "-W", "error")
    assert (sound.returncode, sound.stderr) == (0, "")
    changed(folder / "settings.py", '"speed": 1.1', '"speed": 2.0')
    done = run(folder, env, "pytest", "-q", "--color=no")
    assert (done.returncode, done.stderr) == (1, "")
    said = [line[8:].rstrip() for line in done.stdout.splitlines() if line.startswith("E")]
    assert said == shown("text").splitlines()


def test_a_dict_may_be_piped(tmp_path: Path, env: dict[str, str]) -> None:
    done = run(example("python", tmp_path), env, "sh", "-c", shown("sh"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "No findings in 1 file.\n", "")


def test_the_plugin_says_what_the_guide_shows(tmp_path: Path, env: dict[str, str]) -> None:
    (tmp_path / "agents").mkdir()
    fast = "session:\n  type: realtime\n  audio: {output: {speed: 2.0}}\n"
    (tmp_path / "agents/desk.yaml").write_text(fast)
    (tmp_path / "agents/phone.yaml").write_text("session: {type: realtime}\n")
    command, _, output = shown("console", "$ pytest").partition("\n")
    done = run(tmp_path, env, "sh", "-c", f"{command[2:]} -q -rN --color=no -p no:cacheprovider")
    assert (re.sub(r" in [\d.]+s", "", done.stdout), done.stderr) == (output, "")


@pytest.fixture
def node(tmp_path: Path) -> Path:
    """The example in TypeScript, with the packages that it names."""
    folder = example("typescript", tmp_path)
    (folder / "node_modules").symlink_to(os.environ["NODE_PATH"])
    wanted = json.loads((folder / "package.json").read_text())["devDependencies"]
    there = {name: json.loads((folder / "node_modules" / name / "package.json").read_text()) for name in wanted}
    assert {name: package["version"] for name, package in there.items()} == wanted
    return folder


@pytest.mark.external
def test_an_object_in_typescript_is_typed_printed_and_linted(node: Path, env: dict[str, str]) -> None:
    for command, output in (("typecheck", ""), ("lint:session", "No findings in 1 file.\n")):
        done = run(node, env, "npm", "run", "--silent", command)
        assert (done.returncode, done.stdout) == (0, output)
    changed(node / "request.ts", "speed: 1.1", "speed: 2.0")
    commands = shown("console", "$ npm")
    types, lint = (run(node, env, *line[2:].split()) for line in commands.splitlines() if line.startswith("$ "))
    assert (types.returncode, types.stdout) == (0, "")
    assert lint.returncode == 1
    assert commands.partition("lint:session\n")[2] == lint.stdout


@pytest.mark.external
def test_a_script_that_fails_is_no_clean_session(node: Path, env: dict[str, str]) -> None:
    (node / "request.ts").write_text("throw new Error('no session');\n")
    done = run(node, env, "npm", "run", "--silent", "lint:session")
    assert done.returncode == 1
    assert "error[RT011] yaml-documents: the document is empty" in done.stdout


def test_ci_and_the_hook_run_the_script_of_the_example() -> None:
    steps, hooks = SNIPPETS
    (hook,) = hooks["repos"][0]["hooks"]
    assert hook["entry"] == steps[-1]["run"] == "npm run --silent lint:session"
    assert "lint:session" in json.loads(TITLED["typescript/package.json"])["scripts"]
    packages = (ROOT / ".ci/run").read_text()
    wanted = json.loads(TITLED["typescript/package.json"])["devDependencies"]
    assert [f"{name}@{version}" for name, version in wanted.items() if f"{name}@{version}" not in packages] == []


class Server(HTTPServer):
    """An API on loopback that keeps what it is sent."""

    bodies: list[object]


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Server)
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.bodies.append((self.path, body))
        answer = json.dumps({"value": "ek_1", "expires_at": 1, "session": {"type": "realtime"}}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_rest: object) -> None:
        """Tests print nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as made:
        made.bodies = []
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


ASK = "import sys\nfrom openai import OpenAI\nimport application\nprint(application.client_secret(OpenAI()))\n"


def test_a_file_is_loaded_filled_in_and_sent(tmp_path: Path, env: dict[str, str], server: Server) -> None:
    folder = example("yaml", tmp_path)
    own = {"OPENAI_API_KEY": "none", "OPENAI_BASE_URL": f"http://127.0.0.1:{server.server_port}/v1", "SHOP": "Fiori"}
    done = run(folder, {**env, **own}, "python", "-c", ASK)
    assert (done.returncode, done.stdout, done.stderr) == (0, "ek_1\n", "")
    body = yaml.safe_load((folder / "agent.realtime.yaml").read_text().replace("${SHOP:-a flower shop}", "Fiori"))
    assert server.bodies == [("/v1/realtime/client_secrets", body)]


def test_a_file_that_the_api_would_refuse_is_not_sent(tmp_path: Path, env: dict[str, str], server: Server) -> None:
    folder = example("yaml", tmp_path)
    changed(folder / "agent.realtime.yaml", "{voice: marin}", "{voice: marin, speed: 2.0}")
    own = {"OPENAI_API_KEY": "none", "OPENAI_BASE_URL": f"http://127.0.0.1:{server.server_port}/v1"}
    done = run(folder, {**env, **own}, "python", "-c", ASK)
    assert done.returncode == 1
    assert "rtlint.Invalid" in done.stderr
    assert "error[RT205] speed-range: speed is 2.0; the API takes 0.25 to 1.5" in done.stderr
    assert server.bodies == []
