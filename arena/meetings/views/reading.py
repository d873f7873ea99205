"""Whether the signed-in person may read what was said at a meeting."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from arena import clock
from arena.accounts.policy import is_staff
from arena.accounts.sessions import signed_in_user
from arena.meetings import policy
from arena.meetings.models import Meeting, Record
from arena.meetings.policy import Rights
from arena.meetings.queries.meetings import is_invited
from arena.meetings.queries.readers import is_openly_known
from arena.meetings.views.people import led_networks, seen_networks
from arena.networks.models import Network
from arena.networks.queries.standing import list_networks, networks_of, offices_in


def may_read_record(meeting: Meeting, record: Record, rights: Rights) -> bool:
    """Tell whether somebody who sees a meeting may read its notes or minutes.

    A draft is read by those who write it. What was said in a closed network is for its own people,
    whoever else was invited.
    """
    user = signed_in_user()
    return policy.may_read_record(
        user,
        meeting,
        networks_of(user, clock.today()),
        is_draft=record.state == "draft",
        may_write=rights.may_write,
        is_invited=is_openly_known(meeting.network) and is_invited(meeting, user),
    )


def own_network_ids() -> Collection[int] | None:
    """Return the numbers of the networks whose actions and decisions one sees; None for all."""
    seen = seen_networks()
    return None if seen is None else [network.id for network in seen]


def offered_networks() -> Sequence[Network]:
    """Return the networks that a list may be narrowed to."""
    seen = seen_networks()
    return list_networks(clock.today()) if seen is None else seen


def written_network_ids() -> Collection[int] | None:
    """Return the numbers of the networks whose drafts one reads; None for all."""
    user = signed_in_user()
    if policy.may_lead_all(user):
        return None
    if is_staff(user):
        return [network.id for network in led_networks()]
    today = clock.today()
    return [
        network.id
        for network in seen_networks() or ()
        if policy.rights_of(user, offices_in(network, user, today)).may_write
    ]
