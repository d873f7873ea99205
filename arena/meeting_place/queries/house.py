"""The house over some days: which rooms are open and free, read once and asked many times."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from arena import clock
from arena.meeting_place.queries.rooms import as_rule, list_equipment, list_rooms
from arena.meeting_place.rules.fitting import Choice, Room, Wish, choose
from arena.resources.models import Resource
from arena.resources.queries import (
    Availability,
    WorkingDays,
    get_availability,
    working_days,
)
from arena.web import languages


class House:
    """The rooms that staff, or partners, may book, and what is free of them and of equipment.

    Staff may go beyond the opening hours, but not into what is closed. `equipment` is how many
    sets are wanted of each: a room without them is not free.
    """

    def __init__(
        self,
        rooms: Sequence[Resource],
        availability: Availability,
        days: WorkingDays,
        *,
        equipment: Mapping[int, int],
        is_partner: bool,
    ) -> None:
        self.rooms = {room.id: room for room in rooms}
        self.rules: dict[int, Room] = {
            room.id: as_rule(room, is_partner=is_partner) for room in rooms
        }
        self.equipment = equipment
        self.is_partner = is_partner
        self.days = days
        self._availability = availability
        self._open_days: dict[tuple[int, int], bool] = {}

    def choose(self, wish: Wish, room_ids: Collection[int] | None = None) -> Choice:
        """Return what fits, and what nearly does, among all rooms or some."""
        ids = self.rules.keys() if room_ids is None else room_ids
        return choose(wish, [self.rules[room_id] for room_id in ids], self.is_free)

    def is_free(self, room_id: int, start: int, end: int) -> bool:
        """Tell whether a room, and the equipment, may be had over a period, in seconds."""
        return (
            self._availability.is_free(room_id, start, end)
            and self.is_open(room_id, start, end)
            and (not self.equipment or self.has_equipment(start, end))
        )

    def is_open(self, room_id: int, start: int, end: int) -> bool:
        """Tell whether a room may be used over a period, whoever has it."""
        any_hours = not self.is_partner
        return self._availability.is_open(
            room_id, start, end, any_hours=any_hours
        ) and self._is_open_day(start, end)

    def is_within_hours(self, room_id: int, start: int, end: int) -> bool:
        """Tell whether a room's own hours, or the arena's, allow a period."""
        return self._availability.is_open(room_id, start, end)

    def has_equipment(self, start: int, end: int) -> bool:
        """Tell whether all the equipment that is wanted is free over a period."""
        return all(
            self.units_free(each, start, end) >= count for each, count in self.equipment.items()
        )

    def units_free(self, resource_id: int, start: int, end: int) -> int:
        """Return how many sets of a piece of equipment are free over a period."""
        if not self._availability.is_open(resource_id, start, end, any_hours=True):
            return 0
        return self._availability.count_free(resource_id, start, end)

    def closed_reason(self, day: date, language: str, room_id: int | None = None) -> str | None:
        """Return why the arena, or a room, is closed on a day; None where it is open."""
        if reason := self.days.closed_reason(day, language):
            return reason
        closure = None if room_id is None else self.days.timetable.closure_on(day, room_id)
        return None if closure is None else closure.reason(language)

    def closed_reasons(self, day: date, room_id: int) -> Mapping[str, str | None]:
        """Return why the arena, or a room, is closed on a day, in each language."""
        return {each: self.closed_reason(day, each, room_id) for each in languages.LANGUAGES}

    def hours_of(self, day: date) -> list[tuple[time, time]]:
        """Return the arena's opening hours on a day, as local times."""
        return list(self.days.timetable.hours_on(day))

    def equipment_records(self) -> Mapping[int, Resource]:
        """Return the equipment that is wanted, by id."""
        known = {each.id: each for each in list_equipment(also=self.equipment)}
        return {each: known[each] for each in self.equipment if each in known}

    def _is_open_day(self, start: int, end: int) -> bool:
        key = (start, end)
        if key not in self._open_days:
            zone = clock.zone()
            days = {datetime.fromtimestamp(each, zone).date() for each in (start, end - 1)}
            self._open_days[key] = all(self.days.is_open(day) for day in days)
        return self._open_days[key]


def read_house(
    *,
    starts_on: date,
    ends_on: date,
    is_partner: bool,
    equipment: Mapping[int, int] | None = None,
    ignore_events: Collection[int] = (),
) -> House:
    """Read the house on the local days `[starts_on, ends_on)`.

    What the events `ignore_events` hold counts as free.
    """
    rooms = list_rooms(is_partner=is_partner)
    wanted = {each: count for each, count in (equipment or {}).items() if count}
    availability = get_availability(
        {*(room.id for room in rooms), *wanted},
        starts_on=starts_on,
        ends_on=ends_on,
        ignore_events=ignore_events,
    )
    return House(rooms, availability, working_days(), equipment=wanted, is_partner=is_partner)


def read_house_at(
    starts_at: datetime,
    ends_at: datetime,
    *,
    is_partner: bool,
    equipment: Mapping[int, int] | None = None,
    ignore_events: Collection[int] = (),
) -> House:
    """Read the house on the local days of a period, with a day before and after it."""
    day = timedelta(days=1)
    return read_house(
        starts_on=clock.date_of(starts_at) - day,
        ends_on=clock.date_of(ends_at) + 2 * day,
        is_partner=is_partner,
        equipment=equipment,
        ignore_events=ignore_events,
    )
