"""Seeing to a request: what staff do before, or instead of, confirming it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from arena import clock, db
from arena.audit.models import Actor
from arena.directory import services as directory
from arena.directory.models import Organisation, OrganisationType
from arena.directory.rules import telling_domains
from arena.directory.services import OrganisationFacts
from arena.events.models import EventStatus
from arena.resources.models import Resource
from arena.resources.queries.working_days import working_days
from arena.scheduling.services import send
from arena.visits.models import DeclineReason, Visit, VisitQuestion
from arena.visits.queries.holdings import Places
from arena.visits.rules.deadlines import offered_hold
from arena.visits.rules.ladder import Act
from arena.visits.services import notices
from arena.visits.services.acting import doing, promise_answer
from arena.visits.services.arranging import Arrangement, arrange, let_go
from arena.visits.services.confirming import first_elsewhere
from arena.visits.services.errors import NoWords
from arena.visits.services.holding import chosen_hosts, fitting_hosts, fitting_place, hold_free
from arena.visits.services.requests import check_time


def start_review(visit: Visit, *, handler_id: int, by: Actor, version: int | None = None) -> None:
    """Take a request on, from nobody or from a colleague: `handler_id` is the user who does."""
    with doing(visit, Act.START_REVIEW, by=by, version=version, handler=handler_id):
        visit.handled_by_id = handler_id
        if visit.answer_by is None:
            promise_answer(visit, starts_at=visit.event.starts_at)


def ask_for_more(visit: Visit, question: str, *, by: Actor, version: int | None = None) -> None:
    """Ask the booker for what is missing; the time stays held. Raises `NoWords`."""
    with doing(visit, Act.ASK_FOR_MORE, by=by, version=version):
        if not question.strip():
            raise NoWords("question")
        visit.questions_asked.append(VisitQuestion(question=question.strip(), asked_at=clock.now()))
        send(visit.event, notices.to_booker(visit, "asked"))


def propose_time(
    visit: Visit,
    *,
    starts_at: datetime,
    words: str = "",
    host_ids: Sequence[int] | None = None,
    place_id: int | None = None,
    by: Actor,
    version: int | None = None,
) -> None:
    """Propose another time and hold it until the booker answers; the time asked for is given back.

    Without `host_ids` the hosts with the least to do are held. Any hour may be proposed.
    Raises `NotOffered` for a time that has passed, `TimeTaken`, and what `confirm_visit` raises.
    """
    with doing(visit, Act.PROPOSE, by=by, version=version) as detail:
        check_time(visit.offer, starts_at, is_vouched=True)
        visit.reply_words = words.strip()
        visit.hold_until = offered_hold(clock.now(), starts_at, clock.zone(), working_days())
        places = first_elsewhere(visit.offer, fitting_place(place_id, visit.group_size))
        _hold_proposed(visit, starts_at, host_ids, places, by)
        detail["starts_at"] = starts_at.isoformat(timespec="minutes")


def decline_visit(
    visit: Visit,
    *,
    reason: DeclineReason,
    words: str = "",
    referred_to: str = "",
    by: Actor,
    version: int | None = None,
) -> None:
    """Decline a request for a reason, in own words too; `referred_to` may receive the group."""
    with doing(visit, Act.DECLINE, by=by, version=version, reason=str(reason)):
        visit.decline_reason = reason
        visit.closing_words = words.strip()
        visit.referred_to = referred_to.strip()
        let_go(visit, template="declined", by=by)


def link_organisation(
    visit: Visit, organisation: Organisation | None, *, by: Actor, version: int | None = None
) -> None:
    """Say which organisation of the directory the visit is from; None says that none is known."""
    with doing(visit, Act.LINK, by=by, version=version) as detail:
        visit.organisation = organisation
        db.session.flush()
        detail["organisation"] = visit.organisation_id


def create_organisation(
    visit: Visit,
    type_: OrganisationType,
    *,
    by: Actor,
    version: int | None = None,
) -> Organisation:
    """Put the visit's organisation into the directory, as the booker wrote it, and link it.

    Raises `arena.directory.services.NumberTaken` when the directory has its number already.
    """
    facts = OrganisationFacts(
        name=visit.organisation_name,
        type=type_,
        country=visit.country,
        number=visit.organisation_number or "",
        email_domain=next(iter(telling_domains(visit.contact_email or "")), ""),
    )
    with doing(visit, Act.LINK, by=by, version=version) as detail:
        organisation = directory.create_organisation(facts, by=by)
        visit.organisation = organisation
        detail["organisation"] = organisation.id
    return organisation


def note(visit: Visit, staff_note: str, *, by: Actor, version: int | None = None) -> None:
    """Keep what only staff should read about a visit."""
    with doing(visit, Act.NOTE, by=by, version=version):
        visit.staff_note = staff_note.strip()


def _hold_proposed(
    visit: Visit,
    starts_at: datetime,
    host_ids: Sequence[int] | None,
    places: Places,
    by: Actor,
) -> None:
    """Hold a proposed time, with these hosts or with those who have the least to do."""

    def propose(hosts: Sequence[Resource]) -> None:
        wanted = Arrangement(
            starts_at=starts_at, hosts=hosts, places=places, status=EventStatus.TENTATIVE
        )
        arrange(visit, wanted, template="proposed", by=by)

    size, language = visit.group_size, visit.language
    if host_ids:
        propose(fitting_hosts(visit.offer, host_ids, group_size=size, language=language))
        return
    hold_free(
        visit.offer,
        starts_at,
        lambda choice: propose(chosen_hosts(choice)),
        group_size=size,
        language=language,
        ignore_event=visit.event_id,
        any_hours=True,
    )
