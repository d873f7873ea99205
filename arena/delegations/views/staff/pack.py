"""The pack: every paper of a visit, as a page that prints and as PDF, in both languages."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting
from arena.delegations import policy
from arena.delegations.forms.pack import DeskCardForm
from arena.delegations.models import DeskCard
from arena.delegations.pack.drawing import SIZES, can_print, draw, missing, printable
from arena.delegations.pack.kinds import KINDS, Paper
from arena.delegations.queries.pack import Pack, read_pack
from arena.delegations.queries.register import get_delegation
from arena.delegations.rules.sheets import BADGES, PLACE_CARDS, on_sheets
from arena.delegations.services.desk_cards import write_desk_card
from arena.delegations.services.errors.standing import ChangedMeanwhile, NotNow
from arena.delegations.services.printing import render
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.errors import NotFound
from arena.web import downloads
from arena.web.access import access
from arena.web.languages import LANGUAGES, speak
from arena.web.numbers import read_whole

DRAFT = "draft"
_SHEETS = {Paper.BADGES: BADGES, Paper.PLACE_CARDS: PLACE_CARDS}


@blueprint.get("/<reference>/pack")
@access(policy.may_read_people)
def pack(reference: str) -> str:
    """List the papers, what is missing in each, and the ways to print them."""
    found = _read(reference)
    rows = [
        {
            "paper": paper,
            "kind": KINDS[paper],
            "missing": missing(found, paper),
            "can_print": can_print(found, paper),
        }
        for paper in Paper
    ]
    return page(
        found.delegation,
        "delegations_staff/pack.html",
        tab="delegations_staff.pack",
        pack=found,
        rows=rows,
        version=request.args.get("version"),
    )


@blueprint.get("/<reference>/pack/<paper>/<language>")
@access(policy.may_read_people)
def pack_page(reference: str, paper: str, language: str) -> str:
    """Show a paper as a page to print, in the language asked for."""
    _require_language(language)
    found, wanted = _read(reference), _paper(paper)
    if not can_print(found, wanted):
        raise NotFound
    with speak(language):
        drawn = draw(found, wanted, size=_size())
        sheet = _SHEETS.get(wanted)
        return render_template(
            "delegations_staff/pack_page.html",
            delegation=found.delegation,
            kind=KINDS[wanted],
            paper=drawn,
            sheets=on_sheets(drawn["people"], sheet) if sheet else [],
            other_language=next(each for each in LANGUAGES if each != language),
        )


@blueprint.get("/<reference>/pack/<paper>/<language>.pdf")
@access(policy.may_read_people)
def pack_file(reference: str, paper: str, language: str) -> ResponseReturnValue:
    """Give a paper, or all of them, as PDF."""
    _require_language(language)
    found = _read(reference)
    wanted = printable(found) if paper == "all" else [_paper(paper)]
    if not all(can_print(found, each) for each in wanted):
        raise NotFound
    with speak(language):
        title = _("Pack") if paper == "all" else KINDS[wanted[0]].title
    pdf = render(found, wanted, language, size=_size())
    return downloads.pdf(f"{title} – {found.delegation.name} ({language}).pdf", pdf)


@blueprint.route("/<reference>/pack/desk-card", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def desk_card(reference: str) -> ResponseReturnValue:
    """Write what stands on the desk card beside what the house knows."""
    delegation = get_delegation(reference)
    card = db.session.get(DeskCard, delegation.id)
    form = DeskCardForm(obj=card)
    if request.method == "GET":
        form.version.data = str(delegation.version)
    if form.validate_on_submit():
        try:
            with db.transaction():
                write_desk_card(
                    delegation,
                    forms_of_address=form.forms_of_address.data,
                    customs=form.customs.data,
                    by=acting(),
                    version=_number(form.version.data),
                )
        except (ChangedMeanwhile, NotNow) as error:
            form.refuse(None, error.message)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("delegations_staff.pack", reference=reference))
    shown = page(
        delegation, "delegations_staff/desk_card.html", tab="delegations_staff.pack", form=form
    )
    return shown, 400 if form.error_list else 200


def _read(reference: str) -> Pack:
    return read_pack(get_delegation(reference), is_draft=request.args.get("version") == DRAFT)


def _paper(name: str) -> Paper:
    try:
        return Paper(name)
    except ValueError:
        raise NotFound from None


def _require_language(language: str) -> None:
    if language not in LANGUAGES:
        raise NotFound


def _size() -> str:
    size = request.args.get("size", SIZES[0])
    return size if size in SIZES else SIZES[0]


def _number(text: str | None) -> int:
    """Return the version that a form was shown at; 0, which none is, for nonsense."""
    return read_whole(text) or 0
