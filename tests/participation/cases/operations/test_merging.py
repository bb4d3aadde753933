import datetime as dt

import pytest
from django.utils import translation

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.cases import operations
from medverkan.participation.cases.figures import Grouping, Period, measure
from medverkan.participation.cases.models import Case, Disqualification, ReplyDraft
from medverkan.participation.cases.operations import CannotBeJoined, ChangedMeanwhile
from medverkan.participation.cases.states import CaseState, MessageKind, Outcome, Solved
from medverkan.reference.bodies.models import Body
from medverkan.reference.register.models import Record
from tests.factories.bodies import BodyFactory
from tests.factories.cases import AT, assigned_officer, lodged, officer_of, sender
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=1)


@pytest.fixture
def other(case):
    """Somebody else about the same lamp, a day later, who reads Finnish."""
    return lodged(
        topic=case.topic, at=LATER, title="Mörkt vid bron",
        by=sender(name="Aino Virtanen", email="aino@example.org", language="fi"),
    )  # fmt: skip


def merge(cases, into, actor, **values):
    every = {one.pk: Case.objects.get(pk=one.pk) for one in [*cases, into]}
    given = {
        "cases": cases, "into": into, "actor": actor, "at": LATER,
        "versions": {pk: one.version for pk, one in every.items()},
    }  # fmt: skip
    operations.merge(**given | values)
    for one in [*cases, into]:
        one.refresh_from_db()


def reply(case, actor, **values):
    case.refresh_from_db()
    return operations.reply(
        **{
            "case": case, "text": "Lampan är bytt.", "outcome": Outcome.FIXED,
            "version": case.version, "actor": actor, "at": LATER,
        }
        | values
    )  # fmt: skip


class TestMerge:
    def test_keeps_what_each_case_is_known_by(self, case, other, officer):
        before = (other.reference, other.arrived_at, other.due_date, other.state)
        numbers = set(Record.objects.values_list("register_number", flat=True))

        merge([other], case, officer)

        assert other.merged_into == case
        assert before == (
            other.reference, other.arrived_at, other.due_date, other.state,
        )  # fmt: skip
        assert numbers == set(Record.objects.values_list("register_number", flat=True))

    def test_records_one_event_for_each(self, case, other, officer):
        merge([other], case, officer)

        event = Event.objects.get(name="case.merged")
        assert (event.about_case, event.data) == (other.pk, {"into": case.pk})

    def test_refuses_strangers(self, case, other):
        with pytest.raises(NotPermitted):
            merge([other], case, officer_of(lodged()))

    def test_refuses_another_authority(self, case, officer):
        elsewhere = lodged(body=BodyFactory())

        with pytest.raises(CannotBeJoined):
            merge([elsewhere], case, officer)

    def test_refuses_a_case_that_gathers_votes(self, case, officer):
        rules = RuleSetFactory(gathering=True)
        proposal = lodged(topic=case.topic, pathway=rules.pathway)

        with pytest.raises(CannotBeJoined) as refused:
            merge([proposal], case, officer)

        with translation.override("en"):
            assert "Votes are never added together" in str(refused.value.why)

    @pytest.mark.parametrize("which", ["case", "other"])
    def test_refuses_what_may_be_secret(self, case, other, officer, which):
        Case.objects.filter(pk={"case": case, "other": other}[which].pk).update(
            is_protected=True
        )

        with pytest.raises(CannotBeJoined):
            merge([other], case, officer)

    def test_refuses_what_is_answered(self, case, other, officer):
        reply(other, officer)

        with pytest.raises(CannotBeJoined):
            merge([other], case, officer)

    def test_refuses_a_case_that_leads_others(self, case, other, officer):
        third = lodged(topic=case.topic)
        merge([other], case, officer)

        with pytest.raises(CannotBeJoined):
            merge([case], third, officer)

    def test_joins_all_or_none(self, case, other, officer):
        elsewhere = lodged(body=BodyFactory())

        with pytest.raises(CannotBeJoined):
            merge([other, elsewhere], case, officer)

        assert Case.objects.get(pk=other.pk).merged_into is None

    def test_refuses_what_has_changed_since(self, case, other, officer):
        with pytest.raises(ChangedMeanwhile):
            merge([other], case, officer, versions={other.pk: other.version - 1})

    def test_respects_a_conflict_of_whoever_has_the_leading_case(self, case, other):
        user, actor = assigned_officer(case)
        second = assigned_officer(case)[1]
        operations.assign(
            case=case, assignee=user, version=case.version, actor=actor, at=AT
        )
        operations.declare_conflict(
            case=other, user=user, ground=Disqualification.Ground.NAMED,
            actor=second, at=AT,
        )  # fmt: skip
        case.refresh_from_db()

        with pytest.raises(CannotBeJoined):
            merge([other], case, second)


