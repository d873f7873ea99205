"""What mails to who leads a need, to those who plan, and to one who asked say."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from arena import db
from arena.accounts.policy import is_partner
from arena.accounts.queries import find_user_by_email
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.needs.mail.letters import Letter, need_of, page_url, rows_of
from arena.needs.models import (
    Need,
    NeedFollower,
    NeedInterest,
    NeedQuestion,
    NeedState,
    QuestionState,
)
from arena.needs.queries.following import has_unconfirmed
from arena.needs.queries.leading import leaders_of
from arena.needs.queries.listing import count_unanswered
from arena.needs.services.notices import follow_token
from arena.needs.words import need_title
from arena.web import filters
from arena.web.addresses import absolute_url


def gather_confirm(message: Message) -> dict[str, Any]:
    """Return what asks an address to confirm itself."""
    need = need_of(message)
    follower = db.session.get(NeedFollower, message.params["follower_id"])
    if follower is None:
        raise NoLongerTrue(N_("The address has stopped following the need."))
    asks = has_unconfirmed(follower)
    if follower.confirmed_at is not None and not asks:
        raise NoLongerTrue(N_("The address is confirmed already."))
    title = need_title(need)
    return Letter(
        subject_words=_("Confirm your address: %(title)s", title=title),
        heading_words=_("One step left"),
        lead_words=_(
            "Somebody has written a question about this need with your address. Was it you? Press"
            " the button behind the link, and the question goes to the need’s owner."
        )
        if asks
        else _(
            "Somebody wants to follow this need with your address. Was it you? Press the button"
            " behind the link, and you get a mail when there is something new."
        ),
        rows=rows_of(need),
        button_words=_("Open the page with the button"),
        button_url=absolute_url("needs.link", token=follow_token(follower)),
        why_words=_(
            "If it was not you, do nothing: nothing happens, and the address is forgotten in a"
            " week."
        ),
    ).variables()


def gather_set_aside(message: Message) -> dict[str, Any]:
    """Return why a question was set aside, for who asked it."""
    need = need_of(message)
    question = db.session.get(NeedQuestion, message.params["question_id"])
    if question is None:
        raise NoLongerTrue(N_("The question is no longer kept."))
    return Letter(
        subject_words=_("About your question: %(title)s", title=need_title(need)),
        heading_words=_("Your question is set aside"),
        lead_words=_(
            "The need’s owner does not see who asked. These are the owner’s words to you."
        ),
        rows=rows_of(need),
        quoted=question.words,
        words=question.set_aside_words,
        button_words=_("Open the need’s page"),
        button_url=page_url(need),
    ).variables()


def gather_asked(message: Message) -> dict[str, Any]:
    """Return a new question, for who leads the need."""
    need = _led(message)
    question = db.session.get(NeedQuestion, message.params["question_id"])
    if question is None or question.state != QuestionState.ASKED:
        raise NoLongerTrue(N_("The question has an answer."))
    return Letter(
        subject_words=_("A question about %(title)s", title=need_title(need)),
        heading_words=_("Somebody asks about your need"),
        lead_words=_(
            "Answer on the need’s page. Question and answer become public at the same moment, and"
            " all who follow are told. Do not answer anybody by e-mail."
        ),
        rows=rows_of(need),
        quoted=question.words,
        button_words=_("Answer the question"),
        button_url=_desk(message, "answer", need, question_id=question.id),
    ).variables()


def gather_proposed(message: Message) -> dict[str, Any]:
    """Return what waits for the arena's yes."""
    need = need_of(message)
    if need.state != NeedState.PROPOSED:
        raise NoLongerTrue(N_("The need does not wait for a yes any more."))
    return Letter(
        subject_words=_("A need waits for your yes: %(title)s", title=need_title(need)),
        heading_words=_("A need waits for your yes"),
        lead_words=_("A partner wants to publish this need. Read it, and say yes or send it back."),
        rows=rows_of(need),
        button_words=_("Read the need"),
        button_url=_desk(message, "show", need),
    ).variables()


def gather_approved(message: Message) -> dict[str, Any]:
    """Return that a need is published, for who wrote it."""
    need = need_of(message)
    if need.published_at is None:
        raise NoLongerTrue(N_("The need is not published."))
    return Letter(
        subject_words=_("Published: %(title)s", title=need_title(need)),
        heading_words=_("Your need is published"),
        lead_words=_(
            "Questions come to who leads it. What you change from now on is said openly on the"
            " page, so that everybody has the same information."
        ),
        rows=rows_of(need),
        button_words=_("See to the need"),
        button_url=_desk(message, "show", need),
    ).variables()


