"""Sentences that follow from one value of one parameter."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from medverkan.reference.pathways.choices import (
    Circle,
    Conversion,
    CountingScheme,
    Publication,
    ThresholdEffect,
)

CIRCLES = {
    Circle.ANYONE: gettext_lazy("Anyone can take part, wherever you live."),
    Circle.CONNECTED: gettext_lazy(
        "You who live, work, study or take part in the life of the municipality can "
        "take part."
    ),
    Circle.RESIDENT: gettext_lazy(
        "You who are registered as living in the municipality can take part."
    ),
    Circle.RESIDENT_OR_OWNER: gettext_lazy(
        "You who are registered as living in the municipality, or own property in it, "
        "can take part."
    ),
}

SUPPORTERS = {
    Circle.ANYONE: gettext_lazy("Anyone can support it."),
    Circle.CONNECTED: gettext_lazy(
        "Everyone who lives, works, studies or takes part here can support it."
    ),
    Circle.RESIDENT: gettext_lazy(
        "Those registered as living in the municipality can support it."
    ),
    Circle.RESIDENT_OR_OWNER: gettext_lazy(
        "Those registered as living in the municipality, or owning property in it, can "
        "support it."
    ),
}

COUNTS = {
    CountingScheme.EMAIL: gettext_lazy(
        "One confirmed e-mail address counts once. We cannot see whether two addresses "
        "belong to the same person."
    ),
    CountingScheme.PERSON: gettext_lazy(
        "One person who signs in with e-identification counts once."
    ),
    CountingScheme.REGISTER: gettext_lazy(
        "One person in the population register counts once."
    ),
}

PUBLICATION = {
    Publication.NEVER: gettext_lazy("What you write is not published."),
    Publication.OPTIONAL: gettext_lazy(
        "What you write is published only if an officer finds that others have use of it."
    ),
    Publication.REVIEWED: gettext_lazy(
        "An officer reads what you write before it is published."
    ),
    Publication.REVIEWED_TWICE: gettext_lazy(
        "Two officers read what you write before it is published."
    ),
}

CONVERSION = {
    Conversion.FREE: gettext_lazy(
        "If it turns out to be something else, we handle it as that. You need not write "
        "it again."
    ),
    Conversion.CONSENT: gettext_lazy(
        "We ask you before we handle it as something else."
    ),
    Conversion.NEVER: gettext_lazy(
        "It stays what it is. No officer can turn it into something else."
    ),
}

REACHED = {
    ThresholdEffect.PUBLIC_ANSWER: gettext_lazy(
        "At %(count)s %(nouns)s the administration answers in public."
    ),
    ThresholdEffect.BODY_INFORMED: gettext_lazy(
        "At %(count)s %(nouns)s the board is told."
    ),
    ThresholdEffect.HANDED_OVER: gettext_lazy(
        "At %(count)s %(nouns)s the board takes it up and decides."
    ),
    ThresholdEffect.COUNCIL_DEBATE: gettext_lazy(
        "At %(count)s %(nouns)s the municipal council debates it."
    ),
}
