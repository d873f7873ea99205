"""What those who follow a need are told: the same, at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from arena import db
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.needs.mail.letters import Letter, need_of, page_url, rows_of
from arena.needs.models import Need, NeedChange, NeedFollower, NeedOutcome, NeedQuestion
from arena.needs.queries.listing import list_changes
from arena.needs.rules.ladder import SHOWN
from arena.needs.services.notices import follow_token
from arena.needs.words import changed_labels, need_said, need_title, outcome_kind
from arena.web.addresses import absolute_url

Part = dict[str, Any]


def gather_news(message: Message) -> dict[str, Any]:
    """Return what is new; raise `NoLongerTrue` for who has stopped following before it went out."""
    need = need_of(message)
    if need.state not in SHOWN:
        raise NoLongerTrue(N_("The need is not published."))
    number = message.params.get("follower_id")
    follower = db.session.get(NeedFollower, number) if number else None
    if number and follower is None:
        raise NoLongerTrue(N_("The address has stopped following the need."))
    said = _PARTS[message.params["what"]](need, message)
    end = {}
    if follower is not None:
        end = {
            "end_words": _("Stop following this need"),
            "end_url": absolute_url("needs.link", token=follow_token(follower)),
        }
    letter = Letter(
        **{
            "button_words": _("Read it on the need’s page"),
            "button_url": page_url(need),
            "rows": rows_of(need),
            "why_words": _("You get this e-mail because you follow a need, or have to do with it."),
            **end,
            **said,
        }
    )
    return letter.variables()


def _answered(need: Need, message: Message) -> Part:
    question = _question(message)
    return {
        "subject_words": _("A question is answered: %(title)s", title=need_title(need)),
        "heading_words": _("A question is answered"),
        "lead_words": _("Everybody can read the question and the answer since the same moment."),
        "quoted": need_said(question, "question").text,
        "words": need_said(question, "answer").text,
        "button_url": page_url(need, f"question-{question.id}"),
    }


def _corrected(need: Need, message: Message) -> Part:
    return _answered(need, message) | {
        "subject_words": _("An answer is corrected: %(title)s", title=need_title(need)),
        "heading_words": _("An answer is corrected"),
        "lead_words": _("This is the answer that holds now."),
    }


def _changed(need: Need, message: Message) -> Part:
    change = _change(need, message)
    return {
        "subject_words": _("Changed: %(title)s", title=need_title(need)),
        "heading_words": _("The need has changed"),
        "lead_words": _(
            "This was changed: %(what)s. The page shows what stood there before, and what"
            " stands there now.",
            what=changed_labels(change),
        ),
        "words": need_said(change, "words").text,
        "button_url": page_url(need, "changes"),
    }


def _closed(need: Need, message: Message) -> Part:
    own, other = ("words_sv", "words_en")
    if message.language == "en":
        own, other = other, own
    return {
        "subject_words": _("The dialogue is closed: %(title)s", title=need_title(need)),
        "heading_words": _("The dialogue is closed"),
        "lead_words": _(
            "Nobody can ask or show interest any more. All who follow the need, and all who have"
            " shown interest, get this same e-mail."
        ),
        "words": message.params.get(own) or message.params.get(other) or "",
    }


def _outcome(need: Need, message: Message) -> Part:
    outcome = db.session.get(NeedOutcome, message.params["outcome_id"])
    if outcome is None:
        raise NoLongerTrue(N_("The need is no longer kept."))
    return {
        "subject_words": _("What came of it: %(title)s", title=need_title(need)),
        "heading_words": _("What came of the need"),
        "lead_words": _("All who follow the need, and all who have shown interest, are told this."),
        "words": need_said(outcome, "words").text,
        "rows": [
            *rows_of(need),
            (_("What came of it"), outcome_kind(outcome)),
            (_("Registration number"), outcome.registration_number),
            (_("Name"), outcome.link_text),
            (_("Address on the web"), outcome.link),
        ],
    }


def _withdrawn(need: Need, message: Message) -> Part:
    return {
        "subject_words": _("Withdrawn: %(title)s", title=need_title(need)),
        "heading_words": _("The need is withdrawn"),
        "lead_words": _("Its owner does not seek this any more."),
        "words": need_said(need, "withdrawn").text,
    }


_PARTS: dict[str, Callable[[Need, Message], Part]] = {
    "answered": _answered,
    "corrected": _corrected,
    "changed": _changed,
    "closed": _closed,
    "outcome": _outcome,
    "withdrawn": _withdrawn,
}


def _question(message: Message) -> NeedQuestion:
    question = db.session.get(NeedQuestion, message.params["question_id"])
    if question is None:
        raise NoLongerTrue(N_("The question is no longer kept."))
    return question


def _change(need: Need, message: Message) -> NeedChange:
    found = [each for each in list_changes(need) if each.number == message.params["number"]]
    if not found:
        raise NoLongerTrue(N_("The need is no longer kept."))
    return found[0]
