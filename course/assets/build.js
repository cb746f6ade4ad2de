// Writes course/static/app.css and app.js from scss/ and js/: `make assets` (npm install, then npm run build).
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import esbuild from "esbuild";
import postcss from "postcss";
import * as sass from "sass";
import { withLogicalProperties, withoutFallbacks, withoutUnused } from "./styles.js";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "static");
const { version } = JSON.parse(readFileSync(join(here, "node_modules/govuk-frontend/package.json"), "utf8"));
const heading =
  `/* Made by course/assets/build.js: do not edit here, run \`make assets\`. ` +
  `Holds parts of GOV.UK Frontend ${version}, MIT licence: see LICENSE-govuk-frontend.txt beside this file. */\n`;

const browsers = ["chrome105", "firefox110", "safari15.4"];

async function styles() {
  const compiled = sass.compile(join(here, "scss/app.scss"), { loadPaths: [join(here, "node_modules")], quietDeps: true, charset: false });
  const ours = await postcss([withoutUnused, withLogicalProperties, withoutFallbacks]).process(compiled.css, { from: undefined });
  const small = await esbuild.transform(ours.css, { loader: "css", minify: true, target: browsers, legalComments: "none" });
  return heading + small.code;
}

async function scripts() {
  const bundle = await esbuild.build({
    entryPoints: [join(here, "js/app.js")], bundle: true, format: "esm", minify: true, target: browsers, legalComments: "none", write: false,
  });
  return heading + bundle.outputFiles[0].text;
}

for (const [name, text] of [["app.css", await styles()], ["app.js", await scripts()]]) {
  writeFileSync(join(target, name), text);
  console.log(`${name}: ${text.length} bytes, ${gzipSync(text).length} gzip`);
}
