"""The house: who may import whom, how long things may be, and what a cold start may load."""

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "rtlint"
FILES = sorted(PACKAGE.rglob("*.py"))

# From the ground up. A room may import from its own line and the lines before it, never from one behind.
FLOORS = (
    ("rtlint", "rtlint.gate", "rtlint.text"),
    ("rtlint.edit",),
    ("rtlint.api",),
    ("rtlint.finding", "rtlint.lap"),
    ("rtlint.session",),
    ("rtlint.report",),
    ("rtlint.rule",),
    ("rtlint.config",),
    ("rtlint.fixes",),
    ("rtlint.suppress",),
    ("rtlint.fingerprint", "rtlint.inputs", "rtlint.lint", "rtlint.result", "rtlint.save"),
    (
        "rtlint.crew",
        "rtlint.explain",
        "rtlint.fixer",
        "rtlint.ignoring",
        "rtlint.linters",
        "rtlint.proof",
        "rtlint.proof_fixes",
        "rtlint.record",
        "rtlint.rulebook",
        "rtlint.run",
        "rtlint.schema",
        "rtlint.settings",
        "rtlint.starter",
    ),
    ("rtlint.baseline", "rtlint.cache", "rtlint.migrate"),
    ("rtlint.sharing",),
    ("rtlint.assist",),
    ("rtlint.server", "rtlint.submit"),
    ("rtlint.library",),
    ("rtlint.pytest_items", "rtlint.pytest_plugin", "rtlint.testing"),
    ("rtlint.cli", "rtlint.__main__"),
)
# Rooms that know nothing of what lies on the floors below them either.
KNOWS_ONLY = {
    "rtlint.text": {"rtlint.text"},
    "rtlint.api": {"rtlint.api"},
    "rtlint.finding": {"rtlint.text"},
    "rtlint.report": {"rtlint", "rtlint.report", "rtlint.finding", "rtlint.text"},
}
# What a clean run on one file may load beside the standard library's small modules.
NEVER_ON_START = {
    "asyncio", "dataclasses", "difflib", "hashlib", "importlib.metadata", "ipaddress", "json", "logging", "openai",
    "pathlib", "pathspec", "pydantic", "pygls", "random", "rich", "ruamel", "shutil", "socket", "subprocess",
    "multiprocessing", "signal", "tempfile", "tomllib", "traceback", "yaml", "rtlint.cli._progress", "rtlint.crew.work",
    "rtlint.api.json_schema", "rtlint.api.response", "rtlint.api.translation",
    "rtlint.baseline", "rtlint.cache", "rtlint.config.layers", "rtlint.config.load", "rtlint.config.model",
    "rtlint.edit", "rtlint.explain", "rtlint.fixes", "rtlint.fixer", "rtlint.library", "rtlint.migrate", "rtlint.proof",
    "rtlint.proof_fixes", "rtlint.rule.files", "rtlint.rule.own", "rtlint.rule.paths", "rtlint.save",
    "rtlint.schema", "rtlint.session.inside", "rtlint.sharing", "rtlint.suppress", "rtlint.text.diff",
    "rtlint.text.incode", "rtlint.text.jsontext", "rtlint.text.part",
}  # fmt: skip


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def imports(path: Path) -> Iterator[str]:
    """Every module of ours that a file imports, inside functions and for types only as well."""
    known = {module_of(file) for file in FILES}
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("rtlint"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rtlint"):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in known else str(node.module)


# The face of the package names what lies above it, for type checkers alone: at run time nobody loads it unasked.
FACE = {"rtlint.api.request", "rtlint.finding", "rtlint.library"}

GRAPH = {module_of(path): set(imports(path)) for path in FILES}
NAMED_BY_FACE, GRAPH["rtlint"] = GRAPH["rtlint"], set()
FLOOR = {name: level for level, names in enumerate(FLOORS) for name in names}


def test_every_room_has_a_floor() -> None:
    assert {room(module) for module in GRAPH} == set(FLOOR)


def test_the_face_of_the_package_names_the_library_and_its_words_alone() -> None:
    assert NAMED_BY_FACE == FACE


def test_no_import_runs_up() -> None:
    upwards = [
        f"{module} -> {target}"
        for module, targets in GRAPH.items()
        for target in targets
        if FLOOR[room(target)] > FLOOR[room(module)]
    ]
    assert upwards == []


def test_rooms_with_narrow_doors_keep_them() -> None:
    broken = [
        f"{module} -> {target}"
        for module, targets in GRAPH.items()
        for target in targets
        if room(module) in KNOWS_ONLY and room(target) not in KNOWS_ONLY[room(module)]
    ]
    assert broken == []


def test_there_are_no_circles() -> None:
    assert list(circles()) == []


def circles() -> Iterator[list[str]]:
    done: set[str] = set()

    def visit(module: str, way: list[str]) -> Iterator[list[str]]:
        if module in way:
            yield [*way[way.index(module) :], module]
        elif module not in done:
            for target in sorted(GRAPH.get(module, ())):
                yield from visit(target, [*way, module])
            done.add(module)

    for module in sorted(GRAPH):
        yield from visit(module, [])


def test_only_one_door_leads_to_pyyaml_and_only_the_command_line_knows_click() -> None:
    outside = {
        module_of(path): {
            (alias.name if isinstance(node, ast.Import) else str(node.module)).split(".")[0]
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, (ast.Import, ast.ImportFrom))
            for alias in node.names
        }
        for path in FILES
    }
    assert {module for module, names in outside.items() if "yaml" in names} == {
        "rtlint.text.nodes",
        "rtlint.text.yamltext",
    }
    assert {room(module) for module, names in outside.items() if "click" in names} == {"rtlint.cli"}
    assert {room(module) for module, names in outside.items() if names & {"lsprotocol", "pygls"}} == {"rtlint.server"}
    assert {module for module, names in outside.items() if "pathspec" in names} == {"rtlint.config.globs"}
    assert {module for module, names in outside.items() if "tomllib" in names} == {
        "rtlint.config.load",
        "rtlint.config.places",
    }


