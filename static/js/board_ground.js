// What the planning board shows, as numbers: minutes as clocks show them, 1,440 a day from the
// first day's midnight. Nights are not drawn: every day is as wide, from its first hour to its last.

const DAY = 1440;
const NARROWEST = 12; // Pixels: on what is narrower nobody could tell the handle from the bar.
const SVG = "http://www.w3.org/2000/svg";
export const QUARTER = 15;

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
    const minute = Math.min(Math.max(ofDay(wall), first), last);
    const place = Math.floor(wall / DAY) + (minute - first) / (last - first);
    return Math.min(Math.max(place, 0), this.days.length);
  }

  /** Return the wall time at so many days along. */
  wall(place) {
    const [first, last] = this.hours;
    const within = Math.min(Math.max(place, 0), this.days.length - 1e-6);
    const day = Math.floor(within);
    return day * DAY + first + (within - day) * (last - first);
  }

  /** Return a wall time moved by so many days of what is drawn, to a whole quarter of an hour. */
  shifted(wall, days) {
    const [first, last] = this.hours;
    const minute = ofDay(wall);
    const isDrawn = wall >= 0 && minute >= first && minute <= last;
    // In the night, or before the first day, no place is its own: it goes from where it is.
    return isDrawn ? snap(this.wall(this.place(wall) + days)) : wall + snap(days * (last - first));
  }

  percent(wall) {
    return (100 * this.place(wall)) / this.days.length;
  }

  /** Draw a handle at the end of each bar that may be stretched, if its end is shown. */
  addGrips() {
    const width = this.bars[0]?.row.track.getBoundingClientRect().width ?? 0;
    for (const bar of this.bars) {
      if (!bar.powers.includes("x") || bar.end > this.days.length * DAY) continue;
      const until = this.percent(bar.end);
      if (((until - this.percent(bar.start)) / 100) * width < NARROWEST) continue;
      const grip = document.createElementNS(SVG, "use");
      grip.setAttribute("class", "grip");
      grip.setAttribute("href", "#board-grip");
      grip.setAttribute("x", `${until}%`);
      bar.link.append(grip);
    }
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
    const isLate = lastsOverNight(start, end) || end % DAY === 0 || end % DAY > last || ofDay(start) < first;
    return kinds.has("ground-h") || isLate ? "beyond" : "";
  }

  clock(wall) {
    const [hour, minutes] = hands(wall);
    const { point } = this.words;
    return `${point === "." ? Number(hour) : hour}${point}${minutes}`;
  }

  /** Return the date of a wall time, also of one that is before or after the days shown. */
  date(wall) {
    const day = new Date(`${this.days[0]}T00:00Z`);
    day.setUTCDate(day.getUTCDate() + Math.floor(wall / DAY));
    return day.toISOString().slice(0, 10);
  }

  span(start, end) {
    const day = this.dayWords[Math.floor(start / DAY) + 1]; // The first is of the day before.
    return `${day} ${this.clock(start)}–${this.clock(end)}`;
  }
}

/** Return the nearest whole quarter of an hour. */
export function snap(wall) {
  return Math.round(wall / QUARTER) * QUARTER;
}

/** Return the minute of its day that a wall time is. */
function ofDay(wall) {
  return ((wall % DAY) + DAY) % DAY;
}

/** Return the hour and the minute of a wall time, in two digits each. */
export function hands(wall) {
  const minute = ofDay(wall);
  return [Math.floor(minute / 60), minute % 60].map((number) => String(number).padStart(2, "0"));
}

/** Return whether [start, end) goes on after a midnight. */
export function lastsOverNight(start, end) {
  return Math.floor(start / DAY) < Math.floor((end - 1) / DAY);
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
