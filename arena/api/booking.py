"""The one call that writes: a visit is asked for, once for each idempotency key."""

from __future__ import annotations

import json

from flask import Response

from arena import db
from arena.api import problems, services
from arena.api.forms import VisitForm
from arena.api.schemas import FieldProblem, VisitReceipt, VisitRequest
from arena.audit.models import API
from arena.visits.links import manage_url
from arena.visits.models import Offer, Visit
from arena.visits.services import BookingRequest, request_visit
from arena.visits.services.errors import TimeTaken, TooManyMails, WrongGroupSize


def answer(offer: Offer, body: VisitRequest, key: str | None) -> Response:
    """Ask for the visit that `body` describes, and answer with its receipt.

    A request that came before with the same `key` is not done again: its receipt is given again.
    """
    form = VisitForm.of(body)
    if not form.validate():
        return problems.problem(
            422, "Some of what was sent cannot be used.", errors=form.problems()
        )
    said = json.dumps([offer.slug, body.model_dump(mode="json")], sort_keys=True)
    answered = services.find_answered(key, said) if key else None
    if answered is not None:
        return _receipt(db.session.get_one(Visit, answered))
    try:
        with db.transaction():
            if key:
                services.claim(key, said)
            visit = request_visit(offer, _request(body, form), by=API)
            if key:
                services.remember(key, visit.id)
    except TimeTaken as error:
        return problems.problem(409, error.message, nearest=error.nearest)
    except TooManyMails as error:
        wait = {"Retry-After": str(error.seconds_left)}
        return problems.problem(429, error.message, headers=wait)
    except WrongGroupSize as error:
        return wrong_group(error)
    return _receipt(visit)


def wrong_group(error: WrongGroupSize) -> Response:
    """Say the limit, and which offers take the group."""
    fitting = ", ".join(offer.slug for offer in error.fitting)
    words = f"{error.message} Offers for this group: {fitting}." if fitting else error.message
    wrong = FieldProblem(field="group_size", message=str(words))
    return problems.problem(422, error.message, errors=[wrong])


def _request(body: VisitRequest, form: VisitForm) -> BookingRequest:
    contact_language = body.contact_language or ("sv" if body.language == "sv" else "en")
    return BookingRequest(
        starts_at=body.starts_at,
        alternatives=tuple(body.alternatives),
        group_size=body.group_size,
        language=body.language,
        organisation_name=form.organisation.data,
        organisation_type=body.organisation_type,
        organisation_number=form.organisation_number.data,
        country=form.country.data,
        contact_name=form.contact_name.data,
        contact_email=form.contact_email.data,
        contact_phone=form.contact_phone.data,
        contact_language=contact_language,
        purpose=form.purpose.data,
        questions=form.questions.data,
    )


def _receipt(visit: Visit) -> Response:
    receipt = VisitReceipt(
        reference=visit.reference, status=visit.state, manage_url=manage_url(visit)
    )
    return Response(receipt.model_dump_json(), 201, mimetype="application/json")
