// Ctrl-K (on a Mac ⌘K) opens the search over the page, so that nothing typed there is lost. What is
// typed is looked for at once; Enter leads to the search's own page, which is all there is without
// this script.

const link = document.querySelector("a[data-search]");
const WAIT = 180; // Milliseconds after the latest key.
let dialog = null;
let timer = 0;
let asked = 0;

/** Return the field, the words and the hits of the search's page at `href`. */
async function read(href) {
  const response = await fetch(href, { headers: { "X-Requested-With": "fetch" } });
  if (!response.ok) throw new Error(response.statusText);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const part = (name) => page.querySelector(`[data-search-${name}]`);
  if (!part("form") || !part("hits")) throw new Error("no search");
  return { form: part("form"), status: part("status"), hits: part("hits") };
}

async function look(field) {
  const mine = (asked += 1);
  try {
    const found = await read(`${link.pathname}?${new URLSearchParams({ q: field.value })}`);
    if (mine !== asked) return; // A later question has been asked.
    dialog.querySelector("[data-search-hits]").replaceWith(document.adoptNode(found.hits));
    dialog.querySelector("[data-search-status]").textContent = found.status.textContent;
  } catch {
    // Enter still leads to the page, which says what is wrong.
  }
}

/** Make the dialogue out of the search's own page. */
async function make() {
  const parts = await read(link.pathname);
  const made = document.createElement("dialog");
  made.className = "search-dialog";
  made.setAttribute("aria-label", link.querySelector("span").textContent);
  parts.form.action = link.pathname;
  made.append(...Object.values(parts).map((part) => document.adoptNode(part)));
  const field = made.querySelector("input");
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => look(field), WAIT);
  });
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
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [dialog.querySelector("input"), ...dialog.querySelectorAll("[data-search-hits] a")];
  const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  if (!stops[next]) return;
  event.preventDefault();
  stops[next].focus();
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
