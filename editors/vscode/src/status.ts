/** The status item beside the language: which rtlint runs, or why none does. */

import * as vscode from "vscode";
import { DOCUMENTS } from "./client";

const RESTART = { title: "Restart", command: "rtlint.restart" };

export class Status implements vscode.Disposable {
  readonly #item = vscode.languages.createLanguageStatusItem("rtlint", DOCUMENTS);

  constructor() {
    this.#item.name = "rtlint";
    this.off();
  }

  off(): void {
    this.#say("rtlint", "is switched off: rtlint.enable");
  }

  starting(): void {
    this.#say("rtlint", "is starting");
    this.#item.busy = true;
  }

  running(version: string | undefined, command: string): void {
    this.#say(version === undefined ? "rtlint" : `rtlint ${version}`, `runs: ${command}`);
  }

  trouble(text: string): void {
    this.#say("rtlint", text);
    this.#item.severity = vscode.LanguageStatusSeverity.Error;
  }

  dispose(): void {
    this.#item.dispose();
  }

  #say(text: string, detail: string): void {
    this.#item.busy = false;
    this.#item.severity = vscode.LanguageStatusSeverity.Information;
    this.#item.text = text;
    this.#item.detail = detail;
    this.#item.command = RESTART;
  }
}
