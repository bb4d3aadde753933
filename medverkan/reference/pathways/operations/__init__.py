"""Everything that can be done with ways in and their rules."""

from medverkan.reference.pathways.operations.adopt import (
    Decision,
    DraftInUse,
    PopulationUnknown,
    TakesEffectTooEarly,
    adopt,
    retire,
    use,
)
from medverkan.reference.pathways.operations.assignments import (
    AlreadyEnded,
    assign,
    end_assignment,
    save_other_way,
    save_responsibility,
)
from medverkan.reference.pathways.operations.demo import load_demo
from medverkan.reference.pathways.operations.draft import (
    NotADraft,
    change_draft,
    discard_draft,
    draft_rule_set,
)
from medverkan.reference.pathways.operations.pathways import (
    change_pathway,
    create_pathway,
    retire_pathway,
)
from medverkan.reference.pathways.operations.petitions import (
    PetitionImport,
    import_petitions,
)
from medverkan.reference.pathways.operations.population import (
    AlreadyCounted,
    CountedInTheFuture,
    note_population,
)
from medverkan.reference.pathways.operations.presets import (
    create_from_preset,
    draft_from_preset,
    load_presets,
)
from medverkan.reference.pathways.operations.refusal_grounds import (
    GroundExists,
    add_refusal_ground,
    change_refusal_ground,
)
from medverkan.reference.pathways.operations.switching import (
    AlreadyPlanned,
    call_off_switch_over,
    carry_out_switch_over,
    plan_switch_over,
    set_old_paths,
)

__all__ = [
    "AlreadyCounted",
    "AlreadyEnded",
    "AlreadyPlanned",
    "CountedInTheFuture",
    "Decision",
    "DraftInUse",
    "GroundExists",
    "NotADraft",
    "PetitionImport",
    "PopulationUnknown",
    "TakesEffectTooEarly",
    "add_refusal_ground",
    "adopt",
    "assign",
    "call_off_switch_over",
    "carry_out_switch_over",
    "change_draft",
    "change_pathway",
    "change_refusal_ground",
    "create_from_preset",
    "create_pathway",
    "discard_draft",
    "draft_from_preset",
    "draft_rule_set",
    "end_assignment",
    "import_petitions",
    "load_demo",
    "load_presets",
    "note_population",
    "plan_switch_over",
    "retire",
    "retire_pathway",
    "save_other_way",
    "save_responsibility",
    "set_old_paths",
    "use",
]
