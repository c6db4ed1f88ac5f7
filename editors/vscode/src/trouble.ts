/** Why there is no server, and what helps. */

import type { Launch } from "./find";

export interface Trouble {
  readonly text: string;
  readonly help: Help;
}

export type Help =
  | { readonly button: "Open a terminal"; readonly typed: string }
  | { readonly button: "Open the settings" }
  | { readonly button: "Show the log" };

/** rtlint, or what its server needs, is not installed; `python` is where it would be. */
export function missing(python: string | undefined, shell: string): Trouble {
  const pip = `pip install "rtlint[server]"`;
  const where = python === undefined ? "neither in an environment of this workspace nor on PATH" : `not in ${python}`;
  return {
    text: `rtlint's language server is ${where}; it is installed by ${pip}`,
    help: { button: "Open a terminal", typed: python === undefined ? pip : `${run(python, shell)} -m ${pip}` },
  };
}

/** A server that ended before it said anything; `said` is what it wrote to its standard error. */
export function ended(launch: Launch, said: string, shell: string): Trouble {
  if (/needs pygls|No module named '?(rtlint|pygls|lsprotocol)\b/.test(said)) {
    return missing(launch.python, shell);
  }
  const last = said.trimEnd().split("\n").at(-1)?.trim();
  return {
    text: `${spoken(launch)} has ended${last ? `: ${last}` : ""}`,
    help: { button: "Show the log" },
  };
}

/** A program that could not be started at all. */
export function unstartable(launch: Launch, error: Error): Trouble {
  const gone = (error as NodeJS.ErrnoException).code === "ENOENT";
  const what = gone ? "is not there" : `cannot be started: ${error.message}`;
  return {
    text: `${launch.command} ${what}; rtlint.path names the rtlint to run`,
    help: { button: "Open the settings" },
  };
}

/** The server has ended again and again. */
export function restless(launch: Launch, times: number): Trouble {
  return {
    text: `${spoken(launch)} has ended ${times} times in three minutes; it stays down until it is restarted`,
    help: { button: "Show the log" },
  };
}

function spoken(launch: Launch): string {
  return [launch.command, ...launch.args].join(" ");
}

function run(program: string, shell: string): string {
  const quoted = /^[\w./:\\~-]+$/.test(program) ? program : `"${program}"`;
  // PowerShell takes a quoted program for a text.
  return quoted !== program && /(powershell|pwsh)/i.test(shell) ? `& ${quoted}` : quoted;
}
