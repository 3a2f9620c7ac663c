/**
 * Builds the pages, then the widget: its heavy part under a hashed name, and the launcher, which
 * knows that name. Prints the widget's sizes and fails when they pass the budget.
 */
import { readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const root = import.meta.dirname;
const dist = resolve(root, "dist");
const BUDGET = { launcher: 6_000, whole: 40_000 };

/**
 * Builds one entry to one classic script that needs no other file.
 *
 * @param {string} entry path of the source, from the root
 * @param {string} name pattern of the file's name under dist
 * @param {Record<string, string>} define constants to put in
 * @returns {Promise<string>} the file's path under dist
 */
async function script(entry, name, define = {}) {
  const output = await build({
    root,
    define,
    logLevel: "warn",
    build: {
      emptyOutDir: false,
      rolldownOptions: { input: resolve(root, entry), output: { format: "iife", entryFileNames: name } },
    },
  });
  const bundle = Array.isArray(output) ? output[0] : output;
  if (!bundle || !("output" in bundle)) throw new Error(`${entry}: the build gave no output`);
  return bundle.output[0].fileName;
}

/** @param {string} file */
async function compressed(file) {
  return gzipSync(await readFile(join(dist, file)), { level: 9 }).length;
}

await rm(dist, { recursive: true, force: true });
await build({ root, logLevel: "warn" });
const panel = await script("src/widget/panel.tsx", "assets/widget-[hash].js");
const launcher = await script("src/widget/launcher.ts", "widget.js", { RELAIS_PANEL: JSON.stringify(panel) });

const launcherSize = await compressed(launcher);
const wholeSize = launcherSize + (await compressed(panel));
console.log(`widget, gzipped: launcher ${launcherSize} B of ${BUDGET.launcher}, whole ${wholeSize} B of ${BUDGET.whole}`);
if (launcherSize > BUDGET.launcher || wholeSize > BUDGET.whole) {
  console.error("The widget passes its size budget: take something out, or load it later.");
  process.exitCode = 1;
}
