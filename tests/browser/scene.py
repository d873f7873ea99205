"""An arena in which every page has something to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role, User
from arena.accounts.services import invite_user, issue_link, link_token
from arena.audit.models import COMMAND
from arena.delegations.models import Delegation
from arena.delegations.services.ending import call_off
from arena.directory.models import (
    Fact,
    LanguageLevel,
    OrganisationType,
    PersonRole,
    RelationKind,
    SearchSubject,
)
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    RelationFacts,
    add_person,
    add_tag,
    create_organisation,
    relate,
    save_search,
    set_languages,
    tag_organisation,
    tag_person,
    withdraw_fact,
)
from arena.feeds.services import create_subscription
from arena.hosting.models import Absence, HostCalendar
from arena.hosting.services import Hours as AwayHours
from arena.hosting.services import go_away
from arena.messages.models import Message
from arena.messages.services.wishes import ensure_reader
from arena.on_the_day.services import create_screen, report_fault
from arena.resources.models import Closure, Resource
from arena.resources.services import Hours, Period, add_closure, set_opening_hours
from arena.visits.models import HostAsk, HostSwap, Offer, OpenWalk, Visit
from arena.visits.services import (
    ask_for_more,
    call_off_walk,
    cancel_visit,
    confirm_visit,
    follow_up,
    join_walk,
    propose_time,
    report_visit,
    schedule_walk,
)
from arena.visits.services.asking import ask_hosts
from arena.visits.services.swapping import offer_swap
from tests.browser.delegations import Guests, build_delegations
from tests.browser.mailings import Mailings, build_mailings
from tests.browser.market import Market, build_market
from tests.browser.meetings import Meetings, build_meetings
from tests.browser.minutes import Minutes, build_minutes
from tests.browser.needs import Needs, build_needs
from tests.browser.networks import Networks, build_networks
from tests.browser.parties import Parties, build_parties
from tests.browser.partnering import Partnering, build_partnering
from tests.browser.released import Released, build_released
from tests.browser.rooms import Rooms, build_rooms
from tests.browser.tidied import Tidied, build_tidied
from tests.cast import make_host, make_offer
from tests.delegations.enquiries import accepted, asked_for_more, enquired
from tests.mailbox.conftest import arrive
from tests.mailbox.reports import postfix
from tests.visits.bookings import STAFF, asked, at, called, do, received, seats

LONG = "Föreningen för energieffektivisering av flerbostadshus i Norrköpings-Östergötlandsbygden"
OPEN_FROM = Period(date(2026, 6, 1))
LONG_AGO = at(date(2026, 10, 20), 9)


@dataclass(frozen=True)
class Scene:
    """The records that pages are shown with."""

    offer: Offer
    walk: OpenWalk
    old_walk: OpenWalk
    cancelled_walk: OpenWalk
    visits: dict[str, Visit]
    delegations: dict[str, Delegation]
    role: PersonRole
    lent: Rooms
    guests: Guests
    reader_id: int  # Of mailings.
    released: Released
    parties: Parties
    met: Meetings
    minutes: Minutes
    market: Market
    own: Partnering
    joined: Networks
    mailings: Mailings
    tidied: Tidied
    needs: Needs
    host: Resource
    closure: Closure
    absence: Absence
    ask: HostAsk
    swap: HostSwap
    message: Message
    letters: list[int]  # A person's, and a report that the message came back.
    guest: User
    sign_in_token: str
    subscriptions: dict[int, int]  # By the id of the person.
    screens: list[str]  # Their tokens: a door, and the foyer.


def build(offer: Offer) -> Scene:
    """Fill the house with what each page tells of, in the ways that people do it."""
    host = db.session.scalars(select(Resource).where(Resource.kind == "host")).first()
    assert host is not None
    visits = _visits(offer, host)
    walks = do(make_offer, "vandring", is_open_walk=True, group_min=1, fee_sek=0)
    late, later = _walk(walks, date(2026, 12, 5), host), _walk(walks, date(2026, 12, 12), host)
    do(join_walk, late, seats(3), by=STAFF)
    do(call_off_walk, later, words="Storm.", by=STAFF)
    with clock.travel(LONG_AGO):
        old_walk = _walk(walks, date(2026, 11, 21), host)
        do(join_walk, old_walk, seats(2), by=STAFF)
    with db.transaction():
        guest = invite_user(
            email="gun@example.org", name=f"Gun {LONG}", role=Role.HOST, language="sv", by=COMMAND
        )
    message = db.session.scalars(
        select(Message).where(Message.event_id == visits["confirmed"].event_id)
    ).first()
    assert message is not None
    role, lent = _role(), build_rooms()
    met = build_meetings()
    reader = do(ensure_reader, "gun@example.org")
    return Scene(
        offer=offer,
        walk=late,
        old_walk=old_walk,
        cancelled_walk=later,
        visits=visits,
        delegations=_delegations(),
        role=role,
        lent=lent,
        guests=build_delegations(),
        reader_id=reader.id,
        released=build_released(),
        parties=build_parties(_alice().id),
        met=met,
        minutes=build_minutes(met.network),
        market=build_market(),
        own=build_partnering(),
        joined=build_networks(met.network),
        mailings=build_mailings(met.network),
        tidied=build_tidied(),
        needs=build_needs(),
        host=host,
        closure=_closure(host),
        absence=_absence(host),
        ask=_ask(visits["received"], host),
        swap=_swap(offer),
        message=message,
        letters=_letters(message),
        guest=guest,
        sign_in_token=link_token(do(issue_link, guest, "sign_in", by=COMMAND)),
        subscriptions=_subscriptions(),
        screens=_screens(lent.rooms[0]),
    )


def _letters(message: Message) -> list[int]:
    """Let a person's mail come in, and a report that the mail to them came back."""
    head = f"From: Björn <{message.recipient_email}>\r\nIn-Reply-To: {message.message_id}\r\n"
    letter = f"{head}Subject: Sv: {LONG}\r\n\r\nVi blir {LONG} i stället.\r\n".encode()
    report = postfix(message.message_id)
    return [mail.id for mail in (arrive(letter), arrive(report)) if mail is not None]


