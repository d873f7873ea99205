// The planning board by mouse and by keys. Without it every entry is a link to a form that does the
// same; with it the same form is sent, and what it answers is shown in a dialogue.

import { Ground, snap } from "./board_ground.js";
import { Hand, fill } from "./board_hand.js";

const POLL = 20_000;
const EDGE = 8; // Pixels at a bar's end by which one would stretch it.
const SLACK = 4; // Pixels that a hand may tremble.

const trouble = document.querySelector("[data-board-trouble]");
let frame = document.querySelector("[data-board]");
let ground = null;
let hand = null;
let press = null; // A mouse button that is down on a bar.
let fresh = null; // A newer board that waits until nothing is in hand.
let isAsking = false;

const part = (name) => frame.querySelector(`[data-board-${name}]`);
const mayPlan = () => "mayPlan" in frame.dataset;

function say(words) {
  part("status").textContent = words;
}

// --- one stop of Tab, arrow keys between entries ----------------------------------------------

function rove(bar) {
  for (const each of ground.bars) each.link.tabIndex = each === bar ? 0 : -1;
}

function focus(bar) {
  if (!bar) return;
  rove(bar);
  bar.link.focus({ preventScroll: true });
  bar.link.querySelector("rect").scrollIntoView({ block: "nearest", inline: "nearest" });
}

function neighbour(bar, key) {
  const { bars } = bar.row;
  const order = [...bars].sort((one, other) => one.start - other.start);
  if (key === "ArrowRight") return order[order.indexOf(bar) + 1];
  if (key === "ArrowLeft") return order[order.indexOf(bar) - 1];
  const rows = [...ground.rows.values()].filter((row) => row.bars.length);
  const row = rows[rows.indexOf(bar.row) + (key === "ArrowDown" ? 1 : -1)];
  const far = (each) => Math.abs(each.start - bar.start);
  return row?.bars.reduce((best, each) => (far(each) < far(best) ? each : best));
}

// --- in hand ----------------------------------------------------------------------------------

function show(x, y) {
  const { words, isHard } = hand.fault();
  const lines = [hand.place(), words, hand.isFixed && ground.words.length].filter(Boolean);
  const tip = part("tip");
  tip.hidden = false;
  tip.textContent = lines.join("\n");
  tip.classList.toggle("board-tip--clash", isHard);
  const box = tip.getBoundingClientRect();
  tip.style.translate = `${Math.min(x + 14, innerWidth - box.width - 8)}px ${
    y + 22 + box.height > innerHeight ? y - box.height - 12 : y + 22}px`;
  return lines.join(". ");
}

function showAtGhost() {
  const rect = hand.ghost.querySelector("rect");
  rect.scrollIntoView({ block: "nearest", inline: "nearest" });
  const box = rect.getBoundingClientRect();
  say(show(box.left, box.bottom - 12));
}

function pickUp(bar, stretches) {
  clearTrouble();
  hand = new Hand(ground, bar, stretches);
  frame.classList.add(stretches ? "board--stretching" : "board--dragging");
}

function letGo() {
  hand?.putDown();
  hand = null;
  press = null;
  part("tip").hidden = true;
  frame.classList.remove("board--dragging", "board--stretching");
  if (fresh) redraw(fresh);
}

function putBack() {
  const { event, row } = hand.bar;
  letGo();
  focus(ground.find(event, row.id));
  say(ground.words.back);
}

/** Ask the server what would follow, and show its answer. */
async function drop() {
  if (!hand.isMoved || !hand.role()) {
    putBack();
    return;
  }
  part("tip").hidden = true;
  say(ground.words.asking);
  const token = document.querySelector("input[name=csrf_token]").value;
  const back = location.pathname + location.search;
  const body = new URLSearchParams({ ...hand.values(), step: "read", back, csrf_token: token });
  await send(hand.bar.link.href.baseVal.split("?")[0], body);
}

// --- what the server says ---------------------------------------------------------------------

