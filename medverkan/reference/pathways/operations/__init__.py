"""Everything that can be done with ways in and their rules."""

from medverkan.reference.pathways.operations.adopt import (
    Decision,
    DraftInUse,
    TakesEffectTooEarly,
    adopt,
    retire,
    use,
)
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
from medverkan.reference.pathways.operations.presets import (
    create_from_preset,
    draft_from_preset,
    load_presets,
)

__all__ = [
    "Decision",
    "DraftInUse",
    "NotADraft",
    "TakesEffectTooEarly",
    "adopt",
    "change_draft",
    "change_pathway",
    "create_from_preset",
    "create_pathway",
    "discard_draft",
    "draft_from_preset",
    "draft_rule_set",
    "load_presets",
    "retire",
    "retire_pathway",
    "use",
]
