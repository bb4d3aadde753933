"""Bodies, topics, people and rights for tests.

`BodyFactory()` is a board; `AdministrationFactory()` acts for a new board, or for
`authority=...`. `actor(Role.OFFICER, body=...)` is somebody who holds a role now.
"""

import datetime as dt

import factory

from medverkan.foundation.accounts.models import User
from medverkan.foundation.permissions import Actor, Grant
from medverkan.reference.bodies.kinds import AreaKind, BodyKind
from medverkan.reference.bodies.models import (
    Address,
    Area,
    Body,
    Membership,
    Person,
    Post,
    RoleAssignment,
    Street,
    Topic,
)
from medverkan.reference.bodies.roles import Role
from tests.factories.accounts import UserFactory

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


class BodyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Body

    kind = BodyKind.BOARD
    slug = factory.Sequence(lambda n: f"namnd-{n}")
    name = factory.Sequence(lambda n: f"Nämnd {n}")
    abbreviation = factory.Sequence(lambda n: f"N{n}")


class AdministrationFactory(BodyFactory):
    kind = BodyKind.ADMINISTRATION
    slug = factory.Sequence(lambda n: f"forvaltning-{n}")
    name = factory.Sequence(lambda n: f"Förvaltning {n}")
    abbreviation = ""
    authority = factory.SubFactory(BodyFactory)


class AreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Area

    slug = factory.Sequence(lambda n: f"omrade-{n}")
    name = factory.Sequence(lambda n: f"Område {n}")
    kind = AreaKind.DISTRICT


class StreetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Street
        django_get_or_create = ("name", "town")

    name = factory.Sequence(lambda n: f"Gatan {n}")
    town = "Borås"


class AddressFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Address

    street = factory.SubFactory(StreetFactory)
    number = 1
    latitude = 57.72
    longitude = factory.Sequence(lambda n: 12.9 + n % 100 / 1000)


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    slug = factory.Sequence(lambda n: f"amne-{n}")
    name = factory.Sequence(lambda n: f"Ämne {n}")
    body = factory.SubFactory(AdministrationFactory)


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    slug = factory.Sequence(lambda n: f"person-{n}")
    name = factory.Sequence(lambda n: f"Person {n}")


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Post

    body = factory.SubFactory(BodyFactory)
    slug = "ledamot"
    label = "Ledamot"
    is_elected = True


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    person = factory.SubFactory(PersonFactory)
    body = factory.SubFactory(BodyFactory)
    start_date = dt.date(2023, 1, 1)


class RoleAssignmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleAssignment

    user = factory.SubFactory(UserFactory)
    role = Role.OFFICER
    body = factory.SubFactory(AdministrationFactory)
    starts_at = LONG_AGO


def actor(role: str, *, body: Body | None = None, user: User | None = None) -> Actor:
    """Return a saved user's actor with one role, at a body or for the whole municipality."""
    user = user or UserFactory()
    grant = Grant(role=str(role), body_id=body.pk if body else None)
    return Actor(user_id=user.pk, grants=frozenset({grant}))
