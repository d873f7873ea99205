"""Whether somebody whom one invites is of an organisation that the directory has."""

from __future__ import annotations

from arena import clock
from arena.accounts.models import User
from arena.accounts.policy import may_plan
from arena.directory.models import Organisation
from arena.directory.queries import find_person_by_email
from arena.networks.queries.standing import has_role
from arena.networks.rules.joining import is_of_domain
from arena.networks.services.errors import NeedsArena, NotVouched


def require_its_own(
    organisation: Organisation, email: str, user: User, *, is_vouched: bool
) -> None:
    """Let nobody hand over what is an organisation's own without having thought of it.

    Raise `NeedsArena` where an address is not of it, `NotVouched` to somebody who plans: they may
    say that they know the person.
    """
    if is_of_domain(email, organisation.email_domain):
        return
    if not may_plan(user):
        raise NeedsArena
    person = find_person_by_email(email)
    stands_for = person is not None and has_role(person, organisation, clock.today())
    if not (is_vouched or stands_for):
        raise NotVouched
