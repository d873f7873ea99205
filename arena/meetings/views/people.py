"""Who is at the page, and what of the meetings is theirs."""

from __future__ import annotations

from collections.abc import Sequence

from arena import clock
from arena.accounts.policy import is_partner, is_staff
from arena.accounts.sessions import signed_in_user
from arena.errors import Forbidden, NotFound
from arena.meetings import policy
from arena.meetings.forms.planning import Offered
from arena.meetings.models import Meeting
from arena.meetings.policy import Rights
from arena.meetings.queries.meetings import get_meeting, is_invited
from arena.networks.models import Network
from arena.networks.policy import may_see
from arena.networks.queries.standing import (
    get_network,
    list_led,
    list_networks,
    networks_of,
    offices_in,
)
from arena.scheduling.rooms import finder


def is_partner_here() -> bool:
    """Tell whether the signed-in person is a partner's."""
    return is_partner(signed_in_user())


def seen_network(slug: str) -> Network:
    """Return a network that the signed-in person may see; to any other it is not there."""
    network, user = get_network(slug), signed_in_user()
    if not may_see(user, network, networks_of(user, clock.today())):
        raise NotFound
    return network


def seen_networks() -> Sequence[Network] | None:
    """Return the networks whose meetings the signed-in person may see; None for all."""
    user = signed_in_user()
    if is_staff(user):
        return None
    own = networks_of(user, clock.today())
    return [network for network in list_networks(clock.today()) if network.id in own]


def led_networks() -> list[Network]:
    """Return the networks whose meetings the signed-in person plans, by name."""
    user, today = signed_in_user(), clock.today()
    return list(list_networks(today) if policy.may_lead_all(user) else list_led(user, today))


def seen_meeting(meeting_id: int) -> Meeting:
    """Return a meeting that the signed-in person may see; to any other it is not there."""
    user, meeting = signed_in_user(), get_meeting(meeting_id)
    own = () if is_staff(user) else networks_of(user, clock.today())
    if not policy.may_see(user, meeting, own, is_invited=is_invited(meeting, user)):
        raise NotFound
    return meeting


def is_seen(meeting_id: int) -> bool:
    """Tell whether there is such a meeting, and the signed-in person may see it."""
    try:
        seen_meeting(meeting_id)
    except NotFound:
        return False
    return True


def led_meeting(meeting_id: int) -> Meeting:
    """Return a meeting that the signed-in person plans, calls, moves and cancels."""
    meeting = seen_meeting(meeting_id)
    if not rights_in(meeting.network).may_lead:
        raise Forbidden
    return meeting


def written_meeting(meeting_id: int) -> Meeting:
    """Return a meeting whose agenda and record the signed-in person writes."""
    meeting = seen_meeting(meeting_id)
    if not rights_in(meeting.network).may_write:
        raise Forbidden
    return meeting


def rights_in(network: Network) -> Rights:
    """Return what the signed-in person may do with a network's meetings."""
    user = signed_in_user()
    return policy.rights_of(user, offices_in(network, user, clock.today()))


def what_is_offered(*, also: Meeting | None = None) -> Offered:
    """Return the rooms and networks that the signed-in person may choose from.

    Of a meeting that is changed (`also`), the room that it has may be kept, and its network stays.
    """
    rooms = list(finder().list_rooms(is_partner=is_partner_here()))
    if also is None:
        return Offered(rooms, led_networks())
    if also.room is not None and also.room not in rooms:
        rooms.append(also.room)
    return Offered(rooms)
