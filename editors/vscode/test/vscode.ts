/**
 * As much of VS Code as the language client asks for, without a window: documents, settings, messages, and what was done
 * with them. What nobody here looks at is there, and does nothing.
 */

import * as path from "node:path";

type Listener = (event: never) => unknown;

export class EventEmitter {
  #listeners = new Set<Listener>();
  readonly event = (listener: Listener, self?: unknown) => {
    const bound = listener.bind(self);
    this.#listeners.add(bound);
    return new Disposable(() => this.#listeners.delete(bound));
  };
  fire(event?: unknown): void {
    [...this.#listeners].forEach((listener) => listener(event as never));
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

class Disposable {
  constructor(readonly end: () => unknown = () => undefined) {}
  dispose(): void {
    this.end();
  }
  static from(...all: { dispose(): void }[]): Disposable {
    return new Disposable(() => all.forEach((one) => one.dispose()));
  }
}

export class Uri {
  readonly authority = "";
  constructor(readonly scheme: string, readonly path: string) {}
  get fsPath(): string {
    return this.path;
  }
  toString(): string {
    return `${this.scheme}://${encodeURI(this.path)}`;
  }
  static file(name: string): Uri {
    return new Uri("file", name);
  }
  static parse(text: string): Uri {
    const url = new URL(text);
    return new Uri(url.protocol.slice(0, -1), decodeURIComponent(url.pathname));
  }
}

class Position {
  constructor(readonly line: number, readonly character: number) {}
}

class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(...at: [Position, Position] | [number, number, number, number]) {
    this.start = at.length === 2 ? at[0] : new Position(at[0], at[1]);
    this.end = at.length === 2 ? at[1] : new Position(at[2], at[3]);
  }
}

class Diagnostic {
  constructor(readonly range: Range, readonly message: string, readonly severity: number) {}
}

class TextEdit {
  constructor(readonly range: Range, readonly newText: string) {}
}

class WorkspaceEdit {
  readonly edits: [Uri, TextEdit[]][] = [];
  set(uri: Uri, edits: (TextEdit | [TextEdit, unknown])[]): void {
    this.edits.push([uri, edits.map((edit) => (Array.isArray(edit) ? edit[0] : edit))]);
  }
}

class CodeActionKind {
  static readonly Empty = new CodeActionKind("");
  constructor(readonly value: string) {}
  append(part: string): CodeActionKind {
    return new CodeActionKind(this.value ? `${this.value}.${part}` : part);
  }
}

class TabInputText {
  constructor(readonly uri: Uri) {}
}

class CancellationTokenSource {
  readonly token = { isCancellationRequested: false, onCancellationRequested: new EventEmitter().event };
  cancel(): void {}
  dispose(): void {}
}

class Document {
  version = 1;
  readonly isClosed = false;
  constructor(readonly uri: Uri, readonly languageId: string, public text: string) {}
  get fileName(): string {
    return this.uri.fsPath;
  }
  get lineCount(): number {
    return this.text.split("\n").length;
  }
  getText(): string {
    return this.text;
  }
  validateRange(range: Range): Range {
    const lines = this.text.split("\n");
    return range.end.line < lines.length
      ? range
      : new Range(range.start, new Position(lines.length - 1, lines.at(-1)?.length ?? 0));
  }
  offset({ line, character }: Position): number {
    return this.text.split("\n").slice(0, line).reduce((sum, before) => sum + before.length + 1, character);
  }
}

interface Asked {
  readonly scheme?: string;
  readonly language?: string;
}

/** The window with all that happened in it. */
export class Stage {
  /** Something has happened: a message, findings, a state. */
  readonly happened = new EventEmitter();
  readonly events = new Map<string, EventEmitter>();
  readonly commands = new Map<string, (...args: unknown[]) => unknown>();
  readonly messages: [text: string, ...buttons: string[]][] = [];
  readonly terminals: { typed: [text: string, run: boolean][] }[] = [];
  readonly executed: unknown[][] = [];
  readonly findings = new Map<string, (Diagnostic & { code: { value: string } })[]>();
  readonly documents: Document[] = [];
  readonly read = new Set<string>();
  readonly status: Record<string, unknown> = {};
  readonly log: string[] = [];
  settings: Record<string, unknown> = {};
  extensions: Record<string, unknown> = {};
  trusted = true;
  answer: string | undefined;

  constructor(readonly folder: string) {}

  event(name: string): EventEmitter {
    const known = this.events.get(name) ?? new EventEmitter();
    this.events.set(name, known);
    return known;
  }

  /** Waits until something is so; the test's own limit of time ends it. */
  async until(so: () => boolean): Promise<void> {
    while (!so()) {
      await new Promise<void>((resolve) => {
        const heard = this.happened.event(() => {
          heard.dispose();
          resolve();
        });
      });
    }
  }

  open(name: string, languageId: string, text: string): Document {
    const document = new Document(Uri.file(path.join(this.folder, name)), languageId, text);
    this.documents.push(document);
    this.event("onDidOpenTextDocument").fire(document);
    return document;
  }

  set(settings: Record<string, unknown>): void {
    this.settings = { ...this.settings, ...settings };
    this.event("onDidChangeConfiguration").fire({ affectsConfiguration: (name: string) => name in settings });
  }

  codes(document: Document): string[] {
    return (this.findings.get(String(document.uri)) ?? []).map((finding) => finding.code.value);
  }

  /** The module `vscode`. */
  module(): unknown {
    const parts = {
      __esModule: true,
      version: "1.91.0",
      ...{ Uri, Position, Range, Diagnostic, TextEdit, WorkspaceEdit, CodeActionKind, TabInputText, EventEmitter, Disposable },
      ...{ CancellationTokenSource, CancellationError: Error },
      LogLevel: { Off: 0, Trace: 1, Info: 3 },
      DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
      LanguageStatusSeverity: { Information: 0, Warning: 1, Error: 2 },
      env: { appName: "a test", language: "en", shell: "/bin/sh" },
      extensions: { getExtension: (id: string) => this.extensions[id] },
      commands: this.#commands(),
      languages: this.#filled(this.#languages()),
      window: this.#filled(this.#window()),
      workspace: this.#filled(this.#workspace()),
    };
    return new Proxy(parts, { get: (known, name) => Reflect.get(known, name) ?? class {} });
  }

  /** A namespace with what it lacks: events that nobody fires and providers that nobody asks. */
  #filled(known: object): object {
    const get = (_: object, name: string) => {
      if (name in known) {
        return Reflect.get(known, name) as unknown;
      }
      return name.startsWith("on") ? this.event(name).event : () => new Disposable();
    };
    return new Proxy(known, { get });
  }

  #commands() {
    return {
      registerCommand: (name: string, act: (...args: unknown[]) => unknown) => {
        this.commands.set(name, act);
        return new Disposable(() => this.commands.delete(name));
      },
      executeCommand: (...call: [string, ...unknown[]]) => {
        this.executed.push(call);
        this.happened.fire();
        return Promise.resolve(this.commands.get(call[0])?.(...call.slice(1)));
      },
    };
  }

  #languages() {
    const status = new Proxy(this.status, {
      set: (item, name, value) => Reflect.set(item, name, value) && (this.happened.fire(), true),
    });
    return {
      createLanguageStatusItem: () => Object.assign(status, { dispose: () => undefined }),
      createDiagnosticCollection: () => this.#collection(),
      match: (selector: Asked | Asked[], document: Document) =>
        [selector].flat().some(
          ({ scheme, language }) =>
            (scheme ?? document.uri.scheme) === document.uri.scheme && (language ?? document.languageId) === document.languageId,
        )
          ? 10
          : 0,
    };
  }

