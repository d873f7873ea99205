"""Which mailings a partner wants, said on one page: the same refusals as the links in mails."""

from __future__ import annotations

from collections.abc import Collection

from arena.accounts.models import User
from arena.audit.models import Actor
from arena.messages.models import ALL_MAILINGS, RefusedThrough
from arena.messages.queries import topics_refused_by
from arena.messages.services import refuse_mailings, want_mailings


def choose_mailings(
    user: User, offered: Collection[str], wanted: Collection[str], *, by: Actor
) -> None:
    """Refuse what is offered and not wanted, and want the rest; who wanted none gets those again.

    Topics that were not offered stay as they were.
    """
    refused = topics_refused_by(user.email)
    for topic in sorted(set(offered) & set(wanted)):
        if topic in refused or ALL_MAILINGS in refused:
            want_mailings(user.email, topic, by=by)
    for topic in sorted(set(offered) - set(wanted)):
        if topic not in refused:
            refuse_mailings(user.email, topic, through=RefusedThrough.ACCOUNT, by=by)
