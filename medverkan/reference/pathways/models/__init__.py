"""What the room keeps: pathways, rule sets and what follows from them."""

from medverkan.reference.pathways.models.pathway import Pathway, Population
from medverkan.reference.pathways.models.refusal_ground import RefusalGround
from medverkan.reference.pathways.models.rule_set import RuleSet
from medverkan.reference.pathways.models.threshold import Threshold

__all__ = ["Pathway", "Population", "RefusalGround", "RuleSet", "Threshold"]
