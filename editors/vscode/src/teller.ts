/** Tells of trouble by a message with one button: once, and only somebody who has a session to look at. */

import * as vscode from "vscode";
import type { Help, Trouble } from "./trouble";

export class Teller implements vscode.Disposable {
  #waiting: Trouble | undefined;
  #told = new Set<string>();
  #asked = false;
  readonly #opened = vscode.workspace.onDidOpenTextDocument(() => this.#tell());

  /** Takes over what stands in the way of a server; undefined for nothing. */
  tell(trouble: Trouble | undefined): void {
    this.#waiting = trouble;
    this.#asked &&= trouble !== undefined;
    this.#tell();
  }

  /** The user has asked for a server: what stands in its way is told whatever is open, and told again. */
  asked(): void {
    this.#asked = true;
  }

  dispose(): void {
    this.#opened.dispose();
  }

  #tell(): void {
    const trouble = this.#waiting;
    // The extension wakes for every YAML and JSON: who edits something else needs no rtlint.
    const anew = trouble && !this.#told.has(trouble.text) && vscode.workspace.textDocuments.some(isNamedOurs);
    if (trouble && (anew || this.#asked)) {
      this.#asked = false;
      this.#told.add(trouble.text);
      void show(trouble);
    }
  }
}

function isNamedOurs(document: vscode.TextDocument): boolean {
  return /\.realtime\.(ya?ml|json)$/.test(document.fileName);
}

async function show({ text, help }: Trouble): Promise<void> {
  if ((await vscode.window.showErrorMessage(text, help.button)) === help.button) {
    lend(help);
  }
}

function lend(help: Help): void {
  if (help.button === "Open a terminal") {
    const terminal = vscode.window.createTerminal("rtlint");
    terminal.show();
    terminal.sendText(help.typed, false); // it is for the user to run it
  } else if (help.button === "Open the settings") {
    void vscode.commands.executeCommand("workbench.action.openSettings", "rtlint.path");
  } else {
    void vscode.commands.executeCommand("rtlint.showLog");
  }
}
