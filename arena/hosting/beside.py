"""What hosts have to do beside tours: each domain says what it knows of, for their first page.

The page stands in one of the domains, which may not know the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, current_app

from arena.accounts.models import User

_LISTERS = "arena.hosting.beside"


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Something that somebody takes part in, in their own language, and where to read of it.

    `asks`: they have not said yet whether they come.
    """

    starts_at: datetime
    ends_at: datetime
    title: str
    detail: str
    href: str
    place: str = ""
    phone: str = ""  # E.164: whom to call that day.
    phone_name: str = ""
    asks: bool = False


Lister = Callable[[User], Sequence[Duty]]


def register_duties(app: Flask, *listers: Lister) -> None:
    """Let a package say what somebody has to do that has not ended."""
    app.extensions.setdefault(_LISTERS, []).extend(listers)


def list_duties(user: User) -> list[Duty]:
    """Return what somebody has to do, of all packages, in order of time."""
    listers: Sequence[Lister] = current_app.extensions.get(_LISTERS, [])
    found = [duty for lister in listers for duty in lister(user)]
    return sorted(found, key=lambda duty: (duty.starts_at, duty.title))
