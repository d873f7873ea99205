// Reads one JSON line per calendar ({"ics": "…"}), answers one JSON line: what ical.js saw in it.
// Zones come from the calendar alone, as Thunderbird and Nextcloud take them.
import { createInterface } from "node:readline";
import ICAL from "ical.js";

const instant = (time) =>
  time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString();

function read(ics) {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const zones = [event.startDate, event.endDate].map((time) => time.zone.tzid);
    if (zones.includes("floating") && !event.startDate.isDate) throw new Error("floating time");
    return {
      uid: event.uid,
      starts: instant(event.startDate),
      ends: instant(event.endDate),
      status: component.getFirstPropertyValue("status") ?? "",
      sequence: event.sequence,
      stamp: instant(component.getFirstPropertyValue("dtstamp")),
      summary: event.summary,
      location: event.location ?? "",
      description: event.description ?? "",
    };
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = { events: read(JSON.parse(line).ics) };
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
