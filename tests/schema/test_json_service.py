"""What VS Code sees of our schemas in JSON: the service behind its JSON support. NODE_PATH says where it is."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.external

SCHEMAS = Path(__file__).resolve().parent.parent.parent / "docs" / "schema"
PROGRAM = """\
const {getLanguageService, TextDocument} = require("vscode-json-languageservice");
const [schema, text, places] = JSON.parse(require("fs").readFileSync(0));
(async () => {
  const service = getLanguageService({});
  service.configure({validate: true, schemas: [{uri: "schema:ours", fileMatch: ["*"], schema}]});
  const document = TextDocument.create("file:///a.json", "json", 1, text);
  const read = service.parseJSONDocument(document);
  const found = (await service.doValidation(document, read)).map((one) => one.message).sort();
  const shown = [];
  for (const offset of places) {
    const place = document.positionAt(offset);
    const offered = (await service.doComplete(document, place, read)).items.map((one) => one.label).sort();
    shown.push([offered, (await service.doHover(document, place, read))?.contents]);
  }
  console.log(JSON.stringify([found, shown]));
})();
"""
TEXT = """\
{"session": {
  "type": "realtime", "modle": 1, "prompt": {"id": "x"}, "tool_choice": "always",
  "audio": {
    "input": {"turn_detection": {"type": "semantic_vad", "threshold": 0.6, "": 1}},
    "output": {"voice": "marin", "speed": 2.0}
}}}
"""
PLACES = [TEXT.index(one) + 1 for one in ('"always"', '"":', '"marin"', '"speed"')]


def seen(name: str) -> Any:
    schema = json.loads((SCHEMAS / name).read_text())
    given = json.dumps([schema, TEXT, PLACES]).encode()
    done = subprocess.run(["node", "-e", PROGRAM], input=given, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b""), "install the npm package vscode-json-languageservice"
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("name", "faults"),
    [
        ("permissive/request.json", []),
        (
            "request.json",
            [
                "Deprecated: stored prompts shut down on 2026-11-30.",
                "Property  is not allowed.",
                "Property modle is not allowed.",
                "Property threshold is not allowed.",
                "Value is above the maximum of 1.5.",
                'Value is not accepted. Valid values: "auto", "none", "required".',
            ],
        ),
    ],
)  # fmt: skip  # a table
def test_keys_and_values_are_offered_and_a_key_tells_what_it_does(name: str, faults: list[str]) -> None:
    found, shown = seen(name)
    voices = ["alloy", "ash", "ballad", "cedar", "coral", "echo", "marin", "sage", "shimmer", "verse"]
    text = "Pace of the finished speech as a multiple, 0.25 to 1.5. Default 1.0; changes apply between turns."
    links = [f"[{name}](https://rtlint.github.io/rtlint/rules/{name}/)" for name in ("speed-range", "float-precision")]
    assert found == faults
    assert [offered for offered, _ in shown] == [
        ['"auto"', '"none"', '"required"'],
        ["create_response", "eagerness", "interrupt_response"],
        [f'"{voice}"' for voice in voices],
        ["format", "speed"],
    ]
    assert shown[3][1] == [f"speed\n\n{text}\n\nRules: {', '.join(links)}"]
