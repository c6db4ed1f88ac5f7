/** Commands that ask the server for what it would do to the whole document, and do it. */

import * as vscode from "vscode";
import {
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeActionTriggerKind,
} from "vscode-languageclient/node";
import { type Client, DOCUMENTS } from "./client";

/** A kind of code action, and what is said when the server offers none. */
export const FIX_ALL = { kind: "source.fixAll.rtlint", none: "rtlint has no safe fix for this document" };
export const MIGRATE = { kind: "source.migrate.rtlint", none: "there is nothing to migrate: nothing is of the Beta" };

/** Applies the server's action of a kind to the document of the active editor, or says why there is none. */
export async function act(client: Client | undefined, { kind, none }: typeof FIX_ALL): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || vscode.languages.match(DOCUMENTS, document) === 0) {
    say("rtlint looks at YAML and JSON: no such document is in the active editor");
  } else if (client === undefined) {
    say("rtlint's language server does not run");
  } else {
    const { version } = document;
    const edit = (await offered(client, document, kind))?.edit;
    if (edit === undefined) {
      say(none);
    } else if (version !== document.version) {
      say("the document has changed meanwhile: nothing was done");
    } else {
      await vscode.workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit));
    }
  }
}

async function offered(client: Client, document: vscode.TextDocument, kind: string): Promise<CodeAction | undefined> {
  const actions = await client.sendRequest(CodeActionRequest.type, {
    textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
    range: client.code2ProtocolConverter.asRange(document.validateRange(new vscode.Range(0, 0, document.lineCount, 0))),
    context: { diagnostics: [], only: [kind], triggerKind: CodeActionTriggerKind.Invoked },
  });
  const action = actions?.find((one): one is CodeAction => "kind" in one && one.kind === kind && !one.disabled);
  return action && !action.edit ? client.sendRequest(CodeActionResolveRequest.type, action) : action;
}

function say(text: string): void {
  void vscode.window.showInformationMessage(text);
}
