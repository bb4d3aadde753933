"""A case becomes another kind of case: by an officer where the rules let them, else by its author."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.permissions import ANYONE, Actor, require
from medverkan.foundation.states import move
from medverkan.foundation.text import without_identity_numbers
from medverkan.participation.cases import emails, events, rules, states, ways
from medverkan.participation.cases.models import Case, ConversionOffer, Party, Review
from medverkan.participation.cases.operations import backing, beginning, pausing
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.operations.merging import stand_alone
from medverkan.participation.cases.states import TO_ANSWER, CaseState
from medverkan.reference.pathways import operations as pathways
from medverkan.reference.pathways import queries as pathway_queries
from medverkan.reference.pathways.choices import Conversion, Decider
from medverkan.reference.pathways.models import Pathway, RuleSet


class ConversionRefused(Exception):
    """The law, or the state of the case, lets no officer convert it."""


@transaction.atomic
def convert(
    *, case: Case, to: Pathway, version: int, actor: Actor, at: dt.datetime
) -> Case:
    """
    Make the case another kind of case without anybody writing it again.

    It takes the rule set of the new pathway in force at its arrival, if there was one, else
    today's; the clock is counted anew from arrival.

    :raises ConversionRefused: it is a statutory proposal, gathers votes already, or would
        become a proposal, which takes its author's yes
    """
    case = lock(case, version=version)
    require(rules.may_route(actor, case))
    rule_set = _rules_of(to, case, at=at)
    if (
        case.rule_set.conversion != Conversion.FREE
        or case.ballot_id is not None
        or case.state not in TO_ANSWER
        or beginning.first_state(rule_set) == CaseState.REVIEWING
    ):
        raise ConversionRefused(case.reference)
    _become(case, rule_set, actor=actor, at=at)
    return case


@transaction.atomic
def offer_conversion(
    *,
    case: Case,
    to: Pathway,
    text: str,
    version: int,
    actor: Actor,
    at: dt.datetime,
) -> ConversionOffer:
    """
    Suggest to the one who wrote that the case be another kind of case, and say why.

    :raises NotPermitted: the actor may not, or another suggestion waits for an answer
    :raises ConversionRefused: the way asks for more than the case holds, or is no other way
    """
    case = lock(case, version=version)
    require(rules.may_offer_conversion(actor, case))
    if to.pk not in {one.pathway_id for one in ways.open_to(case, at=at)}:
        raise ConversionRefused(case.reference)
    offer = ConversionOffer.objects.create(case=case, to=to, text=text, offered_at=at)
    save(case)
    record(events.CONVERSION_OFFERED, case, actor=actor, at=at, to_pathway=to.pk)
    emails.offers.suggest_another_way(case, offer, actor=actor, at=at)
    return offer


@transaction.atomic
def answer_conversion(
    *,
    case: Case,
    offer: int,
    is_accepted: bool,
    at: dt.datetime,
    window_months: int | None = None,
    goes_to: Decider | None = None,
    is_below_age: bool = False,
    guardian_email: str = "",
    **contact: str,
) -> ConversionOffer:
    """
    Let the one who wrote say yes or no; whoever holds the secret link may.

    Said twice it is said once. A proposal begins its review the day its author agreed.
    `contact` is what the new rules ask for and was not known: name, email, postcode. The
    months and who decides are for rules that let authors choose; one under the age of the
    rules names a guardian, whose yes is waited for.

    :raises ConversionOffer.DoesNotExist: it is about another case
    :raises ConversionRefused: too much has happened with the case since
    """
    case = lock(case, version=None)
    found = ConversionOffer.objects.select_related("to").get(pk=offer, case=case)
    if found.answered_at is not None:
        return found
    if is_accepted:
        if not rules.may_be_converted(case):
            raise ConversionRefused(case.reference)
        rule_set = _rules_of(found.to, case, at=at)
        case.window_months = window_months
        case.deciding_body = beginning.deciding_body(rule_set, goes_to)
        Party.objects.filter(case=case, role=Party.Role.SUBMITTER).update(
            **{
                name: without_identity_numbers(said)[0]
                for name, said in contact.items()
            }
        )
        _become(case, rule_set, actor=ANYONE, at=at)
        save(case, "window_months", "deciding_body")
        if is_below_age:
            backing.begin(
                case, email=guardian_email, has_signed=False, actor=ANYONE, at=at
            )
    else:
        save(case)
        record(
            events.CONVERSION_DECLINED, case, actor=ANYONE, at=at,
            to_pathway=found.to_id,
        )  # fmt: skip
    found.answered_at, found.is_accepted = at, is_accepted
    found.save(update_fields=["answered_at", "is_accepted"])
    return found


def _rules_of(to: Pathway, case: Case, *, at: dt.datetime) -> RuleSet:
    return pathway_queries.rule_set_for(to, lodged_at=case.arrived_at, at=at)


def _become(case: Case, rule_set: RuleSet, *, actor: Actor, at: dt.datetime) -> None:
    """Put a locked case under other rules, where they say that it begins."""
    stand_alone(case, actor=actor, at=at)
    backing.end(case)
    pathways.use(rule_set=rule_set, at=at)
    from_pathway = case.pathway_id
    was_proposal = case.state == CaseState.REVIEWING
    case.pathway, case.rule_set = rule_set.pathway, rule_set
    is_proposal = beginning.first_state(rule_set) == CaseState.REVIEWING
    if is_proposal != was_proposal:
        pausing.end(case, at=at)
        Review.objects.filter(case=case).delete()
        transition = states.MAKE_PROPOSAL if is_proposal else states.MAKE_CASE
        case.state = move(state=case.state, transition=transition)
        case.may_be_published = case.may_be_published or rule_set.is_published
        case.publication = beginning.first_publication(case.may_be_published)
    since = at if is_proposal else case.arrived_at
    case.due_date = beginning.due_date(rule_set, since=since) or case.due_date
    save(
        case, "pathway", "rule_set", "due_date", "state", "may_be_published",
        "publication",
    )  # fmt: skip
    record(
        events.CONVERTED, case, actor=actor, at=at,
        from_pathway=from_pathway, to_pathway=rule_set.pathway_id,
    )  # fmt: skip
