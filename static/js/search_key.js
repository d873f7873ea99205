// Ctrl-K (on a Mac ⌘K) opens the search over the page, so that nothing typed there is lost. What is
// typed is looked for at once; Enter leads to the search's own page, which is all there is without
// this script.
import { askAsTyped, stepThrough } from "./type_ahead.js";

const link = document.querySelector("a[data-search]");
let dialog = null;

/** Return the field, the words and the hits of the search's page. */
function partsOf(page) {
  const part = (name) => page.querySelector(`[data-search-${name}]`);
  return { form: part("form"), status: part("status"), hits: part("hits") };
}

function show(page) {
  const found = partsOf(page);
  if (!found.hits) return;
  dialog.querySelector("[data-search-hits]").replaceWith(document.adoptNode(found.hits));
  dialog.querySelector("[data-search-status]").textContent = found.status.textContent;
}

/** Make the dialogue out of the search's own page. */
async function make() {
  const response = await fetch(link.pathname, { headers: { "X-Requested-With": "fetch" } });
  if (!response.ok) throw new Error(response.statusText);
  const parts = partsOf(new DOMParser().parseFromString(await response.text(), "text/html"));
  if (!parts.form || !parts.hits) throw new Error("no search");
  const made = document.createElement("dialog");
  made.className = "search-dialog";
  made.setAttribute("aria-label", link.querySelector("span").textContent);
  parts.form.action = link.pathname;
  made.append(...Object.values(parts).map((part) => document.adoptNode(part)));
  askAsTyped(made.querySelector("input"), link.pathname, show);
  made.addEventListener("keydown", step);
  made.addEventListener("click", (event) => event.target === made && made.close());
  document.body.append(made);
  return made;
}

/** Let the arrow keys go between the field and the hits, and Escape out, whatever has been typed. */
function step(event) {
  if (event.key === "Escape") {
    event.preventDefault(); // Else the first press only empties the field.
    dialog.close();
    return;
  }
  const links = dialog.querySelectorAll("[data-search-hits] a");
  stepThrough(event, dialog.querySelector("input"), links);
}

async function open() {
  const field = document.querySelector("main [data-search-form] input") ?? dialog?.querySelector("input");
  if (field && !dialog) return field.focus(); // On the search's own page.
  try {
    dialog ??= await make();
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("input").select();
  } catch {
    location.href = link.href;
  }
}

addEventListener("keydown", (event) => {
  if (!link || event.key?.toLowerCase() !== "k" || event.altKey || event.shiftKey) return;
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  open();
});
