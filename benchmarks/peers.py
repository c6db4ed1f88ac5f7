"""The tools: how each is installed into a folder, told what to check, and called on one file or on a folder of them.

Every schema validator gets what `rtlint schema` prints, and the options that make it quickest. yamllint checks what it
knows of values (truthy words, octal numbers, doubled keys), and nothing about the looks of a file.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
NATIVE = "sourcemeta jsonschema"
YAMLLINT = """\
extends: relaxed
rules:
  anchors: enable
  float-values: {forbid-inf: true, forbid-nan: true}
  line-length: disable
  octal-values: {forbid-implicit-octal: true}
  truthy: {level: error}
"""


class Tools(NamedTuple):
    """Where everything is installed: `venv` and `node` hold the peers, `rtlint` the wheel of this checkout."""

    work: Path

    def program(self, venv: str, name: str) -> str:
        """A program of a virtual environment."""
        return str(self.work / venv / "bin" / name)

    def node(self, name: str) -> str:
        """A program that npm installed."""
        return str(self.work / "node" / "node_modules" / ".bin" / name)

    def native(self) -> str:
        """The compiled validator itself: its npm wrapper would first start node."""
        machine = {"aarch64": "arm64", "AMD64": "x86_64"}.get(platform.machine(), platform.machine())
        folder = self.work / "node" / "node_modules" / "@sourcemeta" / "jsonschema" / "build" / "github-releases"
        return str(folder / f"jsonschema-{platform.system().lower()}-{machine}")


class Peer(NamedTuple):
    """A tool beside which rtlint is measured."""

    name: str
    package: str
    call: Callable[[Tools, str, list[str]], list[str]]
    """The command for a kind of document (`request` or `session`) and paths of files."""

    whole: str = "files"
    """How it takes all files of a folder: `files` by name, `folder`, or `glob`."""

    status: int = 1
    """Its exit status for a file with faults."""

    slow: bool = False
    """So slow that it gets a tenth of the files, and only when asked to."""

    def on(self, tools: Tools, folder: Path) -> list[str]:
        """The command for every session in a folder."""
        paths = sorted(f"{folder.name}/{file.name}" for file in folder.iterdir())
        named = {"files": paths, "folder": [folder.name], "glob": [f"{folder.name}/*.yaml"]}[self.whole]
        return self.call(tools, "request", named)


def _yamllint(tools: Tools, _kind: str, paths: list[str]) -> list[str]:
    return [tools.program("venv", "yamllint"), "-c", "yamllint.yaml", *paths]


def _check_jsonschema(tools: Tools, kind: str, paths: list[str]) -> list[str]:
    return [tools.program("venv", "check-jsonschema"), "--schemafile", f"{kind}.schema.json", *paths]


def _native(tools: Tools, kind: str, paths: list[str]) -> list[str]:
    return [tools.native(), "validate", f"{kind}.schema.json", *paths, "--fast", "--continue"]


def _ajv(tools: Tools, kind: str, paths: list[str]) -> list[str]:
    given = [word for path in paths for word in ("-d", path)]
    return [tools.node("ajv"), "validate", "--strict=false", "-s", f"{kind}.schema.json", *given]


def _spectral(tools: Tools, kind: str, paths: list[str]) -> list[str]:
    return [tools.node("spectral"), "lint", "--ruleset", f"{kind}.spectral.json", *paths]


PEERS = (
    Peer("yamllint", "yamllint", _yamllint, whole="folder"),
    Peer("check-jsonschema", "check-jsonschema", _check_jsonschema),
    Peer(NATIVE, "@sourcemeta/jsonschema", _native, whole="folder", status=2),
    Peer("ajv-cli", "ajv-cli", _ajv, whole="glob"),
    Peer("Spectral", "@stoplight/spectral-cli", _spectral, whole="glob", slow=True),
)


def install(tools: Tools) -> None:
    """Install the peers where their list has changed, and rtlint anew. Raises SystemExit where that cannot be done."""
    if not shutil.which("npm"):
        raise SystemExit("npm is not here; ajv-cli, Spectral and the native validator are installed with it")
    _venv(tools, "venv")
    if _changed("requirements.txt", tools.work / "venv"):
        _pip(tools, "venv", "install", "-r", str(HERE / "requirements.txt"))
        shutil.copy(HERE / "requirements.txt", tools.work / "venv")
    if _changed("package.json", tools.work / "node"):
        (tools.work / "node").mkdir(exist_ok=True)
        shutil.copy(HERE / "package.json", tools.work / "node")
        _run("npm", "install", "--silent", "--ignore-scripts", "--prefix", str(tools.work / "node"))
    install_rtlint(tools)


def install_rtlint(tools: Tools) -> None:
    """Install a wheel of this checkout with its language server. Raises SystemExit where that cannot be done."""
    _venv(tools, "rtlint")
    wheels = tools.work / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    _pip(tools, "rtlint", "wheel", "--no-deps", "--wheel-dir", str(wheels), str(HERE.parent))
    (wheel,) = map(str, wheels.glob("rtlint-*.whl"))
    _pip(tools, "rtlint", "install", f"{wheel}[server]")
    _pip(tools, "rtlint", "install", "--force-reinstall", "--no-deps", wheel)


def tell(tools: Tools) -> None:
    """Write what the tools are told: the schemas as rtlint publishes them, and yamllint's and Spectral's settings."""
    (tools.work / "yamllint.yaml").write_text(YAMLLINT)
    for kind in ("request", "session"):
        file = tools.work / f"{kind}.schema.json"
        _run(tools.program("rtlint", "rtlint"), "schema", "--kind", kind, "-o", str(file))
        schema = {"schema": json.loads(file.read_text())}
        rule = {"given": "$", "severity": "error", "then": {"function": "schema", "functionOptions": schema}}
        (tools.work / f"{kind}.spectral.json").write_text(json.dumps({"rules": {kind: rule}}))


def versions(tools: Tools) -> dict[str, str]:
    """The version of each tool, as it is installed."""
    ask = "import importlib.metadata as m, sys; print(*(m.version(n) for n in sys.argv[1:]))"
    pip = ["check-jsonschema", "yamllint"]
    found = dict(zip(pip, _run(tools.program("venv", "python"), "-c", ask, *pip).split(), strict=True))
    found["rtlint"] = _run(tools.program("rtlint", "python"), "-c", ask, "rtlint").strip()
    for peer in PEERS:
        package = tools.work / "node" / "node_modules" / peer.package / "package.json"
        if package.exists():
            found[peer.name] = json.loads(package.read_text())["version"]
    found["node"] = _run("node", "--version").strip().removeprefix("v")
    return {"rtlint": found.pop("rtlint"), **dict(sorted(found.items(), key=lambda item: item[0].lower()))}


def _venv(tools: Tools, venv: str) -> None:
    if not Path(tools.program(venv, "python")).exists():
        _run(sys.executable, "-m", "venv", str(tools.work / venv))


def _changed(name: str, folder: Path) -> bool:
    there = folder / name
    return not there.exists() or there.read_text() != (HERE / name).read_text()


def _pip(tools: Tools, venv: str, *arguments: str) -> None:
    python = tools.program(venv, "python")
    _run(python, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments)


def _run(*command: str) -> str:
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:4])} … failed:\n{done.stderr or done.stdout}")
    return done.stdout
