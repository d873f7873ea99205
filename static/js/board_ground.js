// What the planning board shows, as numbers: minutes as clocks show them, 1,440 a day from the
// first day's midnight. Nights are not drawn: every day is as wide, from its first hour to its last.

const DAY = 1440;

export class Ground {
  constructor(frame) {
    this.frame = frame;
    this.words = JSON.parse(frame.dataset.words);
    this.days = frame.dataset.days.split(" ");
    this.dayWords = frame.dataset.dayWords.split("|");
    this.hours = frame.dataset.hours.split(" ").map((hour) => Number(hour) * 60);
    this.step = Number(frame.dataset.step);
    this.lane = Number(frame.dataset.lane);
    this.rows = new Map();
    for (const line of frame.querySelectorAll("tr[data-r]")) this.rows.set(line.dataset.r, row(line));
    this.bars = [...this.rows.values()].flatMap((each) => each.bars);
  }

  /** Return how far along, in days, a wall time stands. */
  place(wall) {
    const [first, last] = this.hours;
    const minute = Math.min(Math.max(wall % DAY, first), last);
    return Math.min(Math.floor(wall / DAY) + (minute - first) / (last - first), this.days.length);
  }

  /** Return the wall time at so many days along. */
  wall(place) {
    const [first, last] = this.hours;
    const within = Math.min(Math.max(place, 0), this.days.length - 1e-6);
    const day = Math.floor(within);
    return day * DAY + first + (within - day) * (last - first);
  }

  percent(wall) {
    return (100 * this.place(wall)) / this.days.length;
  }

  bar(link) {
    return this.bars.find((each) => each.link === link);
  }

  /** Return what is drawn of an event in a row, after the board was drawn anew. */
  find(event, rowId) {
    return this.bars.find((each) => each.event === event && (!rowId || each.row.id === rowId));
  }

  /** Return those who have a row, or a part of it, so that nothing is free for [start, end). */
  takers(target, start, end, event) {
    const found = this.takersOf(target, start, end, event);
    for (const part of target.parts) {
      if (!found.length && this.rows.has(part)) {
        found.push(...this.takersOf(this.rows.get(part), start, end, event));
      }
    }
    return found;
  }

  takersOf(target, start, end, event) {
    const lanes = new Map();
    for (const bar of target.bars) {
      const overlaps = bar.from < end && bar.until > start && bar.event !== event;
      if (overlaps && !lanes.has(bar.lane)) lanes.set(bar.lane, bar);
    }
    return lanes.size >= target.units ? [...lanes.values()] : [];
  }

  /** Return whether a row is "closed" or "beyond" its hours at some time of [start, end). */
  shade(target, start, end) {
    const from = this.percent(start);
    const until = this.percent(end);
    const kinds = new Set();
    const ground = this.frame.querySelector(`#${target.ground}`);
    for (const rect of ground?.querySelectorAll(".ground-h, .ground-c") ?? []) {
      const x = parseFloat(rect.getAttribute("x"));
      const width = parseFloat(rect.getAttribute("width"));
      if (x < until - 0.01 && x + width > from + 0.01) kinds.add(rect.getAttribute("class"));
    }
    const [first, last] = this.hours;
    if (kinds.has("ground-c")) return "closed";
    const isLate = end % DAY === 0 || end % DAY > last || start % DAY < first;
    return kinds.has("ground-h") || isLate ? "beyond" : "";
  }

  clock(wall) {
    const minute = wall % DAY || (wall ? DAY : 0);
    const hour = Math.floor((wall % DAY) / 60);
    const minutes = String(wall % 60).padStart(2, "0");
    const isSwedish = this.words.point === ".";
    return minute === DAY && wall % DAY === 0
      ? `${isSwedish ? "0" : "00"}${this.words.point}00`
      : `${isSwedish ? hour : String(hour).padStart(2, "0")}${this.words.point}${minutes}`;
  }

  span(start, end) {
    const day = this.dayWords[Math.min(Math.floor(start / DAY), this.days.length - 1)];
    return `${day} ${this.clock(start)}–${this.clock(end)}`;
  }
}

function row(line) {
  const made = {
    line,
    id: line.dataset.r,
    kind: line.dataset.k,
    units: Number(line.dataset.u),
    top: Number(line.dataset.t),
    ground: line.dataset.g,
    parts: line.dataset.p?.split(" ") ?? [],
    name: line.querySelector("th b").textContent,
    track: line.querySelector(".track"),
    bars: [],
  };
  for (const group of made.track.querySelectorAll("g")) {
    const lane = group.getAttribute("transform");
    for (const link of group.querySelectorAll("a[data-b]")) made.bars.push(bar(link, lane, made));
  }
  return made;
}

function bar(link, lane, of) {
  const [event, version, start, end, setup, clearup, lead, rest, powers] = link.dataset.b.split(" ");
  const [first, last] = [Number(start), Number(end)];
  return {
    link,
    lane,
    row: of,
    event,
    version,
    powers,
    start: first,
    end: last,
    from: first - Number(setup),
    until: last + Number(clearup),
    // How much sooner its event begins, and how much later it ends.
    lead: Number(lead),
    rest: Number(rest),
    name: link.getAttribute("aria-label"),
  };
}
