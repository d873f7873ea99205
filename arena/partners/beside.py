"""What others learn of partners: staff, programmes; and what partners hear of who leaves."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.directory import sections
from arena.directory.models import Organisation
from arena.directory.services import left
from arena.partners.models import PartnerShowing
from arena.partners.queries.showings import list_open_showings, list_showings_of
from arena.partners.services.showings import leave_contact
from arena.partners.words import shown_facts, shown_kind, shown_title
from arena.scheduling import stops


def init_app(app: Flask) -> None:
    """Tell staff and programmes what partners show, and hear who leaves."""
    sections.register(app, shown_by)
    stops.register_source(app, "partner", showings)
    left.connect(leave_contact)


def shown_by(organisation: Organisation) -> sections.Section:
    """Return what an organisation can show visitors, for staff on its page in the directory."""
    return sections.Section(
        heading=_l("Can be shown to visitors"),
        empty=_l("What the organisation can show visitors stands here, by its own word."),
        lines=[_line(each) for each in list_showings_of([organisation.id])],
    )


def showings() -> Sequence[stops.Showing]:
    """Return what partners show, as stops that a programme can be made of."""
    return [
        stops.Showing(
            key=each.stop_key,
            title_sv=f"{each.title_sv} ({each.organisation.name})"[:160],
            title_en=f"{each.title_en or each.title_sv} ({each.organisation.name})"[:160],
            summary_sv=each.words_sv,
            summary_en=each.words_en or each.words_sv,
            minutes=each.minutes,
            group_max=each.group_max,
            languages=tuple(each.languages),
        )
        for each in list_open_showings()
    ]


def _line(showing: PartnerShowing) -> sections.Line:
    facts = [text for _icon, text in shown_facts(showing)]
    said = [str(shown_kind(showing.kind)), *facts, showing.when_words]
    if showing.contact is not None:
        said.append(_("ask %(name)s", name=showing.contact.name))
    if showing.not_shown:
        said.append(_("not to be shown: %(words)s", words=showing.not_shown))
    return sections.Line(
        shown_title(showing),
        url_for("directory.show", organisation_id=showing.organisation_id),
        "; ".join(filter(None, said)),
        None if showing.is_open else (_("Takes a pause"), "quiet"),
    )
