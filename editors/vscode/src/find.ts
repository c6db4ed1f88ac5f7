/** Where rtlint is: the ways to start its language server, the likeliest first. */

import * as path from "node:path";

/** A way to start the server. `python` is the interpreter in which rtlint is, or would be, installed. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly python?: string;
}

export interface Surroundings {
  readonly windows: boolean;
  /** The first folder of the workspace. */
  readonly folder: string | undefined;
  /** Whether what lies in the workspace may be run. */
  readonly trusted: boolean;
  /** The setting `rtlint.path`. */
  readonly path: readonly string[];
  /** What the Python extension runs. */
  readonly interpreter: string | undefined;
  /** The variable PATH. */
  readonly search: string;
  exists(file: string): boolean;
}

/** All ways that are worth a try; a setting is the only one. */
export function launches(around: Surroundings): Launch[] {
  const [program, ...args] = around.path;
  if (program !== undefined) {
    return [{ command: placed(program, around), args: [...args, "server"] }];
  }
  // An environment can be part of a workspace, and a workspace can choose the interpreter.
  const pythons = around.trusted ? [around.interpreter, ...environments(around)] : [];
  const found = [...new Set(pythons.filter((python) => python !== undefined))].map(inside);
  const script = onPath("rtlint", around);
  return script === undefined ? found : [...found, { command: script, args: ["server"] }];
}

function inside(python: string): Launch {
  return { command: python, args: ["-m", "rtlint", "server"], python };
}

function environments(around: Surroundings): string[] {
  const { windows, folder } = around;
  if (folder === undefined) {
    return [];
  }
  const python = windows ? ["Scripts", "python.exe"] : ["bin", "python"];
  const files = [".venv", "venv"].map((name) => style(around).join(folder, name, ...python));
  return files.filter((file) => around.exists(file));
}

/** A program as a whole path: a bare name would be looked for in the workspace first on Windows. */
function placed(program: string, around: Surroundings): string {
  const paths = style(around);
  if (paths.isAbsolute(program)) {
    return program;
  }
  if (paths.basename(program) === program) {
    return onPath(program, around) ?? program;
  }
  return around.folder === undefined ? program : paths.join(around.folder, program);
}

function onPath(name: string, around: Surroundings): string | undefined {
  const paths = style(around);
  const endings = around.windows && paths.extname(name) === "" ? [".exe"] : [""];
  return around.search
    .split(paths.delimiter)
    .filter((folder) => paths.isAbsolute(folder))
    .flatMap((folder) => endings.map((ending) => paths.join(folder, name + ending)))
    .find((file) => around.exists(file));
}

function style(around: Surroundings): path.PlatformPath {
  return around.windows ? path.win32 : path.posix;
}

/** What an interpreter lacks of what the server needs: a program that prints it. */
export const LACKING =
  "from importlib.util import find_spec; print(*(name for name in ('rtlint', 'pygls') if not find_spec(name)))";

export interface Choice {
  /** The way to go; undefined when rtlint is nowhere. */
  readonly launch: Launch | undefined;
  /** Whether rtlint is there, but what its server needs is not. */
  readonly lacking: boolean;
}

/** The first way behind which rtlint is. `lacks` says what an interpreter lacks, undefined if it does not run. */
export async function choose(
  ways: readonly Launch[],
  lacks: (python: string) => Promise<readonly string[] | undefined>,
): Promise<Choice> {
  for (const launch of ways) {
    const missing = launch.python === undefined ? [] : await lacks(launch.python);
    if (missing && !missing.includes("rtlint")) {
      return { launch, lacking: missing.length > 0 };
    }
  }
  return { launch: undefined, lacking: true };
}
