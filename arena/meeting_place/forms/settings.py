"""Who sees to services, and how long partners may hold rooms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l

from arena.accounts.models import Role
from arena.accounts.queries import list_users_by_role
from arena.directory.models import Organisation
from arena.meeting_place.models import ServiceDesk, ServiceKind
from arena.meeting_place.services.keeping import Desk
from arena.web.fields import ChoiceField, IntegerField
from arena.web.forms import Form

MOST_HOURS = 744  # Of the longest month.
MOST_DAYS = 30


def _people() -> list[tuple[int, str]]:
    staff = [role for role in Role if role.is_staff]
    return [(user.id, user.name) for user in list_users_by_role(*staff)]


def _responsible() -> ChoiceField:
    return ChoiceField(
        _l("Who sees to it?"),
        blank=_l("Nobody: it cannot be asked for"),
        choices=_people,
        coerce=int,
        mark_optional=False,
    )


def _lead() -> IntegerField:
    return IntegerField(
        _l("Working days ahead"),
        required=_l("Enter how many working days ahead it must be asked for."),
        minimum=0,
        maximum=MOST_DAYS,
        default=3,
    )


class DesksForm(Form):
    """A named person and a deadline for each service."""

    catering_person = _responsible()
    catering_days = _lead()
    technology_person = _responsible()
    technology_days = _lead()

    def desks(self) -> list[Desk]:
        """Return what was typed, as the service takes it."""
        return [
            Desk(
                kind=kind,
                responsible_id=self[f"{kind}_person"].data,
                lead_working_days=self[f"{kind}_days"].data,
            )
            for kind in ServiceKind
        ]

    @classmethod
    def of(cls, desks: Mapping[str, ServiceDesk]) -> DesksForm:
        """Return the form as it stands."""
        data = {}
        for kind, desk in desks.items():
            data[f"{kind}_person"] = desk.responsible_id
            data[f"{kind}_days"] = desk.lead_working_days
        return cls(data=data)


class QuotaForm(Form):
    """How many hours a month an organisation, or any partner, may hold rooms."""

    organisation_id = ChoiceField(
        _l("For whom?"), blank=_l("All partners"), coerce=int, mark_optional=False
    )
    hours = IntegerField(
        _l("Hours a month"),
        required=_l("Enter how many hours a month; 0 for none."),
        minimum=0,
        maximum=MOST_HOURS,
    )

    def __init__(self, organisations: Sequence[Organisation]) -> None:
        self.organisations = organisations
        super().__init__()

    def process(self, *arguments: object, **options: object) -> None:
        """Read what was sent, now that it is known which organisations there are."""
        self["organisation_id"].choices = [(each.id, each.name) for each in self.organisations]
        super().process(*arguments, **options)

    @property
    def minutes(self) -> int:
        """The hours as the service takes them."""
        return int(self.hours.data or 0) * 60
