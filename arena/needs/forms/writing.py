"""A need as it is written: by its owner, or by staff for a unit of the city."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.accounts.models import User
from arena.directory.models import Person
from arena.needs.forms.acts import VersionForm
from arena.needs.forms.offering import OfferingForm
from arena.needs.meanings import AUDIENCES, DIALOGUES
from arena.needs.models import Audience, Dialogue, Need
from arena.needs.rules.ladder import OPEN, UNSEEN
from arena.needs.services.facts import Facts
from arena.needs.topics import topic_choices
from arena.networks.models import Network
from arena.web.fields import (
    CheckboxesField,
    ChoiceField,
    DateField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.fields.choices import Choice
from arena.web.forms import FilterForm
from arena.web.languages import localized

_SAID = ("title", "problem", "effect", "limits")


class NeedForm(OfferingForm, VersionForm):
    """Every field may be left for later: what is there is kept as a draft."""

    kept_dialogue: str = Dialogue.CLOSED  # Of a need whose dialogue is closed: not asked for.

    title_sv = TextField(_l("Title in Swedish"), max_length=160, mark_optional=False)
    problem_sv = TextAreaField(
        _l("The problem, in Swedish"),
        rows=6,
        mark_optional=False,
        max_length=5000,
        hint=_l("In your own words: what does not work today, for whom, and how much of it?"),
    )
    effect_sv = TextAreaField(
        _l("Effect sought, in Swedish"),
        rows=4,
        mark_optional=False,
        max_length=5000,
        hint=_l("What shall be different, and how would one notice? Not which solution."),
    )
    limits_sv = TextAreaField(
        _l("Constraints, in Swedish"),
        rows=4,
        max_length=5000,
        hint=_l("Rules, places, times, systems and money that a solution has to fit."),
    )
    title_en = TextField(_l("Title in English"), max_length=160)
    problem_en = TextAreaField(_l("The problem, in English"), rows=6, max_length=5000)
    effect_en = TextAreaField(_l("Effect sought, in English"), rows=4, max_length=5000)
    limits_en = TextAreaField(_l("Constraints, in English"), rows=4, max_length=5000)
    topics = CheckboxesField(
        _l("Topics"), most=5, hint=_l("By them the need is found, and matched with offers.")
    )
    dialogue = RadioField(
        _l("Market dialogue"),
        choices=[(str(key), DIALOGUES[key]) for key in (Dialogue.NOT_BEGUN, Dialogue.OPEN)],
        required=_l("Choose how far the market dialogue has come."),
        default=Dialogue.NOT_BEGUN,
    )
    questions_until = DateField(_l("Last day for questions"))
    interest_until = DateField(_l("Last day for showing interest"))
    audience = RadioField(
        _l("Who may see the need?"),
        choices=[(str(key), label) for key, label in AUDIENCES.items()],
        required=_l("Choose who may see the need."),
        default=Audience.PUBLIC,
    )
    network_ids = CheckboxesField(_l("Networks"), coerce=int, mark_optional=False)
    owner_id = ChoiceField(
        _l("Owner"),
        coerce=int,
        blank=_l("Nobody yet"),
        mark_optional=False,
        hint=_l(
            "Answers the questions, and alone sees who shows interest. The name stands on the"
            " need’s page."
        ),
    )
    keeper_id = ChoiceField(
        _l("In the owner’s place"),
        coerce=int,
        blank=_l("Nobody: the owner does it"),
        hint=_l("One of the arena’s own, for an owner without an account. The page names them."),
    )

    def show(self, need: Need) -> None:
        """Show a need as it stands."""
        for field in self:
            if hasattr(need, field.short_name) and field.short_name != "version":
                field.data = getattr(need, field.short_name)
        if "network_ids" in self:
            self.network_ids.data = [each.network_id for each in need.circles]
        self.topics.data = list(need.topics)
        self.kept_dialogue = need.dialogue
        self.show_version(need.version)

    def facts(self) -> Facts:
        """Return what was typed."""
        texts = {
            f"{name}_{language}": self[f"{name}_{language}"].data
            for name in _SAID
            for language in ("sv", "en")
        }
        return Facts(
            **texts,
            topics=self.topics.data,
            dialogue=self.dialogue.data if "dialogue" in self else self.kept_dialogue,
            questions_until=self.questions_until.data,
            interest_until=self.interest_until.data,
            audience=self.audience.data if "audience" in self else Audience.PUBLIC,
            network_ids=self.network_ids.data if "network_ids" in self else (),
        )

    def chosen(self, name: str) -> Any:
        """Return what was chosen in a field that not everybody has; None without it."""
        return self[name].data if name in self else None


class ChangeForm(NeedForm):
    """A need that is published: what is changed is said openly."""

    words_sv = TextAreaField(_l("Why, in Swedish"), rows=3)
    words_en = TextAreaField(_l("Why, in English"), rows=3)


class OwnersForm(OfferingForm, VersionForm):
    """Another owner, or somebody in the owner's place."""

    owner_id = ChoiceField(_l("Owner"), coerce=int, blank=_l("Nobody yet"), mark_optional=False)
    keeper_id = ChoiceField(
        _l("In the owner’s place"), coerce=int, blank=_l("Nobody: the owner does it")
    )


class OrganisationForm(OfferingForm, FilterForm):
    """Whose need it is, before anything else is asked."""

    organisation_id = ChoiceField(
        _l("Whose need is it?"),
        coerce=int,
        blank=_l("Choose an organisation"),
        mark_optional=False,
    )


class PublisherForm(OfferingForm, VersionForm):
    """An organisation that is to publish needs by itself."""

    organisation_id = ChoiceField(
        _l("Organisation"),
        coerce=int,
        blank=_l("Choose an organisation"),
        required=_l("Choose an organisation."),
    )


def offered_for(
    *,
    people: Sequence[Person],
    keepers: Sequence[User],
    networks: Sequence[Network],
    need: Need | None,
) -> dict[str, Sequence[Choice] | None]:
    """Return what can be chosen of a need; what cannot, is not asked."""
    offered: dict[str, Sequence[Choice] | None] = {
        "topics": topic_choices(more=need.topics if need else ()),
        "owner_id": [(each.id, each.name) for each in people] or None,
        "keeper_id": [(each.id, each.name) for each in keepers] or None,
        "network_ids": [(each.id, localized(each, "name")) for each in networks] or None,
    }
    if not networks:
        offered["audience"] = None
    if need is None or need.state in UNSEEN:
        return offered
    # Who may see what is published stays, and who leads it is changed on a page of its own.
    for name in ("owner_id", "keeper_id", "network_ids", "audience"):
        offered[name] = None
    if need.state not in OPEN:
        offered["dialogue"] = None
    return offered
