"""What mails about offers, matches and introductions say, as it holds when they are sent."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena import clock, db
from arena.accounts.models import User
from arena.accounts.policy import is_staff
from arena.messages.kinds import N_, Kind, NoLongerTrue, register
from arena.messages.mail_topics import register_topic
from arena.messages.models import Message
from arena.needs.mail.letters import Letter
from arena.needs.models import Introduction, IntroductionSide, PartnerOffer
from arena.needs.offering_words import offer_title
from arena.needs.queries.introductions import asked_on, hindrance
from arena.needs.queries.noticing import News, list_news
from arena.needs.rules.introducing import Answer, Ending, IntroductionState, Side
from arena.needs.services.introduction_mail import side_token
from arena.needs.services.matching import MATCHES
from arena.needs.services.offering import still_token
from arena.needs.words import need_title
from arena.web import filters
from arena.web.addresses import absolute_url

_NOT_ASKED = N_("Nobody waits for this answer any more.")


def init_app(app: Flask) -> None:
    """Make the mails known, and those that may be refused."""
    register_topic(app, MATCHES, matches_name)
    register(
        app,
        Kind("needs/offer_still", _l("Does an offer still hold?"), gather_still, about=about_offer),
        Kind(
            "needs/matches",
            _l("New matches"),
            gather_matches,
            about=about_matches,
            topic=lambda params: MATCHES,
        ),
        *(
            Kind(name, label, gather, about=about_introduction)
            for name, label, gather in (
                ("needs/introduction_asked", _l("Proposed introduction"), gather_asked),
                ("needs/introduction_agreed", _l("Introduction of two"), gather_agreed),
                ("needs/introduction_closed", _l("No introduction"), gather_closed),
                ("needs/introduction_result", _l("What came of it?"), gather_result),
            )
        ),
    )


def matches_name(rest: str) -> str | None:
    """Return what mails about matches are called, for the page on which they are refused."""
    return None if rest else str(_("needs and offers that fit"))


def about_offer(message: Message) -> str:
    """Return what a mail is about, for staff."""
    offer = db.session.get(PartnerOffer, message.params["offer_id"])
    return message.subject if offer is None else offer_title(offer)


def about_matches(message: Message) -> str:
    """Return what a mail is about, for staff."""
    return str(_("Needs and offers"))


def about_introduction(message: Message) -> str:
    """Return what a mail is about, for staff."""
    introduction = db.session.get(Introduction, message.params["introduction_id"])
    return message.subject if introduction is None else need_title(introduction.need)


def gather_still(message: Message) -> dict[str, Any]:
    """Return what asks whether an offer still holds."""
    offer = db.session.get(PartnerOffer, message.params["offer_id"])
    expires = message.params["expires_on"]
    if offer is None or not offer.is_open or offer.expires_on.isoformat() != expires:
        raise NoLongerTrue(N_("The offer has been looked at meanwhile."))
    title = offer_title(offer)
    return Letter(
        subject_words=_("Does your offer still hold? %(title)s", title=title),
        heading_words=_("Does your offer still hold?"),
        lead_words=_(
            "You have offered this for a while. Press the button behind the link if it still holds;"
            " then it holds for another year. If you do nothing, it rests from %(day)s on.",
            day=filters.day(offer.expires_on),
        ),
        rows=[(_("Offer"), title), (_("Organisation"), offer.organisation.name)],
        button_words=_("Yes, it still holds"),
        button_url=absolute_url("needs_offers_public.still", token=still_token(offer)),
        why_words=_("You get this since you are the contact person of the offer."),
    ).variables()


def gather_matches(message: Message) -> dict[str, Any]:
    """Return what is new to somebody, of that what still fits and may still be seen."""
    user = db.session.get(User, message.params["user_id"])
    if user is None or not user.is_open:
        raise NoLongerTrue(N_("The account is closed."))
    wanted = {(pair[0], pair[1]) for pair in message.params["pairs"]}
    news = [each for each in list_news(user, told=True) if (each.need.id, each.offer.id) in wanted]
    if not news:
        raise NoLongerTrue(N_("What fitted is no longer sought or offered."))
    count = len(news) + max(0, message.params["more"])
    staff = is_staff(user)
    list_endpoint = "needs_introductions.index" if staff else "needs_offers_partner.index"
    return Letter(
        subject_words=ngettext("%(num)d new match", "%(num)d new matches", count),
        heading_words=ngettext("%(num)d new match", "%(num)d new matches", count),
        lead_words=_(
            "These speak of the same things. The reasons stand on the pages. Nobody is told of you"
            " unless you say so."
        ),
        rows=[_news_row(each) for each in news],
        button_words=_("Look at them"),
        button_url=_news_url(news, staff=staff)
        if len({each.need.id for each in news}) == 1 and news[0].side == Side.NEED
        else absolute_url(list_endpoint),
        why_words=_("You get this at most once a week, since you lead a need or have an offer."),
    ).variables()


def gather_asked(message: Message) -> dict[str, Any]:
    """Return what one side is asked; no address of the other."""
    introduction, side = _side(message)
    if introduction.state != IntroductionState.ASKED or side.answer != Answer.WAITING:
        raise NoLongerTrue(_NOT_ASKED)
    if hindrance(introduction) is not None:
        raise NoLongerTrue(_NOT_ASKED)
    other = side.other.organisation.name
    seeks = side.side == Side.NEED
    lead = (
        _("%(other)s offers something that may meet your need.", other=other)
        if seeks
        else _("%(other)s seeks something that your offer may meet.", other=other)
    )
    rest = _(
        "Do you want to meet? Addresses are exchanged only once both have said yes. A no is told"
        " without reasons."
    )
    return Letter(
        subject_words=_("Do you want to meet %(other)s?", other=other),
        heading_words=_("Do you want to meet?"),
        lead_words=f"{lead} {rest}",
        rows=[
            *_rows(introduction),
            (_("Answer by"), filters.day(clock.date_of(introduction.expires_at))),
        ],
        words=introduction.words,
        button_words=_("Read and answer"),
        button_url=_answer_url(side),
        why_words=_("You get this since you answer for the need.")
        if seeks
        else _("You get this since you are the contact person of the offer."),
    ).variables()


def gather_agreed(message: Message) -> dict[str, Any]:
    """Return who both are: the same to both."""
    introduction, side = _side(message)
    if introduction.state != IntroductionState.AGREED:
        raise NoLongerTrue(_NOT_ASKED)
    rows = _rows(introduction)
    for each in introduction.sides:
        asked = asked_on(each)
        if asked is None:
            raise NoLongerTrue(N_("Somebody who was asked is no longer there."))
        label = _("Seeks") if each.side == Side.NEED else _("Offers")
        reach = ", ".join(filter(None, (asked.name, each.organisation.name)))
        rows += [(label, reach), (_("E-mail"), asked.email)]
        if asked.phone:
            rows.append((_("Phone"), asked.phone))
    return Letter(
        subject_words=_(
            "Meet each other: %(one)s and %(other)s",
            one=introduction.side(Side.NEED).organisation.name,
            other=introduction.side(Side.OFFER).organisation.name,
        ),
        heading_words=_("You both said yes"),
        lead_words=_(
            "Here is how you reach each other. Whoever seeks writes first. Both of you have this"
            " same mail."
        ),
        rows=rows,
        words=introduction.words,
        button_words=_("See the introduction"),
        button_url=_answer_url(side),
        why_words=_("In a month we ask both of you what came of it."),
    ).variables()


def gather_closed(message: Message) -> dict[str, Any]:
    """Return that there will be no introduction: in the same words, whatever the reason."""
    introduction, side = _side(message)
    if introduction.state in (IntroductionState.ASKED, IntroductionState.AGREED):
        raise NoLongerTrue(_NOT_ASKED)
    words = _("This introduction does not come about this time. You need do nothing.")
    if introduction.ended_because == Ending.NEED:
        words = _("The need is no longer sought, so there is no introduction. You need do nothing.")
    return Letter(
        subject_words=_(
            "No introduction this time: %(title)s", title=need_title(introduction.need)
        ),
        heading_words=_("No introduction this time"),
        lead_words=words,
        rows=_rows(introduction),
        button_words=_("See the introduction"),
        button_url=_answer_url(side),
    ).variables()


def gather_result(message: Message) -> dict[str, Any]:
    """Return what asks one side what came of it."""
    introduction, side = _side(message)
    if introduction.state != IntroductionState.AGREED:
        raise NoLongerTrue(_NOT_ASKED)
    other = side.other.organisation.name
    return Letter(
        subject_words=_("What came of meeting %(other)s?", other=other),
        heading_words=_("What came of it?"),
        lead_words=_(
            "You were introduced a while ago. Tell us in two presses what came of it; that nothing"
            " did is worth as much to us."
        ),
        rows=_rows(introduction),
        button_words=_("Tell us"),
        button_url=_answer_url(side),
    ).variables()


def _side(message: Message) -> tuple[Introduction, IntroductionSide]:
    side = db.session.get(IntroductionSide, message.params["side_id"])
    if side is None:
        raise NoLongerTrue(N_("The introduction is no longer kept."))
    asked = asked_on(side)
    if asked is None or asked.email != message.recipient_email:
        raise NoLongerTrue(N_("Somebody else is asked now, or nobody."))
    return side.introduction, side


def _rows(introduction: Introduction) -> list[tuple[str, Any]]:
    return [
        (_("The need"), need_title(introduction.need)),
        (_("The offer"), offer_title(introduction.offer)),
    ]


def _news_row(news: News) -> tuple[str, str]:
    need, offer = need_title(news.need), offer_title(news.offer)
    if news.side == Side.NEED:
        return need, f"{offer}, {news.offer.organisation.name}"
    return offer, f"{need}, {news.need.organisation.name}"


def _news_url(news: list[News], *, staff: bool) -> str:
    blueprint = "needs_offers" if staff else "needs_offers_partner"
    return absolute_url(f"{blueprint}.for_need", reference=news[0].need.reference)


def _answer_url(side: IntroductionSide) -> str:
    return absolute_url("needs_introductions_public.respond", token=side_token(side))