async function send(address, body) {
  isAsking = true;
  clearTrouble();
  try {
    const answer = await fetch(address, { method: "POST", body });
    take(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    fail();
  } finally {
    isAsking = false;
  }
}

/** Show a page in the board's own way: what would follow as a dialogue, the board in its place. */
function take(page) {
  const preview = page.querySelector("[data-board-preview]");
  const dialog = part("dialog");
  if (preview) {
    dialog.replaceChildren(document.adoptNode(preview));
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("button, a.button")?.focus();
    return;
  }
  if (!page.querySelector("[data-board]")) {
    fail();
    return;
  }
  const kept = hand && { event: hand.bar.event, row: hand.row.id };
  fresh = null;
  hand?.putDown();
  hand = null;
  close();
  redraw(page);
  const done = page.querySelector("#board-done");
  const old = document.querySelector("#board-done");
  const words = done.querySelector("p")?.textContent;
  old.replaceWith(document.adoptNode(done));
  if (kept) focus(ground.find(kept.event, kept.row) ?? ground.find(kept.event));
  else document.querySelector("[data-board-scroller]").focus();
  if (words) say(words);
}

/** Say where all can read it, and are told, that no answer came that the board can show. */
function fail() {
  close();
  const words = trouble.querySelector("template").content.cloneNode(true);
  trouble.append(words);
  trouble.scrollIntoView({ block: "nearest" });
}

function clearTrouble() {
  for (const words of trouble.querySelectorAll(".notice")) words.remove();
}

function close() {
  const dialog = part("dialog");
  if (dialog.open) dialog.close();
  if (hand) putBack();
}

// --- others' changes --------------------------------------------------------------------------

async function poll() {
  if (isAsking || document.visibilityState !== "visible") return;
  try {
    const tag = `W/"${frame.dataset.version}"`;
    const answer = await fetch(location.href, { headers: { "If-None-Match": tag }, cache: "no-store" });
    if (answer.status !== 200 || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (hand || press || isAsking || part("dialog").open) fresh = page;
    else redraw(page);
  } catch {
    // The network is away; the next time will do.
  }
}

/** Put a newer board where the present one stands; place, focus and scrolling stay. */
function redraw(page) {
  fresh = null;
  const newer = page.querySelector("[data-board]");
  if (!newer) return;
  const scroller = part("scroller");
  const [left, top] = [scroller.scrollLeft, scroller.scrollTop];
  const here = ground.bar(document.activeElement);
  const before = scroller.innerHTML.length;
  scroller.replaceChildren(...newer.querySelector("[data-board-scroller]").childNodes);
  for (const name of ["version", "days", "dayWords", "hours"]) frame.dataset[name] = newer.dataset[name];
  begin();
  scroller.scrollTo({ left, top, behavior: "instant" });
  if (here) {
    focus(ground.find(here.event, here.row.id));
    if (before !== scroller.innerHTML.length) say(ground.words.fresh);
  }
}

function begin() {
  ground = new Ground(frame);
  rove(ground.bars.find((bar) => bar.end > 0));
  if (mayPlan()) {
    for (const bar of ground.bars) if (bar.powers !== "-") bar.link.dataset.may = "";
    ground.addGrips();
  }
}

// --- mouse ------------------------------------------------------------------------------------

function along(row, x) {
  const box = row.track.getBoundingClientRect();
  return ((x - box.left) / box.width) * ground.days.length;
}

function rowAt(y) {
  for (const row of ground.rows.values()) {
    const box = row.line.getBoundingClientRect();
    if (y >= box.top && y < box.bottom) return row;
  }
  return null;
}

function onPress(event) {
  const link = event.target.closest?.("a[data-b]");
  if (!link || event.button || event.pointerType === "touch" || event.ctrlKey || event.metaKey) return;
  const bar = ground.bar(link);
  if (!mayPlan() || !bar || bar.powers === "-" || isAsking) return;
  const box = [...link.querySelectorAll("rect")].at(-1).getBoundingClientRect();
  press = {
    bar,
    stretches: Boolean(event.target.closest(".grip")),
    // Who takes it there wants to stretch it, and is told that it has a length of its own.
    isAtEnd: event.clientX > box.right - Math.min(EDGE, box.width / 2),
    x: event.clientX,
    y: event.clientY,
    from: along(bar.row, event.clientX),
  };
}

function onMove(event) {
  if (!press) return;
  if (!hand) {
    if (Math.hypot(event.clientX - press.x, event.clientY - press.y) < SLACK) return;
    pickUp(press.bar, press.stretches);
    hand.isFixed = press.isAtEnd && !press.bar.powers.includes("x");
    frame.setPointerCapture?.(event.pointerId);
  }
  const { bar } = press;
  const to = along(bar.row, event.clientX);
  if (press.stretches) {
    hand.stretchTo(snap(ground.wall(to)));
  } else {
    const moved = to - press.from;
    const start = ground.step > 60
      ? bar.start + Math.round(moved) * 1440
      : ground.shifted(bar.start, moved);
    const row = rowAt(event.clientY);
    hand.moveTo(row ?? hand.row, moved ? start : bar.start);
  }
  show(event.clientX, event.clientY);
}

function onRelease(event) {
  const wasHeld = press && hand;
  press = null;
  if (!wasHeld) return;
  frame.releasePointerCapture?.(event.pointerId);
  // The click that follows must not open the link.
  addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
  setTimeout(() => drop());
}

// --- keys -------------------------------------------------------------------------------------

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || part("dialog").open) return;
  if (hand && event.key === "Escape") {
    event.preventDefault();
    putBack();
    return;
  }
  const bar = ground.bar(event.target.closest?.("a[data-b]"));
  if (!bar) return;
  const isArrow = /^Arrow(Up|Down|Left|Right)$/.test(event.key);
  if (!isArrow && event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  if (hand) withHand(event);
  else if (isArrow) focus(neighbour(bar, event.key));
  else if (event.key === " ") location.href = bar.link.href.baseVal;
  else if (!mayPlan() || bar.powers === "-") say(ground.words.fixed);
  else {
    pickUp(bar, false);
    showAtGhost();
    const lifted = bar.powers.includes("x") ? ground.words.liftedLonger : ground.words.lifted;
    say(fill(lifted, { what: bar.name }));
  }
}

function withHand(event) {
  if (event.key === "Enter") {
    drop();
    return;
  }
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  hand.isFixed = Boolean(sideways && event.shiftKey && !hand.bar.powers.includes("x"));
  if (sideways && event.shiftKey) hand.stretchTo(hand.end + sideways * 15);
  else if (sideways) hand.moveBy(sideways * ground.step);
  else if (event.key !== " ") hand.step(event.key === "ArrowDown" ? 1 : -1);
  showAtGhost();
}

// --- wiring -----------------------------------------------------------------------------------

/** Begin where today is: on a phone a week is four screens wide. */
function showToday() {
  const scroller = part("scroller");
  const mark = scroller.querySelector(".scale__mark");
  if (!mark) return;
  const names = scroller.querySelector(".board__corner").getBoundingClientRect();
  const today = mark.getBoundingClientRect();
  if (today.right > scroller.getBoundingClientRect().right) {
    scroller.scrollTo({ left: scroller.scrollLeft + today.left - names.right, behavior: "instant" });
  }
}

if (frame) {
  begin();
  showToday();
  part("keys").hidden = !mayPlan();
  for (const line of document.querySelectorAll("[data-board-grip-key]")) line.hidden = !mayPlan();
  frame.addEventListener("pointerdown", onPress);
  addEventListener("pointermove", onMove);
  addEventListener("pointerup", onRelease);
  addEventListener("pointercancel", () => hand && press && putBack());
  frame.addEventListener("dragstart", (event) => event.preventDefault());
  addEventListener("keydown", onKey);
  frame.addEventListener("focusin", (event) => {
    const bar = ground.bar(event.target.closest?.("a[data-b]"));
    if (bar) rove(bar);
  });
  part("dialog").addEventListener("close", () => hand && !isAsking && putBack());
  part("dialog").addEventListener("click", (event) => {
    if (!event.target.closest("[data-board-back]")) return;
    event.preventDefault();
    close();
  });
  for (const place of [part("dialog"), document.querySelector("#board-done").parentElement]) {
    place.addEventListener("submit", (event) => {
      const form = event.target;
      const isOurs = form.closest("#board-done, [data-board-dialog]");
      const body = new URLSearchParams(new FormData(form, event.submitter));
      if (!isOurs || body.get("step") === "fill_in") return;
      event.preventDefault();
      event.stopPropagation();
      if (!isAsking) send(form.action, body);
    });
  }
  setInterval(poll, POLL);
  document.addEventListener("visibilitychange", poll);
}
