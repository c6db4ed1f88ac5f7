import assert from "node:assert/strict";
import { test } from "node:test";
import { settings } from "../src/settings";

const read = (set: Record<string, unknown>, folder: string | undefined = "/p") => settings((key) => set[key], folder);
const DEFAULTS = { enable: true, path: [], server: { configuration: null, run: "onType", fixAll: true } };

test("nothing set", () => {
  assert.deepEqual(read({}), DEFAULTS);
  assert.deepEqual(read({ enable: true, path: "", configuration: null, run: "onType", fixAll: true }), DEFAULTS);
});

test("all set", () => {
  const set = { enable: false, path: "/bin/rtlint", configuration: "c.toml", run: "onSave", fixAll: false };
  const server = { configuration: "c.toml", run: "onSave", fixAll: false };
  assert.deepEqual(read(set), { enable: false, path: ["/bin/rtlint"], server });
});

test("the folder is filled in everywhere, where there is one", () => {
  const set = { path: ["${workspaceFolder}/run", "--at=${workspaceFolder}"], configuration: "${workspaceFolder}/c.toml" };
  const server = { ...DEFAULTS.server, configuration: "/p/c.toml" };
  assert.deepEqual(read(set), { ...DEFAULTS, path: ["/p/run", "--at=/p"], server });
  assert.deepEqual(settings((key) => ({ path: "${workspaceFolder}/x" })[key], undefined).path, ["${workspaceFolder}/x"]);
});

test("a value of a wrong type counts as not set", () => {
  assert.deepEqual(read({ enable: "no", path: [1], configuration: 2, run: "never", fixAll: null }), DEFAULTS);
  assert.deepEqual(read({ path: {} }), DEFAULTS);
});
