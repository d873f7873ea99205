"""The answer of somebody who is asked to receive a delegation: a page behind a mailed link."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import db
from arena.audit.models import INVITED, Actor
from arena.delegations.forms.people import AnswerForm, ProposalForm
from arena.delegations.mail.parties import group_rows, item_rows, lead_row
from arena.delegations.models import ItemParty
from arena.delegations.queries.parties import find_party, standing_of
from arena.delegations.rules.asking import ANSWERS, Reply, Standing
from arena.delegations.services.asking import mark_of, propose, say_no, say_yes
from arena.errors import Conflict, Invalid, NotFound
from arena.web import filters
from arena.web.access import access, public
from arena.web.forms import Form
from arena.web.private import private

blueprint = Blueprint("delegations_parties", __name__, url_prefix="/<lang>")
_THANKS = {
    Reply.YES: _l("Thank you! The entry for your calendar comes by e-mail."),
    Reply.NO: _l("Thank you for answering."),
    Reply.OTHER_TIME: _l("Thank you! The coordinator looks at it, and you hear from us."),
}


@blueprint.route("/receive/<token>", methods=["GET", "POST"])
@access(public)
@private
def receive(token: str) -> ResponseReturnValue:
    """Show the question, or how it stands; only pressing a button answers."""
    party = find_party(token)
    if party is None:
        raise NotFound(
            _l(
                "This link leads to no question. If you have been asked again since, use the link"
                " of the latest e-mail; else copy the whole link."
            )
        )
    plain, other = AnswerForm(prefix="plain"), ProposalForm(prefix="other")
    answer = request.form.get("answer")
    is_other = answer == Reply.OTHER_TIME
    pressed: Form = other if is_other else plain
    if answer and pressed.validate_on_submit() and _answer(party, answer, plain, other):
        return redirect(url_for("delegations_parties.receive", token=token), 303)
    return _show(party, plain, other, pressed)


def _answer(party: ItemParty, answer: str, plain: AnswerForm, other: ProposalForm) -> bool:
    """Take an answer down; tell whether that was possible, or say on the form why not."""
    by = _who(party)
    acts: dict[str, Callable[[], None]] = {
        Reply.YES: lambda: say_yes(party, words=plain.words.data, about=plain.about.data, by=by),
        Reply.NO: lambda: say_no(party, words=plain.words.data, about=plain.about.data, by=by),
        Reply.OTHER_TIME: lambda: propose(
            party, other.proposed_at, words=other.words.data, about=other.about.data, by=by
        ),
    }
    act = acts.get(answer)
    form: Form = other if answer == Reply.OTHER_TIME else plain
    if act is None:
        return False
    try:
        with db.transaction():
            act()
    except Invalid as error:
        form.refuse(error.field, error.message)
        return False
    except Conflict as error:
        form.refuse(None, error.message)
        return False
    flash(str(_THANKS[Reply(answer)]), "success")
    return True


def _show(
    party: ItemParty, plain: AnswerForm, other: ProposalForm, pressed: Form
) -> ResponseReturnValue:
    stands = standing_of(party)
    mark = mark_of(party)
    for form in (plain, other):
        form.about.data = mark
    item = party.item
    rows = [*item_rows(item, party), *group_rows(item)]
    if stands in (Standing.YOURS, Standing.MOVED):
        rows.append(lead_row(item))
    page = render_template(
        "delegations_parties/receive.html",
        party=party,
        item=item,
        delegation=item.delegation,
        standing=stands,
        answers=ANSWERS[stands],
        rows=[(label, value or None) for label, value in rows],
        was=_was(party),
        plain=plain,
        other=other,
        form=pressed,
    )
    if stands == Standing.OVER:
        return page, 410
    return page, 400 if pressed.error_list else 200


def _was(party: ItemParty) -> str:
    """Return the time that somebody was asked about, where it is another one now."""
    starts_at, ends_at, event = party.asked_starts_at, party.asked_ends_at, party.item.event
    if starts_at is None or ends_at is None:
        return ""
    if (starts_at, ends_at) == (event.starts_at, event.ends_at):
        return str(_("the place was another")) if party.asked_place != event.place_sv else ""
    return filters.span(starts_at, ends_at)


def _who(party: ItemParty) -> Actor:
    """Return who answers: one of the arena's own, or somebody who has no account."""
    host = party.resource.host if party.resource else None
    return Actor.user(host.user_id) if host else INVITED
