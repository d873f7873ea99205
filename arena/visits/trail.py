"""What the audit trail's words mean for visits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.audit.words import Record
from arena.visits.queries import owners
from arena.visits.rules.ladder import Act
from arena.web import filters
from arena.web.languages import localized


def name_walks(numbers: Collection[int]) -> Mapping[int, str]:
    """Return when open walks take place, by the numbers of their events."""
    return {
        number: filters.moment(starts_at)
        for number, starts_at in owners.map_starts(numbers).items()
    }


def name_offers(numbers: Collection[int]) -> Mapping[int, str]:
    """Return the titles of offers by their numbers."""
    return {offer.id: localized(offer, "title") for offer in owners.list_offers_of(numbers)}


RECORDS = {
    "visits": Record(
        _l("Visit"), "visits_staff.visit_by_number", "visit_id", owners.map_visit_references
    ),
    "events": Record(_l("Calendar entry"), names=owners.map_references),
    "open_walks": Record(_l("Open walk"), "visits_staff.walk_by_number", "event_id", name_walks),
    "offers": Record(_l("Offer"), "visits_staff.offer_by_number", "offer_id", name_offers),
}

ACT_NAMES: Mapping[Act, Any] = {
    Act.CONFIRM_ADDRESS: _l("Confirmed the address"),
    Act.MEND_ADDRESS: _l("Changed the e-mail address"),
    Act.SEND_AGAIN: _l("Had the e-mail sent again"),
    Act.ADD_ADDRESS: _l("Added an e-mail address"),
    Act.TAKE_SEATS: _l("Confirmed the seats"),
    Act.START_REVIEW: _l("Took the request on"),
    Act.ASK_FOR_MORE: _l("Asked the booker for more"),
    Act.ANSWER: _l("Answered the question"),
    Act.PROPOSE: _l("Proposed another time"),
    Act.ACCEPT: _l("Accepted the proposed time"),
    Act.REFUSE: _l("Said no to the proposed time"),
    Act.CONFIRM: _l("Confirmed the visit"),
    Act.REASSIGN: _l("Changed hosts or place"),
    Act.DECLINE: _l("Declined the request"),
    Act.CALL_OFF: _l("Called the visit off"),
    Act.CALL_OFF_WALK: _l("Called the walk off for this booking"),
    Act.MOVE_WALK: _l("Moved the walk for this booking"),
    Act.CHANGE_HEADCOUNT: _l("Changed the number of people"),
    Act.ADD_DETAILS: _l("Added details"),
    Act.MOVE: _l("Moved the visit"),
    Act.WITHDRAW: _l("Withdrew the request"),
    Act.CANCEL: _l("Cancelled the visit"),
    Act.REPORT: _l("Reported the visit"),
    Act.MISS: _l("Reported that nobody came"),
    Act.FOLLOW_UP: _l("Sent thanks and answers"),
    Act.ARCHIVE: _l("Archived the visit"),
    Act.LAPSE: _l("Let the held time lapse"),
    Act.LINK: _l("Linked an organisation"),
    Act.NOTE: _l("Changed the staff note"),
}

ACTS: Mapping[str, Any] = {
    **{f"visits.{act}": words for act, words in ACT_NAMES.items()},
    "visits.request_visit": _l("Asked for a visit"),
    "visits.join_walk": _l("Joined an open walk"),
    "visits.schedule_walk": _l("Scheduled an open walk"),
    "visits.call_off_walk": _l("Called an open walk off"),
    "visits.move_open_walk": _l("Moved an open walk"),
    "visits.reassign_walk_hosts": _l("Changed the hosts of an open walk"),
    "visits.report_walk": _l("Reported an open walk"),
    "visits.ask_hosts": _l("Asked hosts to lead the visit"),
    "visits.say_yes": _l("Said yes to leading the visit"),
    "visits.say_no": _l("Said no to leading the visit"),
    "visits.nobody_said_yes": _l("No host said yes in time"),
    "visits.stop_waiting": _l("Stopped waiting for a host who no longer leads such tours"),
    "visits.take_ask_back": _l("Took a question to hosts back"),
    "visits.offer_swap": _l("Offered the visit to the other hosts"),
    "visits.take_swap": _l("Took a visit over from another host"),
    "visits.take_swap_back": _l("Kept a visit that was on offer"),
    "visits.create_offer": _l("Wrote an offer"),
    "visits.update_offer": _l("Changed an offer"),
    "visits.publish_offer": _l("Published an offer"),
    "visits.unpublish_offer": _l("Took an offer off the site"),
    "visits.erase_contacts": _l("Erased contact persons whose time was over"),
    "visits.erase_needs": _l("Erased what groups had needed"),
    "visits.erase_invoice_references": _l("Erased old references for invoices"),
    "visits.erase_walk_reports": _l("Erased old words about open walks"),
}
