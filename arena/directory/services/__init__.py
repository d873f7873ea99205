"""Acts on the directory: organisations, people, what people are there, and how all is found."""

from arena.directory.services.exporting import note_export
from arena.directory.services.facts import (
    NothingKept,
    Origin,
    Withdrawn,
    change_origin,
    note_origin,
    set_languages,
    withdraw_fact,
    withdrawn,
)
from arena.directory.services.indexing import index_what_is_not
from arena.directory.services.leaving import left, tell_who_left
from arena.directory.services.organisations import (
    NumberTaken,
    OrganisationFacts,
    Presentation,
    create_organisation,
    present_organisation,
    update_organisation,
)
from arena.directory.services.people import (
    PersonFacts,
    RoleHeld,
    add_person,
    add_role,
    change_title,
    end_role,
    leave_now,
    set_manager,
    update_person,
)
from arena.directory.services.relations import (
    OwnParent,
    RelationFacts,
    RelationKnown,
    end_relation,
    relate,
    remove_relation,
)
from arena.directory.services.searches import (
    SearchKnown,
    change_search,
    remove_search,
    save_search,
)
from arena.directory.services.tagging import (
    TagKnown,
    add_tag,
    merge_tags,
    remove_tag,
    rename_tag,
    tag_organisation,
    tag_person,
)

__all__ = [
    "NothingKept",
    "NumberTaken",
    "OrganisationFacts",
    "Origin",
    "OwnParent",
    "PersonFacts",
    "Presentation",
    "RelationFacts",
    "RelationKnown",
    "RoleHeld",
    "SearchKnown",
    "TagKnown",
    "Withdrawn",
    "add_person",
    "add_role",
    "add_tag",
    "change_origin",
    "change_search",
    "change_title",
    "create_organisation",
    "end_relation",
    "end_role",
    "index_what_is_not",
    "leave_now",
    "left",
    "merge_tags",
    "note_export",
    "note_origin",
    "present_organisation",
    "relate",
    "remove_relation",
    "remove_search",
    "remove_tag",
    "rename_tag",
    "save_search",
    "set_languages",
    "set_manager",
    "tag_organisation",
    "tag_person",
    "tell_who_left",
    "update_organisation",
    "update_person",
    "withdraw_fact",
    "withdrawn",
]
