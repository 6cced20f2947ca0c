// Turns on the design system's components, asking for security keys and the warning before the session ends.
// Every page works without it.
import { initAll } from "./govuk-frontend.min.js";
import { askForKeys } from "./security-key.js";
import { watchTheTime } from "./time-limits.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
askForKeys();
watchTheTime();