def gather_sent_back(message: Message) -> dict[str, Any]:
    """Return what is to be changed first, for who wrote a need."""
    need = need_of(message)
    if need.state != NeedState.DRAFT:
        raise NoLongerTrue(N_("The need has gone on to another state."))
    return Letter(
        subject_words=_("Change something first: %(title)s", title=need_title(need)),
        heading_words=_("The arena asks you to change something first"),
        lead_words=_("The need is a draft again. Change it, and ask to publish it once more."),
        rows=rows_of(need),
        words=need.sent_back_words,
        button_words=_("Go on writing"),
        button_url=_desk(message, "edit", need),
    ).variables()


def gather_handed_over(message: Message) -> dict[str, Any]:
    """Return that somebody leads a need now."""
    need = _led(message)
    return Letter(
        subject_words=_("You lead a need: %(title)s", title=need_title(need)),
        heading_words=_("You lead this need"),
        lead_words=_("You answer its questions, and you alone see who shows interest."),
        rows=rows_of(need),
        button_words=_("See to the need"),
        button_url=_desk(message, "show", need),
    ).variables()


def gather_interest(message: Message) -> dict[str, Any]:
    """Return that interest is new or was withdrawn: whose, the owner reads when signed in."""
    need = _led(message)
    return Letter(
        subject_words=_("Interest in your need: %(title)s", title=need_title(need)),
        heading_words=_("Something is new among those who show interest"),
        lead_words=_(
            "Sign in to see it. Only who leads the need does; say nothing of it to others."
        ),
        rows=rows_of(need),
        button_words=_("Who shows interest"),
        button_url=_desk(message, "interest_list", need),
    ).variables()


def gather_interest_answered(message: Message) -> dict[str, Any]:
    """Return that the owner has written to one who has shown interest: what, their page says."""
    need = need_of(message)
    interest = db.session.get(NeedInterest, message.params["interest_id"])
    if interest is None or interest.answered_at is None:
        raise NoLongerTrue(N_("The interest has been withdrawn."))
    return Letter(
        subject_words=_("The need’s owner has answered: %(title)s", title=need_title(need)),
        heading_words=_("The need’s owner has answered you"),
        lead_words=_("Sign in to read the answer. Nobody else sees it."),
        rows=rows_of(need),
        button_words=_("Read the answer"),
        button_url=absolute_url("needs_partner.interest", reference=need.reference),
    ).variables()


def gather_reminder(message: Message) -> dict[str, Any]:
    """Return what waits for who leads a need: questions without an answer, or a passed day."""
    need = _led(message)
    waiting = count_unanswered([need]).get(need.id, 0)
    if message.params["about"] == "questions":
        if not waiting:
            raise NoLongerTrue(N_("The question has an answer."))
        heading = ngettext(
            "%(num)d question waits for your answer",
            "%(num)d questions wait for your answer",
            waiting,
        )
        lead = _("It has waited for more than three working days, and others wait for it too.")
    else:
        if need.state != NeedState.PUBLISHED:
            raise NoLongerTrue(N_("The need has gone on to another state."))
        heading = _("The last day for showing interest has passed")
        day = filters.day(need.interest_until) if need.interest_until else ""
        lead = _(
            "It was %(day)s. Close the dialogue, so that all who follow and all who have shown"
            " interest are told the same; or change the day, which all are told as well.",
            day=day,
        )
    return Letter(
        subject_words=f"{heading}: {need_title(need)}",
        heading_words=heading,
        lead_words=lead,
        rows=rows_of(need),
        button_words=_("See to the need"),
        button_url=_desk(message, "show", need),
    ).variables()


def _led(message: Message) -> Need:
    """Return a need, while the mail's receiver leads it."""
    need = need_of(message)
    if message.recipient_email not in {each.email for each in leaders_of(need)}:
        raise NoLongerTrue(N_("Somebody else leads the need now."))
    return need


def _desk(message: Message, view: str, need: Need, **values: Any) -> str:
    """Return an address at the desk of the mail's receiver."""
    user = find_user_by_email(message.recipient_email)
    side = "needs_partner" if user is not None and is_partner(user) else "needs_staff"
    return absolute_url(f"{side}.{view}", reference=need.reference, **values)
