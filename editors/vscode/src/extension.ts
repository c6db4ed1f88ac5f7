/** The extension: commands, and what makes the language server start again. The server does all else. */

import * as vscode from "vscode";
import { act, FIX_ALL, MIGRATE } from "./actions";
import { python } from "./python";
import { Server } from "./server";
import { Status } from "./status";
import { Teller } from "./teller";

/** Settings that only a new start takes over; `rtlint.trace.server` is the client's own affair. */
const AT_START = ["enable", "path", "configuration", "run", "fixAll"];

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("rtlint", { log: true });
  const status = new Status();
  const teller = new Teller();
  const made = new Server(log, status, (trouble) => teller.tell(trouble));
  server = made;
  context.subscriptions.push(log, status, teller, ...commands(made, teller), ...reasons(made));
  void restartWithInterpreter(context, made);
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}

function commands(server: Server, teller: Teller): vscode.Disposable[] {
  const restart = () => {
    teller.asked();
    return server.restart();
  };
  return [
    vscode.commands.registerCommand("rtlint.fixAll", () => act(server.client, FIX_ALL)),
    vscode.commands.registerCommand("rtlint.migrate", () => act(server.client, MIGRATE)),
    vscode.commands.registerCommand("rtlint.restart", restart),
    vscode.commands.registerCommand("rtlint.showLog", () => server.log.show()),
  ];
}

function reasons(server: Server): vscode.Disposable[] {
  const restart = () => void server.restart();
  return [
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeWorkspaceFolders(restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (AT_START.some((key) => change.affectsConfiguration(`rtlint.${key}`))) {
        restart();
      }
    }),
  ];
}

async function restartWithInterpreter(context: vscode.ExtensionContext, server: Server): Promise<void> {
  await server.restart();
  const changed = (await python())?.environments.onDidChangeActiveEnvironmentPath(() => void server.restart());
  if (changed) {
    context.subscriptions.push(changed);
  }
}
