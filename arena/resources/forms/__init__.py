"""What staff type about resources and about when they are open."""

from arena.resources.forms.openness import ClosureForm, DayRulesForm, HoursForm
from arena.resources.forms.register import HostForm, ResourceFilterForm, ResourceForm
from arena.resources.forms.rooms import RoomTermsForm

__all__ = [
    "ClosureForm",
    "DayRulesForm",
    "HostForm",
    "HoursForm",
    "ResourceFilterForm",
    "ResourceForm",
    "RoomTermsForm",
]
