/** The extension with a server that tells what it was told, and with none. */

import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { test } from "node:test";
import { on } from "./play";
import { type Stage, Uri } from "./vscode";

const LIMIT = { timeout: 60_000 };
const PRETENDER = [process.execPath, path.join(__dirname, "..", "pretender.js")];
const RUNS = `runs: ${process.execPath}`;

interface Told {
  readonly options: unknown;
  readonly answer: unknown;
  readonly args: unknown;
  readonly safe: unknown;
}

const pretending = (stage: Stage) => stage.set({ "rtlint.path": PRETENDER });
const told = (stage: Stage) => stage.log.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line) as Told);
const running = (stage: Stage) => stage.until(() => stage.status["detail"] === RUNS);

/** An interpreter that lacks what it is told to lack. */
function python(folder: string, lacks: string): string {
  const file = path.join(folder, "bin", "python");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho ${lacks}\n`);
  chmodSync(file, 0o755);
  return file;
}

test("commands and settings are those of the manifest", LIMIT, () =>
  on(pretending, async (stage) => {
    const { contributes } = JSON.parse(readFileSync(path.join(__dirname, "..", "..", "package.json"), "utf8"));
    await running(stage);
    assert.deepEqual([...stage.commands.keys()].sort(), contributes.commands.map((one: { command: string }) => one.command));
    const own = Object.keys(contributes.configuration.properties).filter((key) => key !== "rtlint.trace.server");
    assert.deepEqual([...stage.read].filter((key) => key.startsWith("rtlint.")).sort(), own.sort());
  }));

test("the server is told the settings when it starts, and when it asks", LIMIT, () =>
  on(
    (stage) => stage.set({ "rtlint.path": PRETENDER, "rtlint.run": "onSave", "rtlint.configuration": "${workspaceFolder}/c.toml" }),
    async (stage) => {
      await stage.until(() => told(stage).length === 1);
      const options = { configuration: path.join(stage.folder, "c.toml"), run: "onSave", fixAll: true };
      assert.deepEqual(told(stage), [{ options, answer: [options, null], args: ["server"], safe: "1" }]);
      assert.equal(stage.status["text"], "rtlint 7");
    },
  ));

test("a setting that changes starts the server again, and one that switches it off ends it", LIMIT, () =>
  on(pretending, async (stage) => {
    await stage.until(() => told(stage).length === 1);
    stage.set({ "rtlint.fixAll": false });
    await stage.until(() => told(stage).length === 2);
    assert.deepEqual(told(stage)[1]?.options, { configuration: null, run: "onType", fixAll: false });
    stage.set({ "rtlint.trace.server": "verbose", "editor.fontSize": 12 });
    stage.set({ "rtlint.enable": false });
    await stage.until(() => stage.status["detail"] === "is switched off: rtlint.enable");
    assert.equal(told(stage).length, 2);
    stage.open("a.realtime.yaml", "yaml", "");
    await stage.commands.get("rtlint.fixAll")?.();
    assert.deepEqual(stage.messages, [["rtlint's language server does not run"]]);
  }));

test("trust, folders and the command start the server again", LIMIT, () =>
  on(pretending, async (stage) => {
    await stage.until(() => told(stage).length === 1);
    stage.event("onDidGrantWorkspaceTrust").fire();
    await stage.until(() => told(stage).length === 2);
    stage.event("onDidChangeWorkspaceFolders").fire();
    await stage.until(() => told(stage).length === 3);
    await stage.commands.get("rtlint.restart")?.();
    await stage.until(() => told(stage).length === 4);
    assert.deepEqual(stage.messages, []);
  }));

test("an action whose edit the server tells later; one of no document, or of another language", LIMIT, () =>
  on(pretending, async (stage) => {
    await running(stage);
    const other = "rtlint looks at YAML and JSON: no such document is in the active editor";
    await stage.commands.get("rtlint.fixAll")?.();
    stage.open("a.py", "python", "");
    await stage.commands.get("rtlint.migrate")?.();
    assert.deepEqual(stage.messages, [[other], [other]]);
    const document = stage.open("a.json", "json", "{\n}\n");
    await stage.commands.get("rtlint.fixAll")?.();
    assert.equal(document.text, "resolved");
  }));

test("a server that ends is started again, but not for ever", LIMIT, () =>
  on(pretending, async (stage) => {
    stage.open("a.realtime.yaml", "yaml", "end");
    await stage.until(() => stage.messages.length > 0);
    const text = `${[...PRETENDER, "server"].join(" ")} has ended 4 times in three minutes; it stays down until it is restarted`;
    assert.deepEqual(stage.messages, [[text, "Show the log"]]);
    assert.equal(stage.log.filter((line) => line.startsWith("starts: ")).length, 4);
    assert.deepEqual([stage.status["detail"], stage.status["severity"]], [text, 2]);
    stage.documents.length = 0;
    await stage.commands.get("rtlint.restart")?.();
    assert.equal(stage.status["detail"], RUNS);
  }));

test("an environment without rtlint is told once, with the command typed and not run", LIMIT, () =>
  on(
    (stage) => {
      python(path.join(stage.folder, ".venv"), "rtlint pygls");
      process.env["PATH"] = "/bin";
      stage.answer = "Open a terminal";
    },
    async (stage) => {
      const file = path.join(stage.folder, ".venv", "bin", "python");
      const pip = 'pip install "rtlint[server]"';
      const text = `rtlint's language server is not in ${file}; it is installed by ${pip}`;
      await stage.until(() => stage.status["detail"] === text);
      stage.open("compose.yaml", "yaml", "");
      assert.deepEqual(stage.messages, []);
      stage.open("a.realtime.yaml", "yaml", "");
      await stage.until(() => stage.terminals.length === 1);
      stage.open("b.realtime.yaml", "yaml", "");
      assert.deepEqual(stage.messages, [[text, "Open a terminal"]]);
      assert.deepEqual(stage.terminals[0]?.typed, [[`${file} -m ${pip}`, false]]);
      await stage.commands.get("rtlint.restart")?.();
      assert.equal(stage.messages.length, 2);
    },
  ));