  #collection() {
    const put = (uri: Uri, found: never[] | undefined) => {
      this.findings.set(String(uri), found ?? []);
      this.happened.fire();
    };
    return {
      name: "rtlint",
      set: put,
      get: (uri: Uri) => this.findings.get(String(uri)),
      has: (uri: Uri) => this.findings.has(String(uri)),
      delete: (uri: Uri) => put(uri, undefined),
      clear: () => this.findings.clear(),
      dispose: () => this.findings.clear(),
    };
  }

  #window() {
    const say = (text: string, ...buttons: string[]) => {
      this.messages.push([text, ...buttons]);
      this.happened.fire();
      return Promise.resolve(this.answer);
    };
    const stage = this;
    return {
      showInformationMessage: say,
      showWarningMessage: say,
      showErrorMessage: say,
      get visibleTextEditors() {
        return stage.documents.map((document) => ({ document }));
      },
      get activeTextEditor() {
        return stage.documents.length ? { document: stage.documents.at(-1) } : undefined;
      },
      get tabGroups() {
        const tabs = stage.documents.map(({ uri }) => ({ input: new TabInputText(uri) }));
        return { all: [{ tabs }], onDidChangeTabs: stage.event("onDidChangeTabs").event };
      },
      createOutputChannel: () => this.#channel(),
      createTerminal: () => {
        const terminal = { typed: [] as [string, boolean][] };
        this.terminals.push(terminal);
        const sendText = (text: string, run: boolean) => void terminal.typed.push([text, run]);
        return { show: () => this.happened.fire(), sendText };
      },
    };
  }

  #channel() {
    const write = (text: string) => {
      this.log.push(text);
      this.happened.fire();
    };
    return {
      ...{ name: "rtlint", logLevel: 3, onDidChangeLogLevel: new EventEmitter().event },
      ...{ append: write, appendLine: write, trace: write, debug: write, info: write, warn: write, error: write },
      show: () => void this.executed.push(["show the log"]),
      dispose: () => undefined,
    };
  }

  #workspace() {
    const stage = this;
    return {
      workspaceFolders: [{ uri: Uri.file(this.folder), name: "folder", index: 0 }],
      textDocuments: this.documents,
      notebookDocuments: [],
      get isTrusted() {
        return stage.trusted;
      },
      getWorkspaceFolder: () => undefined,
      createFileSystemWatcher: () => this.#filled(new Disposable()),
      getConfiguration: (section: string) => ({
        get: (key: string, otherwise?: unknown) => {
          this.read.add(`${section}.${key}`);
          return this.settings[`${section}.${key}`] ?? otherwise;
        },
      }),
      applyEdit: (edit: WorkspaceEdit) => Promise.resolve(edit.edits.every(([uri, edits]) => this.#apply(uri, edits))),
    };
  }

  #apply(uri: Uri, edits: TextEdit[]): boolean {
    const document = this.documents.find((one) => String(one.uri) === String(uri));
    if (!document) {
      return false;
    }
    const contentChanges = edits
      .map(({ range, newText }) => ({ range, text: newText, rangeOffset: document.offset(range.start) }))
      .map((change) => ({ ...change, rangeLength: document.offset(change.range.end) - change.rangeOffset }))
      .sort((one, other) => other.rangeOffset - one.rangeOffset);
    for (const { rangeOffset, rangeLength, text } of contentChanges) {
      document.text = document.text.slice(0, rangeOffset) + text + document.text.slice(rangeOffset + rangeLength);
    }
    document.version += 1;
    this.event("onDidChangeTextDocument").fire({ document, contentChanges });
    this.happened.fire();
    return true;
  }
}
