"""Whatever people do, in whatever order: what must always hold, holds after every act."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import BOOKER
from arena.audit.queries import find_break
from arena.errors import ArenaError
from arena.events.models import Event
from arena.messages.models import Message
from arena.resources.models import Reservation, Resource
from arena.visits.jobs import expire_holds
from arena.visits.links import confirm_key
from arena.visits.models import DeclineReason, Offer, Visit, VisitState
from arena.visits.queries.holdings import held_hosts
from arena.visits.rules.groups import hosts_needed
from arena.visits.rules.ladder import ENDED, HELD, OPEN, PROMISED, Act, acts_from
from arena.visits.services import (
    accept_proposal,
    add_details,
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
    move_visit,
    propose_time,
    reassign_hosts,
    report_visit,
    request_visit,
    start_review,
)
from tests.cast import make_host, make_offer
from tests.conftest import NOW, _empty
from tests.visits.bookings import STAFF, at, booking

DAYS = [date(2026, 12, 15), date(2026, 12, 16)]
starts = st.builds(at, st.sampled_from(DAYS), st.integers(9, 12))
sizes = st.integers(6, 52)
places = st.none() | st.none() | st.sets(st.integers(0, 3), max_size=3)
visits = Bundle("visits")

# What each act is done with, and what the booker is then told.
ACTS = {
    Act.CONFIRM_ADDRESS: (confirm_address, "received", {}),
    Act.START_REVIEW: (start_review, None, {"handler_id": st.none()}),
    Act.ASK_FOR_MORE: (ask_for_more, "asked", {"question": st.just("Vilka?")}),
    Act.ANSWER: (answer_question, None, {"answer": st.just("Vi.")}),
    Act.PROPOSE: (propose_time, "proposed", {"starts_at": starts, "host_ids": places}),
    Act.ACCEPT: (accept_proposal, "confirmed", {}),
    Act.REFUSE: (decline_proposal, None, {"words": st.just("Nej.")}),
    Act.CONFIRM: (confirm_visit, "confirmed", {}),
    Act.REASSIGN: (reassign_hosts, "changed", {"host_ids": places}),
    Act.DECLINE: (decline_visit, "declined", {"reason": st.just(DeclineReason.FULL)}),
    Act.CALL_OFF: (call_off, "called_off", {"words": st.just("Storm.")}),
    Act.CHANGE_HEADCOUNT: (change_headcount, "changed", {"group_size": sizes}),
    Act.ADD_DETAILS: (add_details, None, {"questions": st.just("Varför?")}),
    Act.MOVE: (move_visit, "moved", {"starts_at": starts}),
    Act.WITHDRAW: (cancel_visit, None, {}),
    Act.REPORT: (report_visit, None, {"actual_headcount": st.integers(0, 2)}),
    Act.FOLLOW_UP: (follow_up, "followed_up", {}),
    Act.ARCHIVE: (archive, None, {}),
}


class Arena(RuleBasedStateMachine):
    """Two offers, four hosts (one speaks no English), two days, and people who do all they can."""

    @initialize()
    def open_the_doors(self):
        db.session.rollback()
        _empty()
        self.now(NOW)
        self.told = defaultdict(list)  # What each booker has been told, by what they were told of.
        with db.transaction():
            hosts = [make_host(name) for name in ("Hedda H", "Henrik H", "Hilma H")]
            hosts.append(make_host("Hugo H", languages=("sv",)))
            offers = [
                make_offer(lead_working_days=3, step_minutes=30),
                make_offer("school", lead_working_days=3, group_min=10, group_max=50, fee_sek=0),
            ]
            self.hosts = [host.id for host in hosts]
            self.offers = [offer.id for offer in offers]
            self.resources = {resource.id for resource in db.session.scalars(select(Resource))}

    def now(self, moment):
        clock_set(moment)

    @rule(
        target=visits,
        offer=st.integers(0, 1),
        starts_at=starts,
        size=sizes,
        language=st.sampled_from(["sv", "en"]),
        number=st.integers(0, 9999),
        steps=st.integers(0, 3),
        data=st.data(),
    )
    def ask(self, offer, starts_at, size, language, number, steps, data):
        """Ask for a visit, and see it through the first `steps` as everybody hopes."""
        request = booking(
            starts_at=starts_at,
            group_size=size,
            language=language,
            contact_email=f"nr{number}@example.org",
        )
        try:
            with db.transaction():
                visit = request_visit(
                    db.session.get_one(Offer, self.offers[offer]), request, by=BOOKER
                )
        except ArenaError:
            return multiple()
        if self.told[visit.id]:
            return multiple()  # The same request again.
        self.told[visit.id] = ["verify"]
        for act in (Act.CONFIRM_ADDRESS, Act.START_REVIEW, Act.CONFIRM)[:steps]:
            self.do(visit.id, act, data)
        return visit.id

    @rule(visit=visits, data=st.data())
    def do_what_the_state_allows(self, visit, data):
        """Do some things to a visit, one after the other, each of which its state allows."""
        for _ in range(8):
            state = db.session.get_one(Visit, visit).state
            possible = [act for act in acts_from(state) if act in ACTS]
            if not possible:
                return
            self.do(visit, data.draw(st.sampled_from(possible), label="act"), data)
            self.nothing_is_held_twice()
            self.every_visit_is_what_its_state_says()

    @rule(visit=visits, act=st.sampled_from(list(ACTS)), data=st.data())
    def do_anything(self, visit, act, data):
        self.do(visit, act, data)

    def do(self, visit_id, act, data):
        """Do one act as its people do it; what they may be refused is no fault."""
        visit = db.session.get_one(Visit, visit_id)
        service, told, drawn = ACTS[act]
        values = {name: data.draw(strategy) for name, strategy in drawn.items()}
        if act is Act.CONFIRM_ADDRESS:
            values["key"] = confirm_key(visit)
        if "host_ids" in values or act is Act.CONFIRM:
            values["host_ids"] = self.some_hosts(visit, values.get("host_ids"), act)
        if service is cancel_visit:
            told = "cancelled" if visit.state == VisitState.CONFIRMED else "withdrawn"
        try:
            with db.transaction():
                service(visit, **values, by=STAFF)
        except ArenaError:
            return
        if told:
            self.told[visit_id].append(told)

    def some_hosts(self, visit, places, act):
        """Return the hosts at `places`, or those that are held, or for a proposal any."""
        if places is not None:
            return [self.hosts[place] for place in sorted(places)]
        return None if act is Act.PROPOSE else [host.id for host in held_hosts(visit.event)]

    @rule(hours=st.sampled_from([1, 5, 13, 25, 72]))
    def wait(self, hours):
        self.go_on(clock.now() + timedelta(hours=hours))

    @rule()
    def let_a_visit_take_place(self):
        now = clock.now()
        coming = select(Event.ends_at).where(Event.status == "confirmed", Event.ends_at > now)
        ends_at = db.session.scalars(coming.order_by(Event.ends_at)).first()
        if ends_at is not None:
            self.go_on(ends_at)

    def go_on(self, moment):
        self.now(moment)
        waiting = set(db.session.scalars(select(Visit.id).where(Visit.state.in_(HELD))))
        expire_holds()
        db.session.expire_all()
        for visit_id in waiting:
            if db.session.get_one(Visit, visit_id).state == VisitState.LAPSED:
                self.told[visit_id].append("lapsed")

    @invariant()
    def nothing_is_held_twice(self):
        db.session.rollback()
        active = defaultdict(list)
        for reservation in db.session.scalars(
            select(Reservation).where(Reservation.released_at.is_(None))
        ):
            active[reservation.resource_id, reservation.unit].append(reservation)
        for held in active.values():
            held.sort(key=lambda reservation: reservation.starts_at)
            for earlier, later in pairwise(held):
                assert earlier.ends_at <= later.starts_at

    @invariant()
    def every_visit_is_what_its_state_says(self):
        for visit in db.session.scalars(select(Visit)):
            event = visit.event
            assert (visit.hold_until is not None) == (visit.state in HELD)
            assert (visit.answer_by is not None) == (visit.state in PROMISED)
            held = set(
                db.session.scalars(
                    select(Reservation.resource_id).where(
                        Reservation.event_id == event.id, Reservation.released_at.is_(None)
                    )
                )
            )
            hosts = {a.user_id for a in event.attendees if a.role == "host"}
            if visit.state == VisitState.CONFIRMED:
                self.check_confirmed(visit, hosts)
            elif visit.state in OPEN:
                assert (event.status, hosts) == ("tentative", set())
                assert held or visit.state in (VisitState.IN_REVIEW, VisitState.INCOMPLETE)
            elif visit.state in ENDED and visit.state != VisitState.NO_SHOW:
                assert (event.status, held) == ("cancelled", set())

    def check_confirmed(self, visit, told_hosts):
        hosts = held_hosts(visit.event)
        assert visit.event.status == "confirmed"
        assert {host.host.user_id for host in hosts} == told_hosts
        assert len(hosts) >= hosts_needed(visit.group_size, visit.offer.group_per_host)
        assert all(visit.language in host.host.languages for host in hosts)
        assert [a.email for a in visit.event.attendees if a.role == "guest"] == [
            visit.contact_email
        ]

    @invariant()
    def everybody_has_been_told_what_was_done_and_no_more(self):
        said = defaultdict(list)
        for message in db.session.scalars(select(Message).order_by(Message.id)):
            visit = db.session.scalar(select(Visit).where(Visit.event_id == message.event_id))
            template = message.template.removeprefix("visits/")
            if template.startswith("reminder"):
                assert visit.event.status == "confirmed"
                assert message.due_at <= visit.event.starts_at
            elif message.recipient_email == visit.contact_email:
                said[visit.id].append(template)
        assert said == {visit: told for visit, told in self.told.items() if told}

    def teardown(self):
        db.session.rollback()
        assert find_break() is None


def clock_set(moment):
    """Replaced for each test by the setter of its clock."""
    raise NotImplementedError


def test_whatever_people_do_what_must_hold_holds(app, database, monkeypatch):
    with clock.travel(NOW) as travel:
        monkeypatch.setattr(f"{__name__}.clock_set", travel)
        run_state_machine_as_test(
            Arena,
            settings=settings(
                # Fewer where each is dearer: what two databases do alike is one claim.
                max_examples=40 if database == "sqlite" else 15,
                stateful_step_count=20,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
