"""Tags: on organisations and people, and the list of them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting
from arena.directory import services
from arena.directory.forms import MergeTagForm, TagForm, TagsForm
from arena.directory.models import Organisation, Person
from arena.directory.policy import may_change_directory, may_read_directory
from arena.directory.queries import (
    count_tags,
    get_organisation,
    get_person,
    get_tag,
    list_tags,
    tags_of,
)
from arena.directory.views.blueprint import blueprint
from arena.web.access import access
from arena.web.fields import CheckboxesField


class CarriedForm(TagsForm):
    """The tags of the list, ticked where they are carried, and new ones."""

    tags = CheckboxesField(choices=lambda: [(tag.id, tag.name) for tag in list_tags()], coerce=int)


@blueprint.get("/tags/")
@access(may_read_directory)
def tags() -> str:
    """List the tags, with how many carry each."""
    return render_template("directory/tags.html", rows=count_tags())


@blueprint.route("/<int:organisation_id>/tags", methods=["GET", "POST"])
@access(may_change_directory)
def tag_organisation(organisation_id: int) -> ResponseReturnValue:
    """Change the tags of an organisation."""
    return _tagging(get_organisation(organisation_id))


@blueprint.route("/people/<int:person_id>/tags", methods=["GET", "POST"])
@access(may_change_directory)
def tag_person(person_id: int) -> ResponseReturnValue:
    """Change the tags of a person."""
    return _tagging(get_person(person_id))


@blueprint.route("/tags/<int:tag_id>", methods=["GET", "POST"])
@access(may_change_directory)
def rename_tag(tag_id: int) -> ResponseReturnValue:
    """Give a tag another name."""
    tag = get_tag(tag_id)
    form = TagForm(obj=tag)
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.rename_tag(get_tag(tag_id), form.name.data, by=acting())
        except services.TagKnown as error:
            form.refuse("name", error.message)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("directory.tags"))
    page = render_template("directory/rename_tag.html", form=form, tag=get_tag(tag_id))
    return page, 400 if form.errors else 200


@blueprint.route("/tags/<int:tag_id>/merge", methods=["GET", "POST"])
@access(may_change_directory)
def merge_tag(tag_id: int) -> ResponseReturnValue:
    """Let another tag take over from one."""
    tag = get_tag(tag_id)
    form = MergeTagForm([each for each in list_tags() if each.id != tag.id])
    if form.validate_on_submit():
        with db.transaction():
            services.merge_tags(get_tag(tag_id), get_tag(form.into.data), by=acting())
        flash(_("The two tags are one."), "success")
        return redirect(url_for("directory.tags"))
    page = render_template("directory/merge_tag.html", form=form, tag=tag)
    return page, 400 if form.errors else 200


@blueprint.route("/tags/<int:tag_id>/remove", methods=["GET", "POST"])
@access(may_change_directory)
def remove_tag(tag_id: int) -> ResponseReturnValue:
    """Take a tag off everything that carries it."""
    tag = get_tag(tag_id)
    if request.method == "POST":
        with db.transaction():
            services.remove_tag(get_tag(tag_id), by=acting())
        flash(_("The tag is gone."), "success")
        return redirect(url_for("directory.tags"))
    row = next(each for each in count_tags() if each.tag.id == tag_id)
    return render_template("directory/remove_tag.html", tag=tag, row=row)


def _tagging(subject: Organisation | Person) -> ResponseReturnValue:
    form = CarriedForm(tags=[tag.id for tag in tags_of(subject)])
    if isinstance(subject, Organisation):
        back = url_for("directory.show", organisation_id=subject.id)
    else:
        back = url_for("directory.person", person_id=subject.id)
    if form.validate_on_submit():
        with db.transaction():
            new = [services.add_tag(name, by=acting()).id for name in form.new_names]
            wanted = {*form.tags.data, *new}
            if isinstance(subject, Organisation):
                services.tag_organisation(subject, wanted, by=acting())
            else:
                services.tag_person(subject, wanted, by=acting())
        flash(_("Saved."), "success")
        return redirect(back)
    page = render_template("directory/tagging.html", form=form, subject=subject, back=back)
    return page, 400 if form.errors else 200
