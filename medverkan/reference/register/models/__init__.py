"""Tables of the register: series, classes, records with documents, arrivals, holds."""

from medverkan.reference.register.models.arrivals import Arrival
from medverkan.reference.register.models.holds import LegalHold
from medverkan.reference.register.models.records import Document, Record
from medverkan.reference.register.models.series import (
    ClassCode,
    Counter,
    RegisterSeries,
)

__all__ = [
    "Arrival",
    "ClassCode",
    "Counter",
    "Document",
    "LegalHold",
    "Record",
    "RegisterSeries",
]
