"""How long what is known of a visit's people is kept: from when its period runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from arena.visits.rules.ladder import ENDED, VisitState


@dataclass(frozen=True, kw_only=True)
class Case:
    """What the periods of a visit depend on; `changed_at` is when anybody last dealt with it."""

    state: str
    is_walk: bool
    ends_at: datetime
    changed_at: datetime

    @property
    def came_to_nothing(self) -> bool:
        """Whether the visit did not take place, and will not."""
        return VisitState(self.state) in ENDED

    @property
    def contact_from(self) -> datetime:
        """From when the period of the contact person runs.

        Seats on a walk are of use until the walk; else it is the last contact, which is the visit
        itself where it took place, or still may.
        """
        if self.is_walk:
            return self.ends_at
        return self.changed_at if self.came_to_nothing else max(self.changed_at, self.ends_at)

    @property
    def needs_from(self) -> datetime:
        """From when the period of what the group needs runs."""
        return min(self.changed_at, self.ends_at) if self.came_to_nothing else self.ends_at


def is_contact_due(case: Case, *, contact_before: datetime, seats_before: datetime) -> bool:
    """Tell whether the contact person's period is over, which for a walk's seats is shorter."""
    return case.contact_from < (seats_before if case.is_walk else contact_before)


def are_needs_due(case: Case, *, needs_before: datetime) -> bool:
    """Tell whether the period of what the group needs is over."""
    return case.needs_from < needs_before
