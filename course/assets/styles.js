// Three small changes to the compiled styles, so that they stay ours, small, and ready for right-to-left languages.

// Parts of the package that no page uses: whole families by the beginning of a class.
const unused = [
  /\.govuk-(radios|checkboxes)--(small|inline)/, /\.govuk-(radios|checkboxes)__(conditional|divider)/,
  /\.govuk-summary-card/, /\.govuk-summary-list--no-border/, /\.govuk-summary-list__row--no-border/,
  /\.govuk-input__(prefix|suffix|wrapper)/, /\.govuk-input-wrapper/, /\.govuk-input--extra-letter-spacing/, /\.govuk-input--width-(2|3|4|30)\b/,
  /\.govuk-back-link--inverse/, /\.govuk-link--/, /\.govuk-link-image/, /\.govuk-section-break/, /-caption-xl\b/, /--xl\b/,
  /\.govuk-main-wrapper--/, /\.govuk-table--small/, /\.govuk-visually-hidden-focusable/, /\.govuk-body-lead/, /\.govuk-body-m\b/,
  /\.govuk-list--spaced/, /\.govuk-exit-this-page/, /::-moz-focus-inner/, /\.govuk-task-list__status--cannot/, /\.govuk-tag--/,
];

export const withoutUnused = {
  postcssPlugin: "without-unused",
  OnceExit(root) {
    root.walkRules((rule) => {
      if (rule.parent.name === "keyframes") return;
      const kept = rule.selectors.filter((selector) => !unused.some((pattern) => pattern.test(selector)));
      if (!kept.length) rule.remove();
      else rule.selectors = kept;
    });
    root.walkAtRules("media", (media) => {
      // Old Internet Explorer, and a copy of the type sizes for paper: _print.scss says what paper needs.
      if (/-ms-high-contrast/.test(media.params)) media.params = media.params.replace(/,?\s*\(-ms-high-contrast: active\)/, "");
      if (media.params === "print" && !media.parent.selector && isOnlyType(media)) media.remove();
    });
    root.walkAtRules((rule) => { if (rule.nodes && !rule.nodes.length) rule.remove(); });
  },
};

const isOnlyType = (media) => {
  let only = true;
  media.walkDecls((declaration) => { only &&= ["font-size", "line-height", "font-family"].includes(declaration.prop); });
  return only && !media.nodes.some((node) => node.selector?.includes("app-"));
};

const sides = { left: "inline-start", right: "inline-end", top: "block-start", bottom: "block-end" };

export const withLogicalProperties = {
  postcssPlugin: "with-logical-properties",
  Declaration(declaration) {
    const { prop } = declaration;
    if (/^(margin|padding|scroll-padding)-(left|right|top|bottom)$/.test(prop) || /^border-(left|right|top|bottom)(-\w+)?$/.test(prop)) {
      declaration.prop = prop.replace(/left|right|top|bottom/, (side) => sides[side]);
    } else if (prop in sides) declaration.prop = `inset-${sides[prop]}`;
    else if (prop === "text-align" && ["left", "right"].includes(declaration.value)) declaration.value = declaration.value === "left" ? "start" : "end";
    else if (/^(min-|max-)?width$/.test(prop)) declaration.prop = prop.replace("width", "inline-size");
    else if (/^(min-|max-)?height$/.test(prop)) declaration.prop = prop.replace("height", "block-size");
  },
};

// The package writes var(--govuk-text-colour, #…); :root always holds the variable, so the colour need not be said twice.
export const withoutFallbacks = {
  postcssPlugin: "without-fallbacks",
  Declaration(declaration) {
    declaration.value = declaration.value.replace(/var\((--govuk-[a-z-]+),\s*(#[0-9a-f]+|\w+|rgba?\([^)]*\)|hsl\([^)]*\))\)/gi, "var($1)");
  },
};
