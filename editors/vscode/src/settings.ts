/** What the user has set, in the words of the language server. */

export interface Settings {
  readonly enable: boolean;
  /** The program and its arguments; empty when rtlint is to be looked for. */
  readonly path: readonly string[];
  readonly server: ServerSettings;
}

/** What the server is told, at its start and when it asks for the section `rtlint`. */
export interface ServerSettings {
  readonly configuration: string | null;
  readonly run: "onType" | "onSave";
  readonly fixAll: boolean;
}

type Get = (key: string) => unknown;

/** Reads the settings. Values of a wrong type count as not set: VS Code marks them in the settings by itself. */
export function settings(get: Get, folder: string | undefined): Settings {
  const path = get("path");
  const words = typeof path === "string" ? [path] : Array.isArray(path) ? path : [];
  const configuration = get("configuration");
  return {
    enable: get("enable") !== false,
    path: words.every((word) => typeof word === "string") && words[0] ? words.map((word) => filled(word, folder)) : [],
    server: {
      configuration: typeof configuration === "string" && configuration ? filled(configuration, folder) : null,
      run: get("run") === "onSave" ? "onSave" : "onType",
      fixAll: get("fixAll") !== false,
    },
  };
}

function filled(text: string, folder: string | undefined): string {
  return folder === undefined ? text : text.replaceAll("${workspaceFolder}", folder);
}
