/** The life of the language server: found, started, watched, started again, stopped. One at a time. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as vscode from "vscode";
import { State } from "vscode-languageclient/node";
import { type Client, client } from "./client";
import { choose, type Launch, launches } from "./find";
import { environment, interpreter, lacks } from "./python";
import { type Settings, settings } from "./settings";
import type { Status } from "./status";
import { ended, missing, restless, type Trouble, unstartable } from "./trouble";

/** How often a server may end by itself, and within how many milliseconds, before it stays down. */
const ENDS = 4;
const WITHIN = 180_000;

export class Server {
  /** The client while the server runs. */
  client: Client | undefined;
  #process: ChildProcess | undefined;
  #said = "";
  #closed: Promise<unknown> = Promise.resolve();
  #ends: number[] = [];
  #turn: Promise<void> = Promise.resolve();
  #overtaken = new AbortController();

  constructor(
    readonly log: vscode.LogOutputChannel,
    readonly status: Status,
    readonly tell: (trouble: Trouble | undefined) => void,
  ) {}

  /** Stops the server and starts it as the settings now say. Never rejects. */
  restart(): Promise<void> {
    this.#ends = [];
    return this.#next((overtaken) => this.#start(overtaken));
  }

  stop(): Promise<void> {
    return this.#next(() => Promise.resolve());
  }

  /** Lets what runs now come to its end, a start at once: one that does not come up would be waited for. */
  #next(then: (overtaken: AbortSignal) => Promise<void>): Promise<void> {
    this.#overtaken.abort();
    this.#overtaken = new AbortController();
    const { signal } = this.#overtaken;
    this.#turn = this.#turn
      .then(() => this.#stop())
      .then(() => then(signal))
      .catch((error: unknown) => this.log.error(String(error)));
    return this.#turn;
  }

  async #stop(): Promise<void> {
    const running = this.client;
    this.client = undefined;
    await running?.dispose().catch((error: unknown) => this.log.warn(String(error)));
    end(this.#process);
    this.#process = undefined;
  }

  async #start(overtaken: AbortSignal): Promise<void> {
    const folder = vscode.workspace.workspaceFolders?.find((one) => one.uri.scheme === "file")?.uri;
    const configuration = vscode.workspace.getConfiguration("rtlint", folder);
    const set = settings((key) => configuration.get(key), folder?.fsPath);
    if (!set.enable) {
      this.status.off();
      return;
    }
    this.status.starting();
    const trouble = await this.#launch(set, folder, overtaken);
    if (trouble && !overtaken.aborted) {
      this.#fail(trouble);
    }
  }

  async #launch(set: Settings, folder: vscode.Uri | undefined, overtaken: AbortSignal): Promise<Trouble | undefined> {
    const ways = await waysTo(set, folder);
    const { launch, lacking } = await choose(ways, lacks);
    if (launch === undefined || lacking) {
      return missing((launch ?? ways[0])?.python, vscode.env.shell);
    }
    this.log.info(`starts: ${[launch.command, ...launch.args].join(" ")}`);
    try {
      this.#process = await this.#spawned(launch, folder?.fsPath);
    } catch (error) {
      return unstartable(launch, error as Error);
    }
    const made = client(this.#process, set.server, this.log);
    if (!(await this.#comesUp(made, this.#process, overtaken))) {
      return ended(launch, this.#said, vscode.env.shell);
    }
    this.#watch(made, launch);
    return undefined;
  }

  async #comesUp(made: Client, process: ChildProcess, overtaken: AbortSignal): Promise<boolean> {
    const giveUp = () => end(process);
    overtaken.addEventListener("abort", giveUp);
    if (overtaken.aborted) {
      giveUp();
    }
    try {
      await made.start();
      return true;
    } catch {
      giveUp();
      await this.#closed; // all that it said is there
      return false;
    } finally {
      overtaken.removeEventListener("abort", giveUp);
    }
  }

  async #spawned(launch: Launch, cwd: string | undefined): Promise<ChildProcess> {
    const started = spawn(launch.command, launch.args, { cwd, env: environment() });
    this.#said = "";
    started.stderr.on("data", (data: Buffer) => {
      this.#said = (this.#said + data.toString()).slice(-4000);
    });
    await once(started, "spawn");
    this.#closed = once(started, "close");
    return started;
  }

  #watch(made: Client, launch: Launch): void {
    this.client = made;
    this.status.running(made.initializeResult?.serverInfo?.version, launch.command);
    this.tell(undefined);
    made.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped && this.client === made) {
        this.#ended(launch);
      }
    });
  }

  #ended(launch: Launch): void {
    const now = Date.now();
    this.#ends = [...this.#ends.filter((then) => now - then < WITHIN), now];
    this.log.warn(`the server has ended: ${this.#said}`);
    if (this.#ends.length < ENDS) {
      void this.#next((overtaken) => this.#start(overtaken));
    } else {
      this.client = undefined;
      this.#fail(restless(launch, this.#ends.length));
    }
  }

  #fail(trouble: Trouble): void {
    this.log.error(trouble.text);
    this.status.trouble(trouble.text);
    this.tell(trouble);
  }
}

async function waysTo(set: Settings, folder: vscode.Uri | undefined): Promise<Launch[]> {
  return launches({
    windows: process.platform === "win32",
    folder: folder?.fsPath,
    trusted: vscode.workspace.isTrusted,
    path: set.path,
    interpreter: set.path.length ? undefined : await interpreter(folder),
    search: process.env["PATH"] ?? "",
    exists: fs.existsSync,
  });
}

/** Ends a process; where it has only started the server, the end of its input ends the server. */
function end(process: ChildProcess | undefined): void {
  process?.stdin?.destroy();
  process?.kill();
}
