"""Records for tests, made by the operation itself so that their numbers are right."""

import datetime as dt

import factory

from medverkan.foundation.permissions import SYSTEM
from medverkan.reference.bodies.models import Body
from medverkan.reference.register import operations
from medverkan.reference.register.models import ClassCode, Record
from tests.factories.bodies import BodyFactory


class ClassCodeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ClassCode

    code = factory.Sequence(lambda n: f"1.{n}")
    name = factory.Sequence(lambda n: f"Klass {n}")


def make_record(
    *,
    at: dt.datetime,
    authority: Body | None = None,
    arrived_at: dt.datetime | None = None,
    about_case: int | None = None,
    class_code: ClassCode | None = None,
) -> Record:
    """Return an open record; it arrived when it was registered unless said otherwise."""
    return operations.open_record(
        authority=authority or BodyFactory(),
        arrived_at=arrived_at or at,
        subject_line="Synpunkt om gatubelysning",
        about_case=about_case,
        class_code=class_code,
        actor=SYSTEM,
        at=at,
    )
