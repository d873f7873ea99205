"""The directory's tables."""

from arena.directory.models.doubles import DoublePair
from arena.directory.models.facts import (
    COLUMNS,
    Audience,
    Basis,
    Fact,
    FactSource,
    LanguageLevel,
    PersonFact,
    PersonLanguage,
    value_of,
)
from arena.directory.models.finding import (
    OrganisationTag,
    OrganisationTopic,
    OrganisationWord,
    PersonTag,
    PersonWord,
    SavedSearch,
    SearchSubject,
    Tag,
)
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
from arena.directory.models.relations import HIERARCHIES, OrganisationRelation, RelationKind
from arena.directory.models.work import DirectoryWork, WorkKind, WorkState

__all__ = [
    "COLUMNS",
    "HIERARCHIES",
    "Audience",
    "Basis",
    "Choice",
    "DirectoryImport",
    "DirectoryWork",
    "DoublePair",
    "Fact",
    "FactSource",
    "ImportRow",
    "ImportState",
    "LanguageLevel",
    "Merge",
    "MergeStep",
    "Organisation",
    "OrganisationRelation",
    "OrganisationTag",
    "OrganisationTopic",
    "OrganisationType",
    "OrganisationWord",
    "Outcome",
    "Person",
    "PersonFact",
    "PersonLanguage",
    "PersonRole",
    "PersonTag",
    "PersonWord",
    "RelationKind",
    "RowKind",
    "SavedSearch",
    "SearchSubject",
    "Tag",
    "WorkKind",
    "WorkState",
    "value_of",
]
