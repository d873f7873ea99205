"""Which organisations may be members, and how long links of invitations and applications live."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum

INVITATION_LIFE = timedelta(days=30)
CONFIRMATION_LIFE = timedelta(days=7)  # Of a stranger's application whose address is not known.

# Bodies under public law: “beställarnätverk” admit them alone.
PUBLIC_BODIES = (
    "city_administration",
    "city_company",
    "municipality",
    "foreign_city",
    "agency",
)


class Joining(StrEnum):
    """Which organisations may be members, as a form asks it."""

    ANYBODY = "anybody"
    PUBLIC_BODIES = "public_bodies"
    CHOSEN = "chosen"


def joining_of(types: Collection[str]) -> Joining:
    """Return what a network's list of kinds means; an empty one lets all in."""
    if not types:
        return Joining.ANYBODY
    return Joining.PUBLIC_BODIES if set(types) == set(PUBLIC_BODIES) else Joining.CHOSEN


def types_for(joining: Joining, chosen: Collection[str]) -> list[str]:
    """Return the kinds that a network keeps for an answer."""
    if joining is Joining.ANYBODY:
        return []
    return list(PUBLIC_BODIES) if joining is Joining.PUBLIC_BODIES else sorted(set(chosen))


def may_be_member(type_: str, types: Collection[str]) -> bool:
    """Tell whether an organisation of a kind may be in a network for some kinds."""
    return not types or type_ in types


def is_of_domain(email: str, domain: str | None) -> bool:
    """Tell whether an address is at an organisation's own domain, or below it."""
    host = email.lower().rpartition("@")[2]
    return domain is not None and (host == domain or host.endswith(f".{domain}"))
