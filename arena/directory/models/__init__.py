"""The directory's tables."""

from arena.directory.models.facts import (
    Audience,
    Basis,
    Fact,
    FactSource,
    LanguageLevel,
    PersonFact,
    PersonLanguage,
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
from arena.directory.models.parties import (
    Organisation,
    OrganisationType,
    Person,
    PersonRole,
)
from arena.directory.models.relations import HIERARCHIES, OrganisationRelation, RelationKind

__all__ = [
    "HIERARCHIES",
    "Audience",
    "Basis",
    "Fact",
    "FactSource",
    "LanguageLevel",
    "Organisation",
    "OrganisationRelation",
    "OrganisationTag",
    "OrganisationTopic",
    "OrganisationType",
    "OrganisationWord",
    "Person",
    "PersonFact",
    "PersonLanguage",
    "PersonRole",
    "PersonTag",
    "PersonWord",
    "RelationKind",
    "SavedSearch",
    "SearchSubject",
    "Tag",
]