test("the interpreter of the Python extension comes first, and another one starts the server again", LIMIT, () =>
  on(
    (stage) => {
      const changed = stage.event("interpreter");
      const chosen = { path: python(path.join(stage.folder, "one"), "pygls") };
      const environments = {
        getActiveEnvironmentPath: () => chosen,
        resolveEnvironment: ({ path }: { path: string }) => Promise.resolve({ executable: { uri: Uri.file(path) } }),
        onDidChangeActiveEnvironmentPath: changed.event,
      };
      changed.event(() => (chosen.path = python(path.join(stage.folder, "two"), "pygls")));
      stage.extensions = { "ms-python.python": { activate: () => Promise.resolve({ environments }) } };
    },
    async (stage) => {
      const says = (name: string) => () => String(stage.status["detail"]).includes(path.join(stage.folder, name, "bin", "python"));
      await stage.until(says("one"));
      await new Promise(setImmediate);
      stage.event("interpreter").fire();
      await stage.until(says("two"));
    },
  ));

test("a program that is not there, and one that is no server", LIMIT, () =>
  on(
    (stage) => {
      stage.set({ "rtlint.path": "/nowhere/rtlint" });
      stage.answer = "Open the settings";
    },
    async (stage) => {
      stage.open("a.realtime.yaml", "yaml", "");
      await stage.until(() => stage.executed.length === 1);
      assert.deepEqual(stage.messages, [["/nowhere/rtlint is not there; rtlint.path names the rtlint to run", "Open the settings"]]);
      assert.deepEqual(stage.executed, [["workbench.action.openSettings", "rtlint.path"]]);
      stage.set({ "rtlint.path": ["/bin/sh", "-c", "echo it is broken >&2"] });
      await stage.until(() => stage.messages.length === 2);
      assert.deepEqual(stage.messages[1], ["/bin/sh -c echo it is broken >&2 server has ended: it is broken", "Show the log"]);
      // One that never answers does not keep the next from starting.
      stage.set({ "rtlint.path": ["/bin/sh", "-c", "cat >/dev/null"] });
      await stage.until(() => stage.log.some((line) => line.includes("cat >/dev/null")));
      pretending(stage);
      await running(stage);
    },
  ));

test("what lies in a workspace that is not trusted is not run", LIMIT, () =>
  on(
    (stage) => {
      python(path.join(stage.folder, ".venv"), "pygls");
      process.env["PATH"] = "/bin";
      stage.trusted = false;
    },
    async (stage) => {
      await stage.until(() => stage.status["severity"] === 2);
      assert.match(String(stage.status["detail"]), /neither in an environment of this workspace nor on PATH/);
    },
  ));
