"""What is kept of a person, on what ground, and until they say no; and what they speak."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting
from arena.directory import services
from arena.directory.forms import OriginForm, languages_form
from arena.directory.models import Fact, Person
from arena.directory.policy import may_change_directory
from arena.directory.queries import KnownFact, get_person, list_facts
from arena.directory.views.blueprint import blueprint
from arena.errors import NotFound
from arena.web.access import access


@blueprint.route("/people/<int:person_id>/facts/<fact>", methods=["GET", "POST"])
@access(may_change_directory)
def origin(person_id: int, fact: str) -> ResponseReturnValue:
    """Say where a fact comes from, why it is kept, and who may be shown it."""
    person = get_person(person_id)
    known = _known(person, fact)
    form = OriginForm.of(known.row)
    if form.validate_on_submit():
        with db.transaction():
            row = _known(get_person(person_id), fact).row
            if row is None:
                services.note_origin(person, known.fact, form.origin, by=acting())
            else:
                services.change_origin(row, form.origin, by=acting())
        flash(_("Saved."), "success")
        return redirect(url_for("directory.person", person_id=person.id))
    page = render_template("directory/origin.html", form=form, person=person, known=known)
    return page, 400 if form.errors else 200


@blueprint.route("/people/<int:person_id>/facts/<fact>/withdraw", methods=["GET", "POST"])
@access(may_change_directory)
def withdraw(person_id: int, fact: str) -> ResponseReturnValue:
    """Take a fact away everywhere, since the person no longer lets it be kept."""
    person = get_person(person_id)
    known = _known(person, fact)
    if request.method == "POST":
        with db.transaction():
            services.withdraw_fact(get_person(person_id), known.fact, by=acting())
        flash(_("It is withdrawn, and shown nowhere any more."), "success")
        return redirect(url_for("directory.person", person_id=person.id))
    return render_template("directory/withdraw.html", person=person, known=known)


@blueprint.route("/people/<int:person_id>/languages", methods=["GET", "POST"])
@access(may_change_directory)
def languages(person_id: int) -> ResponseReturnValue:
    """Say which languages a person speaks."""
    person = get_person(person_id)
    form = languages_form([(each.language, each.level) for each in person.languages])
    if form.validate_on_submit():
        with db.transaction():
            services.set_languages(get_person(person_id), form.levels, by=acting())
        flash(_("Saved."), "success")
        return redirect(url_for("directory.person", person_id=person.id))
    page = render_template("directory/languages.html", form=form, person=person)
    return page, 400 if form.errors else 200


def _known(person: Person, name: str) -> KnownFact:
    """Return a fact that is kept of a person and not withdrawn; raise `NotFound`."""
    found = next((each for each in list_facts(person) if each.fact == name), None)
    if found is None or not found.value or found.fact not in Fact:
        raise NotFound
    return found
