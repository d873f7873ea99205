"""What is listed as free can be scheduled, and what is not listed cannot."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from arena import clock, db
from arena.audit.models import WORKER
from arena.resources.models import Closure, DayRule, OpeningHours, Reservation
from arena.resources.services import ResourceTaken, Use
from arena.scheduling.services import schedule
from arena.visits.models import OfferStop
from arena.visits.queries.free_times import (
    Enquiry,
    choose_resources,
    is_free_time,
    list_free_times,
    list_uses,
    nearest_free_times,
    next_open_weeks,
    rank_hosts,
)
from tests.cast import event_facts, make_host, make_offer, make_resource

STOCKHOLM = ZoneInfo("Europe/Stockholm")
FIRST_DAY = date(2026, 12, 15)  # Fifteen working days after NOW, a Tuesday.
HOUR = timedelta(hours=1)
GROUP = {"group_size": 20, "language": "sv"}


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), STOCKHOLM).astimezone(UTC)


def free_on(offer, day, **asked):
    times = list_free_times(offer, starts_on=day, ends_on=day + timedelta(1), **(GROUP | asked))
    return [free.starts_at.astimezone(STOCKHOLM).time() for free in times]


def hours(first, last, step=1):
    return [time(hour) for hour in range(first, last + 1, step)]


def hold(resource, starts_at, ends_at):
    use = Use(resource_id=resource.id, starts_at=starts_at, ends_at=ends_at)
    return schedule(event_facts(starts_at, ends_at), uses=[use], by=WORKER)


@pytest.fixture
def offer(app):
    with db.transaction():
        return make_offer()


@pytest.fixture
def host(offer):
    with db.transaction():
        return make_host(max_per_day=3)


def test_each_step_of_a_free_day_is_listed_in_utc(offer, host):
    assert free_on(offer, FIRST_DAY) == hours(9, 15)
    first = list_free_times(offer, starts_on=FIRST_DAY, ends_on=FIRST_DAY + timedelta(1), **GROUP)[
        0
    ]
    assert (first.starts_at, first.ends_at) == (at(FIRST_DAY, 9), at(FIRST_DAY, 10, 30))
    assert first.starts_at.tzinfo is UTC


def test_nothing_is_listed_before_the_lead_time_is_over(offer, host):
    assert free_on(offer, FIRST_DAY - timedelta(1)) == []


def test_nothing_is_listed_in_the_past_or_far_ahead(offer, host):
    with db.transaction():
        offer.lead_working_days = 0
    assert free_on(offer, date(2026, 11, 24)) == hours(10, 15)  # It is nine o'clock.
    assert free_on(offer, date(2026, 11, 23)) == []
    assert free_on(offer, date(2028, 3, 1)) == []


def test_nothing_is_listed_on_weekdays_that_the_offer_does_not_have(offer, host):
    assert free_on(offer, date(2026, 12, 19)) == []


def test_nothing_is_listed_on_a_closed_day(offer, host):
    with db.transaction():
        closure = {"reason_sv": "Planeringsdag", "reason_en": "Planning day"}
        db.session.add(Closure(starts_on=FIRST_DAY, ends_on=FIRST_DAY + timedelta(1), **closure))
    assert free_on(offer, FIRST_DAY) == []
    assert free_on(offer, date(2026, 12, 24)) == []
    assert free_on(offer, date(2027, 6, 25)) == []  # Midsummer Eve.


def test_a_language_that_the_offer_or_no_host_has_is_not_free(offer, host):
    assert free_on(offer, FIRST_DAY, language="de") == []
    with db.transaction():
        offer.languages = ["sv", "de"]
    assert free_on(offer, FIRST_DAY, language="de") == []
    with db.transaction():
        make_host("Gerd Grün", languages=("de",))
    assert free_on(offer, FIRST_DAY, language="de") == hours(9, 15)


def test_a_host_must_know_the_topic(offer, host):
    with db.transaction():
        offer.topic = "energy"
    assert free_on(offer, FIRST_DAY) == []


def test_a_host_whose_person_has_left_leads_nobody(offer, host):
    with db.transaction():
        host.host.user.closed_at = clock.now()
    assert free_on(offer, FIRST_DAY) == []


def test_a_busy_host_makes_the_times_around_unfree(offer, host):
    with db.transaction():
        hold(host, at(FIRST_DAY, 11), at(FIRST_DAY, 12))
    assert free_on(offer, FIRST_DAY) == [time(9), *hours(12, 15)]


def test_the_time_between_two_tours_of_a_host_is_kept(offer, host):
    with db.transaction():
        host.clearup_minutes = 30
        hold(host, at(FIRST_DAY, 11), at(FIRST_DAY, 12))
    assert free_on(offer, FIRST_DAY) == [time(9), *hours(13, 15)]


def test_a_host_leads_no_more_tours_in_a_day_than_agreed(offer, host):
    with db.transaction():
        host.host.max_per_day = 1
        hold(host, at(FIRST_DAY, 7), at(FIRST_DAY, 8))
    assert free_on(offer, FIRST_DAY) == []
    assert free_on(offer, FIRST_DAY + timedelta(1)) == hours(9, 15)


def test_26_people_need_two_hosts(offer, host):
    with db.transaction():
        offer.group_max = 50
    assert free_on(offer, FIRST_DAY, group_size=25) == hours(9, 15)
    assert free_on(offer, FIRST_DAY, group_size=26) == []
    with db.transaction():
        other = make_host("Bo Berg")
        hold(other, at(FIRST_DAY, 9), at(FIRST_DAY, 10))
    assert free_on(offer, FIRST_DAY, group_size=26) == hours(10, 15)
    choice = choose_resources(offer, at(FIRST_DAY, 10), group_size=26, language="sv")
    assert set(choice.host_ids) == {host.id, other.id}


def test_a_site_with_two_units_is_free_until_both_are_taken(offer, host):
    site = offer.stops[0].resource
    with db.transaction():
        hold(site, at(FIRST_DAY, 9), at(FIRST_DAY, 12))
    assert free_on(offer, FIRST_DAY) == hours(9, 15)
    with db.transaction():
        hold(site, at(FIRST_DAY, 9), at(FIRST_DAY, 12))
    assert free_on(offer, FIRST_DAY) == hours(12, 15)


def test_one_unit_must_be_free_for_the_whole_time(offer, host):
    site = offer.stops[0].resource
    with db.transaction():
        hold(site, at(FIRST_DAY, 8), at(FIRST_DAY, 9, 45))
        hold(site, at(FIRST_DAY, 9, 45), at(FIRST_DAY, 11))  # The first unit again.
        hold(site, at(FIRST_DAY, 10), at(FIRST_DAY, 10, 15))
    assert time(9) not in free_on(offer, FIRST_DAY)


def test_a_group_above_the_capacity_takes_two_units_or_is_not_received(offer, host):
    with db.transaction():
        offer.stops[0].resource.capacity = 15
    assert free_on(offer, FIRST_DAY) == hours(9, 15)
    choice = choose_resources(offer, at(FIRST_DAY, 9), **GROUP)
    assert len(choice.uses) == 3  # Two units of the site and a host.
    with db.transaction():
        offer.stops[0].resource.capacity = 9
    assert free_on(offer, FIRST_DAY) == []


def test_stops_take_their_places_one_after_the_other(offer, host):
    with db.transaction():
        second = make_resource("HV", "site")
        offer.stops[0].minutes = 30
        offer.stops.append(
            OfferStop(position=2, minutes=60, title_sv="Två", title_en="Two", resource=second)
        )
        hold(second, at(FIRST_DAY, 9), at(FIRST_DAY, 9, 30))
    assert free_on(offer, FIRST_DAY) == hours(9, 15)
    with db.transaction():
        hold(second, at(FIRST_DAY, 10, 15), at(FIRST_DAY, 10, 30))
    assert free_on(offer, FIRST_DAY) == hours(10, 15)


def test_a_visit_that_returns_to_a_place_does_not_stand_in_its_own_way(offer, host):
    with db.transaction():
        room = make_resource("PK", setup_minutes=15, clearup_minutes=15)
        for position, minutes, place in [(2, 10, room), (3, 20, None), (4, 10, room)]:
            offer.stops.append(
                OfferStop(
                    position=position, minutes=minutes, title_sv="X", title_en="X", resource=place
                )
            )
    choice = choose_resources(offer, at(FIRST_DAY, 9), **GROUP)
    with db.transaction():
        schedule(event_facts(at(FIRST_DAY, 9)), uses=choice.uses, by=WORKER)


def test_a_closed_or_retired_place_is_not_free(offer, host):
    site = offer.stops[0].resource
    with db.transaction():
        db.session.add(
            Closure(
                resource_id=site.id,
                starts_on=FIRST_DAY,
                ends_on=FIRST_DAY + timedelta(1),
                reason_sv="Målas om",
                reason_en="Being painted",
            )
        )
    assert free_on(offer, FIRST_DAY) == []
    assert free_on(offer, FIRST_DAY + timedelta(1)) == hours(9, 15)
    with db.transaction():
        site.closed_at = clock.now()
    assert free_on(offer, FIRST_DAY + timedelta(1)) == []


def add_hours(opens, closes, resource=None):
    db.session.add_all(
        OpeningHours(
            resource_id=resource and resource.id,
            weekday=weekday,
            opens_at=time(opens),
            closes_at=time(closes),
            valid_from=date(2026, 1, 1),
        )
        for weekday in range(5)
    )


def test_a_visit_keeps_within_the_hours_of_the_arena(offer, host):
    with db.transaction():
        add_hours(10, 14)
    assert free_on(offer, FIRST_DAY) == hours(10, 12)


def test_a_place_with_hours_of_its_own_keeps_those(offer, host):
    with db.transaction():
        add_hours(8, 18)
        add_hours(13, 17, offer.stops[0].resource)
    assert free_on(offer, FIRST_DAY) == hours(13, 15)


def test_staff_may_choose_beside_the_hours_but_not_on_closed_days(offer, host):
    with db.transaction():
        add_hours(8, 16)
    evening = at(FIRST_DAY, 18)
    assert choose_resources(offer, evening, **GROUP) is None
    assert choose_resources(offer, evening, **GROUP, any_hours=True)
    with db.transaction():
        db.session.add(
            Closure(
                starts_on=FIRST_DAY,
                ends_on=FIRST_DAY + timedelta(1),
                reason_sv="Stängt",
                reason_en="Closed",
            )
        )
    assert choose_resources(offer, evening, **GROUP, any_hours=True) is None


def test_a_digital_visit_needs_no_place(app):
    with db.transaction():
        digital = make_offer(is_digital=True)
        digital.stops = []
        make_host()
    assert free_on(digital, FIRST_DAY, group_size=12) == hours(9, 15)


def test_what_the_moved_visit_holds_itself_counts_as_free(offer, host):
    with db.transaction():
        event = hold(host, at(FIRST_DAY, 9), at(FIRST_DAY, 10, 30))
    assert time(9) not in free_on(offer, FIRST_DAY)
    assert free_on(offer, FIRST_DAY, ignore_event=event.id) == hours(9, 15)


def test_local_times_stay_when_the_clock_changes_and_skipped_ones_are_left_out(offer, host):
    with db.transaction():
        offer.weekdays = [6]
        offer.lead_working_days = 0
        offer.first_start, offer.last_start = time(1, 30), time(4, 30)
        db.session.add(DayRule(kind="public_holiday", is_closed=False))
    sunday = date(2027, 3, 28)  # Easter Sunday as well.
    assert free_on(offer, sunday) == [time(1, 30), time(3, 30), time(4, 30)]
    before, after = (
        list_free_times(offer, starts_on=day, ends_on=day + timedelta(1), **GROUP)[-1]
        for day in (sunday - timedelta(7), sunday)
    )
    assert after.starts_at - before.starts_at == timedelta(days=7) - HOUR


def test_the_host_with_the_least_to_do_that_month_is_chosen(offer, host):
    with db.transaction():
        other = make_host("Bo Berg")
        hold(host, at(date(2026, 12, 1), 9), at(date(2026, 12, 1), 10))
        hold(other, at(date(2027, 1, 4), 9), at(date(2027, 1, 4), 10))
    assert choose_resources(offer, at(FIRST_DAY, 9), **GROUP).host_ids == (other.id,)
    january = at(date(2027, 1, 12), 9)
    assert choose_resources(offer, january, **GROUP).host_ids == (host.id,)


def test_equal_hosts_are_chosen_in_a_fixed_order(offer, host):
    with db.transaction():
        make_host("Bo Berg")
    assert choose_resources(offer, at(FIRST_DAY, 9), **GROUP).host_ids == (host.id,)


def test_what_given_hosts_would_reserve_can_be_listed_though_it_is_taken(offer, host):
    choice = choose_resources(offer, at(FIRST_DAY, 9), **GROUP)
    with db.transaction():
        schedule(event_facts(at(FIRST_DAY, 9)), uses=choice.uses, by=WORKER)
    uses = list_uses(offer, at(FIRST_DAY, 9), group_size=20, host_ids=choice.host_ids)
    assert sorted(uses, key=lambda use: use.resource_id) == sorted(
        choice.uses, key=lambda use: use.resource_id
    )


def test_hosts_are_ranked_with_what_speaks_against_each(offer, host):
    with db.transaction():
        german = make_host("Gerd Grün", languages=("de",))
        busy = make_host("Bo Berg")
        hold(busy, at(FIRST_DAY, 9), at(FIRST_DAY, 10))
        layman = make_host("Lena Lind")
        layman.host.topics = []
    ranks = rank_hosts(offer, at(FIRST_DAY, 9), at(FIRST_DAY, 10), language="sv")
    by_id = {rank.host.id: rank for rank in ranks}
    assert ranks[0].host.id == host.id
    assert ranks[0].fits
    assert [rank.fits for rank in ranks[1:]] == [False] * 3
    assert not by_id[german.id].speaks
    assert not by_id[layman.id].knows
    assert (by_id[busy.id].is_free, by_id[busy.id].tours_that_day, by_id[busy.id].load) == (
        False,
        1,
        1,
    )


def test_the_nearest_times_are_on_both_sides_and_in_order(offer, host):
    wanted = at(date(2026, 12, 16), 12)
    with db.transaction():
        hold(host, wanted - HOUR / 2, wanted + HOUR / 2)
    found = nearest_free_times(offer, wanted, **GROUP, count=3)
    assert [free.starts_at.astimezone(STOCKHOLM).hour for free in found] == [10, 13, 14]


def test_the_nearest_times_are_found_months_away(offer, host):
    with db.transaction():
        hold(host, at(FIRST_DAY, 0), at(date(2027, 4, 1), 0))
    found = nearest_free_times(offer, at(FIRST_DAY, 9), **GROUP)
    assert [free.starts_at for free in found] == [
        at(date(2027, 4, 1), hour) for hour in (9, 10, 11)
    ]


def test_the_next_open_week_passes_over_full_and_closed_ones(offer, host):
    with db.transaction():
        hold(host, at(FIRST_DAY, 0), at(date(2027, 1, 20), 0))
    weeks = next_open_weeks([Enquiry(offer, **GROUP)], starts_on=FIRST_DAY, count=2)
    assert weeks == {offer.id: [date(2027, 1, 18), date(2027, 1, 25)]}


def test_open_weeks_of_many_offers_are_those_of_each(offer, host):
    with db.transaction():
        hold(host, at(FIRST_DAY, 0), at(date(2027, 1, 20), 0))
        other = make_offer("other", lead_working_days=40)
        nobody = make_offer("nobody", languages=["es"])
    enquiries = [Enquiry(offer, **GROUP), Enquiry(other, **GROUP), Enquiry(nobody, 20, "es")]
    together = next_open_weeks(enquiries, starts_on=FIRST_DAY, count=3)
    for each in enquiries:
        assert next_open_weeks([each], starts_on=FIRST_DAY, count=3).items() <= together.items()
    assert together[offer.id][0] == date(2027, 1, 18)
    assert together[other.id][0] > together[offer.id][0]
    assert together[nobody.id] == []


def test_only_its_own_times_are_free_times_of_an_offer(offer, host):
    assert is_free_time(offer, at(FIRST_DAY, 9), **GROUP)
    assert not is_free_time(offer, at(FIRST_DAY, 9, 30), **GROUP)
    assert not is_free_time(offer, at(FIRST_DAY, 8), **GROUP)


starts = st.integers(0, 2 * 24 * 12 - 1)
taken = st.lists(st.tuples(st.integers(0, 3), starts, st.integers(1, 36)), max_size=14)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    taken=taken,
    group_size=st.integers(1, 60),
    padding=st.tuples(st.integers(0, 6), st.integers(0, 6)),
)
def test_exactly_the_listed_times_can_be_scheduled(app, taken, group_size, padding):
    """Two hosts, a site of two units and a room, held at random for two days."""
    setup, clearup = (number * 5 for number in padding)
    try:
        with db.transaction():
            offer = make_offer(minutes=120)
            offer.stops[0].minutes = 50
            offer.stops[0].resource.capacity = 40
            room = make_resource("PK", setup_minutes=setup, clearup_minutes=clearup)
            offer.stops.append(
                OfferStop(position=2, minutes=70, title_sv="X", title_en="X", resource=room)
            )
            hosts = [make_host(name, max_per_day=2) for name in ("Hedda Holm", "Bo Berg")]
        resources = [offer.stops[0].resource, room, *hosts]
        begin = at(FIRST_DAY, 0)
        for which, start, length in taken:
            starts_at = begin + start * timedelta(minutes=5)
            try:
                with db.transaction():
                    hold(resources[which], starts_at, starts_at + length * timedelta(minutes=5))
            except ResourceTaken:
                continue
        listed = [
            free.starts_at
            for free in list_free_times(
                offer,
                starts_on=FIRST_DAY,
                ends_on=FIRST_DAY + timedelta(2),
                group_size=group_size,
                language="sv",
            )
        ]
        for candidate in (
            at(FIRST_DAY + timedelta(day), hour) for day in (0, 1) for hour in range(9, 16)
        ):
            choice = choose_resources(offer, candidate, group_size=group_size, language="sv")
            assert (choice is not None) == (candidate in listed)
            assert can_be_scheduled(offer, candidate, choice, hosts, group_size) == (
                candidate in listed
            )
    finally:
        db.session.rollback()
        with db.transaction():
            for table in reversed(db.Base.metadata.sorted_tables):
                db.session.execute(table.delete())


class _Undo(Exception):
    pass


def can_be_scheduled(offer, starts_at, choice, hosts, group_size):
    """Try it, with the choice or else with every set of hosts that is large enough."""
    needed = -(-group_size // offer.group_per_host)
    day = starts_at.astimezone(STOCKHOLM).date()
    able = [host for host in hosts if tours(host, day) < host.host.max_per_day]
    sets = [choice.host_ids] if choice else []
    if not choice and needed == 1:
        sets = [(host.id,) for host in able]
    elif not choice and needed == len(able):
        sets = [tuple(host.id for host in able)]
    for host_ids in sets:
        uses = list_uses(offer, starts_at, group_size=group_size, host_ids=host_ids)
        try:
            with db.transaction():
                schedule(event_facts(starts_at), uses=uses, by=WORKER)
                raise _Undo
        except _Undo:
            return True
        except ResourceTaken:
            continue
    return False


def tours(host, day):
    return db.session.scalar(
        select(func.count()).where(
            Reservation.resource_id == host.id,
            Reservation.released_at.is_(None),
            Reservation.starts_at >= at(day, 0),
            Reservation.starts_at < at(day + timedelta(1), 0),
        )
    )
