"""Events that belong together, as a programme's items do: what they hold is settled as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from arena.events.models import Event
from arena.resources.services.reserving import Use, list_held, release_rows, reserve_free


def hold_exactly(
    events: Collection[Event], wanted: Sequence[tuple[Event, Use]]
) -> list[tuple[Event, Use]]:
    """Let `events` hold exactly what is wanted, as far as it is free; return what is not.

    What they hold already stays as it is, so that nobody else gets it in between; what one of them
    gives up is free for another.
    """
    missing = Counter((event.id, use) for event, use in wanted)
    superfluous: list[int] = []
    for held in list_held(events):
        if missing[held.event_id, held.use] > 0:
            missing[held.event_id, held.use] -= 1
        else:
            superfluous += held.rows
    release_rows(superfluous)
    known = {event.id: event for event in events}
    return reserve_free(
        [(known[event_id], use) for (event_id, use), times in missing.items() for _ in range(times)]
    )
