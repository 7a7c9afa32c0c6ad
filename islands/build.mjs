// Bundles each island into the package, and writes down of which sources, so that a test notices a stale bundle.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const target = "../src/unisono/web/static";
const islands = ["page", "work", "marks", "graph", "live"];
await build({
  entryPoints: islands.map((name) => `${name}.ts`),
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "inline",
  outdir: target,
});
const sources = [...readdirSync(".").filter((name) => name.endsWith(".ts")), "package.json", "package-lock.json"].sort();
const hash = createHash("sha256");
for (const name of sources) hash.update(name).update("\0").update(readFileSync(name)).update("\0");
writeFileSync(`${target}/islands.json`, JSON.stringify({ sources: hash.digest("hex"), islands }) + "\n");
