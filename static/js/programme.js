// A delegation's programme by mouse and by keys. Without it buttons and forms do the same; with it
// the same form is sent, and what it answers is put in place.

const SLACK = 4; // Pixels that a hand may tremble.
const EDGE = 60; // Pixels from the window's edge where it scrolls along.

const says = document.querySelector("[data-programme-says]");
let frame = document.querySelector("[data-programme]");
let words = {};
let press = null; // A mouse button or a finger that is down on a grip.
let hand = null; // What is carried, and the place where it would be put.

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const items = (day) => [...day.querySelectorAll("[data-item]")];

function say(text) {
  says.textContent = text;
}

/** Read the programme: its days, each with its items by position, and the groups that it knows. */
function read() {
  const groups = new Map([["", words.all]]);
  for (const group of JSON.parse(frame.dataset.groups)) groups.set(String(group.id), group.name);
  const days = [...frame.querySelectorAll("[data-day]")].map((section) => ({
    section,
    date: section.dataset.day,
    name: section.dataset.dayName,
    items: items(section).sort((one, other) => one.dataset.position - other.dataset.position),
  }));
  return { groups, days };
}

class Hand {
  constructor(item) {
    const { groups, days } = read();
    Object.assign(this, { item, groups, days, title: item.dataset.title });
    for (const day of days) day.others = day.items.filter((each) => each !== item);
    this.day = days.find((day) => day.items.includes(item));
    this.position = this.day.items.indexOf(item);
    this.group = item.dataset.group;
    this.home = this.value();
    this.mark = document.createElement("div");
    this.mark.className = "programme-drop";
    this.mark.append(document.createElement("span"));
    this.mark.firstChild.className = "programme-drop__words";
    item.classList.add("programme-item--lifted");
    frame.classList.add("programme--carrying");
  }

  value() {
    return `${this.day.date} ${this.position} ${this.group}`;
  }

  get isMoved() {
    return this.value() !== this.home;
  }

  /** Return the next position that the same people notice: to pass another group's item is none. */
  step(by) {
    const { others } = this.day;
    let at = this.position;
    while (at + by >= 0 && at + by <= others.length) {
      at += by;
      const passed = others[by < 0 ? at : at - 1].dataset.group;
      if (!passed || !this.group || passed === this.group) {
        this.position = at;
        return;
      }
    }
    const day = this.days[this.days.indexOf(this.day) + by];
    if (!day) return;
    this.day = day;
    this.position = by < 0 ? day.others.length : 0;
  }

  turn(by) {
    const known = [...this.groups.keys()];
    const at = known.indexOf(this.group) + by;
    if (known[at] !== undefined) this.group = known[at];
  }

  /** Return where it would stand, in words. */
  place() {
    const before = this.day.others[this.position - 1];
    const where = fill(before ? words.after : words.first, {
      title: before?.dataset.title,
      day: this.day.name,
    });
    return this.groups.size > 1 ? `${where}, ${this.groups.get(this.group)}` : where;
  }

  show() {
    const before = this.day.others[this.position - 1];
    const after = this.day.others[this.position];
    if (before) before.after(this.mark);
    else if (after) after.before(this.mark);
    else this.day.section.querySelector(".programme-list")?.append(this.mark);
    this.mark.firstChild.textContent = this.place();
  }

  putDown() {
    this.mark.remove();
    this.item.classList.remove("programme-item--lifted");
    frame.classList.remove("programme--carrying");
  }
}

function pickUp(item) {
  hand = new Hand(item);
  hand.show();
}

function letGo() {
  const { item, title } = hand;
  hand.putDown();
  hand = null;
  press = null;
  item.querySelector("[data-programme-grip]").focus();
  say(fill(words.back, { title }));
}

async function drop() {
  if (!hand.isMoved) {
    letGo();
    return;
  }
  const form = frame.querySelector("[data-programme-move]");
  const { item } = hand.item.dataset;
  const body = new URLSearchParams(new FormData(form));
  body.set("item", item);
  body.set("spot", `${hand.day.date} ${hand.position}`);
  body.set("group", hand.group);
  say(words.asking);
  await send(form.action, body, item, "[data-programme-grip]");
}

/** Send a form, and put the programme that it answers in place of this one. */
async function send(address, body, item, control) {
  let page;
  try {
    const answer = await fetch(address, { method: "POST", body });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    page = null;
  }
  const newer = page?.querySelector("[data-programme]");
  hand?.putDown();
  hand = null;
  press = null;
  if (!newer) {
    say(words.trouble);
    return;
  }
  const told = [...page.querySelectorAll("main > .notice")];
  for (const old of document.querySelectorAll("main > .notice")) old.remove();
  document.querySelector(".work__head").before(...told);
  frame.replaceWith(document.adoptNode(newer));
  begin();
  const there = frame.querySelector(`[data-item="${item}"]`);
  (there?.querySelector(control) ?? there?.querySelector("[data-programme-grip]"))?.focus();
  there?.scrollIntoView({ block: "nearest" });
  const first = told[0] ?? frame.querySelector(".notice");
  say((first?.textContent ?? "").replace(/\s+/g, " ").trim());
}

