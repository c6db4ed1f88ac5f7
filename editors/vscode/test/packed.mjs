// What is in rtlint.vsix: all that the manifest names, and nothing else.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

/** The files of a ZIP by their names, read from the list at its end. */
function unpacked(bytes) {
  const files = new Map();
  let at = bytes.readUInt32LE(bytes.lastIndexOf("PK\x05\x06", undefined, "latin1") + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const start = bytes.readUInt32LE(at + 42);
    const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const packed = bytes.subarray(data, data + bytes.readUInt32LE(at + 20));
    const stored = bytes.readUInt16LE(at + 10) === 0;
    files.set(bytes.toString("utf8", at + 46, at + 46 + name), stored ? packed : inflateRawSync(packed));
    at += 46 + name + extra + comment;
  }
  return files;
}

const here = (name) => new URL(`../${name}`, import.meta.url);
const files = unpacked(readFileSync(here("rtlint.vsix")));
const expected = ["LICENSE.txt", "README.md", "dist/extension.js", "dist/request.json", "icon.png", "package.json"];
assert.deepEqual(
  [...files.keys()].sort(),
  ["[Content_Types].xml", ...expected.map((name) => `extension/${name}`), "extension.vsixmanifest"].sort(),
);

const text = (name) => files.get(`extension/${name}`)?.toString() ?? assert.fail(`${name} is not in the package`);
const manifest = JSON.parse(text("package.json"));
assert.ok(text(manifest.main.slice(2)).includes("rtlint.restart"));
assert.ok(!text(manifest.main.slice(2)).includes("sourceMappingURL=data"));
for (const { url } of [...manifest.contributes.jsonValidation, ...manifest.contributes.yamlValidation]) {
  const schema = new URL("../../docs/schema/permissive/request.json", here("."));
  assert.equal(text(url.slice(2)), readFileSync(schema, "utf8"));
}
const python = readFileSync(new URL("../../rtlint/__init__.py", here(".")), "utf8");
assert.equal(manifest.version, /__version__ = "(.+)"/.exec(python)[1], "the extension bears rtlint's version");
console.log(`rtlint.vsix: ${files.size} files, as they should be`);
