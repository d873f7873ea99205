"""How one group's visit goes in the demo, from request to archive, or to one of its other ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from arena import clock, db
from arena.audit.models import BOOKER, WORKER, Actor
from arena.demo.bookers import Wish, request
from arena.demo.world import Deed, World
from arena.errors import ArenaError
from arena.events.models import Event
from arena.visits.links import confirm_key
from arena.visits.models import DeclineReason, Offer, Visit, VisitState
from arena.visits.queries.free_times import FreeTime, list_free_times
from arena.visits.queries.holdings import held_hosts
from arena.visits.services import (
    accept_proposal,
    answer_question,
    archive,
    ask_for_more,
    call_off,
    cancel_visit,
    change_headcount,
    confirm_address,
    confirm_visit,
    decline_proposal,
    decline_visit,
    follow_up,
    lapse_visit,
    move_visit,
    propose_time,
    report_visit,
    request_visit,
    start_review,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
REPLIES = (
    "Vi är 22 med lärarna. Ingen av oss har varit här förut.",
    "We come from the airport and have two coaches. Most of us are planners.",
    "Fokus på uppföljning efter inflyttning, tack.",
)
PROMISES = ("", "", "", "Skicka siffrorna för Norra 2.", "Länk till kravdokumentet.")


class Story:
    """One request and what becomes of it. Each step decides what comes next, and when."""

    def __init__(
        self,
        world: World,
        offer: Offer,
        wish: Wish,
        staff: Sequence[Actor],
        *,
        fate: float | None = None,
        stops_before: str = "",
    ) -> None:
        """`fate` from 0 (badly) to 1 (well); the story stands still before the named step."""
        self.world, self.offer, self.wish = world, offer, wish
        self.chance = world.chance
        self.by = self.chance.choice(staff)
        self.fate = self.chance.random() if fate is None else fate
        self.is_certain = fate is not None
        self.stops_before = stops_before
        self.visit: Visit  # There are these once the group has asked.
        self.event: Event

    def ask(self, day: date) -> None:
        """Ask for a time on or soon after `day`; staff enter it for who has only called."""
        free = list_free_times(
            self.offer,
            starts_on=day,
            ends_on=day + 6 * DAY,
            group_size=self.wish.group_size,
            language=self.wish.language,
        )
        if not free:
            return
        on_day = [time for time in free if time.starts_at.date() == free[0].starts_at.date()]
        times = [self.chance.choice(on_day).starts_at]
        others = [time.starts_at for time in free if time.starts_at != times[0]]
        times += self.chance.sample(others, min(2, len(others)))
        wanted = request(self.wish, self.offer, times, self.chance)
        called = not self.wish.email
        by = self.by if called else BOOKER
        self.visit = request_visit(self.offer, wanted, by=by, is_vouched=called)
        self.event = self.visit.event
        if called:
            self.after(self.chance.uniform(4, 60) * HOUR, self.review)
        elif self.fate < 0.03:
            self.after(1.2 * DAY, self.lapse)
        else:
            self.after(self.chance.uniform(0.1, 20) * HOUR, self.verify)

    def verify(self) -> None:
        """Confirm the address by the button that the mail leads to."""
        confirm_address(self.visit, confirm_key(self.visit), by=BOOKER)
        self.after(self.chance.uniform(4, 60) * HOUR, self.review)

    def lapse(self) -> None:
        """Give the time back, as the worker does."""
        lapse_visit(self.visit, by=WORKER)

    def review(self) -> None:
        """Let staff look at it, and decide how it goes on."""
        visit = self.visit
        if self.fate < 0.14:
            words = "Tyvärr får vi inte ihop det den här gången. Välkommen med ett nytt önskemål."
            reason = self.chance.choice(tuple(DeclineReason))
            decline_visit(visit, reason=reason, words=words, by=self.by)
            return
        if self.fate < 0.17:
            cancel_visit(visit, by=BOOKER)
            return
        if self.fate < 0.25:
            ask_for_more(visit, "Vilka är ni, och vad vill ni helst veta?", by=self.by)
            self.after(self.chance.uniform(3, 70) * HOUR, self.answer)
            return
        if self.fate < 0.33:
            self.propose()
            return
        start_review(visit, handler_id=int(self.by.label.partition(":")[2]), by=self.by)
        self.after(self.chance.uniform(2, 50) * HOUR, self.confirm)

    def answer(self) -> None:
        """Answer what staff asked."""
        answer_question(self.visit, self.chance.choice(REPLIES), by=BOOKER)
        self.after(self.chance.uniform(2, 30) * HOUR, self.confirm)

    def propose(self) -> None:
        """Offer another time, a day or more later than the first choice."""
        visit = self.visit
        free = self._free_later(visit, days=9)
        if not free:
            self.confirm()
            return
        words = "Er första tid krockar med ett bygge. Passar den här?"
        propose_time(visit, starts_at=free[0].starts_at, words=words, by=self.by)
        self.after(self.chance.uniform(3, 50) * HOUR, self.reply)

    def reply(self) -> None:
        """Take the offered time, mostly."""
        if self.chance.random() < 0.15:
            decline_proposal(self.visit, words="Då är vi tyvärr på väg hem.", by=BOOKER)
            self.after(6 * HOUR, self.confirm)
            return
        accept_proposal(self.visit, by=BOOKER)
        self.plan()

    def confirm(self) -> None:
        """Confirm with the hosts that are held, or decline where that cannot be done any more."""
        hosts = [host.id for host in held_hosts(self.event)]
        try:
            with db.session.begin_nested():
                confirm_visit(self.visit, host_ids=hosts, by=self.by)
        except ArenaError:
            words = "Tiden hann tyvärr passera innan vi kunde svara. Välkommen att fråga igen."
            decline_visit(self.visit, reason=DeclineReason.FULL, words=words, by=self.by)
            return
        self.plan()

    def plan(self) -> None:
        """Decide what happens between the confirmation and the day itself."""
        starts_at, ends_at = self.event.starts_at, self.event.ends_at
        end = 0.5 if self.is_certain else self.chance.random()
        if end < 0.08:
            late = self.chance.random() < 0.25
            days = self.chance.uniform(1, 3) if late else self.chance.uniform(11, 20)
            self.world.at(max(starts_at - days * DAY, clock.now() + HOUR), self.cancel)
        elif end < 0.10:
            self.world.at(max(starts_at - 2 * HOUR, clock.now()), self.storm)
        elif end < 0.20:
            self.world.at(max(starts_at - 9 * DAY, clock.now() + HOUR), self.move)
        elif end < 0.35:
            self.world.at(max(starts_at - 6 * DAY, clock.now() + HOUR), self.recount)
        # Who has cancelled or moved is not reported then: the service refuses.
        hours = self.chance.choice((1, 2, 3, 20, 44))
        self.world.at(ends_at + hours * HOUR, self.report)

    def cancel(self) -> None:
        """Cancel as the guest."""
        cancel_visit(self.visit, words="Vår resa blev inställd.", by=BOOKER)

    def storm(self) -> None:
        """Call off as the arena."""
        call_off(self.visit, words="Orange varning för storm: vi kan inte gå ut.", by=self.by)

    def move(self) -> None:
        """Move to another free time as the booker; then the visit takes place."""
        visit = self.visit
        free = self._free_later(visit, days=20)
        if free:
            move_visit(visit, starts_at=self.chance.choice(free).starts_at, by=BOOKER)
        if visit.state == VisitState.CONFIRMED:
            self.world.at(self.event.ends_at + 2 * HOUR, self.report)
        else:
            self.after(20 * HOUR, self.confirm)

    def _free_later(self, visit: Visit, days: int) -> list[FreeTime]:
        """Return the free times of the `days` after the visit's own."""
        later = self.event.starts_at.date() + DAY
        return list_free_times(
            self.offer,
            starts_on=later,
            ends_on=later + days * DAY,
            group_size=visit.group_size,
            language=visit.language,
            ignore_event=self.event.id,
        )

    def recount(self) -> None:
        """Come with fewer people, or a few more."""
        low, high = self.offer.group_min, self.offer.group_max
        size = min(high, max(low, self.visit.group_size + self.chance.randint(-4, 2)))
        change_headcount(self.visit, size, by=BOOKER)

    def report(self) -> None:
        """Report as the host how many came."""
        visit = self.visit
        missed = self.chance.random() < 0.01
        heads = 0 if missed else round(visit.group_size * self.chance.uniform(0.82, 1.03))
        host = next(iter(self.event.hosts), None)
        by = Actor.user(host.user_id) if host and host.user_id else self.by
        promised = "" if missed else self.chance.choice(PROMISES)
        report_visit(visit, actual_headcount=heads, promised_answers=promised, by=by)
        if not missed:
            self.after(self.chance.uniform(2, 12) * DAY, self.follow)

    def follow(self) -> None:
        """Answer what was promised."""
        follow_up(self.visit, by=self.by)
        self.after(30 * DAY, self.put_away)

    def put_away(self) -> None:
        """Close the case."""
        archive(self.visit, by=self.by)

    def after(self, delay: timedelta, deed: Deed) -> None:
        """Let `deed` happen `delay` from now."""
        if getattr(deed, "__name__", "") != self.stops_before:
            self.world.at(clock.now() + delay, deed)
