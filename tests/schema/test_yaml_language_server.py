"""What editors see of our schemas: yaml-language-server itself, alone and beside `rtlint server`.

NODE_PATH says where it is.
"""

import itertools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.talk import Talk, talk

pytestmark = pytest.mark.external

SCHEMAS = Path(__file__).resolve().parent.parent.parent / "docs" / "schema"
STRICT, PERMISSIVE = SCHEMAS / "request.json", SCHEMAS / "permissive" / "request.json"
FAULTY = """\
session:
  type: realtime
  modle: gpt-realtime-2.1
  audio:
    input:
      turn_detection: {type: semantic_vad, threshold: 0.6}
    output: {voice: marin, speed: 2.0}
  tool_choice: always
  prompt: {id: pmpt_1}
"""
TYPED = """\
session:
  type: realtime
  tool_choice: $
  audio:
    input:
      turn_detection:
        type: semantic_vad
        $
    output:
      voice: $
  tracing: auto
""".replace("$", "")
TORN = "session:\n  type: [realtime\n"
KINDS = ["auto", "none", "required"]
VOICES = ["alloy", "ash", "ballad", "cedar", "coral", "echo", "marin", "sage", "shimmer", "verse"]
BY_SCHEMA = [
    (3, "yaml-schema", "Property modle is not allowed."),
    (6, "yaml-schema", "Property threshold is not allowed."),
    (7, "yaml-schema", "Value is above the maximum of 1.5."),
    (8, "yaml-schema", 'Value is not accepted. Valid values: "auto", "none", "required".'),
    (9, "yaml-schema", "Deprecated: stored prompts shut down on 2026-11-30."),
]
BY_RTLINT = [(3, "rtlint", "RT101"), (6, "rtlint", "RT306"), (7, "rtlint", "RT205"), (8, "rtlint", "RT330"),
             (9, "rtlint", "RT506")]  # fmt: skip  # a table
TORN_TO_YAML = (3, "YAML", "Flow sequence in block collection must be sufficiently indented and end with a ]")
TORN_TO_RTLINT = (2, "rtlint", "RT001")
MISREAD = (2, "yaml-schema", 'Value is not accepted. Valid values: "realtime", "transcription".')
Write = Callable[[str, Path | str], Path]


def program() -> Path:
    folders = os.environ.get("NODE_PATH", "").split(os.pathsep)
    found = [path for one in folders if (path := Path(one, "yaml-language-server/bin/yaml-language-server")).exists()]
    assert found, "install the npm package yaml-language-server, and name its node_modules in NODE_PATH"
    return found[0]


@contextmanager
def serving(root: Path, *, validate: bool) -> Iterator[Talk]:
    """The server that the YAML extensions of most editors start, with `yaml.validate` as given."""
    told = {"yaml": {"validate": validate, "schemaStore": {"enable": False}}}
    with talk(["node", str(program()), "--stdio"], root, lambda item: told.get(item.get("section", ""), {})) as line:
        line.tell("workspace/didChangeConfiguration", {"settings": told})
        yield line


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("editor")


@pytest.fixture(scope="module", params=[True, False], ids=["validates", "does not validate"])
def either(root: Path, request: pytest.FixtureRequest) -> Iterator[Talk]:
    with serving(root, validate=request.param) as line:
        yield line


@pytest.fixture(scope="module")
def yaml(root: Path) -> Iterator[Talk]:
    with serving(root, validate=True) as line:
        yield line


@pytest.fixture(scope="module")
def silent(root: Path) -> Iterator[Talk]:
    with serving(root, validate=False) as line:
        yield line


@pytest.fixture(scope="module")
def rtlint(root: Path) -> Iterator[Talk]:
    with talk([sys.executable, "-m", "rtlint", "server"], root) as line:
        yield line


@pytest.fixture(scope="module")
def written(root: Path) -> Write:
    """Writes a text into a file of its own, with a schema in its first line."""
    numbers = itertools.count()

    def write(text: str, schema: Path | str) -> Path:
        path = root / f"a{next(numbers)}.realtime.yaml"
        path.write_text(f"# yaml-language-server: $schema={schema}\n{text}")
        return path

    return write


def found(servers: list[Talk], path: Path) -> list[tuple[int, str, str]]:
    """What servers find in a file: the line (the modeline is 0), who tells it, and its code or text."""
    told = [(one, one["source"].partition(":")[0]) for server in servers for one in server.open(path)]
    return sorted(
        (one["range"]["start"]["line"], who, one["code"] if who == "rtlint" else one["message"]) for one, who in told
    )


def labels(server: Talk, path: Path, line: int, character: int) -> list[str]:
    return sorted(one["label"] for one in server.at("completion", path, line, character)["items"])


@pytest.mark.parametrize("schema", [STRICT, PERMISSIVE], ids=["strict", "permissive"])
def test_keys_and_values_are_offered(either: Talk, written: Write, schema: Path) -> None:
    path = written(TYPED, schema)
    either.open(path)
    assert labels(either, path, 3, 15) == KINDS
    assert labels(either, path, 8, 8) == ["create_response", "eagerness", "interrupt_response"]
    assert labels(either, path, 10, 13) == VOICES


@pytest.mark.parametrize("schema", [STRICT, PERMISSIVE], ids=["strict", "permissive"])
def test_a_key_tells_what_it_does(either: Talk, written: Write, schema: Path) -> None:
    path = written(FAULTY, schema)
    either.open(path)
    text = "Pace of the finished speech as a multiple, 0.25 to 1.5. Default 1.0; changes apply between turns."
    links = [f"[{name}](https://rtlint.github.io/rtlint/rules/{name}/)" for name in ("speed-range", "float-precision")]
    source = f"Source: [request.json]({schema.as_uri()})"
    assert either.at("hover", path, 7, 28)["contents"] == {
        "kind": "markdown",
        "value": f"#### speed\n\n{text}\n\nRules: {', '.join(links)}\n\n{source}",
    }


def test_a_schema_that_refuses_tells_what_rtlint_tells(yaml: Talk, rtlint: Talk, written: Write) -> None:
    path = written(FAULTY, STRICT)
    assert found([yaml, rtlint], path) == sorted(BY_SCHEMA + BY_RTLINT)


def test_beside_the_permissive_schema_nothing_is_told_twice(yaml: Talk, rtlint: Talk, written: Write) -> None:
    assert found([yaml, rtlint], written(FAULTY, PERMISSIVE)) == BY_RTLINT


def test_beside_a_server_that_does_not_validate_neither(silent: Talk, rtlint: Talk, written: Write) -> None:
    assert found([silent, rtlint], written(FAULTY, STRICT)) == BY_RTLINT


def test_a_torn_text_is_told_twice_unless_validation_is_off(
    yaml: Talk, silent: Talk, rtlint: Talk, written: Write
) -> None:
    assert found([yaml, rtlint], written(TORN, STRICT)) == [TORN_TO_RTLINT, MISREAD, TORN_TO_YAML]
    assert found([yaml, rtlint], written(TORN, PERMISSIVE)) == [TORN_TO_RTLINT, TORN_TO_YAML]
    assert found([silent, rtlint], written(TORN, STRICT)) == [TORN_TO_RTLINT]


def test_without_a_schema_yaml_language_server_tells_of_torn_texts_alone(
    yaml: Talk, rtlint: Talk, written: Write
) -> None:
    assert found([yaml, rtlint], written(FAULTY, "none")) == BY_RTLINT
    assert found([yaml, rtlint], written(TORN, "none")) == [TORN_TO_RTLINT, TORN_TO_YAML]
