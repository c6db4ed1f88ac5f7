/** The extension with the real server of rtlint. */

import assert from "node:assert/strict";
import { existsSync, symlinkSync } from "node:fs";
import * as path from "node:path";
import { test } from "node:test";
import { on, PYTHON } from "./play";
import type { Stage } from "./vscode";

const LIMIT = { timeout: 60_000 };
const FAST = "session:\n  type: realtime\n  audio: {output: {speed: 2.0}}\n";
const LOUD = "session:\n  type: realtime\n  audio: {output: {voice: Marin}}\n";
const BETA = "session:\n  modalities: [text]\n  voice: marin\n";

function withEnvironment(stage: Stage): void {
  assert.ok(existsSync(PYTHON), `${PYTHON} is not there; RTLINT_PYTHON names the interpreter`);
  symlinkSync(path.dirname(path.dirname(PYTHON)), path.join(stage.folder, ".venv"));
}

test("findings of a document, in an environment of the workspace", LIMIT, () =>
  on(withEnvironment, async (stage) => {
    const document = stage.open("a.realtime.yaml", "yaml", FAST);
    await stage.until(() => stage.codes(document).length > 0);
    assert.deepEqual(stage.codes(document), ["RT205"]);
    const python = path.join(stage.folder, ".venv", "bin", "python");
    assert.match(String(stage.status["text"]), /^rtlint \d+\.\d+\.\d+$/);
    assert.equal(stage.status["detail"], `runs: ${python}`);
    assert.deepEqual(stage.messages, []);
  }));

test("all safe fixes are applied, and then there are none", LIMIT, () =>
  on(withEnvironment, async (stage) => {
    const document = stage.open("a.realtime.yaml", "yaml", LOUD);
    await stage.until(() => stage.codes(document).length > 0);
    await stage.commands.get("rtlint.fixAll")?.();
    assert.equal(document.text, LOUD.replace("Marin", "marin"));
    await stage.commands.get("rtlint.fixAll")?.();
    assert.deepEqual(stage.messages, [["rtlint has no safe fix for this document"]]);
  }));

test("a session of the Beta is migrated, and then there is nothing to migrate", LIMIT, () =>
  on(withEnvironment, async (stage) => {
    const document = stage.open("a.realtime.yaml", "yaml", BETA);
    await stage.until(() => stage.codes(document).length > 0);
    await stage.commands.get("rtlint.migrate")?.();
    assert.match(document.text, /output_modalities: \[text\]/);
    await stage.commands.get("rtlint.migrate")?.();
    assert.deepEqual(stage.messages, [["there is nothing to migrate: nothing is of the Beta"]]);
  }));
