"""What the room keeps: ways in, their rules, and who is responsible for what."""

from medverkan.reference.pathways.models.assignments import Assignment, Responsibility
from medverkan.reference.pathways.models.other_ways import OtherWay
from medverkan.reference.pathways.models.pathway import Pathway, Population
from medverkan.reference.pathways.models.refusal_ground import RefusalGround
from medverkan.reference.pathways.models.rule_set import RuleSet
from medverkan.reference.pathways.models.switch_over import (
    ImportedPetition,
    OldPath,
    SwitchOver,
)
from medverkan.reference.pathways.models.threshold import Threshold

__all__ = [
    "Assignment",
    "ImportedPetition",
    "OldPath",
    "OtherWay",
    "Pathway",
    "Population",
    "RefusalGround",
    "Responsibility",
    "RuleSet",
    "SwitchOver",
    "Threshold",
]
