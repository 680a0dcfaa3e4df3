/**
 * Builds what the server serves: `dist/widget.js` (the launcher), `dist/panel.js`, and
 * `dist/progress.js`, which is loaded by those who track how it goes.
 * `--outdir=DIR` writes elsewhere, so that a fresh build can be compared with the committed one.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, transform } from "esbuild";
import { minify } from "terser";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const { values } = parseArgs({ options: { outdir: { type: "string", default: `${HERE}dist` } } });

/** Style sheets become strings for `replaceSync`: a strict policy allows no style element. */
const styleSheets = {
  name: "style-sheets",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const { code } = await transform(source, { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
    // The cards' sheet is a string already; the ends of its lines say nothing.
    onLoad({ filter: /cards.styles\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      return { contents: source.replaceAll("}\n", "}"), loader: "ts" };
    });
  },
};

/** Terser, too, because what esbuild alone makes is 4 % larger. */
async function bundle(name, entry, isModule) {
  const { outputFiles } = await build({
    absWorkingDir: HERE,
    entryPoints: [entry],
    format: isModule ? "esm" : "iife",
    bundle: true,
    minify: true,
    write: false,
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    plugins: [styleSheets],
    logLevel: "warning",
  });
  const { code } = await minify(outputFiles[0].text, {
    module: isModule,
    ecma: 2020,
    compress: { passes: 2 },
    format: { comments: false, quote_style: 2 },
  });
  await writeFile(`${values.outdir}/${name}.js`, `${code}\n`);
}

await mkdir(values.outdir, { recursive: true });
await bundle("widget", "src/launcher/main.ts", false);
await bundle("panel", "src/panel/main.ts", true);
await bundle("progress", "src/progress/main.ts", true);
