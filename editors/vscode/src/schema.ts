/** Where another extension completes by the schema that this one brings along: nobody wants each offer twice. */

import type { TextDocument } from "vscode";

/** The extension that completes YAML by a schema; JSON is completed by VS Code itself. */
export const YAML = "redhat.vscode-yaml";

/** Whether a document's keys and values are offered by its schema; `yaml` tells whether the YAML extension runs. */
export function offersBySchema(document: Pick<TextDocument, "fileName" | "languageId">, yaml: boolean): boolean {
  const name = /\.realtime\.(ya?ml|json)$/i.exec(document.fileName)?.[1];
  return name !== undefined && (document.languageId === "yaml" ? yaml : name.toLowerCase() === "json");
}

/** Whether a line is inside a comment to rtlint, of which no schema knows, at a column. */
export function isComment(line: string, column: number): boolean {
  return /(^|\s)#\s*rtlint:/.test(line.slice(0, column));
}
