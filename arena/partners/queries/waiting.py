"""What waits for a partner, and what comes next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from arena import clock, db
from arena.accounts.models import User
from arena.directory.models import Person
from arena.events.models import Event, EventStatus
from arena.meeting_place.models import BookingState, RoomBooking
from arena.meeting_place.queries.bookings import list_ahead
from arena.meetings.models import Answer, Invitee, Meeting
from arena.meetings.queries.answers import is_silent
from arena.needs.models import Introduction, Need
from arena.needs.queries.introductions import list_for_today, waits_for
from arena.needs.queries.waiting import list_unanswered_of
from arena.networks.models import CharterVersion, Membership, Network
from arena.networks.queries.standing import holds_on, networks_of

NEWS_FOR = timedelta(days=60)
SHOWN = 8


def list_meetings_to_answer(user: User) -> Sequence[Invitee]:
    """Return somebody's invitations to meetings to come without an answer about their time."""
    return db.session.scalars(_invited(user).where(is_silent())).all()


def list_meetings_to_come(user: User) -> Sequence[Invitee]:
    """Return the meetings that somebody is invited to and has not said no to, the next first."""
    return db.session.scalars(
        _invited(user).where(is_silent() | (Invitee.answer != Answer.DECLINED)).limit(SHOWN)
    ).all()


def list_questions(user: User) -> Sequence[tuple[Need, int]]:
    """Return the needs that somebody leads whose questions wait, and how many do."""
    return list_unanswered_of(user)


def list_introductions(user: User) -> Sequence[Introduction]:
    """Return the introductions that wait for somebody's own answer."""
    never = clock.now() - timedelta(days=36500)
    found = list_for_today(user.id, before=never)
    return [each for each in found if waits_for(each, user.id)]


def list_bookings(organisation_ids: Collection[int]) -> tuple[list[RoomBooking], list[RoomBooking]]:
    """Return the rooms to come of some organisations: those asked for, and those they have."""
    if not organisation_ids:
        return [], []
    ahead = list_ahead(organisation_ids=organisation_ids, limit=50)
    asked = [each for each in ahead if each.state == BookingState.REQUESTED]
    return asked, [each for each in ahead if each.state != BookingState.REQUESTED]


def list_own_networks(user: User) -> Sequence[Network]:
    """Return the networks that somebody is in today, by name."""
    return db.session.scalars(
        select(Network)
        .where(Network.id.in_(networks_of(user, clock.today())))
        .order_by(Network.name_sv, Network.id)
    ).all()


def list_new_meetings(user: User) -> Sequence[Meeting]:
    """Return the meetings of somebody's networks that were called lately, the newest first."""
    return db.session.scalars(
        select(Meeting)
        .join(Meeting.event)
        .where(
            Meeting.network_id.in_(networks_of(user, clock.today())),
            Meeting.called_at > clock.now() - NEWS_FOR,
            Event.ends_at > clock.now(),
            Event.status != EventStatus.CANCELLED,
        )
        .options(contains_eager(Meeting.event), joinedload(Meeting.network))
        .order_by(Meeting.called_at.desc(), Meeting.id.desc())
        .limit(SHOWN)
    ).all()


def list_new_members(user: User) -> Sequence[Membership]:
    """Return who has joined somebody's networks lately, the newest first."""
    today = clock.today()
    before = aliased(Membership)
    was_there = select(before.id).where(
        before.network_id == Membership.network_id,
        before.organisation_id == Membership.organisation_id,
        before.id != Membership.id,
        before.ends_on == Membership.starts_on,  # They moved to another circle.
    )
    return db.session.scalars(
        select(Membership)
        .where(
            Membership.network_id.in_(networks_of(user, today)),
            Membership.starts_on > today - NEWS_FOR,
            holds_on(Membership, today),
            ~was_there.exists(),
        )
        .options(joinedload(Membership.network), joinedload(Membership.organisation))
        .order_by(Membership.starts_on.desc(), Membership.id.desc())
        .limit(SHOWN)
    ).all()


def list_new_charters(user: User) -> Sequence[CharterVersion]:
    """Return the charters of somebody's networks that were adopted lately, the newest first."""
    today = clock.today()
    return db.session.scalars(
        select(CharterVersion)
        .where(
            CharterVersion.network_id.in_(networks_of(user, today)),
            CharterVersion.adopted_on > today - NEWS_FOR,
        )
        .options(joinedload(CharterVersion.network))
        .order_by(CharterVersion.adopted_on.desc(), CharterVersion.id.desc())
        .limit(SHOWN)
    ).all()


def _invited(user: User) -> Select[Invitee]:
    return (
        select(Invitee)
        .join(Invitee.meeting)
        .join(Meeting.event)
        .join(Invitee.person)
        .where(
            Person.user_id == user.id,
            Invitee.asked_sequence.is_not(None),
            Event.ends_at > clock.now(),
            Event.status != EventStatus.CANCELLED,
        )
        .options(
            contains_eager(Invitee.meeting).contains_eager(Meeting.event),
            contains_eager(Invitee.meeting).joinedload(Meeting.network),
            contains_eager(Invitee.meeting).joinedload(Meeting.room),
        )
        .order_by(Event.starts_at, Invitee.id)
    )
