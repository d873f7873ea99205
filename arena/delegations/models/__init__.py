"""Delegations: visiting parties, their programmes of many stops, and what comes of them."""

from arena.delegations.models.after import Contact, DelegationReport, Promise
from arena.delegations.models.catalogue import (
    ChecklistEntry,
    ProgrammeTemplate,
    Stop,
    TravelTime,
)
from arena.delegations.models.delegations import (
    Delegation,
    DelegationType,
    Interpretation,
    Level,
    Source,
    Vetting,
)
from arena.delegations.models.desk_cards import DeskCard
from arena.delegations.models.papers import Document, DocumentVersion, Expense, Gift, Task
from arena.delegations.models.people import (
    DelegationNeed,
    DelegationRole,
    NeedKind,
    Participant,
    RoleName,
)
from arena.delegations.models.programme import (
    PROGRAMME_ITEM,
    AskState,
    ItemKind,
    ItemParty,
    ItemResource,
    PartyRole,
    ProgrammeGroup,
    ProgrammeItem,
    ResourceUse,
)
from arena.delegations.models.releases import DelegationLink, Release, ReleaseReceipt
from arena.delegations.rules.ladder import DelegationState

__all__ = [
    "PROGRAMME_ITEM",
    "AskState",
    "ChecklistEntry",
    "Contact",
    "Delegation",
    "DelegationLink",
    "DelegationNeed",
    "DelegationReport",
    "DelegationRole",
    "DelegationState",
    "DelegationType",
    "DeskCard",
    "Document",
    "DocumentVersion",
    "Expense",
    "Gift",
    "Interpretation",
    "ItemKind",
    "ItemParty",
    "ItemResource",
    "Level",
    "NeedKind",
    "Participant",
    "PartyRole",
    "ProgrammeGroup",
    "ProgrammeItem",
    "ProgrammeTemplate",
    "Promise",
    "Release",
    "ReleaseReceipt",
    "ResourceUse",
    "RoleName",
    "Source",
    "Stop",
    "Task",
    "TravelTime",
    "Vetting",
]
