"""What the audit trail's words mean for networks."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.audit.words import Details, Record, Reference, day_words, listed, unsaid
from arena.directory.queries import name_organisations, name_people
from arena.networks.queries.agreements import name_agreements
from arena.networks.queries.reading import name_networks
from arena.networks.words import AGREEMENT_TYPES, CIRCLES, OFFICES

RECORDS = {
    "networks": Record(_l("Network"), "networks_staff.by_number", "network_id", name_networks),
    "agreements": Record(
        _l("Agreement"), "networks_staff.agreement", "agreement_id", name_agreements
    ),
}
ACTS = {
    "networks.found": _l("Founded a network"),
    "networks.change": _l("Changed a network"),
    "networks.adopt_charter": _l("Wrote the charter"),
    "networks.end": _l("Ended a network"),
    "networks.admit": _l("Let a member in"),
    "networks.move_circle": _l("Moved a member to another circle"),
    "networks.end_membership": _l("Ended a membership"),
    "networks.add_seat": _l("Let somebody stand for a member"),
    "networks.end_seat": _l("Ended somebody’s place in a network"),
    "networks.set_listed": _l("Changed whether somebody is named"),
    "networks.give_office": _l("Gave somebody an office"),
    "networks.end_office": _l("Ended an office"),
    "networks.invite": _l("Invited to a network"),
    "networks.renew_invitation": _l("Sent an invitation again"),
    "networks.withdraw": _l("Took an application or invitation back"),
    "networks.apply": _l("Applied to a network"),
    "networks.confirm_application": _l("Confirmed an application"),
    "networks.accept": _l("Said yes to a member"),
    "networks.decline": _l("Said no to a member"),
    "networks.expire": _l("Let go of what nobody had answered"),
    "networks.erase_admissions": _l("Erased old applications and invitations"),
    "agreements.enter": _l("Entered an agreement"),
    "agreements.change": _l("Changed an agreement"),
    "agreements.add_party": _l("Added a party"),
    "agreements.change_party": _l("Changed who signs"),
    "agreements.remove_party": _l("Took a party out"),
    "agreements.end_early": _l("Ended an agreement early"),
    "agreements.renew": _l("Renewed an agreement"),
    "agreements.remind": _l("Reminded of an agreement"),
}
FIELDS = {
    "name_sv": _l("Name in Swedish"),
    "name_en": _l("Name in English"),
    "purpose_sv": _l("Purpose in Swedish"),
    "purpose_en": _l("Purpose in English"),
    "rhythm_sv": _l("How often, in Swedish"),
    "rhythm_en": _l("How often, in English"),
    "topics": _l("Topics"),
    "is_public": _l("Public or closed"),
    "are_members_public": _l("Whether members are shown to all"),
    "entry": _l("How one joins"),
    "organisation_types": _l("Who may join"),
}
AGREEMENT_FIELDS = {
    "type": _l("Kind"),
    "title": _l("Title"),
    "summary": _l("Summary"),
    "registry_number": _l("Registry number"),
    "network_id": _l("Network"),
    "owner_id": _l("Who looks after it"),
    "starts_on": _l("First day"),
    "ends_on": _l("Last day"),
    "review_on": _l("Day of review"),
    "next_meeting_on": _l("Next meeting"),
    "settles": _l("What it settles"),
}
_REMINDERS = {"end": _l("it ends soon"), "review": _l("it is to be reviewed")}
DETAILS: Details = {
    "networks.parent": Reference(name_networks, ""),
    "networks.changed": listed(FIELDS),
    "networks.number": lambda value, detail: _("version %(number)s", number=value),
    "networks.organisation": Reference(name_organisations),
    "networks.person": Reference(name_people),
    "networks.circle": lambda value, detail: CIRCLES.get(value, value),
    "networks.from": lambda value, detail: _(
        "before: %(circle)s", circle=CIRCLES.get(value, value)
    ),
    "networks.office": lambda value, detail: OFFICES.get(value, value),
    "networks.on": lambda value, detail: _("from %(day)s", day=day_words(value)),
    "networks.listed": lambda value, detail: _("named") if value else _("not named"),
    "networks.admission": unsaid,
    "networks.entry": unsaid,
    "networks.admissions": lambda value, detail: ngettext(
        "%(num)d application or invitation", "%(num)d applications and invitations", value
    ),
    "agreements.type": lambda value, detail: AGREEMENT_TYPES.get(value, value),
    "agreements.changed": listed(AGREEMENT_FIELDS),
    "agreements.organisation": Reference(name_organisations),
    "agreements.on": lambda value, detail: _("from %(day)s", day=day_words(value)),
    "agreements.renews": Reference(name_agreements),
    "agreements.of": lambda value, detail: _REMINDERS.get(value, value),
}
