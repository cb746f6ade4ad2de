// Copies the examples that tests/habits/test_ui_kit.py compares our macros with: `npm run fixtures` (after an update of govuk-frontend).
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const wanted = {
  "back-link": ["default", "with custom text and link"],
  button: ["default", "secondary", "link", "prevent double click"],
  checkboxes: ["with error message and hint", "with legend as a page heading"],
  details: ["html"],
  "error-summary": ["default"],
  input: ["default", "value", "with label as page heading", "with width-10 class", "with error and hint", "with autocomplete attribute"],
  "inset-text": ["default"],
  radios: ["with hint", "with hint and error message", "with hints on parent and items"],
  select: ["default", "hint", "error"],
  "skip-link": ["custom href"],
  "summary-list": ["default", "with actions"],
  table: ["with head and caption", "with firstCellIsHeader true"],
  tag: ["default"],
  "task-list": ["default", "with hint text and additional states"],
  textarea: ["with default value", "with hint and error message"],
};

const here = dirname(fileURLToPath(import.meta.url));
const package_ = join(here, "node_modules/govuk-frontend");
const target = join(here, "../../tests/habits/govuk_fixtures");
const { version } = JSON.parse(readFileSync(join(package_, "package.json"), "utf8"));

mkdirSync(target, { recursive: true });
for (const [component, names] of Object.entries(wanted)) {
  const { fixtures } = JSON.parse(readFileSync(join(package_, `dist/govuk/components/${component}/fixtures.json`), "utf8"));
  const kept = Object.fromEntries(names.map((name) => {
    const { options, html } = fixtures.find((fixture) => fixture.name === name);
    return [name, { options, html }];
  }));
  const note = `Examples of GOV.UK Frontend ${version} (MIT licence, see course/static/LICENSE-govuk-frontend.txt), copied by course/assets/fixtures.js: npm run fixtures.`;
  writeFileSync(join(target, `${component}.json`), JSON.stringify({ note, component, fixtures: kept }, null, 2) + "\n");
}
