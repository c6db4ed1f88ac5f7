/** The built extension on a stage, with the real language client. */

import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import Module from "node:module";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { Stage } from "./vscode";

interface Extension {
  activate(context: { subscriptions: { dispose(): void }[] }): void;
  deactivate(): Promise<void> | undefined;
}

const TOP = path.join(__dirname, "..", "..", "..", "..");
/** The interpreter in which rtlint with its server is. */
export const PYTHON = process.env["RTLINT_PYTHON"] ?? path.join(TOP, ".venv", "bin", "python");

/** Runs `play` with the extension active in a folder of its own, and lets it go afterwards. */
export async function on(prepare: (stage: Stage) => void, play: (stage: Stage) => Promise<void>): Promise<void> {
  const stage = new Stage(realpathSync(mkdtempSync(path.join(tmpdir(), "rtlint-"))));
  prepare(stage);
  const subscriptions: { dispose(): void }[] = [];
  const extension = loaded(stage);
  extension.activate({ subscriptions });
  // A test that waits for what never comes would end without a word.
  const tell = () => console.error(stage.messages, stage.log);
  process.on("beforeExit", tell);
  try {
    await play(stage);
  } finally {
    process.off("beforeExit", tell);
    await extension.deactivate();
    subscriptions.forEach((one) => one.dispose());
    rmSync(stage.folder, { recursive: true });
  }
}

/** The extension as VS Code loads it: `vscode` is not a file, and each window has its own. */
function loaded(stage: Stage): Extension {
  const file = path.join(__dirname, "..", "extension.js");
  const loader = Module as unknown as { _load(name: string, ...rest: unknown[]): unknown };
  const load = loader._load;
  const vscode = stage.module();
  loader._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
  try {
    delete require.cache[file];
    return require(file) as Extension;
  } finally {
    loader._load = load;
  }
}
