"""Who is at the page, and what of the networks is theirs."""

from __future__ import annotations

from collections.abc import Callable

from flask import url_for

from arena import clock, db
from arena.accounts.models import User
from arena.accounts.policy import is_partner, may_plan, may_read_contact_details
from arena.accounts.sessions import signed_in_user
from arena.errors import Conflict, Forbidden, Invalid, NotFound
from arena.networks import policy
from arena.networks.models import Admission, AdmissionState, Network, Seat
from arena.networks.queries.own import list_own_seats
from arena.networks.queries.standing import get_network, networks_of, offices_in
from arena.networks.sections import Reader, Side
from arena.web.forms import Form


def is_partner_here() -> bool:
    """Tell whether the signed-in person comes from a partner."""
    return is_partner(signed_in_user())


def seen_network(slug: str) -> Network:
    """Return a network that the signed-in person may see; to any other it is not there."""
    network = get_network(slug)
    if not sees(network):
        raise NotFound
    return network


def sees(network: Network) -> bool:
    """Tell whether the signed-in person may see a network's page on their own side."""
    user = signed_in_user()
    return not is_partner(user) or policy.may_see(user, network, networks_of(user, clock.today()))


def led_network(slug: str) -> Network:
    """Return a network that the signed-in person leads, or plans all of."""
    network = seen_network(slug)
    if not leads(network):
        raise Forbidden
    return network


def alive(network: Network) -> bool:
    """Tell whether there is anything to do with a network still."""
    today = clock.today()
    parent_has_ended = network.parent is not None and network.parent.has_ended(today)
    return not (network.has_ended(today) or parent_has_ended)


def linked_groups(network: Network) -> list[tuple[Network, str]]:
    """Return the working groups of today that the signed-in person may know of, with their pages.

    A closed group is as unknown to a member of the network who is not in it as to any stranger.
    """
    user, today = signed_in_user(), clock.today()
    inside = networks_of(user, today) if is_partner(user) else set()
    found = []
    for group in network.groups:
        if group.has_ended(today):
            continue
        if policy.may_see(user, group, inside):
            found.append((group, url_for(".show", slug=group.slug)))
        elif group.is_open_to_all(today):
            found.append((group, url_for("networks.show", slug=group.slug)))
    return found


def leads(network: Network) -> bool:
    """Tell whether the signed-in person leads a network, or plans all of them."""
    user = signed_in_user()
    return policy.may_lead(user, offices_in(network, user, clock.today()))


def plans() -> bool:
    """Tell whether the signed-in person sees to all networks."""
    return may_plan(signed_in_user())


def reads_addresses(network: Network) -> bool:
    """Tell whether the signed-in person may read how to reach a network's people."""
    return may_read_contact_details(signed_in_user()) or leads(network)


def names_all(network: Network) -> bool:
    """Tell whether the signed-in person sees those, too, who are not named to other members."""
    return not is_partner_here() or leads(network)


def own_seats(network: Network) -> list[Seat]:
    """Return the seats that the signed-in person has in a network today."""
    return list_own_seats(network, signed_in_user(), clock.today())


def stands_for(network: Network) -> set[int]:
    """Return the organisations for which the signed-in person sits in a network."""
    return {seat.membership.organisation_id for seat in own_seats(network)}


def reader_of(network: Network) -> Reader:
    """Return who reads a network's page, for those who add to it."""
    user: User = signed_in_user()
    side = Side.PARTNER if is_partner(user) else Side.STAFF
    return Reader(side, user, leads(network))


def is_answered_so(admission: Admission, answer: str) -> bool:
    """Tell whether an admission has the answer that was sent: somebody pressed twice."""
    wanted = AdmissionState.ACCEPTED if answer == "yes" else AdmissionState.DECLINED
    return admission.state == wanted


def try_act(form: Form, act: Callable[[], object]) -> bool:
    """Do one act in its transaction; when it is refused, say why in the form and return False."""
    try:
        with db.transaction():
            act()
    except (Conflict, Invalid) as error:
        form.refuse(error.field if isinstance(error, Invalid) else None, error.message)
        return False
    return True
