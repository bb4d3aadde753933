"""The page text that follows from a rule set, in plain words for residents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medverkan.reference.pathways.choices import (
    Circle,
    Conversion,
    CountingScheme,
    Decider,
    PerAddress,
    Publication,
    ThresholdEffect,
)
from medverkan.reference.pathways.models import RuleSet, Threshold
from medverkan.reference.pathways.plain import words
from medverkan.reference.pathways.versions import Version


@dataclass(frozen=True)
class Passage:
    """A heading and the sentences under it."""

    heading: str
    sentences: list[str]


def describe(version: Version, *, residents_count: int | None) -> list[Passage]:
    """
    Return what residents are told of these rules, in the active language.

    `residents_count` turns a per mille threshold into a number; None leaves the share.
    """
    rules = version.rule_set
    support = _support(version, residents_count) if rules.gathers_support else iter(())
    passages = [
        Passage(_("Who can take part"), list(_who(rules))),
        Passage(_("What we ask of you"), list(_identity(rules))),
        Passage(_("Who can read it"), list(_publication(rules))),
        Passage(_("How it is counted"), list(support)),
        Passage(_("What you can expect"), list(_promises(rules))),
        Passage(_("Who decides"), list(_decision(rules))),
        Passage(_("Law and record"), list(_law(rules))),
    ]
    return [passage for passage in passages if passage.sentences]


def in_short(version: Version, *, residents_count: int | None) -> list[str]:
    """Return the sentences that matter most: who, how many, how soon, who decides."""
    rules = version.rule_set
    sentences = [str(words.CIRCLES[Circle(rules.submitters)])]
    sentences += [
        _threshold(version, threshold, residents_count)
        for threshold in version.thresholds
    ]
    if rules.answer_days is not None or rules.answer_months is not None:
        sentences.append(_answer(rules))
    sentences.append(next(_decision(rules)))
    return sentences


def _who(rules: RuleSet) -> Iterator[str]:
    yield str(words.CIRCLES[Circle(rules.submitters)])
    if rules.guardian_below_age is None:
        yield _("There is no age limit.")
    else:
        yield _("If you are under %(age)s, a guardian signs with you.") % {
            "age": rules.guardian_below_age
        }
    if rules.coauthor_limit:
        yield ngettext(
            "You may invite one person to stand behind it with you, before it is published.",
            "You may invite up to %(count)s people to stand behind it with you, before it "
            "is published.",
            rules.coauthor_limit,
        ) % {"count": rules.coauthor_limit}
    if rules.organisations_may_submit:
        yield _("Associations and companies can take part too.")
    else:
        yield _("You take part as a person, not as an association or a company.")


def _identity(rules: RuleSet) -> Iterator[str]:
    asked = [
        text
        for is_asked, text in (
            (rules.asks_for_name, _("name")),
            (rules.asks_for_email, _("e-mail address")),
            (rules.asks_for_postcode, _("postcode")),
        )
        if is_asked
    ]
    if rules.identity_to_submit == 0 and not asked:
        yield _("You need not say who you are.")
    if asked:
        yield _("We ask for your %(fields)s.") % {"fields": _and(asked)}
    if rules.identity_to_submit == 1:
        yield _("You confirm your e-mail address.")
    if rules.identity_to_submit > 1:
        yield _("You sign in with e-identification.")
        if rules.signed_paper_replaces_identity:
            yield _("You can also send a paper that you have signed by hand.")


def _publication(rules: RuleSet) -> Iterator[str]:
    yield str(words.PUBLICATION[Publication(rules.publication)])
    if rules.publication_test:
        yield str(rules.publication_test)
    if rules.publish_days is not None:
        yield ngettext(
            "If it passes, it is published within %(days)s working day.",
            "If it passes, it is published within %(days)s working days.",
            rules.publish_days,
        ) % {"days": rules.publish_days}
    if rules.similar_months is not None:
        yield ngettext(
            "It is not published if something similar was handled in the last month.",
            "It is not published if something similar was handled in the last "
            "%(months)s months.",
            rules.similar_months,
        ) % {"months": rules.similar_months}
    if rules.publication == Publication.NEVER:
        return
    if rules.shows_author_name:
        yield _("Your name is shown only if you choose so.")
    else:
        yield _("Your name is not shown.")
    if rules.allows_questions:
        yield _("Others can ask you questions about it.")


def _support(version: Version, residents_count: int | None) -> Iterator[str]:
    rules = version.rule_set
    yield str(words.SUPPORTERS[Circle(rules.supporters)])
    yield str(words.COUNTS[CountingScheme(rules.counting_scheme)])
    if rules.per_address == PerAddress.NAMED:
        yield _("People who share an e-mail address can each be counted, by name.")
    ways = [
        text
        for is_allowed, text in (
            (rules.allows_paper, _("on paper")),
            (rules.allows_phone, _("by phone")),
            (rules.allows_list, _("on a list, such as a school class")),
        )
        if is_allowed
    ]
    if ways:
        yield _("You can also do it %(ways)s.") % {"ways": _or(ways)}
    if rules.counts_uncompared_paper:
        yield _(
            "What comes on paper without an e-mail address is counted on a line of its "
            "own, since it cannot be fully compared."
        )
    yield _window(rules)
    for threshold in version.thresholds:
        yield _threshold(version, threshold, residents_count)
    if version.thresholds:
        yield _stays_open(rules)
    if rules.exempts_minority_matters:
        yield _(
            "What concerns the national minorities or their languages goes straight to "
            "the elected members."
        )


def _window(rules: RuleSet) -> str:
    if rules.window_days is not None:
        return ngettext(
            "It is open for %(days)s day.",
            "It is open for %(days)s days.",
            rules.window_days,
        ) % {"days": rules.window_days}
    if rules.month_choices:
        months = _or([str(month) for month in rules.month_choices])
        return _("You choose for how long it is open: %(months)s months.") % {
            "months": months
        }
    return _("No last day is set.")


def _threshold(
    version: Version, threshold: Threshold, residents_count: int | None
) -> str:
    count = threshold.needed_count(residents_count=residents_count)
    if count is None:
        count = f"{threshold.per_mille.normalize():f} ‰"
    return str(words.REACHED[ThresholdEffect(threshold.effect)]) % {
        "count": count,
        "nouns": str(version.pathway.support_noun_plural) or _("supports"),
    }


def _stays_open(rules: RuleSet) -> str:
    if rules.window_stays_open:
        return _("It stays open to the last day even when the number is reached.")
    return _("It closes when the number is reached.")


def _promises(rules: RuleSet) -> Iterator[str]:
    if rules.confirm_days is not None:
        yield ngettext(
            "We tell you within %(days)s working day that we have received it.",
            "We tell you within %(days)s working days that we have received it.",
            rules.confirm_days,
        ) % {"days": rules.confirm_days}
    yield _answer(rules)
    if rules.reports_delay:
        yield _("If it takes longer, the municipal council is told why.")
    yield str(words.CONVERSION[Conversion(rules.conversion)])


def _answer(rules: RuleSet) -> str:
    if rules.answer_days is not None:
        return ngettext(
            "You get an answer within %(days)s working day.",
            "You get an answer within %(days)s working days.",
            rules.answer_days,
        ) % {"days": rules.answer_days}
    if rules.answer_months is not None:
        return ngettext(
            "It should be decided within %(months)s month.",
            "It should be decided within %(months)s months.",
            rules.answer_months,
        ) % {"months": rules.answer_months}
    return _("No time is set for the decision. You can always see where it is.")


def _decision(rules: RuleSet) -> Iterator[str]:
    if rules.decider == Decider.OFFICER:
        yield _("An officer who knows the subject answers you.")
    elif rules.author_chooses_body:
        yield _(
            "You choose who decides: the municipal council or the board responsible. A "
            "board is a group of elected members with an area of their own."
        )
    elif rules.decider == Decider.COUNCIL:
        yield _("The municipal council decides, or a board that it hands it to.")
    else:
        yield _(
            "The board responsible decides. A board is a group of elected members with "
            "an area of their own."
        )
    if not rules.is_delegable:
        yield _("No officer can decide in their place.")
    if rules.author_may_attend:
        yield _("You may come to the meeting and speak, if the council has allowed it.")


def _law(rules: RuleSet) -> Iterator[str]:
    yield _("What you send becomes part of a public record.")
    for text in (rules.legal_basis, rules.retention):
        if text:
            yield str(text)


def _and(items: list[str]) -> str:
    return _listed(items, _("and"))


def _or(items: list[str]) -> str:
    return _listed(items, _("or"))


def _listed(items: list[str], last: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
