import assert from "node:assert/strict";
import { test } from "node:test";
import { isComment, offersBySchema } from "../src/schema";

const at = (fileName: string, languageId: string) => ({ fileName, languageId });

test("a schema completes what it is associated with, where somebody reads it", () => {
  const cases: [string, string, boolean, boolean][] = [
    ["/a.realtime.yaml", "yaml", true, true],
    ["/a.realtime.YML", "yaml", true, true],
    ["/a.realtime.yaml", "yaml", false, false],
    ["/a.yaml", "yaml", true, false],
    ["/a.realtime.json", "json", false, true],
    ["/a.json", "json", false, false],
  ];
  for (const [file, language, yaml, expected] of cases) {
    assert.equal(offersBySchema(at(file, language), yaml), expected, `${file} ${language} ${yaml}`);
  }
});

test("in a comment to rtlint only rtlint completes", () => {
  assert.equal(isComment("speed: 2  # rtlint: ignore[", 27), true);
  assert.equal(isComment("speed: 2  # rtlint: ignore[", 8), false);
  assert.equal(isComment("a: b#rtlint: c", 14), false);
});
