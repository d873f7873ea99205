"""Who looks at a page of mailings, and what they may write."""

from __future__ import annotations

from arena import clock
from arena.accounts.sessions import signed_in_user
from arena.errors import NotFound
from arena.networks.queries.standing import list_led, list_networks
from arena.newsletters.forms import Offered
from arena.newsletters.models import Mailing
from arena.newsletters.policy import may_send_mailings, may_write
from arena.newsletters.queries.mailings import get_mailing, list_searches


def offered_here() -> Offered:
    """Return to whom the signed-in person may write."""
    user = signed_in_user()
    if may_send_mailings(user):
        return Offered(list_networks(clock.today()), list_searches(user))
    return Offered(list_led(user, clock.today()))


def own_networks() -> list[int] | None:
    """Return the numbers of the networks that a partner leads; None for who writes to all."""
    user = signed_in_user()
    return (
        None
        if may_send_mailings(user)
        else [network.id for network in list_led(user, clock.today())]
    )


def mailing_here(mailing_id: int) -> Mailing:
    """Return a mailing that the signed-in person may write; raise `NotFound`, also for others'."""
    mailing = get_mailing(mailing_id)
    if not may_write(signed_in_user(), mailing, own_networks() or ()):
        raise NotFound
    return mailing
