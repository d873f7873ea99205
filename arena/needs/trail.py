"""What the audit trail's words mean for needs.

A line about interest has the interest as its subject, never the need: who reads the trail sees that
somebody has shown interest, not in what.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.audit.words import Details, Record
from arena.needs.meanings import STATES
from arena.needs.models import NeedState
from arena.needs.queries.naming import name_needs

RECORDS = {
    "needs": Record(_l("Need"), "needs_staff.by_number", "need_id", name_needs),
    "need_questions": Record(_l("Question about a need")),
    "need_followers": Record(_l("Somebody who follows a need")),
    "need_interests": Record(_l("Interest in a need")),
    "need_outcomes": Record(_l("What came of a need")),
    "need_publishers": Record(_l("Organisation that publishes needs by itself")),
}
ACTS = {
    "needs.begin": _l("Began a need"),
    "needs.edit": _l("Changed the draft of a need"),
    "needs.discard": _l("Threw away the draft of a need"),
    "needs.propose": _l("Asked for a need to be published"),
    "needs.take_back": _l("Took back the asking to publish a need"),
    "needs.send_back": _l("Sent a need back to its owner"),
    "needs.approve": _l("Said yes to a need"),
    "needs.publish": _l("Published a need"),
    "needs.change": _l("Changed a published need"),
    "needs.hand_over": _l("Gave a need another owner"),
    "needs.follow": _l("Began to follow a need"),
    "needs.confirm": _l("Confirmed an address that follows a need"),
    "needs.unfollow": _l("Stopped following a need"),
    "needs.ask": _l("Asked about a need"),
    "needs.answer": _l("Answered a question about a need"),
    "needs.correct": _l("Corrected an answer about a need"),
    "needs.set_aside": _l("Set a question about a need aside"),
    "needs.show_interest": _l("Showed interest in a need"),
    "needs.change_interest": _l("Changed an interest in a need"),
    "needs.withdraw_interest": _l("Withdrew an interest in a need"),
    "needs.answer_interest": _l("Answered an interest in a need"),
    "needs.export_interest": _l("Took out the list of those who show interest"),
    "needs.close_dialogue": _l("Closed the dialogue about a need"),
    "needs.note_dialogue": _l("Said what a dialogue gave"),
    "needs.link_procurement": _l("Linked a need to a procurement"),
    "needs.link_pilot": _l("Linked a need to a pilot"),
    "needs.end_in_nothing": _l("Said that nothing came of a need"),
    "needs.show_outcome": _l("Showed a result of a need to all"),
    "needs.change_outcome": _l("Changed a result of a need"),
    "needs.withdraw": _l("Withdrew a need"),
    "needs.remind": _l("Reminded of a need"),
    "needs.trust": _l("Let an organisation publish needs by itself"),
    "needs.distrust": _l("Had the arena say yes to an organisation’s needs again"),
    "needs.erase": _l("Erased who had to do with needs"),
}


def _now(state: str, detail: Mapping[str, Any]) -> str | None:
    if state == detail.get("from"):
        return None
    return str(_("now: %(state)s", state=STATES[NeedState(state)].label))


DETAILS: Details = {
    "needs.from": lambda value, detail: None,
    "needs.version": lambda value, detail: None,
    "needs.to": _now,
    "needs.told": lambda value, detail: ngettext(
        "%(num)d person told", "%(num)d people told", value
    ),
    "needs.erased": lambda value, detail: ngettext("%(num)d erased", "%(num)d erased", value),
}
