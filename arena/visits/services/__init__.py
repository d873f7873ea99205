"""Acts on visits. Each is one verb, takes who acts, and leaves an audit line; none commits.

They raise the errors of `arena.visits.services.errors`, whose `message` is lazy text for the page.
Where `version=` may be given (the number that the form was filled in against), an older one raises
`ChangedMeanwhile`; a state that does not allow the act raises `NotNow`.
`starts_at` is an aware moment. `host_ids`, `place_id` and `instead_of` are ids of resources
(`Resource.id`).

Asking (`requests`)
    request_visit(offer, request: BookingRequest, *, by, is_vouched=False) -> Visit
        Holds the first choice. `is_vouched`: entered by staff, at any hour, the address not asked.
        Raises `WrongGroupSize` (.fitting: offers), `WrongLanguage`, `WrongGround`, `OnlyWalks`,
        `NotOffered` (.reason, .earliest, .closed_for), `TimeTaken` (.nearest: free starts).
        The same request sent again within 15 minutes gives back the same visit.
    confirm_address(visit, key, *, by) -> None      key: from the mail; wrong -> `DeadLink`
    Both requests and seats raise `TooManyMails` (.retry_at) for an address that does not answer.
While the address is unconfirmed (`addresses`)
    mend_address(visit, email, *, by, version=None)      the old links are dead, the new is asked
    send_again(visit, *, by, version=None)
    add_address(visit, email, *, by, version=None)       by staff, of who only called
Seeing to it, by staff (`review`)
    start_review(visit, *, handler_id, by, version=None)
    ask_for_more(visit, question, *, by, version=None)
    propose_time(visit, *, starts_at, words="", host_ids=None, place_id=None, by, version=None)
    decline_visit(visit, *, reason: DeclineReason, words="", referred_to="", by, version=None)
    link_organisation(visit, organisation, *, by, version=None)
    create_organisation(visit, type_, *, by, version=None) -> Organisation
    note(visit, staff_note, *, by, version=None)
Confirming, by staff (`confirming`)
    confirm_visit(visit, *, host_ids, place_id=None, words="", by, version=None)
    reassign_hosts(visit, *, host_ids, place_id=None, instead_of=None, by, version=None)
By the booker (`changing`)
    answer_question(visit, answer, *, by, version=None)
    accept_proposal(visit, *, by, version=None)
    decline_proposal(visit, *, words="", by, version=None)
    change_headcount(visit, group_size, *, by, version=None, is_vouched=False)
    move_visit(visit, *, starts_at, by, version=None, is_vouched=False)
    add_details(visit, *, questions=None, access_needs=None, contact_phone=None, by, version=None)
Ending it (`closing`)
    cancel_visit(visit, *, words="", by, version=None)   withdrawn, or cancelled once confirmed
    call_off(visit, *, words, by, version=None)          by the arena; never charged
    report_visit(visit, *, actual_headcount, promised_answers="", incident="", by, version=None)
        0 heads: no-show. May be corrected until the visit is followed up.
    follow_up(visit, *, words="", by, version=None)
    archive(visit, *, by, version=None)
    lapse_visit(visit, *, by)                            `arena.visits.jobs.expire_holds` finds them
Open walks (`walks`)
    schedule_walk(offer, *, starts_at, language, seats, host_ids=None, by) -> OpenWalk
    join_walk(walk, request: SeatRequest, *, by) -> Visit    raises `WalkFull` (.seats_left)
    leave: cancel_visit; other number of seats: change_headcount; both as for any visit
    reassign_walk_hosts(walk, *, host_ids, seen_ids=None, by) -> bool    whether they are others
    move_walk(walk, *, starts_at, words="", sequence=None, by)
    call_off_walk(walk, *, words, by)
    report_walk(walk, *, actual_headcount, promised_answers="", incident="", by)
Before it is done (`previewing`)
    preview(visit, act: Act, **values) -> Preview(recipient_email, language, subject, text)
        What the booker would be told; `values` as for the service of that act.

Links: `arena.visits.links.manage_token(visit)`, `manage_url(visit)` (/<lang>/manage/<token>) and
`confirm_url(visit)` (/<lang>/manage/<token>/confirm/<key>: only the mail has the key).
Queries: `arena.visits.queries`. Words for states, reasons and gaps: `arena.visits.meanings`.
"""

from arena.visits.services.addresses import add_address, mend_address, send_again
from arena.visits.services.changing import (
    accept_proposal,
    add_details,
    answer_question,
    change_headcount,
    decline_proposal,
    move_visit,
)
from arena.visits.services.closing import (
    archive,
    call_off,
    cancel_visit,
    follow_up,
    lapse_visit,
    report_visit,
)
from arena.visits.services.confirming import confirm_visit, reassign_hosts
from arena.visits.services.making import BookingRequest, SeatRequest
from arena.visits.services.requests import confirm_address, request_visit
from arena.visits.services.review import (
    ask_for_more,
    create_organisation,
    decline_visit,
    link_organisation,
    note,
    propose_time,
    start_review,
)
from arena.visits.services.walk_hosts import reassign_walk_hosts
from arena.visits.services.walk_moving import move_walk
from arena.visits.services.walks import call_off_walk, join_walk, report_walk, schedule_walk

__all__ = [
    "BookingRequest",
    "SeatRequest",
    "accept_proposal",
    "add_address",
    "add_details",
    "answer_question",
    "archive",
    "ask_for_more",
    "call_off",
    "call_off_walk",
    "cancel_visit",
    "change_headcount",
    "confirm_address",
    "confirm_visit",
    "create_organisation",
    "decline_proposal",
    "decline_visit",
    "follow_up",
    "join_walk",
    "lapse_visit",
    "link_organisation",
    "mend_address",
    "move_visit",
    "move_walk",
    "note",
    "propose_time",
    "reassign_hosts",
    "reassign_walk_hosts",
    "report_visit",
    "report_walk",
    "request_visit",
    "schedule_walk",
    "send_again",
    "start_review",
]
