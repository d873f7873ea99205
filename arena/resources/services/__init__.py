"""Acts on resources. Each takes who acts and leaves an audit line, except the two on events.

reserving   reserve(event, uses) · release(event): for `arena.scheduling`, which records the act
            take_time(event, resource, starts_at, ends_at): a span without set-up or clear-up
            list_uses(event): what it holds, as it was asked for
keeping     create_resource(kind, facts) · update_resource(resource, facts)
            retire_resource(resource) · reopen_resource(resource)
            planned_less: sent when one is retired, or a host can do something else
rooms       set_room_terms(room, terms)
hosting     create_host(user, skills) · update_host(resource, skills)
timetable   set_opening_hours(resource | None, period, hours, replaces=None)
            remove_opening_hours(resource | None, period)
            add_closure(resource | None, starts_on, ends_on, reason_sv, reason_en)
            change_closure(closure, starts_on, ends_on)
            remove_closure(closure) · forget_closures(closure_ids)
            set_day_rules({kind: is_closed})
            None is the whole arena; dates are half-open, `ends_on` is the first open day.
"""

from arena.resources.services.errors import ResourceTaken
from arena.resources.services.hosting import HostSkills, create_host, update_host
from arena.resources.services.keeping import (
    ResourceFacts,
    create_resource,
    planned_less,
    reopen_resource,
    retire_resource,
    update_resource,
)
from arena.resources.services.reserving import Use, list_uses, release, reserve, take_time
from arena.resources.services.rooms import RoomTerms, set_room_terms
from arena.resources.services.timetable import (
    Hours,
    Period,
    add_closure,
    change_closure,
    forget_closures,
    remove_closure,
    remove_opening_hours,
    set_day_rules,
    set_opening_hours,
)

__all__ = [
    "HostSkills",
    "Hours",
    "Period",
    "ResourceFacts",
    "ResourceTaken",
    "RoomTerms",
    "Use",
    "add_closure",
    "change_closure",
    "create_host",
    "create_resource",
    "forget_closures",
    "list_uses",
    "planned_less",
    "release",
    "remove_closure",
    "remove_opening_hours",
    "reopen_resource",
    "reserve",
    "retire_resource",
    "set_day_rules",
    "set_opening_hours",
    "set_room_terms",
    "take_time",
    "update_host",
    "update_resource",
]
