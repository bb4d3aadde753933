"""Others stand behind a proposal: invited, said yes or no, told, gone, and never pestered."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from medverkan.foundation import references
from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import SYSTEM, NotPermitted
from medverkan.participation.cases import (
    backers,
    coauthors,
    links,
    operations,
    queries,
)
from medverkan.participation.cases.models import Backer, Case, Party, SecretLink
from medverkan.participation.cases.operations import (
    OwnAddress,
    TooLate,
    WrittenToEnough,
)
from medverkan.participation.cases.operations.erasing import Erasure
from tests.factories.cases import AT, lodged, officer_of, sender
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=1)


@pytest.fixture
def rule_set():
    return RuleSetFactory(gathering=True, votes=150, coauthor_limit=2)


@pytest.fixture
def case(rule_set):
    return lodged(pathway=rule_set.pathway)


def invite(case, name="bo", *, at=AT) -> Backer:
    return operations.invite_coauthor(case=case, email=f"{name}@example.org", at=at)


def say(backer, is_willing, *, name="", at=LATER) -> Backer:
    return operations.answer_as_coauthor(
        backer=backer, is_willing=is_willing, name=name, at=at
    )


def joined(case, name="bo", shown="Bo Ek") -> Backer:
    return say(invite(case, name), True, name=shown)


def publish(case):
    now = Case.objects.get(pk=case.pk)
    operations.publish(
        case=now, title="Fler bänkar", text="Sätt ut.", version=now.version,
        actor=officer_of(case), at=LATER,
    )  # fmt: skip


def events(case) -> list[str]:
    found = Event.objects.filter(about_case=case.pk, name__contains="coauthor")
    return [event.name.partition("_")[2] for event in found.order_by("pk")]


def letters(name="") -> list[tuple[str, str]]:
    found = Delivery.objects.filter(letter__startswith=f"coauthor.{name}")
    return list(found.order_by("pk").values_list("letter", "to_email"))


class TestAnInvitation:
    def test_is_one_letter_that_says_nothing_of_what_was_written(self, case):
        backer = invite(case)

        letter = Delivery.objects.get(letter="coauthor.invited")
        assert letter.to_email == "bo@example.org"
        for told in ("Lampan", "Marja", "marja@example.org"):
            assert told not in letter.text
        assert backer.party.name == ""
        assert events(case) == ["invited"]

    def test_of_the_same_address_is_made_once(self, case):
        first = invite(case)

        assert (
            operations.invite_coauthor(case=case, email="BO@Example.org", at=AT)
            == first
        )
        assert len(letters()) == 1

    def test_is_never_to_oneself(self, case):
        with pytest.raises(OwnAddress):
            operations.invite_coauthor(case=case, email="Marja@example.org", at=AT)

    def test_is_of_no_more_than_the_rules_say(self, case):
        invite(case, "bo")
        invite(case, "eva")

        with pytest.raises(NotPermitted):
            invite(case, "ida")

    def test_may_follow_a_no_but_not_for_ever(self, case):
        for name in ("a", "b", "c", "d"):
            say(invite(case, name), False)

        with pytest.raises(NotPermitted):
            invite(case, "e")

    def test_is_not_offered_where_the_rules_do_not_say_so(self):
        with pytest.raises(NotPermitted):
            invite(lodged(pathway=RuleSetFactory(gathering=True, votes=1).pathway))

    def test_waits_for_the_yes_of_a_guardian(self, case):
        Case.objects.filter(pk=case.pk).update(awaits_guardian=True)

        with pytest.raises(NotPermitted):
            invite(case)

    @pytest.mark.parametrize("how", ["published", "withdrawn", "refused"])
    def test_comes_too_late_after_the_review(self, case, how):
        if how == "published":
            publish(case)
        elif how == "withdrawn":
            operations.withdraw(case=case, at=LATER)
        else:
            Case.objects.filter(pk=case.pk).update(publication="refused")

        with pytest.raises(NotPermitted):
            invite(case, at=LATER)

    def test_is_not_sent_to_somebody_who_gets_many(self, rule_set):
        proposals = [lodged(pathway=rule_set.pathway) for _n in range(4)]
        for each in proposals[:3]:
            invite(each)

        with pytest.raises(WrittenToEnough):
            invite(proposals[3])
        assert invite(proposals[3], at=AT + dt.timedelta(days=8))

    def test_of_two_at_once_is_stopped_by_the_database(self, case):
        party = invite(case).party
        party.pk, party.email = None, "Bo@example.org"

        with pytest.raises(IntegrityError), transaction.atomic():
            party.save(force_insert=True)


class TestAYes:
    def test_shows_the_name_that_was_given_and_sends_a_link(self, case):
        joined(case)
        joined(case, "eva", "")

        assert coauthors.shown(case) == "Bo Ek"
        assert letters("welcome") == [
            ("coauthor.welcome", "bo@example.org"),
            ("coauthor.welcome", "eva@example.org"),
        ]
        assert events(case) == ["invited", "agreed", "invited", "agreed"]

    def test_stands_whatever_is_said_after_it(self, case):
        backer = joined(case)
        say(backer, False)
        say(backer, True, name="Någon Annan")

        assert coauthors.shown(case) == "Bo Ek"
        assert len(letters("welcome")) == 1

    def test_comes_too_late_after_publication(self, case):
        backer = invite(case)
        publish(case)

        with pytest.raises(TooLate):
            say(backer, True)
        assert coauthors.shown(case) == ""

    def test_keeps_no_identity_number(self, case):
        joined(case, shown="Bo Ek 19640823-3234")

        assert "3234" not in coauthors.shown(case)

    def test_is_never_beside_an_author_with_protected_identity(self, rule_set):
        by = sender(has_protected_identity=True)
        case = lodged(pathway=rule_set.pathway, by=by)

        with pytest.raises(NotPermitted):
            invite(case)

    def test_is_shown_no_more_once_the_authors_identity_is_protected(self, case):
        joined(case)
        case.parties.filter(role="submitter").update(has_protected_identity=True)

        assert coauthors.shown(Case.objects.get(pk=case.pk)) == ""


class TestANo:
    def test_destroys_the_address_everywhere(self, case):
        say(invite(case), False)

        assert not Party.objects.filter(email="bo@example.org").exists()
        assert not Delivery.objects.filter(to_email="bo@example.org").exists()
        assert events(case) == ["invited", "declined"]


class TestNoAnswer:
    def test_destroys_the_address_after_two_weeks_once(self, case):
        backer = invite(case)
        assert operations.end_coauthor_invitations(at=AT + dt.timedelta(days=14)) == 0

        late = AT + dt.timedelta(days=15)
        assert operations.end_coauthor_invitations(at=late) == 1
        assert operations.end_coauthor_invitations(at=late) == 0
        assert not Delivery.objects.filter(to_email="bo@example.org").exists()
        assert events(case) == ["invited", "lapsed"]
        with pytest.raises(TooLate):
            say(backer, True)

    def test_ends_with_the_review_and_leaves_those_who_said_yes(self, case):
        joined(case)
        invite(case, "eva")
        publish(case)

        assert operations.end_coauthor_invitations(at=LATER) == 1
        assert coauthors.shown(case) == "Bo Ek"


class TestLeaving:
    def test_destroys_name_address_and_link(self, case):
        backer = joined(case)
        token = links.make_for(backer.party, at=LATER)
        operations.leave_as_coauthor(party=backer.party, at=LATER)
        operations.leave_as_coauthor(party=backer.party, at=LATER)

        party = Party.objects.get(pk=backer.party_id)
        assert (party.name, party.email, coauthors.shown(case)) == ("", "", "")
        assert events(case) == ["invited", "agreed", "left"]
        with pytest.raises(SecretLink.DoesNotExist):
            coauthors.by_token(token)


class TestALinkOfACoauthor:
    def test_opens_nothing_that_the_author_may_do(self, case):
        token = links.make_for(joined(case).party, at=LATER)

        with pytest.raises(Case.DoesNotExist):
            queries.by_token(token)
        assert coauthors.by_token(token).case == case

    def test_is_not_the_authors(self, case):
        with pytest.raises(SecretLink.DoesNotExist):
            coauthors.by_token(links.make(case, at=LATER))


class TestWhatBecomesOfIt:
    def test_is_told_to_those_who_said_yes(self, case):
        joined(case)
        invite(case, "eva")
        publish(case)

        assert letters("published") == [("coauthor.published", "bo@example.org")]
        text = Delivery.objects.get(letter="coauthor.published").text
        assert "/medforfattare/" in text
        assert "/mitt-arende/" not in text

    def test_that_it_is_taken_back_is_told_too(self, case):
        joined(case)
        operations.withdraw(case=case, at=LATER)

        assert letters("withdrawn") == [("coauthor.withdrawn", "bo@example.org")]

    def test_is_not_told_to_who_has_left(self, case):
        operations.leave_as_coauthor(party=joined(case).party, at=LATER)
        publish(case)

        assert letters("published") == []


@pytest.mark.parametrize("how", Erasure)
def test_co_authors_are_destroyed_with_the_case(case, how):
    backer = joined(case)
    token = links.make_for(backer.party, at=LATER)
    operations.withdraw(case=case, at=LATER)
    operations.erase(case=case, how=how, actor=SYSTEM, at=LATER)

    party = Party.objects.get(pk=backer.party_id)
    assert (party.name, party.email, party.backer.token_hash) == ("", "", "")
    assert not Delivery.objects.filter(to_email="bo@example.org").exists()
    with pytest.raises(SecretLink.DoesNotExist):
        coauthors.by_token(token)


def test_an_invitation_is_no_guardians_letter(case):
    token = references.new_secret()
    hashed = references.hash_of(token)
    Backer.objects.filter(pk=invite(case).pk).update(token_hash=hashed)

    assert coauthors.by_invitation(token).party.email == "bo@example.org"
    with pytest.raises(Backer.DoesNotExist):
        backers.by_token(token)
