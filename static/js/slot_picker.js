// Free times: a choice is fetched and put in place, arrow keys move between times, and Tab passes
// them in one step. Every link works without this.

const cell = (slot) => slot.closest("td");
const times = (day) => (day ? [...day.querySelectorAll("[data-slot]")] : []);

/** Leave one time in the order of Tab, so that the way on is not a hundred presses away. */
function rove(picker, wanted) {
  const slots = [...picker.querySelectorAll("[data-slot]")].filter((slot) => slot.offsetParent);
  const chosen = slots.find((slot) => slot.classList.contains("slot--chosen"));
  const stop = slots.includes(wanted) ? wanted : chosen ?? slots[0];
  for (const slot of slots) slot.tabIndex = slot === stop ? 0 : -1;
  picker.querySelector("[data-slots-keys]").hidden = false;
}

/** Put the picker of the page at `href` where the present one stands. */
async function follow(picker, href, focusId) {
  picker.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(href, { headers: { "X-Requested-With": "fetch" } });
    if (!response.ok) throw new Error(response.statusText);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector("[data-slots]");
    if (!fresh) throw new Error("no picker");
    for (const part of document.querySelectorAll("[data-slots-part][id]")) {
      const other = page.getElementById(part.id);
      if (other) part.replaceWith(document.adoptNode(other));
    }
    const status = picker.querySelector("[data-slots-status]");
    const words = fresh.querySelector("[data-slots-status]").textContent;
    // The live region itself stays, so that its change is read out.
    fresh.querySelector("[data-slots-status]").replaceWith(status);
    picker.replaceChildren(...fresh.childNodes);
    rove(picker, document.getElementById(focusId));
    status.textContent = words;
    history.replaceState(history.state, "", href);
    const target = document.getElementById(focusId) ?? picker.querySelector(".slots__span");
    target.focus({ preventScroll: true });
  } catch {
    location.href = href;
  } finally {
    picker.removeAttribute("aria-busy");
  }
}

/** Find the time that an arrow key leads to. */
function neighbour(picker, slot, key) {
  const day = cell(slot);
  const place = times(day).indexOf(slot);
  const column = day.cellIndex;
  const rows = [...picker.querySelectorAll("tbody tr")].filter((row) => row.offsetParent);
  const row = rows.indexOf(day.parentElement);
  if (key === "ArrowUp" || key === "ArrowDown") {
    const step = key === "ArrowDown" ? 1 : -1;
    const near = times(day)[place + step];
    if (near) return near;
    for (let i = row + step; rows[i]; i += step) {
      const found = times(rows[i].cells[column]);
      if (found.length) return step > 0 ? found[0] : found.at(-1);
    }
    return null;
  }
  const days = rows.flatMap((line) => [...line.cells].slice(1));
  const step = key === "ArrowRight" ? 1 : -1;
  for (let i = days.indexOf(day) + step; days[i]; i += step) {
    const found = times(days[i]);
    if (found.length) return found[Math.min(place, found.length - 1)];
  }
  return null;
}

// One after the other: a link pressed meanwhile is found again in the fresh picker,
// where its address knows of the choice before it.
let queue = Promise.resolve();

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-slots-link]");
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
  if (!link || !plain) return;
  event.preventDefault();
  const picker = link.closest("[data-slots]");
  queue = queue.then(() => {
    const present = document.getElementById(link.id);
    return present ? follow(picker, present.href, link.id) : null;
  });
});

document.addEventListener("keydown", (event) => {
  const slot = event.target.closest?.("[data-slot]");
  if (!slot || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === " ") {
    event.preventDefault();
    slot.click();
  } else if (/^Arrow(Up|Down|Left|Right)$/.test(event.key)) {
    event.preventDefault();
    neighbour(slot.closest("[data-slots]"), slot, event.key)?.focus();
  }
});

document.addEventListener("focusin", (event) => {
  const slot = event.target.closest("[data-slot]");
  if (slot) rove(slot.closest("[data-slots]"), slot);
});

// A phone shows fewer weeks: a picker that changes its width may hide the time that Tab stops at.
const roveAll = () => document.querySelectorAll("[data-slots]").forEach((picker) => rove(picker));
addEventListener("resize", roveAll);
roveAll();
