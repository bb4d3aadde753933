"""Forms of those who write the rules."""

from medverkan.reference.pathways.forms.assignments import (
    AssignmentForm,
    EndForm,
    OtherWayForm,
    ResponsibilityForm,
)
from medverkan.reference.pathways.forms.decisions import AdoptForm, DecisionForm
from medverkan.reference.pathways.forms.pathways import PathwayForm, PresetForm
from medverkan.reference.pathways.forms.population import PopulationForm
from medverkan.reference.pathways.forms.refusal_grounds import RefusalGroundForm
from medverkan.reference.pathways.forms.rule_sets import RuleSetForm
from medverkan.reference.pathways.forms.switching import (
    OldPathsForm,
    PetitionFileForm,
    SwitchOverForm,
)
from medverkan.reference.pathways.forms.versions import VersionsForm

__all__ = [
    "AdoptForm",
    "AssignmentForm",
    "DecisionForm",
    "EndForm",
    "OldPathsForm",
    "OtherWayForm",
    "PathwayForm",
    "PetitionFileForm",
    "PopulationForm",
    "PresetForm",
    "RefusalGroundForm",
    "ResponsibilityForm",
    "RuleSetForm",
    "SwitchOverForm",
    "VersionsForm",
]
