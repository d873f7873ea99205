// An entry in hand: where it would be, what stands against it, and how that is shown.

import { QUARTER, hands, lastsOverNight } from "./board_ground.js";

const DAY = 1440;

export class Hand {
  constructor(ground, bar, stretches = false) {
    Object.assign(this, { ground, bar, stretches, row: bar.row, start: bar.start, end: bar.end });
    this.ghost = null;
    this.isFixed = false; // Whether somebody tries to stretch what has a length of its own.
    bar.link.classList.add("board-left");
    this.draw();
  }

  get length() {
    return this.bar.end - this.bar.start;
  }

  get isOverNight() {
    return lastsOverNight(this.bar.start, this.bar.end);
  }

  get isMoved() {
    return this.row !== this.bar.row || this.start !== this.bar.start || this.end !== this.bar.end;
  }

  /** Return what a row would mean: the "same", an "exchange", an "addition", or nothing. */
  role(row = this.row) {
    const letter = row.kind[0];
    if (row === this.bar.row) return "same";
    if (row.kind === this.bar.row.kind) return this.bar.powers.includes(letter) ? "exchange" : "";
    return this.bar.powers.includes(letter.toUpperCase()) ? "addition" : "";
  }

  /** Take it to a row and a first minute; what may not change stays as it is. */
  moveTo(row, start) {
    if (this.role(row)) this.row = row;
    const mayMove = this.bar.powers.includes("m");
    const isAlone = this.role() === "same" || this.bar.powers.includes("b");
    const days = this.ground.days.length;
    const least = Math.min(this.bar.start, 0);
    const most = Math.max(this.bar.start, days * DAY - this.length);
    const wanted = mayMove && isAlone ? Math.min(Math.max(start, least), most) : this.bar.start;
    // It ends on the day that it begins on, if it does so now.
    const late = (wanted % DAY) + this.length - DAY;
    this.start = late > 0 && !this.isOverNight ? wanted - late : wanted;
    this.end = this.start + this.length;
    this.draw();
  }

  moveBy(minutes) {
    this.moveTo(this.row, this.start + minutes);
  }

  stretchTo(end) {
    if (!this.bar.powers.includes("x")) return;
    const closes = this.isOverNight
      ? this.bar.start + DAY - QUARTER
      : (Math.floor(this.bar.start / DAY) + 1) * DAY;
    this.start = this.bar.start;
    this.end = Math.min(Math.max(end, this.start + QUARTER), closes);
    this.draw();
  }

  /** Take it to the next row that can have it, upwards or downwards. */
  step(direction) {
    const rows = [...this.ground.rows.values()];
    for (let i = rows.indexOf(this.row) + direction; rows[i]; i += direction) {
      if (this.role(rows[i])) {
        this.moveTo(rows[i], this.start);
        return;
      }
    }
  }

  /** Return what stands against it, in words, and whether that is more than a warning. */
  fault() {
    const { ground, bar } = this;
    const shift = this.start - bar.start;
    const longer = this.end - this.start - this.length;
    const others = ground.bars.filter((each) => each.event === bar.event && each.row !== bar.row);
    const wanted = [{ row: this.row, from: bar.from + shift, until: bar.until + shift + longer }];
    if (this.role() !== "addition") {
      for (const each of others) {
        wanted.push({ row: each.row, from: each.from + shift, until: each.until + shift });
      }
    }
    for (const { row, from, until } of wanted) {
      const takers = ground.takers(row, from, until, bar.event);
      if (takers.length) return { words: fill(ground.words.clash, { what: takers[0].name }), isHard: true };
    }
    const shade = ground.shade(this.row, this.start, this.end);
    return { words: shade ? ground.words[shade] : "", isHard: shade === "closed" };
  }

  /** Return where it would be. */
  place() {
    return `${this.ground.span(this.start, this.end)}, ${this.row.name}`;
  }

  draw() {
    const { ground, row } = this;
    this.ghost?.remove();
    const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
    const copy = this.bar.link.cloneNode(true);
    const home = this.bar.lane;
    group.setAttribute("transform", row === this.bar.row ? home : `translate(0,${row.top})`);
    for (const name of ["href", "data-b", "tabindex", "aria-label"]) copy.removeAttribute(name);
    copy.setAttribute("aria-hidden", "true");
    copy.setAttribute("class", `${this.bar.link.getAttribute("class")} board-ghost`);
    copy.classList.remove("board-left");
    const [outer, inner] = copy.querySelectorAll("rect");
    const shift = this.start - this.bar.start;
    const longer = this.end - this.start - this.length;
    put(ground, outer, this.bar.from + shift, this.bar.until + shift + longer);
    if (inner) put(ground, inner, this.start, this.end);
    copy.querySelector(".grip")?.setAttribute("x", `${ground.percent(this.end)}%`);
    this.moveWords(copy.querySelector("svg"));
    copy.classList.toggle("board-ghost--clash", this.fault().isHard);
    group.append(copy);
    row.track.append(group);
    this.ghost = group;
  }

  /** Let the words stand where they stood: in the bar, or beside its end. */
  moveWords(words) {
    if (!words) return;
    const { ground, bar } = this;
    const isBeside = parseFloat(words.getAttribute("x")) > ground.percent(bar.start) + 0.1;
    const before = ground.percent(isBeside ? bar.end : bar.start);
    const after = ground.percent(isBeside ? this.end : this.start);
    words.setAttribute("x", `${parseFloat(words.getAttribute("x")) + after - before}%`);
    words.classList.toggle("board-beside", isBeside);
  }

  putDown() {
    this.ghost?.remove();
    this.bar.link.classList.remove("board-left");
  }

  /** Return what the entry's form would send: the times of its event, all stops together. */
  values() {
    const { bar } = this;
    const [start, end] = [this.start - bar.lead, this.end + bar.rest];
    return {
      version: bar.version,
      drops: this.role() === "addition" ? "" : bar.row.id,
      takes: this.row.id,
      day: this.ground.date(start),
      begins: hands(start).join(":"),
      ends: hands(end).join(":"),
      over_night: lastsOverNight(start, end) ? "1" : "",
    };
  }
}

export function fill(sentence, values) {
  return sentence.replace(/%\((\w+)\)s/g, (_, name) => values[name] ?? "");
}

function put(ground, rect, start, end) {
  const x = ground.percent(start);
  rect.setAttribute("x", `${x}%`);
  rect.setAttribute("width", `${Math.max(ground.percent(end) - x, 0.35)}%`);
}
