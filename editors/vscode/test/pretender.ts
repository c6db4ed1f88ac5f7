/** A language server that tells what it was told, offers one action that it says the edit of later, and ends when asked. */

import {
  CodeActionRequest,
  CodeActionResolveRequest,
  ConfigurationRequest,
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  MessageType,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocumentSyncKind,
} from "vscode-languageserver-protocol/node";

const line = createProtocolConnection(new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout));
let options: unknown;

line.onRequest(InitializeRequest.type, (told) => {
  options = told.initializationOptions;
  return {
    capabilities: { textDocumentSync: TextDocumentSyncKind.Full, codeActionProvider: { resolveProvider: true } },
    serverInfo: { name: "pretender", version: "7" },
  };
});
line.onNotification(InitializedNotification.type, async () => {
  const answer = await line.sendRequest(ConfigurationRequest.type, { items: [{ section: "rtlint" }, { section: "other" }] });
  const message = JSON.stringify({ options, answer, args: process.argv.slice(2), safe: process.env["PYTHONSAFEPATH"] });
  await line.sendNotification(LogMessageNotification.type, { type: MessageType.Info, message });
});
line.onNotification(DidOpenTextDocumentNotification.type, ({ textDocument }) => {
  if (textDocument.text === "end") {
    process.stderr.write("asked to end\n", () => process.exit(3));
  }
});
line.onRequest(CodeActionRequest.type, ({ textDocument, range, context }) => {
  const kind = context.only?.[0] ?? "";
  const disabled = { title: "not this", kind, disabled: { reason: "it is a test" } };
  return kind.includes("fixAll") ? [disabled, { title: "this", kind, data: { uri: textDocument.uri, range } }] : null;
});
line.onRequest(CodeActionResolveRequest.type, (action) => {
  const { uri, range } = action.data as { uri: string; range: never };
  return { ...action, edit: { changes: { [uri]: [{ range, newText: "resolved" }] } } };
});
line.onRequest(ShutdownRequest.type, () => undefined);
line.onNotification("exit", () => process.exit(0));
line.listen();