def test_functions_are_short() -> None:
    lengths = {
        f"{module_of(path)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    assert {name: length for name, length in lengths.items() if length > 60} == {}
    assert statistics.median(lengths.values()) <= 10


def test_files_are_short() -> None:
    lengths = sorted(len(path.read_text().splitlines()) for path in FILES)
    assert lengths[int(len(lengths) * 0.9)] <= 250


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_every_module_says_why_it_exists(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text()))


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["check", "--no-cache", "good.realtime.yaml"], ["rules"]],
    ids=["version", "check", "rules"],
)
def test_a_cold_start_loads_nothing_heavy(arguments: list[str], tmp_path: Path, installed: Path) -> None:
    (tmp_path / "good.realtime.yaml").write_text("session:\n  type: realtime\n  max_output_tokens: 1024\n")
    script = (
        "import sys\nfrom rtlint.cli.main import run\n"
        f"status = run({arguments!r})\n"
        "print(status, *sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([installed, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    status, *loaded = done.stderr.split("\n")[-2].split()
    assert status == "0"
    assert sorted(NEVER_ON_START & set(loaded)) == []


def test_nothing_names_the_workshop() -> None:
    """The project speaks of itself alone: no machine's path, no package registry's host."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    tracked = listed.stdout.split("\n")
    words = ["/work" + "/", "/root" + "/", "pypi" + ".org", "registry.npmjs" + ".org", "pythonhosted" + ".org"]
    named = [
        f"{name}: {word}"
        for name in filter(None, tracked)
        if (ROOT / name).is_file()
        for word in words
        if word in (ROOT / name).read_text(errors="replace")
    ]
    assert named == []
    assert sys.version_info >= (3, 11)
