"""What the audit trail's words mean for delegations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.audit.words import Record
from arena.delegations.queries.register import map_names
from arena.delegations.rules.ladder import Act

RECORDS = {
    "delegations": Record(
        _l("Delegation"), "delegations_staff.by_number", "delegation_id", map_names
    ),
}

ACTS: Mapping[str, Any] = {
    f"delegations.{Act.START_VETTING}": _l("Took the enquiry on"),
    f"delegations.{Act.ASK_FOR_MORE}": _l("Asked the sender for more"),
    f"delegations.{Act.COMPLETE}": _l("Completed the enquiry"),
    f"delegations.{Act.ACCEPT}": _l("Accepted the delegation"),
    f"delegations.{Act.DECLINE}": _l("Declined the enquiry"),
    f"delegations.{Act.RELEASE}": _l("Released the programme"),
    f"delegations.{Act.RELEASE_AGAIN}": _l("Released another version"),
    f"delegations.{Act.BEGIN}": _l("The visit began"),
    f"delegations.{Act.FINISH}": _l("The visit ended"),
    f"delegations.{Act.FOLLOW_UP}": _l("Followed the visit up"),
    f"delegations.{Act.WITHDRAW}": _l("Withdrew"),
    f"delegations.{Act.CALL_OFF}": _l("Called the visit off"),
    f"delegations.{Act.EDIT}": _l("Changed its facts"),
    f"delegations.{Act.REPORT}": _l("Wrote in the report"),
    "delegations.add_item": _l("Added to the programme"),
    "delegations.add_items": _l("Added to the programme"),
    "delegations.change_item": _l("Changed the programme"),
    "delegations.move_item": _l("Changed the order of the programme"),
    "delegations.fix_start": _l("Changed the programme"),
    "delegations.remove_item": _l("Took something out of the programme"),
    "delegations.copy_day": _l("Copied a day of the programme"),
    "delegations.hold_again": _l("Held what was free"),
    "delegations.add_group": _l("Added a group"),
    "delegations.change_group": _l("Changed a group"),
    "delegations.remove_group": _l("Removed a group"),
    "delegations.create_stop": _l("Added the stop"),
    "delegations.update_stop": _l("Changed the stop"),
    "delegations.close_stop": _l("Took the stop out of the catalogue"),
    "delegations.reopen_stop": _l("Offered the stop again"),
    "delegations.set_ways": _l("Changed the ways from here"),
}
