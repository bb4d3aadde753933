"""Pathways and rule sets for tests.

`RuleSetFactory()` is adopted and in force since 2020; `RuleSetFactory(draft=True)` is a
draft; `RuleSetFactory(votes=150)` gathers votes by e-mail for 90 days;
`RuleSetFactory(statutory=True)` is a right under kommunallagen 8:1.
"""

import datetime as dt

import factory

from medverkan.reference.pathways.choices import (
    Category,
    Circle,
    Conversion,
    CountingScheme,
    Decider,
    Publication,
)
from medverkan.reference.pathways.models import (
    Assignment,
    OtherWay,
    Pathway,
    RefusalGround,
    Responsibility,
    RuleSet,
    Threshold,
)
from medverkan.reference.pathways.operations import Decision
from medverkan.reference.pathways.states import RuleSetState
from tests.factories.bodies import LONG_AGO, BodyFactory, UserFactory

DRAFTED = {
    "state": RuleSetState.DRAFT,
    "is_installed": False,
    "adopted_at": None,
    "in_force_from": None,
    "in_force_until": None,
    "frozen_at": None,
}


class PathwayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Pathway

    slug = factory.Sequence(lambda n: f"vag-{n}")
    category = Category.SUGGESTION
    name = factory.Sequence(lambda n: f"Väg {n}")


class RefusalGroundFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RefusalGround

    code = factory.Sequence(lambda n: f"skal-{n}")
    text = "Kommunen bestämmer inte över frågan."


class RuleSetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RuleSet

    class Params:
        draft = factory.Trait(
            state=RuleSetState.DRAFT,
            is_installed=False,
            adopted_at=None,
            in_force_from=None,
        )
        gathering = factory.Trait(
            gathers_support=True,
            counting_scheme=CountingScheme.EMAIL,
            identity_to_support=1,
            window_days=90,
            publication=Publication.REVIEWED,
            publish_days=5,
            decider=Decider.BODY,
            pathway=factory.SubFactory(PathwayFactory, category=Category.PROPOSAL),
        )
        statutory = factory.Trait(
            is_statutory=True,
            submitters=Circle.RESIDENT,
            organisations_may_submit=False,
            decider=Decider.COUNCIL,
            is_delegable=False,
            conversion=Conversion.NEVER,
            answer_days=None,
            answer_months=12,
            reports_delay=True,
            reports_per_year=1,
            pathway=factory.SubFactory(
                PathwayFactory, category=Category.STATUTORY_PROPOSAL
            ),
        )

    pathway = factory.SubFactory(PathwayFactory)
    version = factory.LazyAttribute(
        lambda made: RuleSet.objects.filter(pathway=made.pathway).count() + 1
    )
    drafted_at = LONG_AGO
    state = RuleSetState.ADOPTED
    is_installed = True
    adopted_at = LONG_AGO
    in_force_from = LONG_AGO
    confirm_days = 2
    answer_days = 10

    # `votes=150`: that many hand it over; `grounds`: those for which it may be refused.
    votes = None
    grounds = ()

    @classmethod
    def _build(cls, model_class, *args, votes, grounds, **values):
        return super()._build(model_class, *args, **values)

    @classmethod
    def _create(cls, model_class, *args, votes, grounds, **values):
        if not votes and not grounds:
            return super()._create(model_class, *args, **values)
        # These are written while it is a draft: the database keeps adopted ones whole.
        made = super()._create(model_class, *args, **(values | DRAFTED))
        made.refusal_grounds.set(grounds)
        if votes:
            Threshold.objects.create(rule_set=made, absolute_count=votes)
        for name in DRAFTED.keys() & values.keys():
            setattr(made, name, values[name])
        made.save()
        return made


def decision(**values) -> Decision:
    return Decision(
        **{
            "body": values.pop("body", None) or BodyFactory(),
            "date": dt.date(2026, 10, 1),
            "paragraph": "§ 112",
            "register_number": "KS 2026-00098",
            **values,
        }
    )


def draft(**values) -> RuleSet:
    """A draft by somebody."""
    return RuleSetFactory(draft=True, drafted_by=UserFactory(), **values)


class ResponsibilityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Responsibility

    slug = factory.Sequence(lambda n: f"ansvar-{n}")
    name = factory.Sequence(lambda n: f"Ansvar {n}")


class AssignmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Assignment

    responsibility = factory.SubFactory(ResponsibilityFactory)
    body = factory.SubFactory(BodyFactory)
    valid_from = dt.date(2020, 1, 1)


class OtherWayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OtherWay

    slug = factory.Sequence(lambda n: f"annan-vag-{n}")
    name = factory.Sequence(lambda n: f"Annan väg {n}")
    description = "Ett annat sätt att påverka."
