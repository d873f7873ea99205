"""Where every page is found in the scene: `SAMPLES` is the place for what a new page needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from flask import url_for

from arena.accounts.models import User
from arena.accounts.policy import may_plan
from arena.delegations.links import enquiry_key
from arena.delegations.party_links import party_token
from arena.messages.mail_topics import reader_token
from arena.on_the_day.links import fault_key
from arena.visits.forms.starts import written_start
from arena.visits.links import ask_token, confirm_key, manage_token
from arena.visits.models import OpenWalk
from arena.web.access import public, rule_of
from arena.web.requests import ArenaFlask
from tests.browser import minutes
from tests.browser.minutes import partners
from tests.browser.scene import OPEN_FROM, Scene
from tests.visits.bookings import at

# Endpoints that answer GET, but not with a page for people to read.
NOT_PAGES = {
    "accounts.workplace",  # Leads to where a role's work begins.
    "partners.all_visits",  # Leads to the only organisation's, and so does the next.
    "partners.organisations",
    "api.events",
    "api.offers",
    "api.openapi",
    "api.pilots",
    "api.slots",
    "delegations_staff.by_number",  # Leads on, and so does the next.
    "delegations_staff.checklists",
    "delegations_staff.download",  # A file to keep.
    "delegations_staff.figures_export",
    *minutes.FILES,  # Files to keep, and so are the next.
    *(partners(each) for each in minutes.FILES),
    "documents.download",
    "documents_partner.download",
    "delegations_guest.calendar",  # Leads to the file.
    "delegations_guest.calendar_file",
    "delegations_guest.document",
    "delegations_guest.participant",  # Behind a mailed code; staff's pages have the same parts.
    "delegations_guest.participants",
    "delegations_guest.programme_file",
    "delegations_guest.take_participants",
    "delegations_staff.export_participants",
    "feeds_ics.delegation",
    "delegations_staff.pack_file",
    "feeds.download",
    "feeds_ics.event",
    "feeds_ics.everybody",
    "feeds_ics.network",
    "feeds_ics.private",
    "on_the_day_host.worker",  # A script.
    "on_the_day_staff.plan_b_file",  # A file to keep.
    "meeting_place.calendar",  # Leads to the file.
    "meeting_place.calendar_file",
    "meeting_place_partner.calendar",
    "meeting_place_partner.calendar_file",
    "delegations_staff.export",
    "meeting_place_entry.lead",  # Leads to the booking.
    "networks_agreements.export",  # Files to keep, and so are the next two.
    "networks_partner.export_members",
    "networks_staff.export_members",
    "networks_staff.by_number",  # Leads on.
    "needs_staff.by_number",  # Leads on.
    "feeds_ics.atom",
    "api.needs",
    "messages.preview",  # A mail, as its receiver's program shows it.
    "site.favicon",
    "site.healthz",
    "site.metrics",
    "site.readyz",
    "site.robots",
    "site.root",
    "static",
    "visits.calendar",
    "visits.calendar_file",
    "visits_staff.export",
    "visits_staff.figures_export",
    "visits_staff.offer_by_number",  # Leads on, and so do the next two.
    "visits_staff.visit_by_number",
    "visits_staff.walk_by_number",
}
Values = dict[str, Any]
FIND = {"day": "2026-12-17", "begins_at": "10:00", "minutes": 60, "people": 12}
DRAFT = {
    "size": 12,
    "language": "en",
    "begins": "09:00",
    "ends": "15:00",
    "day-2026-12-10": "full",
}
CHOSEN = [written_start(at(date(2026, 12, day), 13)) for day in (28, 29)]
OPEN = ("received", "incomplete", "offered", "confirmed")
PAST = ("due", "completed", "followed_up", "cancelled")


def _staff(scene: Scene, *names: str) -> list[Values]:
    return [{"reference": scene.visits[name].reference} for name in names]


def _own(scene: Scene, *names: str, **more: Any) -> list[Values]:
    return [{"token": manage_token(scene.visits[name]), **more} for name in names]


def _past(scene: Scene, **more: Any) -> list[Values]:
    return [{"reference": scene.guests.past.reference, **more}]


def _released(scene: Scene, **more: Any) -> list[Values]:
    return [{"reference": scene.released.reference, **more}]


def _own_organisation(scene: Scene, **more: Any) -> list[Values]:
    return [{"organisation_id": scene.own.organisation, **more}]


def _relation(scene: Scene) -> list[Values]:
    return [{"organisation_id": scene.role.organisation_id, "relation_id": 1}]


def _taking_part(scene: Scene, **more: Any) -> list[Values]:
    return [{"reference": scene.parties.delegation.reference, **more}]


def _invitee(scene: Scene, person: User | None = None) -> list[Values]:
    if person is not None and not may_plan(person):
        return []
    return [{"meeting_id": scene.met.meetings["called"], "invitee_id": scene.met.invitee}]


def _network(scene: Scene, **more: Any) -> list[Values]:
    return [{"slug": scene.joined.network, **more}]


def _led_need(scene: Scene, side: str, act: str) -> list[Values]:
    """Return the addresses of a page of needs for who leads them, on their side."""
    led, needs = scene.needs.by_side[side], scene.needs
    one: Values = {"reference": led.reference}
    questions = [{**one, "question_id": number} for number in (led.question, led.answered)]
    drafts: list[Values] = [{"reference": needs.drafts[side]}]
    withdrawn: list[Values] = [{"reference": needs.withdrawn}] if side == "partner" else []
    found: dict[str, list[Values]] = {
        "answer": questions,
        "set_aside": questions[:1],
        "answer_interest": [{**one, "interest_id": led.interest}],
        "change_outcome": [{**one, "outcome_id": led.outcome}],
        "discard": drafts,
        "edit": [*drafts, one],
        "preview": drafts,
        "show": [one, *drafts, {"reference": needs.proposed}, *withdrawn],
    }
    return found.get(act, [one])


LED = (
    *("answer", "answer_interest", "change_outcome", "close", "discard", "edit", "hand_over"),
    *("interest_list", "outcome", "preview", "set_aside", "show", "withdraw"),
)


def _offers(scene: Scene, *numbers: int) -> list[Values]:
    return [{"offer_id": number} for number in numbers]


def _introductions(scene: Scene) -> list[Values]:
    return [{"introduction_id": each} for each in (scene.market.waiting, scene.market.agreed)]


# What stands in the addresses of pages that take something, or that look otherwise with a query.
# A page without variables needs no line.
SAMPLES: dict[str, Callable[[Scene], Sequence[Values]]] = {
    "accounts.open_link": lambda s: [{"token": s.sign_in_token}],
    "messages_wishes.show": lambda s: [
        {"reader_id": s.reader_id, "token": reader_token(s.reader_id, "all"), "about": "all"}
    ],
    "accounts_staff.change_role": lambda s: [{"user_id": s.guest.id}],
    "accounts_staff.close": lambda s: [{"user_id": s.guest.id}],
    "accounts_staff.show": lambda s: [{"user_id": s.guest.id}],
    "delegations_guest.code": lambda s: [{"token": s.released.token}],
    "needs.link": lambda s: [{"token": s.needs.token}],
    "needs.show": lambda s: [
        {"reference": reference}
        for reference in (s.needs.by_side["partner"].reference, s.needs.other, s.needs.withdrawn)
    ],
    "needs_partner.interest": lambda s: [{"reference": s.needs.other}],
    "delegations_guest.needs": lambda s: [{"token": s.released.token}],
    "delegations_guest.show": lambda s: [{"token": s.released.token}],
    "delegations_staff.add_link": _released,
    "delegations_staff.change_link": lambda s: _released(
        s, link_id=s.released.link_id, act="revoke"
    ),
    "delegations_staff.needs": _released,
    "delegations_staff.participant": lambda s: _released(
        s, participant_id=s.released.participant_id
    ),
    "delegations_staff.participants": _released,
    "delegations_staff.released": lambda s: _released(s, number=2),
    "delegations_staff.releases": _released,
    "delegations_staff.take_participants": _released,
    "delegations_staff.afterwards": _past,
    "delegations_staff.checklist": lambda s: [{"delegation_type": "political"}],
    "delegations_staff.contact": lambda s: [*_past(s), *_past(s, number=s.guests.past.contact)],
    "delegations_staff.draft": lambda s: [*_programme(s), *_programme(s, **DRAFT)],
    "delegations_staff.edit_document": lambda s: _past(s, number=s.guests.past.document),
    "delegations_staff.edit_task": lambda s: _past(s, task_id=s.guests.past.task),
    "delegations_staff.expense": lambda s: [*_past(s), *_past(s, number=s.guests.past.expense)],
    "delegations_staff.gift": lambda s: [*_past(s), *_past(s, number=s.guests.past.gift)],
    "delegations_staff.my_tasks": lambda s: [{}, {"whose": "all"}],
    "delegations_staff.new_document": _past,
    "delegations_staff.new_task": _past,
    "delegations_staff.new_version": lambda s: _past(s, number=s.guests.past.document),
    "delegations_staff.papers": lambda s: [*_past(s), *_programme(s)],
    "delegations_staff.promise": lambda s: [*_past(s), *_past(s, number=s.guests.past.promise)],
    "delegations_staff.report": _past,
    "delegations_staff.tasks": lambda s: [*_past(s), *_programme(s)],
    "delegations_staff.thanks": _past,
    "delegations_staff.edit_stop": lambda s: [{"stop_id": s.guests.stop.id}],
    "delegations_staff.edit_ways": lambda s: [{"resource_id": s.guests.stop.resource_id}],
    "delegations_staff.desk_card": lambda s: [{"reference": s.guests.delegation.reference}],
    "delegations_staff.pack": lambda s: [{"reference": s.guests.delegation.reference}],
    "delegations_staff.pack_page": lambda s: [
        {"reference": s.guests.delegation.reference, "paper": paper, "language": "en"}
        for paper in ("run_sheet", "badges", "programme", "desk_card", "sign")
    ],
    "delegations_staff.programme": lambda s: [*_programme(s)],
    "delegations_staff.programme_add": lambda s: [
        *_programme(s, what=f"offer:{s.offer.slug}"),
        *_programme(s, what="free:lunch"),
    ],
    "delegations_staff.programme_change": lambda s: _programme(s, item_id=s.guests.item_id),
    "delegations_staff.programme_choose": lambda s: [*_programme(s), *_programme(s, q="zzz")],
    "delegations_staff.programme_copy": lambda s: _programme(s, day=s.guests.delegation.starts_on),
    "delegations_staff.programme_groups": lambda s: [*_programme(s)],
    "delegations_staff.programme_preview": lambda s: [*_programme(s)],
    "delegations_staff.programme_regroup": lambda s: _programme(s, group_id=s.guests.group_id),
    "delegations_staff.programme_remove": lambda s: _programme(s, item_id=s.guests.item_id),
    "delegations_staff.programme_ungroup": lambda s: _programme(s, group_id=s.guests.group_id),
    "delegations_parties.receive": lambda s: [
        {"token": party_token(party)} for party in (s.parties.asked, s.parties.agreed)
    ],
    "delegations_staff.add_party": lambda s: _taking_part(s, item_id=s.parties.item.id),
    "delegations_staff.add_role": _taking_part,
    "delegations_staff.choose_hosts": lambda s: _taking_part(s, item_id=s.parties.item.id),
    "delegations_staff.edit_party": lambda s: _taking_part(s, party_id=s.parties.agreed.id),
    "delegations_staff.edit_role": lambda s: _taking_part(s, role_id=s.parties.role_id),
    "delegations_staff.let_party_go": lambda s: _taking_part(s, party_id=s.parties.agreed.id),
    "delegations_staff.party": lambda s: [
        *_taking_part(s, party_id=s.parties.agreed.id),
        *_taking_part(s, party_id=s.parties.planned.id),
    ],
    "delegations_staff.people": _taking_part,
    "delegations_staff.stop": lambda s: [{"stop_id": s.guests.stop.id}],
    "delegations_staff.choose_template": lambda s: [*_programme(s)],
    "delegations_staff.edit_template": lambda s: [{"key": s.guests.template_id}],
    "delegations_staff.remove_template": lambda s: [{"key": s.guests.template_id}],
    "delegations_staff.save_template": lambda s: [*_programme(s)],
    "delegations_staff.template": lambda s: [{"key": s.guests.template_id}, {"key": "business"}],
    "delegations_staff.use_template": lambda s: [*_programme(s, key="technical")],
    "delegations_staff.stops": lambda s: [{}, {"q": "nothing at all"}],
    "directory.export": lambda s: [{"subject": "organisations"}, {"subject": "people"}],
    "directory.columns": lambda s: [{"import_id": s.tidied.list_sent}],
    "directory.show_import": lambda s: [
        {"import_id": s.tidied.list_compared},
        {"import_id": s.tidied.list_saved},
        {"import_id": s.tidied.list_waiting},
    ],
    "directory.choose_organisation": lambda s: [{"organisation_id": s.tidied.one}],
    "directory.choose_person": lambda s: [{"person_id": s.tidied.person}],
    "directory.doubles": lambda s: [{}, {"of": "people"}, {"of": "parted"}],
    "directory.merge": lambda s: [{"merge_id": s.tidied.merge}],
    "directory.merge_organisations": lambda s: [
        {"organisation_id": s.tidied.one, "other_id": s.tidied.other}
    ],
    "directory.merge_people": lambda s: [
        {"person_id": s.tidied.person, "other_id": s.tidied.other_person}
    ],
    "directory.add_person": lambda s: [{"organisation_id": s.role.organisation_id}],
    "directory.add_role": lambda s: [
        {"organisation_id": s.role.organisation_id, "person_id": s.role.person_id}
    ],
    "directory.edit": lambda s: [{"organisation_id": s.role.organisation_id}],
    "directory.edit_person": lambda s: [{"person_id": s.role.person_id}],
    "directory.audience": lambda s: [{"search_id": 1}],
    "directory.describe": lambda s: [{"organisation_id": s.role.organisation_id}],
    "directory.end_relation": _relation,
    "directory.find": lambda s: [{}, {"q": "nor"}, {"q": "föreningen"}],
    "directory.history": lambda s: [{"organisation_id": s.role.organisation_id}],
    "directory.index": lambda s: [{}, {"tag": 1, "q": "för"}],
    "directory.languages": lambda s: [{"person_id": s.role.person_id}],
    "directory.merge_tag": lambda s: [{"tag_id": 1}],
    "directory.origin": lambda s: [{"person_id": s.role.person_id, "fact": "email"}],
    "directory.person_history": lambda s: [{"person_id": s.role.person_id}],
    "directory.relate": lambda s: [
        {"organisation_id": s.role.organisation_id, "q": "reg"},
        {"organisation_id": s.role.organisation_id, "other": s.role.organisation_id + 1},
    ],
    "directory.remove_relation": _relation,
    "directory.remove_tag": lambda s: [{"tag_id": 1}],
    "directory.rename_tag": lambda s: [{"tag_id": 1}],
    "directory.save_search": lambda s: [{"subject": "people", "type": "utility"}],
    "directory.tag_organisation": lambda s: [{"organisation_id": s.role.organisation_id}],
    "directory.tag_person": lambda s: [{"person_id": s.role.person_id}],
    "directory.withdraw": lambda s: [{"person_id": s.role.person_id, "fact": "email"}],
    "directory.end_role": lambda s: [{"role_id": s.role.id}],
    "directory.person": lambda s: [{"person_id": s.role.person_id}],
    "directory.show": lambda s: [{"organisation_id": s.role.organisation_id}],
    "feeds_staff.revoke": lambda s: [{"subscription_id": max(s.subscriptions.values())}],
    "meeting_place_board.entry": lambda s: [
        {"event_id": s.visits["confirmed"].event_id, "resource": s.host.id},
        {"event_id": s.walk.event_id},
        {"event_id": s.visits["due"].event_id},
    ],
    "meeting_place_board.index": lambda s: [
        {"on": "2026-12-16"},
        {"on": "2026-12-16", "view": "day"},
        {"on": "2026-12-16", "view": "weeks", "kind": "host"},
    ],
    "meeting_place_board.table": lambda s: [{"on": "2026-12-16"}, {"on": "2029-01-01"}],
    "hosting_staff.change_absence": lambda s: [_absence(s)],
    "hosting_staff.come_back": lambda s: [_absence(s)],
    "hosting_staff.go_away": lambda s: [{"resource_id": s.host.id}],
    "hosting_staff.remove_calendar": lambda s: [{"resource_id": s.host.id}],
    "hosting_staff.time": lambda s: [{"resource_id": s.host.id}],
    "messages.drop": lambda s: [{"message_id": s.message.id}],
    "messages.index": lambda s: [{}, {"show": "all"}],
    "messages.letter": lambda s: [{"number": number} for number in s.letters],
    "messages.received": lambda s: [{}, {"show": "all"}],
    "messages.show": lambda s: [{"message_id": s.message.id}],
    "resources.edit": lambda s: [{"resource_id": s.offer.stops[0].resource_id}],
    **{
        partners(endpoint): lambda s, values=values: [values(s.minutes)]
        for endpoint, values in (minutes.READING | minutes.WRITING).items()
    },
    **{
        endpoint: lambda s, values=values: [values(s.minutes)]
        for endpoint, values in minutes.READING.items()
    },
    "meetings_entry.own_action": lambda s: [
        {"action_id": s.minutes.action, "token": s.minutes.token}
    ],
    "meeting_place.answer_request": lambda s: _bookings(s, "requested"),
    "meeting_place.book": lambda s: [{"room_id": s.lent.rooms[0], "day": "2026-12-17"}],
    "meeting_place.bookings": lambda s: [{"show": each} for each in ("waiting", "all", "earlier")],
    "meeting_place.check_in": lambda s: _bookings(s, "confirmed", "cancelled"),
    "delegations.answer": lambda s: _enquiries(s, "incomplete", "new"),
    "delegations.enquiry": lambda s: _enquiries(s, "incomplete", "new", "planning", "called_off"),
    "delegations.withdraw": lambda s: _enquiries(s, "new", "called_off"),
    "delegations_staff.call_off": lambda s: _delegations(s, "planning"),
    "delegations_staff.edit": lambda s: _delegations(s, "new"),
    "delegations_staff.index": lambda s: [{}, {"stage": "new"}, {"stage": "done"}],
    "delegations_staff.show": lambda s: [
        *_delegations(s, "new", "planning", "called_off"),
        {"reference": s.guests.delegation.reference},
    ],
    "delegations_staff.vet": lambda s: _delegations(s, "new", "planning"),
    "delegations_staff.withdraw": lambda s: _delegations(s, "planning"),
    "meeting_place.find": lambda s: [{}, FIND, {**FIND, "people": 900}],
    "meeting_place.show": lambda s: _bookings(s, "confirmed", "requested", "series", "cancelled"),
    "meetings.index": lambda s: [{}, {"network": s.met.network}, {"show": "off"}],
    "meetings.show": lambda s: [
        *_meetings(s, "planned", "called"),
        {"meeting_id": s.minutes.meeting},
    ],
    "meetings_entry.answer": lambda s: [{"token": s.met.token}],
    "meetings_entry.open_to_all": lambda s: _meetings(s, "public"),
    "needs_introductions.index": lambda s: [{}, {"show": "asked"}, {"show": "ended"}],
    "needs_introductions_partner.create": lambda s: [
        {"need": s.market.own_need, "offer": s.market.offer}
    ],
    "needs_introductions_partner.show": _introductions,
    "needs_introductions_public.respond": lambda s: [{"token": each} for each in s.market.tokens],
    "needs_offers.index": lambda s: [{}, {"q": "zzz"}, {"topic": "mobility"}],
    "needs_offers.organisation": lambda s: [{}, {"q": "Kvarn"}],
    "needs_offers.show": lambda s: _offers(s, s.market.own_offer, s.market.offer),
    "needs_offers_partner.edit": lambda s: _offers(s, s.market.own_offer),
    "needs_offers_partner.for_need": lambda s: [{"reference": s.market.own_need}],
    "needs_offers_partner.show": lambda s: _offers(s, s.market.own_offer, s.market.offer),
    "needs_offers_partner.withdraw": lambda s: _offers(s, s.market.own_offer),
    "needs_offers_public.index": lambda s: [{}, {"q": "zzz"}],
    "needs_offers_public.show": lambda s: _offers(s, s.market.offer),
    "needs_offers_public.still": lambda s: [{"token": s.market.still}],
    "networks.applied": _network,
    "networks.apply": _network,
    "networks.application": lambda s: [{"token": s.joined.application}],
    "networks.invitation": lambda s: [{"token": s.joined.invitation}],
    "networks.show": lambda s: [{"slug": "effektgruppen"}, *_network(s)],
    "networks_agreements.index": lambda s: [{}, {"standing": "expired"}, {"q": "Petra"}],
    "networks_agreements.show": lambda s: _agreements(s, *s.joined.agreements),
    **{
        f"networks_agreements.{act}": lambda s: _agreements(s, "project")
        for act in ("edit", "end", "renew")
    },
    "networks_agreements.find_party": lambda s: _agreements(s, "mou", q="Nätverket"),
    "networks_agreements.party": lambda s: [
        {
            "agreement_id": s.joined.agreements["mou"],
            "organisation_id": s.joined.organisation,
        }
    ],
    **{
        f"partners.{view}": _own_organisation
        for view in (
            "organisation",
            "edit_organisation",
            "ask_for_change",
            "create_showing",
            "people",
            "invite",
            "visits",
        )
    },
    "partners.edit_showing": lambda s: _own_organisation(s, showing_id=s.own.showing),
    "partners.delete_showing": lambda s: _own_organisation(s, showing_id=s.own.showing),
    "partners.rename": lambda s: _own_organisation(s, role_id=s.own.colleague),
    "partners.end": lambda s: [
        *_own_organisation(s, role_id=s.own.colleague),
        *_own_organisation(s, role_id=s.own.own_role),
    ],
    "networks_agreements_partner.show": lambda s: _agreements(s, "pre_procurement"),
    "networks_partner.apply": _network,
    "networks_partner.leave": lambda s: _network(s, membership_id=s.joined.own_membership),
    "networks_staff.admit_member": lambda s: _network(s, organisation_id=s.joined.organisation),
    "networks_staff.find_member": lambda s: _network(s, q="Nätverket"),
    "networks_staff.index": lambda s: [{}, {"show": "ended"}],
    "meetings_partner.call": lambda s: _meetings(s, "planned", "called"),
    "meetings_partner.cancel": lambda s: _meetings(s, "planned", "called"),
    "meetings_partner.drop": _invitee,
    "meetings_partner.edit": lambda s: _meetings(s, "planned", "called"),
    "meetings_partner.index": lambda s: [{}, {"network": s.met.network}],
    "meetings_partner.invitee": _invitee,
    "meetings_partner.show": lambda s: [
        *_meetings(s, "planned", "called"),
        {"meeting_id": s.minutes.meeting},
    ],
    "meeting_place_partner.book": lambda s: [{"room_id": s.lent.rooms[0], "day": "2026-12-17"}],
    "meeting_place_partner.bookings": lambda s: [{"show": each} for each in ("mine", "all")],
    "meeting_place_partner.find": lambda s: [{}, FIND],
    "on_the_day.fault": lambda s: [{"room_id": s.lent.rooms[0], "key": fault_key(s.lent.rooms[0])}],
    "on_the_day.screen": lambda s: [{"token": token} for token in s.screens],
    "on_the_day_staff.revoke": lambda s: [{"screen_id": 1}],
    "resources.edit_lending": lambda s: [{"resource_id": each} for each in s.lent.rooms],
    "resources.edit_host": lambda s: [{"resource_id": s.host.id}],
    "resources.retire": lambda s: [{"resource_id": s.offer.stops[0].resource_id}],
    "resources.show": lambda s: [
        {"resource_id": s.host.id},
        {"resource_id": s.offer.stops[0].resource_id},
    ],
    "resources_hours.remove": lambda s: [{"from": f"{OPEN_FROM.valid_from}"}],
    "resources_hours.reopen": lambda s: [{"closure_id": s.closure.id}],
    "scheduling.bookings": lambda s: [{"closure_id": s.closure.id}],
    "visits.address": lambda s: _own(s, "unverified"),
    "visits.answer": lambda s: _own(s, "incomplete"),
    "visits.book": lambda s: [{"slug": s.offer.slug, "group_size": 18, "choice": CHOSEN}],
    "visits.cancel": lambda s: _own(s, "confirmed"),
    "visits.confirm": lambda s: _own(s, "unverified", key=confirm_key(s.visits["unverified"])),
    "visits.details": lambda s: _own(s, "confirmed"),
    "visits.headcount": lambda s: _own(s, "confirmed"),
    "visits.host_ask": lambda s: [{"token": ask_token(asked)} for asked in s.ask.asked],
    "visits.join": lambda s: [
        {"slug": walk.offer.slug, "event_id": walk.event_id} for walk in (s.walk, s.cancelled_walk)
    ],
    "visits.manage": lambda s: _own(s, "confirmed", "unverified", *OPEN[:-1], *PAST),
    "visits.move": lambda s: [
        *_own(s, "confirmed"),
        *_own(s, "confirmed", choice=CHOSEN[0]),
        *_own(s, "confirmed", to=CHOSEN[0]),
    ],
    "visits.refuse": lambda s: _own(s, "offered"),
    "visits.show": lambda s: [
        {"slug": s.offer.slug, "group_size": 18, "choice": CHOSEN},
        {"slug": s.walk.offer.slug},
    ],
    "visits_staff.ask_hosts": lambda s: _staff(s, "received", "confirmed"),
    "visits_staff.ask_walk_hosts": lambda s: _walks(s.walk),
    "visits_staff.archive": lambda s: _staff(s, "followed_up"),
    "visits_staff.ask": lambda s: _staff(s, "received"),
    "visits_staff.calendar": lambda s: [{"week": "2026-W51"}, {"month": "2026-12"}],
    "visits_staff.call_off": lambda s: _staff(s, "confirmed"),
    "visits_staff.call_off_walk": lambda s: _walks(s.walk),
    "visits_staff.move_walk": lambda s: _walks(s.walk),
    "visits_staff.cancel": lambda s: _staff(s, "confirmed"),
    "visits_staff.confirm": lambda s: _staff(s, "received"),
    "visits_staff.add_address": lambda s: _staff(s, "called"),
    "visits_staff.decline": lambda s: _staff(s, "received"),
    "visits_staff.edit_offer": lambda s: [{"slug": s.offer.slug}],
    "visits_staff.enter": lambda s: [{"slug": s.offer.slug}],
    "visits_staff.figures": lambda s: [{"period": "2026"}, {"period": "2026-11"}],
    "visits_staff.follow_up": lambda s: _staff(s, "completed"),
    "visits_staff.headcount": lambda s: _staff(s, "confirmed"),
    "visits_staff.index": lambda s: [{}, {"stage": "all"}],
    "visits_staff.move": lambda s: _staff(s, "confirmed"),
    "visits_staff.offer": lambda s: [{"slug": s.offer.slug}, {"slug": s.walk.offer.slug}],
    "visits_staff.preview": lambda s: [{"slug": s.offer.slug}],
    "visits_staff.propose": lambda s: _staff(s, "received"),
    "visits_staff.reassign": lambda s: _staff(s, "confirmed"),
    "visits_staff.report": lambda s: _staff(s, "due"),
    "visits_staff.report_walk": lambda s: _walks(s.old_walk),
    "visits_staff.schedule": lambda s: [{"slug": s.walk.offer.slug}],
    "visits_staff.show": lambda s: _staff(s, *OPEN, *PAST),
    "visits_staff.walk_hosts": lambda s: _walks(s.walk),
    "visits_staff.walk": lambda s: _walks(s.walk, s.old_walk),
}
# Pages of a network that those see who are in it, and those who lead it; what else they take.
IN_NETWORK: dict[str, Callable[[Scene], Values]] = {
    "show": lambda s: {},
    "members": lambda s: {},
    "membership": lambda s: {"membership_id": s.joined.membership},
    "charter": lambda s: {},
    "charter_version": lambda s: {"number": 1},
}
LEADING: dict[str, Callable[[Scene], Values]] = {
    "edit": lambda s: {},
    "create_group": lambda s: {},
    "edit_charter": lambda s: {},
    "change_circle": lambda s: {"membership_id": s.joined.membership},
    "end_member": lambda s: {"membership_id": s.joined.membership},
    "seat_person": lambda s: {"membership_id": s.joined.own_membership},
    "unseat": lambda s: {"seat_id": s.joined.own_seat},
    "appoint": lambda s: {},
    "step_down": lambda s: {"office_id": s.joined.office},
    "admissions": lambda s: {},
    "admission": lambda s: {"admission_id": s.joined.admissions["waiting"]},
    "invite_member": lambda s: {},
}


# The same for pages that show something of the person's own; nothing for whom they show nothing.
OWN_SAMPLES: dict[str, Callable[[Scene, User], Sequence[Values]]] = {
    # Staff who do not plan are led to the page that all have; Dana alone keeps a need.
    **{
        f"needs_{side}.{act}": lambda s, person, side=side, act=act: (
            _led_need(s, side, act) if side == "partner" or may_plan(person) else []
        )
        for side in ("partner", "staff")
        for act in LED
    },
    "needs_staff.send_back": lambda s, person: [{"reference": s.needs.proposed}],
    "needs_staff.create": lambda s, person: [{}] if may_plan(person) else [],
    "directory.edit_search": lambda s, person: [{"search_id": 1}] if may_plan(person) else [],
    "directory.remove_search": lambda s, person: [{"search_id": 1}] if may_plan(person) else [],
    "delegations_host.day": lambda s, person: _taking_part(s) if may_plan(person) else [],
    "delegations_host.item": lambda s, person: (
        [{"item_id": s.parties.item.id}] if leads(s, person) else []
    ),
    "meeting_place.answer_order": lambda s, person: (
        [{"order_id": s.lent.order_id}] if may_plan(person) else []
    ),
    "meeting_place.cancel": lambda s, person: (
        _bookings(s, "confirmed", "series") if may_plan(person) else []
    ),
    "meeting_place.change": lambda s, person: (
        _bookings(s, "confirmed", "series") if may_plan(person) else []
    ),
    "meeting_place.edit_rule": lambda s, person: _bookings(s, "series") if may_plan(person) else [],
    **{
        f"networks_{side}.{act}": lambda s, person, values=values, side=side: (
            _network(s, **values(s)) if side == "partner" or may_plan(person) else []
        )
        for side in ("staff", "partner")
        for act, values in LEADING.items()
    },
    **{
        f"networks_{side}.{act}": lambda s, person, values=values: _network(s, **values(s))
        for side in ("staff", "partner")
        for act, values in IN_NETWORK.items()
    },
    # Staff have no place of their own here; ending a network is not a chair's.
    **{
        f"networks_{side}.{act}": lambda s, person, side=side: (
            _network(s) if side == "partner" else []
        )
        for side in ("staff", "partner")
        for act in ("place", "end_place")
    },
    "networks_staff.end": lambda s, person: _network(s) if may_plan(person) else [],
    "networks_partner.end": lambda s, person: [],
    **{
        endpoint: lambda s, person, values=values: [values(s.minutes)] if may_plan(person) else []
        for endpoint, values in minutes.WRITING.items()
    },
    "newsletters.show": lambda s, person: _mailings(s, person, s.mailings.draft, s.mailings.sent),
    "newsletters.change": lambda s, person: _mailings(s, person, s.mailings.draft),
    "newsletters.discard": lambda s, person: _mailings(s, person, s.mailings.draft),
    "newsletters.receivers": lambda s, person: _mailings(s, person, s.mailings.sent),
    "newsletters.stop": lambda s, person: _mailings(s, person, s.mailings.sent),
    "newsletters.create": lambda s, person: [{}] if _mailings(s, person, 1) else [],
    "newsletters_partner.show": lambda s, person: _mailings(
        s, person, s.mailings.draft, s.mailings.sent
    ),
    "newsletters_partner.change": lambda s, person: _mailings(s, person, s.mailings.draft),
    "newsletters_partner.discard": lambda s, person: _mailings(s, person, s.mailings.draft),
    "newsletters_partner.receivers": lambda s, person: _mailings(s, person, s.mailings.sent),
    "newsletters_partner.stop": lambda s, person: _mailings(s, person, s.mailings.sent),
    "newsletters_partner.create": lambda s, person: [{}] if _mailings(s, person, 1) else [],
    "needs_introductions.create": lambda s, person: (
        [{"need": s.market.need, "offer": s.market.offer}] if may_plan(person) else []
    ),
    "needs_introductions.show": lambda s, person: _introductions(s) if may_plan(person) else [],
    "needs_offers.create": lambda s, person: (
        [{"organisation": s.market.organisation}] if may_plan(person) else []
    ),
    "needs_offers.edit": lambda s, person: (
        _offers(s, s.market.own_offer) if may_plan(person) else []
    ),
    "needs_offers.for_need": lambda s, person: (
        [{"reference": s.market.need}] if may_plan(person) else []
    ),
    "needs_offers.withdraw": lambda s, person: (
        _offers(s, s.market.offer) if may_plan(person) else []
    ),
    "meetings.call": lambda s, person: _led(s, person, "planned", "called"),
    "meetings.cancel": lambda s, person: _led(s, person, "called"),
    "meetings.drop": _invitee,
    "meetings.edit": lambda s, person: _led(s, person, "called"),
    "meetings.invitee": _invitee,
    "meetings.create_series": lambda s, person: [{}] if may_plan(person) else [],
    "meetings.create": lambda s, person: [{"network": s.met.network}] if may_plan(person) else [],
    "meeting_place_partner.edit_rule": lambda s, person: _bookings(s, "asked"),
    "meeting_place_partner.cancel": lambda s, person: _bookings(s, "requested"),
    "meeting_place_partner.check_in": lambda s, person: _bookings(s, "requested"),
    "meeting_place_partner.change": lambda s, person: _bookings(s, "requested"),
    "meeting_place_partner.show": lambda s, person: _bookings(s, "requested"),
    "feeds.revoke": lambda s, person: [{"subscription_id": s.subscriptions[person.id]}],
    "hosting.change_absence": lambda s, person: (
        [{"absence_id": s.absence.id}] if leads(s, person) else []
    ),
    "hosting.come_back": lambda s, person: (
        [{"absence_id": s.absence.id}] if leads(s, person) else []
    ),
    "hosting.edit_calendar": lambda s, person: [{}] if leads(s, person) else [],
    "hosting.edit_hours": lambda s, person: (
        [{}, {"from": f"{OPEN_FROM.valid_from}"}] if leads(s, person) else []
    ),
    "hosting.go_away": lambda s, person: [{}] if leads(s, person) else [],
    "hosting.remove_calendar": lambda s, person: [{}] if leads(s, person) else [],
    "hosting.remove_hours": lambda s, person: (
        [{"from": f"{OPEN_FROM.valid_from}"}] if leads(s, person) else []
    ),
    "hosting.time": lambda s, person: [{}] if leads(s, person) else [],
    "visits_host.ask": lambda s, person: (
        [{"asked_id": s.ask.asked[0].id}] if leads(s, person) else []
    ),
    "visits_host.give_away": lambda s, person: _staff(s, "confirmed") if leads(s, person) else [],
    "visits_host.give_walk_away": lambda s, person: _events(s.walk) if leads(s, person) else [],
    "visits_host.take": lambda s, person: [{"swap_id": s.swap.id}] if leads(s, person) else [],
    "visits_host.report": lambda s, person: _staff(s, "due") if leads(s, person) else [],
    "visits_host.report_walk": lambda s, person: _events(s.old_walk) if leads(s, person) else [],
    "visits_host.visit": lambda s, person: (
        _staff(s, "confirmed", "due") if leads(s, person) else []
    ),
    "visits_host.walk": lambda s, person: _events(s.walk) if leads(s, person) else [],
}


def _programme(scene: Scene, **more: Any) -> list[Values]:
    return [{"reference": scene.guests.delegation.reference, **more}]


def _absence(scene: Scene) -> Values:
    return {"resource_id": scene.host.id, "absence_id": scene.absence.id}


def _agreements(scene: Scene, *types: str, **more: Any) -> list[Values]:
    return [{"agreement_id": scene.joined.agreements[type_], **more} for type_ in types]


def leads(scene: Scene, person: User) -> bool:
    """Tell whether somebody leads the tours of the scene."""
    return person.id == scene.host.host.user_id


def _bookings(scene: Scene, *names: str) -> list[Values]:
    return [{"booking_id": scene.lent.bookings[name]} for name in names]


def _meetings(scene: Scene, *names: str) -> list[Values]:
    return [{"meeting_id": scene.met.meetings[name]} for name in names]


def _led(scene: Scene, person: User, *names: str) -> list[Values]:
    return _meetings(scene, *names) if may_plan(person) else []


def _delegations(scene: Scene, *names: str) -> list[Values]:
    return [{"reference": scene.delegations[name].reference} for name in names]


def _enquiries(scene: Scene, *names: str) -> list[Values]:
    return [
        {"reference": each.reference, "key": enquiry_key(each)}
        for each in (scene.delegations[name] for name in names)
    ]


def _events(*walks: OpenWalk) -> list[Values]:
    return [{"event_id": walk.event_id} for walk in walks]


def _walks(*walks: OpenWalk) -> list[Values]:
    return [{"slug": walk.offer.slug, "event_id": walk.event_id} for walk in walks]


def addresses_of(
    app: ArenaFlask, scene: Scene, person: User | None = None, language: str = "sv"
) -> tuple[list[str], list[str]]:
    """Return the address of every page that `person` may open; of public pages for a stranger.

    First one of each kind of page, then what else there is of the same kinds.
    """
    first: list[str] = []
    more: list[str] = []
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    for rule in sorted(rules, key=lambda rule: rule.endpoint):
        access = rule_of(rule.endpoint)
        may_open = access is public if person is None else access is not public and access(person)
        if rule.endpoint in NOT_PAGES or not may_open:
            continue
        given = {"lang": language} if "lang" in rule.arguments else {}
        found = [
            url_for(rule.endpoint, **given, **values)
            for values in _values(rule.endpoint, scene, person)
        ]
        first += found[:1]
        more += found[1:]
    return first, more


def _mailings(scene: Scene, person: User, *numbers: int) -> Sequence[Values]:
    """Return mailings for those who plan, and for Petra, who chairs the network that they go to."""
    may_write = may_plan(person) or person.email == "petra@arena.example"
    return [{"mailing_id": number} for number in numbers] if may_write else []


def _values(endpoint: str, scene: Scene, person: User | None) -> Sequence[Values]:
    if endpoint in OWN_SAMPLES:
        return OWN_SAMPLES[endpoint](scene, person) if person else []
    return SAMPLES[endpoint](scene) if endpoint in SAMPLES else [{}]


def without_sample(app: ArenaFlask) -> list[str]:
    """Return the endpoints whose addresses take values that nobody has given here."""
    known = NOT_PAGES | SAMPLES.keys() | OWN_SAMPLES.keys()
    return sorted(
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and rule.arguments - {"lang"}
        and rule.endpoint not in known
    )
