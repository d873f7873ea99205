"""What staff type when they do something to a visit; each form knows which version it is about."""

from arena.visits.forms.staff.acts.act import (
    ActForm,
)
from arena.visits.forms.staff.acts.arranging import (
    ConfirmForm,
    HeadcountForm,
    HostsForm,
    MoveForm,
    ProposeForm,
    TimeForm,
)
from arena.visits.forms.staff.acts.keeping import (
    AddressForm,
    NoteForm,
    OrganisationForm,
    ReportForm,
)
from arena.visits.forms.staff.acts.telling import (
    AskForm,
    CallOffForm,
    DeclineForm,
    FollowUpForm,
    WordsForm,
)

__all__ = [
    "ActForm",
    "AddressForm",
    "AskForm",
    "CallOffForm",
    "ConfirmForm",
    "DeclineForm",
    "FollowUpForm",
    "HeadcountForm",
    "HostsForm",
    "MoveForm",
    "NoteForm",
    "OrganisationForm",
    "ProposeForm",
    "ReportForm",
    "TimeForm",
    "WordsForm",
]
