"""Tables of the register: series, classes, records with documents, arrivals."""

from medverkan.reference.register.models.arrivals import Arrival
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
    "Record",
    "RegisterSeries",
]
