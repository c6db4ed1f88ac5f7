/** The client of one run of the language server. */

import type { ChildProcess } from "node:child_process";
import { extensions, type LogOutputChannel } from "vscode";
import { CloseAction, ErrorAction, LanguageClient, type LanguageClientOptions } from "vscode-languageclient/node";
import { isComment, offersBySchema, YAML } from "./schema";
import type { ServerSettings } from "./settings";

export const DOCUMENTS = ["file", "untitled"].flatMap((scheme) =>
  ["yaml", "json", "jsonc"].map((language) => ({ scheme, language })),
);

/** A client whose errors are told in the log alone: what the user can mend is told by `trouble`, and once. */
export class Client extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** A client, not yet started, of a process that runs. */
export function client(process: ChildProcess, settings: ServerSettings, log: LogOutputChannel): Client {
  return new Client("rtlint", "rtlint", () => Promise.resolve(process), options(settings, log));
}

function options(settings: ServerSettings, log: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: DOCUMENTS,
    outputChannel: log,
    traceOutputChannel: log,
    initializationOptions: settings,
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => ({ action: CloseAction.DoNotRestart, handled: true }),
    },
    diagnosticPullOptions: { onChange: settings.run === "onType", onSave: settings.run === "onSave" },
    middleware: {
      provideCompletionItem: (document, position, context, token, next) => {
        const yaml = extensions.getExtension(YAML)?.isActive ?? false;
        const line = document.lineAt(position).text;
        const twice = offersBySchema(document, yaml) && !isComment(line, position.character);
        return twice ? [] : next(document, position, context, token);
      },
      workspace: {
        configuration: (asked) => asked.items.map((item) => (item.section === "rtlint" ? settings : null)),
      },
    },
  };
}
