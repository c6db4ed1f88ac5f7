"""What the guides show to CI services: sound by the services' own schemas, and of one mind with this project."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from rtlint import __version__
from rtlint.report import formats

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDE = (ROOT / "docs/guides/ci.md").read_text()
FENCE = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
FILES = {title: text for _language, title, text in FENCE.findall(GUIDE) if title.endswith(".yml")}
SCHEMAS = {
    ".circleci": "circle-ci",
    ".github": "github-workflows",
    ".gitlab-ci.yml": "gitlab-ci",
    "azure-pipelines.yml": "azure-pipelines",
}
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())


def schema(name: str, path: Path) -> None:
    program = str(Path(sys.executable).parent / "check-jsonschema")
    own = ["--data-transform", name] if name in {"azure-pipelines", "gitlab-ci"} else []
    options = ["--builtin-schema", f"vendor.{name}", "--regex-variant", "nonunicode", *own]
    command = [program, *options, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "ok -- validation done\n"), done.stdout


@pytest.mark.parametrize("title", FILES)
def test_a_file_of_the_guide_is_one_of_its_service(title: str, tmp_path: Path) -> None:
    (tmp_path / "file.yml").write_text(FILES[title])
    schema(SCHEMAS[title.split("/", maxsplit=1)[0]], tmp_path / "file.yml")


def test_action_and_workflows_are_some() -> None:
    schema("github-actions", ROOT / "action.yml")
    for path in (ROOT / ".github/workflows").glob("*.yml"):
        schema("github-workflows", path)


def test_every_service_is_seen_and_every_snippet_is_yaml() -> None:
    assert {title.split("/")[0] for title in FILES} == set(SCHEMAS)
    snippets = [text for language, _title, text in FENCE.findall(GUIDE) if language == "yaml"]
    assert [text for text in snippets if not yaml.safe_load(text)] == []


def test_it_asks_for_formats_that_there_are_and_for_this_version() -> None:
    assert set(re.findall(r"--output (\w+)", GUIDE)) <= set(formats())
    assert set(re.findall(r"rtlint(?:==|/rtlint@v)([\d.]+)", GUIDE)) == {__version__}


def test_the_action_is_told_as_it_is() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| (?:`([^`]*)` )?\|", GUIDE, re.MULTILINE)
    assert dict(rows) == {name: about["default"] for name, about in ACTION["inputs"].items()}
    assert [name for name in ACTION["outputs"] if f"`{name}`" not in GUIDE] == []
    step: dict[str, Any] = yaml.safe_load(FILES[".github/workflows/rtlint.yml"])["jobs"]["rtlint"]["steps"][-1]
    assert set(step["with"]) <= set(ACTION["inputs"])