def _alice() -> User:
    return db.session.scalars(select(User).where(User.email == "alice@arena.example")).one()


def _visits(offer: Offer, host: Resource) -> dict[str, Visit]:
    """Return a visit in each state that has pages of its own."""

    def settled(visit: Visit) -> Visit:
        do(confirm_visit, visit, host_ids=[host.id], words="Välkomna!", by=STAFF)
        return visit

    with clock.travel(LONG_AGO):
        past = [
            settled(received(offer, starts_at=at(date(2026, 11, day)), organisation_name=LONG))
            for day in (10, 11, 12)
        ]
    visits = {
        "unverified": asked(offer, starts_at=at(date(2026, 12, 15)), contact_email="u@example.org"),
        "received": received(offer, organisation_name=LONG, questions="Vad?\nHur?"),
        "incomplete": received(offer, starts_at=at(date(2026, 12, 16)), access_needs="Ramp för 1"),
        "offered": received(offer, starts_at=at(date(2026, 12, 18)), group_size=9),
        "confirmed": settled(received(offer, starts_at=at(date(2026, 12, 21)))),
        "cancelled": settled(received(offer, starts_at=at(date(2026, 12, 22)))),
        "called": called(offer, starts_at=at(date(2026, 12, 30))),
        "due": past[0],
        "completed": past[1],
        "followed_up": past[2],
    }
    do(ask_for_more, visits["incomplete"], "Hur kommer ni hit?", by=STAFF)
    do(propose_time, visits["offered"], starts_at=at(date(2026, 12, 23)), by=STAFF)
    do(cancel_visit, visits["cancelled"], words="Tåget är inställt.", by=STAFF)
    for visit in past[1:]:
        do(report_visit, visit, actual_headcount=17, promised_answers="Vad?", by=STAFF)
    do(follow_up, past[2], words="Så här.", by=STAFF)
    return visits


def _delegations() -> dict[str, Delegation]:
    """Return delegations at each stage that has pages of its own."""
    alice = db.session.scalars(select(User).where(User.role == Role.COORDINATOR)).first()
    assert alice is not None
    found = {
        "new": enquired(name=LONG, organisation_name=LONG, on_behalf_of=LONG),
        "incomplete": asked_for_more(alice, "Vem leder er?", contact_email="i@example.org"),
        "planning": accepted(alice, "Välkomna!", contact_email="p@example.org"),
        "called_off": accepted(alice, contact_email="c@example.org"),
    }
    do(call_off, found["called_off"], "Storm.", by=STAFF)
    return found


