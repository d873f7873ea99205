"""What the audit trail's words mean for delegations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.accounts.queries import name_users
from arena.audit.words import Details, Record, Reference, Saying, listed, unsaid
from arena.delegations.forms.entry import FactsOfForm, StaffFactsForm
from arena.delegations.forms.facts import FactsForm
from arena.delegations.meanings import ROLES, SOURCES, STATES, TYPES
from arena.delegations.models import DelegationState, DelegationType, RoleName, Source
from arena.delegations.queries.catalogue import map_titles
from arena.delegations.queries.register import map_names
from arena.delegations.queries.templates import map_template_titles
from arena.delegations.rules.ladder import Act
from arena.directory.queries import name_organisations
from arena.web import filters

RECORDS = {
    "delegations": Record(
        _l("Delegation"), "delegations_staff.by_number", "delegation_id", map_names
    ),
    "programme_templates": Record(
        _l("Template"), "delegations_staff.template", "key", map_template_titles
    ),
    "stops": Record(_l("Stop"), "delegations_staff.stop", "stop_id", map_titles),
}

ACTS: Mapping[str, Any] = {
    "delegations.enquire": _l("Enquired"),
    f"delegations.{Act.ASSIGN}": _l("Changed the coordinator"),
    f"delegations.{Act.LINK}": _l("Linked an organisation"),
    f"delegations.{Act.NOTE}": _l("Changed the note"),
    "delegations.count_heads": _l("Counted who came"),
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
    "delegations.add_link": _l("Gave somebody a link"),
    "delegations.send_link": _l("Sent a link again"),
    "delegations.renew_link": _l("Replaced a link"),
    "delegations.revoke_link": _l("Closed a link"),
    "delegations.see_release": _l("Saw a version"),
    "delegations.erase_links": _l("Erased links that had ended"),
    "delegations.send_code": _l("Sent a code for the list"),
    "delegations.add_participant": _l("Put somebody on the list"),
    "delegations.change_participant": _l("Changed somebody on the list"),
    "delegations.remove_participant": _l("Took somebody off the list"),
    "delegations.move_participant": _l("Changed the order of the list"),
    "delegations.take_participants": _l("Read in a list"),
    "delegations.tell_needs": _l("Wrote down what the guests need"),
    "delegations.erase_participants": _l("Erased lists of participants"),
    "delegations.erase_needs": _l("Erased what guests needed"),
    "delegations.add_item": _l("Added to the programme"),
    "delegations.add_items": _l("Added to the programme"),
    "delegations.change_item": _l("Changed the programme"),
    "delegations.move_item": _l("Changed the order of the programme"),
    "delegations.fix_start": _l("Changed the programme"),
    "delegations.remove_item": _l("Took something out of the programme"),
    "delegations.draft": _l("Kept a draft of the programme"),
    "delegations.exchange_place": _l("Changed a place of the programme"),
    "delegations.copy_day": _l("Copied a day of the programme"),
    "delegations.hold_again": _l("Held what was free"),
    "delegations.add_group": _l("Added a group"),
    "delegations.change_group": _l("Changed a group"),
    "delegations.remove_group": _l("Removed a group"),
    "delegations.add_party": _l("Chose who could receive the guests"),
    "delegations.change_party": _l("Changed what is known of who receives the guests"),
    "delegations.remove_party": _l("Took out who was to receive the guests"),
    "delegations.ask_parties": _l("Asked who receives the guests"),
    "delegations.party_yes": _l("Said yes to receiving the guests"),
    "delegations.party_no": _l("Said no to receiving the guests"),
    "delegations.party_other_time": _l("Proposed another time for receiving the guests"),
    "delegations.stop_waiting": _l("Stopped waiting for a host who has left"),
    "delegations.escalate_asks": _l("Told who plans that answers are missing"),
    "delegations.add_role": _l("Gave somebody a role"),
    "delegations.change_role": _l("Changed a role"),
    "delegations.remove_role": _l("Took a role away"),
    "delegations.retime_begun": _l("Let something begin now"),
    "delegations.retime_ended": _l("Let something end now"),
    "delegations.retime_later": _l("Let something begin later, on the day"),
    "delegations.write_desk_card": _l("Wrote on the desk card"),
    "delegations.apply_template": _l("Began the programme with a template"),
    "delegations.save_template": _l("Kept a programme as a template"),
    "delegations.change_template": _l("Changed the template"),
    "delegations.remove_template": _l("Removed the template"),
    "delegations.create_stop": _l("Added the stop"),
    "delegations.update_stop": _l("Changed the stop"),
    "delegations.close_stop": _l("Took the stop out of the catalogue"),
    "delegations.reopen_stop": _l("Offered the stop again"),
    "delegations.set_ways": _l("Changed the ways from here"),
    "delegations.add_checklist": _l("Added the checklist"),
    "delegations.change_checklist": _l("Changed a checklist"),
    "delegations.add_task": _l("Added a task"),
    "delegations.change_task": _l("Changed a task"),
    "delegations.finish_task": _l("Ticked a task off"),
    "delegations.reopen_task": _l("Took a tick back"),
    "delegations.remove_task": _l("Removed a task"),
    "delegations.add_document": _l("Kept a document"),
    "delegations.add_document_version": _l("Kept a newer version of a document"),
    "delegations.change_document": _l("Changed a document"),
    "delegations.remove_document": _l("Removed a document"),
    "delegations.log_gift": _l("Logged a gift"),
    "delegations.remove_gift": _l("Took a gift out of the log"),
    "delegations.enter_expense": _l("Entered an expense"),
    "delegations.remove_expense": _l("Removed an expense"),
    "delegations.promise": _l("Wrote down a promised answer"),
    "delegations.unpromise": _l("Removed a promised answer"),
    "delegations.keep_contact": _l("Wrote down a contact"),
    "delegations.remove_contact": _l("Removed a contact"),
    "delegations.erase": _l("Erased the guests' data"),
}


def field_labels() -> Mapping[str, Any]:
    """Return what the facts of a delegation are called, as the form of staff calls them."""
    fields: dict[str, Any] = {}
    for form in (FactsForm, StaffFactsForm, FactsOfForm):
        fields |= vars(form)
    return {name: field.args[0] for name, field in fields.items() if getattr(field, "args", None)}


def _now(state: str, detail: Mapping[str, Any]) -> str | None:
    if state == detail.get("from"):
        return None
    return str(_("now: %(state)s", state=STATES[DelegationState(state)].label))


def _counted(words: Callable[[int], str]) -> Saying:
    return lambda value, detail: words(value)


# What the act itself says enough of: which of several it was, only its number tells.
_ONLY_NUMBERS = tuple(
    f"delegations.{record}"
    for record in (
        *("contact", "document", "expense", "gift", "group"),
        *("link", "place", "promise", "shared", "task"),
    )
)
_COUNTS: Mapping[str, Callable[[int], str]] = {
    "delegations": lambda num: ngettext("%(num)d delegation", "%(num)d delegations", num),
    "links": lambda num: ngettext("%(num)d link", "%(num)d links", num),
    "parties": lambda num: ngettext("%(num)d person", "%(num)d people", num),
    "tasks": lambda num: ngettext("%(num)d task", "%(num)d tasks", num),
    "ways": lambda num: ngettext("%(num)d way", "%(num)d ways", num),
}
DETAILS: Details = {
    "delegations.from": unsaid,
    "delegations.version": unsaid,
    "delegations.item": unsaid,
    "delegations.items": lambda value, detail: ngettext("%(num)d item", "%(num)d items", value),
    "delegations.to": _now,
    **dict.fromkeys(_ONLY_NUMBERS, unsaid),
    **{f"delegations.{key}": _counted(words) for key, words in _COUNTS.items()},
    "delegations.role": lambda value, detail: str(ROLES[RoleName(value)]),
    "delegations.number": lambda value, detail: _("version %(number)s", number=value),
    "delegations.told": lambda value, detail: ngettext(
        "%(num)d person told", "%(num)d people told", value
    ),
    "delegations.urgent": lambda value, detail: _("urgent") if value else None,
    "delegations.amount_sek": lambda value, detail: filters.money(value),
    "delegations.type": lambda value, detail: str(TYPES[DelegationType(value)]),
    "delegations.source": lambda value, detail: _("by %(way)s", way=SOURCES[Source(value)]),
    "delegations.size": lambda value, detail: ngettext("%(num)d person", "%(num)d people", value),
    "delegations.coordinator": Reference(name_users),
    "delegations.organisation": Reference(name_organisations, _l("none")),
    "delegations.headcount": lambda value, detail: _("%(count)s came", count=value),
    "delegations.changed": listed(field_labels()),
    "delegations.minutes": lambda value, detail: filters.duration(value) if value else None,
}
