"""Atom feeds of needs, and of what came of them: one for each language, for everybody."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from flask import Response
from flask_babel import gettext as _
from markupsafe import Markup

from arena import tokens
from arena.feeds.answers import ATOM_TYPE, PUBLIC, answer
from arena.feeds.atom import Entry, entry_id, write
from arena.feeds.bodies import Body
from arena.feeds.queries.needs import list_newest_needs, list_newest_outcomes
from arena.feeds.rules import end_of_second
from arena.feeds.views.outlet import READ, blueprint
from arena.needs.models import Need, NeedOutcome
from arena.needs.topics import need_topic
from arena.needs.words import (
    need_dialogue,
    need_paragraphs,
    need_said,
    need_state,
    need_title,
    outcome_kind,
)
from arena.web import filters
from arena.web.access import access, public
from arena.web.addresses import absolute_url
from arena.web.languages import speak

_FEEDS = uuid.UUID("5b6a4f0e-0f0b-4a83-9a43-3f7f4c2f7a11")  # The feeds' own ids are below it.
_BEFORE_ALL = datetime(2026, 1, 1, tzinfo=UTC)  # When a feed without entries was last changed.


@blueprint.route(
    "/<any(needs, results):what>.<any(sv, en):lang_of_feed>.atom",
    methods=READ,
    provide_automatic_options=False,
)
@access(public)
def atom(what: str, lang_of_feed: str) -> Response:
    """Give the newest needs, or the newest results, as Atom."""
    is_of_needs = what == "needs"
    with speak(lang_of_feed):
        entries = (
            [_of_need(each, lang_of_feed) for each in list_newest_needs()]
            if is_of_needs
            else [_of_outcome(each, lang_of_feed) for each in list_newest_outcomes()]
        )
        title, subtitle = _needs_words() if is_of_needs else _results_words()
        updated = max((each.updated for each in entries), default=_BEFORE_ALL)
        body = Body(
            write(
                entries,
                id=_feed_id(what, lang_of_feed),
                title=title,
                subtitle=subtitle,
                language=lang_of_feed,
                own_href=absolute_url("feeds_ics.atom", what=what, lang_of_feed=lang_of_feed),
                page_href=absolute_url("needs.index", lang=lang_of_feed),
                updated=updated,
            )
        )
    return answer(body, end_of_second(updated), caching=PUBLIC, content_type=ATOM_TYPE)


def _needs_words() -> tuple[str, str]:
    return (
        _("The arena: needs"),
        _("What the city and its partners look for, and what has changed."),
    )


def _results_words() -> tuple[str, str]:
    return (
        _("The arena: results of needs"),
        _("What came of the needs: dialogues, procurements, pilots, and what did not."),
    )


def _of_need(need: Need, language: str) -> Entry:
    title, effect = need_said(need, "title"), need_said(need, "effect")
    published = need.published_at or need.created_at
    parts = [
        Markup("<p>{}</p>").format(f"{need_state(need)[0]}. {_days(need)}"),
        *(
            Markup("<h3>{}</h3>{}").format(heading, need_paragraphs(need_said(need, name)))
            for name, heading in (
                ("problem", _("The problem")),
                ("effect", _("Effect sought")),
                ("limits", _("Constraints")),
            )
            if need_said(need, name).text
        ),
    ]
    return Entry(
        id=entry_id(need.uid, language),
        title=need_title(need),
        updated=max(need.shown_at or published, need.organisation.updated_at),
        published=published,
        href=absolute_url("needs.show", reference=need.reference, lang=language),
        author=need.organisation.name,
        summary=effect.text,
        html=str(Markup("").join(parts)),
        categories=[(topic, need_topic(topic)) for topic in need.topics],
        language=title.language,
    )


def _of_outcome(outcome: NeedOutcome, language: str) -> Entry:
    need, words = outcome.need, need_said(outcome, "words")
    html = need_paragraphs(words)
    if outcome.registration_number:
        number = _("Registration number: %(number)s", number=outcome.registration_number)
        html += Markup("<p>{}</p>").format(number)
    if outcome.link_text or outcome.link:
        html += Markup("<p>{}</p>").format(
            Markup('<a href="{}">{}</a>').format(outcome.link, outcome.link_text or outcome.link)
            if outcome.link
            else outcome.link_text
        )
    return Entry(
        id=entry_id(outcome.uid, language),
        title=f"{outcome_kind(outcome)}: {need_title(need)}",
        updated=max(outcome.changed_at, need.organisation.updated_at),
        published=outcome.published_at or outcome.recorded_at,
        href=absolute_url("needs.show", reference=need.reference, lang=language, _anchor="results"),
        author=need.organisation.name,
        summary=words.text,
        html=str(html),
        categories=[(outcome.kind, str(outcome_kind(outcome)))],
        language=words.language,
    )


def _days(need: Need) -> str:
    dialogue = _("Market dialogue: %(how)s.", how=need_dialogue(need))
    if need.interest_until is None or need.state != "published":
        return str(dialogue)
    until = _("Show interest until %(day)s.", day=filters.day(need.interest_until))
    return f"{dialogue} {until}"


def _feed_id(what: str, language: str) -> str:
    """Return a feed's own id, which stays when the arena moves to another address (4.2.6)."""
    return uuid.uuid5(_FEEDS, f"{tokens.derived('feeds.atom')}/{what}/{language}").urn
