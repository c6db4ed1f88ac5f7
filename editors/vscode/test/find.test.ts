import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, launches, type Surroundings } from "../src/find";

const LINUX: Surroundings = {
  windows: false,
  folder: "/home/a/project",
  trusted: true,
  path: [],
  interpreter: undefined,
  search: "/usr/local/bin:/usr/bin",
  exists: () => false,
};
const WINDOWS: Surroundings = { ...LINUX, windows: true, folder: "C:\\project", search: "C:\\bin;C:\\tools" };

const on = (...files: string[]) => ({ exists: (file: string) => files.includes(file) });
const inside = (python: string) => ({ command: python, args: ["-m", "rtlint", "server"], python });

test("a setting is the only way", () => {
  const around = { ...LINUX, path: ["/opt/rtlint"], interpreter: "/usr/bin/python3", ...on("/usr/bin/rtlint") };
  assert.deepEqual(launches(around), [{ command: "/opt/rtlint", args: ["server"] }]);
});

test("a setting with arguments, of a program on PATH", () => {
  const around = { ...LINUX, path: ["uv", "run", "rtlint"], ...on("/usr/bin/uv") };
  assert.deepEqual(launches(around), [{ command: "/usr/bin/uv", args: ["run", "rtlint", "server"] }]);
});

test("a setting that names a file of the workspace, or nothing that is there", () => {
  assert.deepEqual(launches({ ...LINUX, path: ["bin/rtlint"] }), [{ command: "/home/a/project/bin/rtlint", args: ["server"] }]);
  assert.deepEqual(launches({ ...LINUX, path: ["rtlint"] }), [{ command: "rtlint", args: ["server"] }]);
  assert.deepEqual(launches({ ...LINUX, folder: undefined, path: ["bin/rtlint"] }), [{ command: "bin/rtlint", args: ["server"] }]);
});

test("the chosen interpreter, then environments of the folder, then PATH", () => {
  const python = "/home/a/project/.venv/bin/python";
  const around = { ...LINUX, interpreter: "/opt/python", ...on(python, "/home/a/project/venv/bin/python", "/usr/bin/rtlint") };
  assert.deepEqual(launches(around), [
    inside("/opt/python"),
    inside(python),
    inside("/home/a/project/venv/bin/python"),
    { command: "/usr/bin/rtlint", args: ["server"] },
  ]);
  assert.deepEqual(launches({ ...around, interpreter: python }).length, 3);
});

test("an environment, and a program on PATH, as Windows lays them out", () => {
  const python = "C:\\project\\.venv\\Scripts\\python.exe";
  assert.deepEqual(launches({ ...WINDOWS, ...on(python, "C:\\tools\\rtlint.exe") }), [
    inside(python),
    { command: "C:\\tools\\rtlint.exe", args: ["server"] },
  ]);
  assert.deepEqual(launches({ ...WINDOWS, path: ["C:\\rtlint.exe"] }), [{ command: "C:\\rtlint.exe", args: ["server"] }]);
});

test("nothing of a workspace that is not trusted is run", () => {
  const python = "/home/a/project/.venv/bin/python";
  const around = { ...LINUX, trusted: false, interpreter: python, ...on(python, "/usr/bin/rtlint") };
  assert.deepEqual(launches(around), [{ command: "/usr/bin/rtlint", args: ["server"] }]);
});

test("a folder of PATH that is not whole is not looked into", () => {
  const around = { ...LINUX, search: ".::bin:/usr/bin", ...on("rtlint", "bin/rtlint", "./rtlint") };
  assert.deepEqual(launches(around), []);
});

test("the first interpreter that has rtlint is taken, even if its server is missing", async () => {
  const lacked: Record<string, string[] | undefined> = { "/a": undefined, "/b": ["rtlint", "pygls"], "/c": ["pygls"], "/d": [] };
  const lacks = (python: string) => Promise.resolve(lacked[python]);
  const ways = ["/a", "/b", "/c", "/d"].map(inside);
  const script = { command: "/usr/bin/rtlint", args: ["server"] };
  assert.deepEqual(await choose(ways, lacks), { launch: inside("/c"), lacking: true });
  assert.deepEqual(await choose([inside("/d")], lacks), { launch: inside("/d"), lacking: false });
  assert.deepEqual(await choose([inside("/b"), script], lacks), { launch: script, lacking: false });
  assert.deepEqual(await choose([inside("/a")], lacks), { launch: undefined, lacking: true });
  assert.deepEqual(await choose([], lacks), { launch: undefined, lacking: true });
});
