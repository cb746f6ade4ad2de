// Everything here only helps: each page works without it.
import { createAll, Button, ErrorSummary, SkipLink } from "govuk-frontend";
import "./autosave.js";
import "./go_on.js";
import "./hear.js";
import "./leave.js";
import "./match.js";
import "./menu.js";
import "./order.js";
import "./place.js";
import "./print.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const component of [Button, ErrorSummary, SkipLink]) createAll(component);
