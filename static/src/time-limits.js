// Warns before the session ends, and hands over what is typed when it does. The server holds the limits, with or
// without this; it is asked before a warning is shown, since somebody may be at work in another tab.
const REST = 5; // seconds between two questions while the warning stands

const told = JSON.parse(document.body.dataset.staying ?? "null");
const dialog = document.querySelector("[data-warning]");
const begun = new Map(); // each form -> what stood in it when the page opened
let timer;

const text = (form) => new URLSearchParams(new FormData(form)).toString();

function forms() {
  const open = [...document.querySelectorAll("main form")];
  return open.filter((form) => form.method === "post" && !form.querySelector("[type=file], [type=password]"));
}

function unsaved() {
  const refused = document.querySelector("main .govuk-error-summary, main [role=alert]:not([hidden])");
  return forms().filter((form) => refused || begun.get(form) !== text(form));
}

async function ask() {
  try {
    const answer = await fetch(told.ask, { cache: "no-store" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // no network just now
  }
}

function wait(seconds) {
  clearTimeout(timer);
  timer = setTimeout(look, seconds * 1000);
}

async function look() {
  const left = await ask();
  if (!left) return wait(REST);
  if (left.seconds <= 0) return leave();
  if (left.seconds > told.warning) {
    if (dialog.open) dialog.close();
    return wait(left.seconds - told.warning);
  }
  warn(left);
  return wait(Math.min(left.seconds, REST));
}

function warn({ seconds, can_stay: canStay }) {
  const minutes = Math.ceil(seconds / 60);
  const left = minutes === 1 ? "1 minute" : `${minutes} minutes`;
  const shown = dialog.querySelector("[data-warning-left]");
  dialog.querySelector("[data-warning-idle]").hidden = !canStay;
  dialog.querySelector("[data-warning-long]").hidden = canStay;
  dialog.querySelector("[data-warning-stay]").hidden = !canStay;
  if (dialog.open && shown.textContent !== left) {
    dialog.querySelector("[data-warning-said]").textContent = `You will be signed out in ${left}`;
  }
  shown.textContent = left;
  if (!dialog.open) dialog.showModal();
}

async function stay(event) {
  event.preventDefault();
  const form = event.currentTarget;
  try {
    await fetch(form.action, { method: "POST", body: new FormData(form) });
  } finally {
    look();
  }
}

async function keep(form) {
  const { pathname, search } = new URL(form.action);
  const headers = { "X-Ticket": told.ticket, "X-Path": pathname + search };
  const answer = await fetch(told.keep, { method: "POST", headers, body: new URLSearchParams(text(form)) });
  return answer.ok;
}

async function leave() {
  clearTimeout(timer);
  let kept = [];
  try {
    kept = await Promise.all(unsaved().map(keep));
  } catch {
    return wait(REST); // what is typed stays in the page until it can be handed over
  }
  const here = kept.some(Boolean) ? "" : `&next=${encodeURIComponent(location.pathname + location.search)}`;
  return location.replace(`${told.out}?why=${kept.some(Boolean) ? "kept" : "over"}${here}`);
}

export function watchTheTime() {
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.body.hidden = true; // a page out of the browser's memory: whoever sits here now asks for it afresh
    location.reload();
  });
  if (!told) return;
  for (const form of forms()) begun.set(form, text(form));
  dialog.querySelector("[data-warning-stay]").addEventListener("submit", stay);
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
  wait(Math.max(0, told.seconds - told.warning));
}
