"""The directory's tables."""

from arena.directory.models.doubles import DoublePair
from arena.directory.models.imports import (
    Choice,
    DirectoryImport,
    ImportRow,
    ImportState,
    Outcome,
    RowKind,
)
from arena.directory.models.merging import Merge, MergeStep
from arena.directory.models.parties import Organisation, OrganisationType, Person, PersonRole
from arena.directory.models.work import DirectoryWork, WorkKind, WorkState

__all__ = [
    "Choice",
    "DirectoryImport",
    "DirectoryWork",
    "DoublePair",
    "ImportRow",
    "ImportState",
    "Merge",
    "MergeStep",
    "Organisation",
    "OrganisationType",
    "Outcome",
    "Person",
    "PersonRole",
    "RowKind",
    "WorkKind",
    "WorkState",
]
