"""What partners ask staff to do for them, since they may not do it themselves."""

from __future__ import annotations

from enum import StrEnum

from arena import clock, tokens
from arena.accounts.models import Role, User
from arena.accounts.queries import list_users_by_role
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import Organisation
from arena.messages.services import Recipient, queue


class Ask(StrEnum):
    """What staff are asked, or told."""

    FACTS = "facts"  # Change what only they may change: name, number, kind.
    COLLEAGUE = "colleague"  # Connect somebody whose address the arena knows already.
    MANAGER = "manager"  # Nobody sees to the organisation's people any more.


def ask_staff(
    ask: Ask, organisation: Organisation, words: str, *, by_user: User, by: Actor
) -> None:
    """Mail those who plan what a partner asks; the same words on the same day are sent once."""
    told = list_users_by_role(Role.COORDINATOR) or list_users_by_role(Role.ADMIN)
    mark = tokens.digest(f"{ask} {words}")[:16]
    for user in told:
        queue(
            "partners/asks",
            Recipient(user.email, user.name, user.language),
            subject=f"organisation:{organisation.id}",
            occasion=f"{ask} {clock.today().isoformat()} {mark}",
            params={
                "ask": str(ask),
                "organisation_id": organisation.id,
                "user_id": by_user.id,
                "words": words,
            },
        )
    record("partners.ask", subject=organisation, by=by, detail={"ask": str(ask)})
