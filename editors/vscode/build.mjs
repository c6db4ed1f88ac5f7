// The extension as one file, with what it takes from the project: the license, and the schema that explains and refuses
// nothing, as whatever is wrong is told by the language server. With --tests the tests as well.
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

process.chdir(fileURLToPath(new URL(".", import.meta.url)));
const common = { bundle: true, platform: "node", target: "node20", external: ["vscode"], logLevel: "warning" };

mkdirSync("dist", { recursive: true });
copyFileSync("../../LICENSE", "LICENSE");
copyFileSync("../../docs/schema/permissive/request.json", "dist/request.json");
await build({ ...common, entryPoints: ["src/extension.ts"], outfile: "dist/extension.js", minify: true });
if (process.argv.includes("--tests")) {
  const entryPoints = readdirSync("test").filter((name) => name.endsWith(".test.ts")).map((name) => `test/${name}`);
  await build({ ...common, target: "node18", entryPoints, outdir: "dist/test" });
  await build({ ...common, target: "node18", entryPoints: ["test/pretender.ts"], outfile: "dist/pretender.js" });
}
