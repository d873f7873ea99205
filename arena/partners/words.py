"""What is partners' own in the words that people read."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext, ngettext

from arena.partners.models import PartnerShowing, ShownKind
from arena.partners.services.asking import Ask
from arena.web import filters
from arena.web.languages import localized

KINDS: dict[str, Any] = {
    ShownKind.SITE: _l("A site"),
    ShownKind.PILOT: lazy_pgettext("shown", "A pilot"),
}
ACCESS: dict[str, tuple[Any, str]] = {
    "open": (_l("Can sign in"), "good"),
    "invited": (_l("Invited, has not signed in yet"), "waiting"),
    "none": (_l("Cannot sign in"), "quiet"),
}
ASKS: dict[str, Any] = {
    Ask.FACTS: _l("Asks staff to change what the directory says"),
    Ask.COLLEAGUE: _l("Wants a colleague connected whose address is known"),
    Ask.MANAGER: _l("Nobody sees to the organisation's people any more"),
}


def shown_kind(kind: str) -> Any:
    """`{{ showing.kind|shown_kind }}`: “En plats”."""
    return KINDS[kind]


def shown_title(showing: PartnerShowing) -> str:
    """`{{ showing|shown_title }}`: in the reader's language, or the only one that there is."""
    return localized(showing, "title") or showing.title_sv


def shown_facts(showing: PartnerShowing) -> list[tuple[str, str]]:
    """`{{ fact_list(showing|shown_facts) }}`: how long, for how many, how often, in what words."""
    facts = [("clock", _("%(num)d minutes", num=showing.minutes))]
    if showing.group_max:
        facts.append(("users", _("at most %(num)d people", num=showing.group_max)))
    if showing.per_month:
        often = ngettext("once a month", "%(num)d times a month", showing.per_month)
        facts.append(("calendar-range", _("at most %(often)s", often=often)))
    if showing.languages:
        names = [filters.language_name(each) for each in showing.languages]
        facts.append(("languages", ", ".join(names)))
    if showing.place:
        facts.append(("map-pin", showing.place))
    return facts


def access_words(access: str) -> tuple[Any, str]:
    """`{% set word, shape = colleague.access|access_words %}`: whether somebody can sign in."""
    return ACCESS[access]


FILTERS = (shown_kind, shown_title, shown_facts, access_words)