class TestAnswerOfTheLeading:
    def test_goes_to_each_in_a_letter_of_their_own(self, case, other, officer):
        merge([other], case, officer)

        reply(case, officer)

        letters = Delivery.objects.filter(letter="case.answered").order_by("pk")
        assert [one.about_case for one in letters] == [case.pk, other.pk]
        assert [one.language for one in letters] == ["sv", "fi"]

    def test_is_in_the_words_that_were_written_for_each_language(
        self, case, other, officer
    ):
        merge([other], case, officer)

        reply(case, officer, in_languages={"fi": "Lamppu on vaihdettu."})

        texts = {
            one.reference: one.messages.get(kind=MessageKind.REPLY).text
            for one in (case, other)
        }
        assert texts == {
            case.reference: "Lampan är bytt.", other.reference: "Lamppu on vaihdettu.",
        }  # fmt: skip

    def test_counts_each_case_once_by_its_own_time(self, case, other, officer):
        merge([other], case, officer)
        reply(case, officer)

        period = Period(AT.date(), LATER.date())
        total = measure(period, by=Grouping.BODY, today=LATER.date()).total

        assert (total.received, total.answered) == (2, 2)
        assert total.days == {0: 1, 1: 1}

    def test_waits_for_a_second_person_with_its_languages(self, case, other, officer):
        Body.objects.filter(pk=case.body_id).update(wants_four_eyes=True)
        merge([other], case, officer)
        operations.draft_reply(
            case=case, text="Klart.", outcome=Outcome.FIXED, version=case.version,
            in_languages={"fi": "Valmis."}, actor=officer, at=LATER,
        )  # fmt: skip
        case.refresh_from_db()

        operations.release_reply(
            case=case, version=case.version, actor=officer_of(case), at=LATER
        )

        assert other.messages.get(kind=MessageKind.REPLY).text == "Valmis."

    def test_is_not_given_in_the_joined_case(self, case, other, officer):
        merge([other], case, officer)

        with pytest.raises(NotPermitted):
            reply(other, officer)

    def test_is_not_given_by_somebody_in_conflict_with_one_of_them(self, case, other):
        user, actor = assigned_officer(case)
        second = assigned_officer(case)[1]
        merge([other], case, actor)
        operations.declare_conflict(
            case=other, user=user, ground=Disqualification.Ground.DECLARED,
            actor=actor, at=LATER,
        )  # fmt: skip

        with pytest.raises(NotPermitted):
            reply(case, actor)
        reply(case, second)

    def test_is_not_only_oral(self, case, other, officer):
        merge([other], case, officer)

        with pytest.raises(NotPermitted):
            operations.note_oral_answer(
                case=case, text="Sa det.", outcome=Outcome.FIXED, spoken_at=LATER,
                wants_it_in_writing=False, version=case.version, actor=officer, at=LATER,
            )  # fmt: skip

    def test_leaves_out_who_took_the_case_back(self, case, other, officer):
        merge([other], case, officer)
        operations.withdraw(case=other, at=LATER)

        reply(case, officer)

        assert not other.messages.filter(kind=MessageKind.REPLY).exists()

    def test_is_news_to_nobody_when_the_leading_is_opened_again(
        self, case, other, officer
    ):
        merge([other], case, officer)
        reply(case, officer)
        operations.rate(case=case, solved=Solved.NO, at=LATER)

        reply(case, officer)

        assert other.messages.filter(kind=MessageKind.REPLY).count() == 1


class TestInterimOfTheLeading:
    def test_tells_those_who_are_joined(self, case, other, officer):
        merge([other], case, officer)
        answer_by = max(case.due_date, other.due_date) + dt.timedelta(days=3)

        operations.interim(
            case=case, text="Det dröjer.", answer_by=answer_by, version=case.version,
            actor=officer, at=LATER,
        )  # fmt: skip

        other.refresh_from_db()
        assert other.due_date == answer_by
        assert Delivery.objects.filter(letter="case.interim").count() == 2


class TestPart:
    def test_lets_it_stand_alone_again(self, case, other, officer):
        merge([other], case, officer)

        operations.part(case=other, version=other.version, actor=officer, at=LATER)

        other.refresh_from_db()
        assert other.merged_into is None
        assert Event.objects.filter(name="case.parted", about_case=other.pk).exists()

    def test_cannot_be_done_once_answered(self, case, other, officer):
        merge([other], case, officer)
        reply(case, officer)
        other.refresh_from_db()

        with pytest.raises(NotPermitted):
            operations.part(case=other, version=other.version, actor=officer, at=LATER)

    def test_cannot_be_done_by_strangers(self, case, other, officer):
        merge([other], case, officer)

        with pytest.raises(NotPermitted):
            operations.part(
                case=other, version=other.version, actor=officer_of(lodged()), at=LATER
            )


class TestStandsAlone:
    @pytest.mark.parametrize("which", ["case", "other"])
    def test_when_marked_as_secret(self, case, other, officer, which):
        merge([other], case, officer)
        marked = {"case": case, "other": other}[which]

        operations.mark_secrecy(
            case=marked, provision="OSL 25:1", version=marked.version, actor=officer,
            at=LATER,
        )  # fmt: skip

        assert Case.objects.get(pk=other.pk).merged_into is None

    @pytest.mark.parametrize("which", ["case", "other"])
    def test_when_passed_on_to_another_authority(self, case, other, officer, which):
        merge([other], case, officer)
        moved = {"case": case, "other": other}[which]

        operations.move(
            case=moved, to=BodyFactory(), version=moved.version, actor=officer, at=LATER
        )

        assert Case.objects.get(pk=other.pk).merged_into is None

    def test_when_the_leading_is_taken_back(self, case, other, officer):
        merge([other], case, officer)

        operations.withdraw(case=case, at=LATER)

        assert Case.objects.get(pk=other.pk).merged_into is None

    def test_when_the_one_who_wrote_says_it_was_not_solved(self, case, other, officer):
        merge([other], case, officer)
        reply(case, officer)

        operations.rate(case=other, solved=Solved.NO, at=LATER)

        other.refresh_from_db()
        assert (other.state, other.merged_into) == (CaseState.REOPENED, None)


def test_a_draft_in_a_joined_case_is_thrown_away(case, other, officer):
    ReplyDraft.objects.create(
        case=other, text="Nej.", outcome=Outcome.NOT_DONE,
        drafted_by_id=officer.user_id, drafted_at=AT,
    )  # fmt: skip

    merge([other], case, officer)

    assert not ReplyDraft.objects.exists()
