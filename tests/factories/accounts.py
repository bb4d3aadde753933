"""Users; `role=` gives the user of this test a grant that lasts as long as the test."""

import factory

from medverkan.foundation.accounts.models import User


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    class Params:
        erased = factory.Trait(
            email=None,
            name="",
            is_active=False,
            erased_at=factory.Faker("date_time", tzinfo=None),
        )

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = "!"
