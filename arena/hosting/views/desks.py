"""Whose time it is, and from where it is kept: by themselves, or by somebody who plans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from arena.accounts.sessions import signed_in_user
from arena.errors import NotFound
from arena.hosting.queries.absences import find_own_host
from arena.resources.models import Resource
from arena.resources.queries.register import get_resource


@dataclass(frozen=True)
class Desk:
    """A host, and the pages on which their time is kept just now."""

    host: Resource
    is_own: bool

    @property
    def name(self) -> str:
        """What the host is called."""
        return self.host.host.user.name if self.host.host else self.host.code

    def url(self, page: str, **values: Any) -> str:
        """Return the address of one of the pages."""
        if self.is_own:
            return url_for(f"hosting.{page}", **values)
        return url_for(f"hosting_staff.{page}", resource_id=self.host.id, **values)


def own_desk() -> Desk:
    """Return the desk of the signed-in person; who does not host has none."""
    host = find_own_host(signed_in_user())
    if host is None:
        raise NotFound
    return Desk(host, is_own=True)


def desk_of(resource_id: int) -> Desk:
    """Return the desk of somebody who plans, for one host."""
    host = get_resource(resource_id)
    if host.host is None:
        raise NotFound
    return Desk(host, is_own=False)
