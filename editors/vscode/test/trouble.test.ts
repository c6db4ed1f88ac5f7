import assert from "node:assert/strict";
import { test } from "node:test";
import { ended, missing, restless, unstartable } from "../src/trouble";

const SCRIPT = { command: "/usr/bin/rtlint", args: ["server"] };
const MODULE = { command: "/v/bin/python", args: ["-m", "rtlint", "server"], python: "/v/bin/python" };

test("nothing is installed anywhere", () => {
  assert.deepEqual(missing(undefined, "/bin/bash"), {
    text:
      "rtlint's language server is neither in an environment of this workspace nor on PATH; " +
      'it is installed by pip install "rtlint[server]"',
    help: { button: "Open a terminal", typed: 'pip install "rtlint[server]"' },
  });
});

test("an environment lacks it", () => {
  assert.deepEqual(missing("/v/bin/python", "/bin/bash"), {
    text: `rtlint's language server is not in /v/bin/python; it is installed by pip install "rtlint[server]"`,
    help: { button: "Open a terminal", typed: '/v/bin/python -m pip install "rtlint[server]"' },
  });
});

test("what is typed is what the shell takes", () => {
  const typed = (python: string, shell: string) => (missing(python, shell).help as { typed: string }).typed;
  const spaced = "C:\\My files\\python.exe";
  assert.equal(typed(spaced, "C:\\Windows\\cmd.exe"), `"${spaced}" -m pip install "rtlint[server]"`);
  assert.equal(typed(spaced, "C:\\powershell.exe"), `& "${spaced}" -m pip install "rtlint[server]"`);
  assert.equal(typed("C:\\v\\python.exe", "pwsh.exe"), 'C:\\v\\python.exe -m pip install "rtlint[server]"');
});

test("a server that says what it lacks", () => {
  const said = "Error: the language server needs pygls: pip install 'rtlint[server]'\n";
  assert.deepEqual(ended(SCRIPT, said, ""), missing(undefined, ""));
  assert.deepEqual(ended(MODULE, "/v/bin/python: No module named rtlint\n", ""), missing("/v/bin/python", ""));
});

test("a server that ends for another reason", () => {
  const help = { button: "Show the log" };
  assert.deepEqual(ended(SCRIPT, "Traceback\nKeyError: 1\n", ""), { text: "/usr/bin/rtlint server has ended: KeyError: 1", help });
  assert.deepEqual(ended(SCRIPT, "", ""), { text: "/usr/bin/rtlint server has ended", help });
  const text = "/usr/bin/rtlint server has ended 4 times in three minutes; it stays down until it is restarted";
  assert.deepEqual(restless(SCRIPT, 4), { text, help });
});

test("a program that does not start", () => {
  const help = { button: "Open the settings" };
  const gone = Object.assign(new Error("spawn"), { code: "ENOENT" });
  assert.deepEqual(unstartable(SCRIPT, gone), { text: "/usr/bin/rtlint is not there; rtlint.path names the rtlint to run", help });
  assert.deepEqual(unstartable(SCRIPT, new Error("spawn EACCES")), {
    text: "/usr/bin/rtlint cannot be started: spawn EACCES; rtlint.path names the rtlint to run",
    help,
  });
});