def _walk(offer: Offer, day: date, host: Resource) -> OpenWalk:
    walk: OpenWalk = do(
        schedule_walk,
        offer,
        starts_at=at(day),
        language="sv",
        seats=20,
        host_ids=[host.id],
        by=STAFF,
    )
    return walk


def _screens(room_id: int) -> list[str]:
    """Put a screen at a door and one in the foyer, and let something be broken."""
    with db.transaction():
        room = db.session.get_one(Resource, room_id)
        report_fault(room, "Inget ljud från skärmen.")
        return [create_screen("Skärm", each, by=COMMAND)[1] for each in (room, None)]


def _role() -> PersonRole:
    with db.transaction():
        facts = OrganisationFacts(
            LONG, OrganisationType.UTILITY, "SE", "402001-0007", "norrskar.example"
        )
        organisation = create_organisation(facts, by=COMMAND)
        asa = PersonFacts("Åsa Ask", "asa@norrskar.example", "+46701740605")
        person = add_person(asa, organisation, title="Chef", starts_on=date(2025, 3, 1), by=COMMAND)
        other = OrganisationFacts("Region Mellanvik", OrganisationType.MUNICIPALITY)
        owner = create_organisation(other, by=COMMAND)
        relate(owner, organisation, RelationFacts(RelationKind.OWNS, note="40 %"), by=COMMAND)
        tags = [add_tag(name, by=COMMAND).id for name in ("Värd för studiebesök", "Fjärrvärme")]
        tag_organisation(organisation, tags, by=COMMAND)
        tag_person(person, tags[:1], by=COMMAND)
        levels = {"sv": LanguageLevel.NATIVE, "de": LanguageLevel.SOME}
        set_languages(person, levels, by=COMMAND)
        withdraw_fact(person, Fact.TITLE, by=COMMAND)
        alice = db.session.scalars(select(User).where(User.role == Role.COORDINATOR)).first()
        if alice is not None:
            save_search(
                "Alla som värmer staden", SearchSubject.PEOPLE, {"type": "utility"},
                owner=alice, is_shared=True, by=COMMAND,
            )  # fmt: skip
    return db.session.scalars(select(PersonRole)).one()


def _closure(host: Resource) -> Closure:
    with db.transaction():
        hours = [Hours(day, time(8), time(18)) for day in range(7)]
        set_opening_hours(None, OPEN_FROM, hours, by=COMMAND)
        set_opening_hours(host, OPEN_FROM, hours, by=COMMAND)
        return add_closure(
            host,
            starts_on=date(2027, 2, 1),
            ends_on=date(2027, 2, 8),
            reason_sv="Semester",
            reason_en="On leave",
            by=COMMAND,
        )


def _absence(host: Resource) -> Absence:
    """Let the host be away, and their own calendar be one that cannot be read just now."""
    with db.transaction():
        db.session.add(
            HostCalendar(
                resource_id=host.id,
                address="https://calendar.example/secret.ics",
                due_at=clock.now(),
                failing_since=clock.now(),
                trouble="gone",
                added_at=clock.now(),
            )
        )
    return do(
        go_away, host, AwayHours(at(date(2026, 12, 21), 8), at(date(2026, 12, 21), 16)), by=STAFF
    )


def _ask(visit: Visit, host: Resource) -> HostAsk:
    made: HostAsk = do(
        ask_hosts,
        visit.event,
        host_ids=[host.id],
        answer_by=at(date(2026, 11, 27), 12),
        words=LONG,
        by=STAFF,
    )
    return made


def _swap(offer: Offer) -> HostSwap:
    """Let a colleague offer a visit that the host could take."""
    other = do(make_host, f"Hilding {LONG}")
    visit = received(offer, starts_at=at(date(2026, 12, 28)), contact_email="s@example.org")
    do(confirm_visit, visit, host_ids=[other.id], by=STAFF)
    swap: HostSwap = do(offer_swap, visit.event, other, by=STAFF)
    return swap


def _subscriptions() -> dict[int, int]:
    made = {}
    with db.transaction():
        for person in db.session.scalars(select(User)):
            subscription, _ = create_subscription(
                person, name=LONG[:60], scope="mine", language="sv", with_cancelled=True, by=COMMAND
            )
            db.session.flush()
            made[person.id] = subscription.id
    return made
