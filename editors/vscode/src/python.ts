/** What the Python extension says of interpreters, where it is installed, and what an interpreter says of itself. */

import { execFile } from "node:child_process";
import * as vscode from "vscode";
import { LACKING } from "./find";

/** The part of its API that is used here. */
interface Python {
  readonly environments: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(path: { readonly path: string }): Promise<Environment | undefined>;
    readonly onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

interface Environment {
  readonly executable: { readonly uri: vscode.Uri | undefined };
}

/** The Python extension's API; undefined where it is not installed, or fails. */
export async function python(): Promise<Python | undefined> {
  try {
    return await vscode.extensions.getExtension<Python>("ms-python.python")?.activate();
  } catch {
    return undefined;
  }
}

/** The interpreter that is chosen for a folder. */
export async function interpreter(folder: vscode.Uri | undefined): Promise<string | undefined> {
  const environments = (await python())?.environments;
  try {
    const chosen = environments?.getActiveEnvironmentPath(folder);
    return chosen && (await environments?.resolveEnvironment(chosen))?.executable.uri?.fsPath;
  } catch {
    return undefined;
  }
}

/** The packages that an interpreter lacks; undefined if it does not run. */
export function lacks(interpreter: string): Promise<readonly string[] | undefined> {
  return new Promise((resolve) => {
    execFile(interpreter, ["-c", LACKING], { env: environment(), timeout: 10_000 }, (error, said) => {
      resolve(error ? undefined : said.split(/\s+/).filter(Boolean));
    });
  });
}

/** The variables of a server: a file `yaml.py` in the folder where it runs must not pass for a library. */
export function environment(): NodeJS.ProcessEnv {
  return { ...process.env, PYTHONSAFEPATH: "1" };
}