// --- mouse and finger ---------------------------------------------------------------------------

/** Carry it to where the pointer is: before or after the item below it, and for its group. */
function follow(event) {
  const below = document.elementFromPoint(event.clientX, event.clientY);
  const section = below?.closest?.("[data-day]");
  if (!section) return;
  const day = hand.days.find((each) => each.section === section);
  const list = below.closest("[data-group]");
  const near = nearest(day.others, event);
  hand.day = day;
  hand.position = near ? day.others.indexOf(near.item) + near.isAfter : day.others.length;
  hand.group = list?.dataset.group ?? near?.item.dataset.group ?? "";
  if (!hand.group && !section.querySelector(".programme-parted")) hand.group = besides(section, event);
  hand.show();
  if (event.clientY < EDGE) scrollBy(0, -EDGE / 3);
  if (event.clientY > innerHeight - EDGE) scrollBy(0, EDGE / 3);
}

/** Where the groups have not parted yet, the right half of the day is theirs, side by side. */
function besides(section, event) {
  const box = section.getBoundingClientRect();
  const known = [...hand.groups.keys()].slice(1);
  const along = (event.clientX - box.left) / box.width - 0.5;
  return (along > 0 && known[Math.floor(along * 2 * known.length)]) || "";
}

function nearest(others, event) {
  let best = null;
  for (const item of others) {
    const box = item.getBoundingClientRect();
    const across = Math.max(box.left - event.clientX, 0, event.clientX - box.right);
    const along = Math.max(box.top - event.clientY, 0, event.clientY - box.bottom);
    const far = along + across * 3;
    if (!best || far < best.far) best = { item, far, isAfter: Number(event.clientY > box.top + box.height / 2) };
  }
  return best;
}

function onPress(event) {
  const grip = event.target.closest?.("[data-programme-grip]");
  if (!grip || event.button || hand) return;
  press = { item: grip.closest("[data-item]"), x: event.clientX, y: event.clientY };
  grip.setPointerCapture?.(event.pointerId);
}

function onMove(event) {
  if (!press) return;
  if (!hand) {
    if (Math.hypot(event.clientX - press.x, event.clientY - press.y) < SLACK) return;
    pickUp(press.item);
  }
  follow(event);
}

function onRelease() {
  const wasCarried = press && hand;
  press = null;
  if (wasCarried) drop();
}

// --- keys ---------------------------------------------------------------------------------------

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const grip = event.target.closest?.("[data-programme-grip]");
  if (hand && event.key === "Escape") {
    event.preventDefault();
    letGo();
    return;
  }
  if (!grip || press) return;
  const isEnter = event.key === "Enter" || event.key === " ";
  if (!hand && isEnter) {
    event.preventDefault();
    pickUp(grip.closest("[data-item]"));
    say(fill(words.lifted, { title: hand.title }));
    return;
  }
  if (!hand || (!isEnter && !event.key.startsWith("Arrow"))) return;
  event.preventDefault();
  if (isEnter) {
    drop();
    return;
  }
  const along = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (along) hand.step(along);
  else hand.turn(event.key === "ArrowLeft" ? -1 : 1);
  hand.show();
  hand.mark.scrollIntoView({ block: "nearest" });
  say(hand.place());
}

function onSubmit(event) {
  const form = event.target.closest(".programme-step");
  if (!form) return;
  event.preventDefault();
  event.stopPropagation();
  const { submitter } = event;
  const item = form.closest("[data-item]").dataset.item;
  const body = new URLSearchParams(new FormData(form, submitter));
  send(form.action, body, item, `.programme-step [value="${submitter.value}"]`);
}

function begin() {
  frame = document.querySelector("[data-programme]");
  words = JSON.parse(frame.dataset.words);
  for (const hidden of frame.querySelectorAll("[data-programme-grip], [data-programme-keys]")) hidden.hidden = false;
}

if (frame && "mayPlan" in frame.dataset) {
  begin();
  addEventListener("pointerdown", onPress);
  addEventListener("pointermove", onMove);
  addEventListener("pointerup", onRelease);
  addEventListener("pointercancel", () => hand && letGo());
  addEventListener("keydown", onKey);
  addEventListener("focusout", (event) => {
    // Who tabs away lets go.
    if (hand && !press && event.relatedTarget && !event.relatedTarget.closest("[data-programme-grip]")) letGo();
  });
  addEventListener("submit", onSubmit, { capture: true });
}
