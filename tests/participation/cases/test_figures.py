import datetime as dt

import pytest

from medverkan.participation.cases import figures, operations
from medverkan.participation.cases.figures import Figures, Grouping, Period
from medverkan.participation.cases.models import Case, Pause, Tag
from medverkan.participation.cases.states import Outcome
from tests.factories.bodies import TopicFactory
from tests.factories.cases import lodged, officer_of

pytestmark = pytest.mark.django_db

NOVEMBER = Period(dt.date(2026, 11, 1), dt.date(2026, 11, 30))
DECEMBER = Period(dt.date(2026, 12, 1), dt.date(2026, 12, 31))
LATER = dt.date(2027, 1, 31)


def day(number: int, month: int = 11) -> dt.datetime:
    return dt.datetime(2026, month, number, 12, tzinfo=dt.UTC)


def answer(case, at: dt.datetime):
    case.refresh_from_db()
    operations.reply(
        case=case,
        text="Lampan är bytt.",
        outcome=Outcome.FIXED,
        version=case.version,
        actor=officer_of(case),
        at=at,
    )
    case.refresh_from_db()


def ask(case, at: dt.datetime):
    operations.ask(
        case=case,
        text="Vilken lampa?",
        version=case.version,
        actor=officer_of(case),
        at=at,
    )


def several(count: int, **values) -> list[Case]:
    """Cases received on 2 November, quicker than by the operation."""
    first = lodged(at=day(2), **values)
    copies = []
    for number in range(1, count):
        copy = Case.objects.get(pk=first.pk)
        copy.pk, copy.opening = None, None
        copy.reference = f"{first.reference[:8]}{number:04}"
        copies.append(copy)
    return [first, *Case.objects.bulk_create(copies)]


def total(period=NOVEMBER, *, today=LATER, by=Grouping.BODY) -> Figures:
    return figures.measure(period, by=by, today=today).total


class TestReceived:
    def test_counts_the_day_in_sweden(self):
        midnight = dt.datetime(2026, 11, 1, tzinfo=dt.UTC) - dt.timedelta(hours=1)
        lodged(at=midnight)
        lodged(at=midnight - dt.timedelta(seconds=1))

        assert total().received == 1

    def test_ends_with_the_last_day(self):
        lodged(at=dt.datetime(2026, 11, 30, 22, 59, tzinfo=dt.UTC))
        lodged(at=dt.datetime(2026, 11, 30, 23, 0, tzinfo=dt.UTC))

        assert total().received == 1

    def test_counts_what_was_withdrawn(self):
        operations.withdraw(case=lodged(), at=day(11))

        assert total().received == 1


class TestMedianDays:
    def test_counts_working_days_after_the_arrival(self):
        answer(lodged(at=day(6)), day(9))  # Friday to Monday

        assert total().median_days == 1

    def test_is_between_the_two_in_the_middle(self):
        answer(lodged(at=day(9)), day(10))
        answer(lodged(at=day(9)), day(13))

        assert total().median_days == 2.5

    def test_belongs_to_the_period_of_the_answer(self):
        answer(lodged(at=day(27)), day(1, month=12))

        assert total().median_days is None
        assert total(DECEMBER).median_days == 2

    def test_keeps_to_the_first_answer(self):
        case = lodged(at=day(9))
        answer(case, day(10))
        operations.reopen(
            case=case, version=case.version, actor=officer_of(case), at=day(11)
        )
        answer(case, day(20))

        assert total().days == {1: 1}

    def test_is_told_without_pauses_too(self):
        case = lodged(at=day(2))
        ask(case, day(4))
        operations.add(case=case, text="Den vid bron.", at=day(10))
        answer(case, day(12))

        assert (total().median_days, total().median_days_without_pauses) == (8, 4)

    def test_counts_a_pause_that_the_answer_ends(self):
        case = lodged(at=day(2))
        ask(case, day(4))
        answer(case, day(6))

        assert total().median_days_without_pauses == 2

    def test_takes_no_account_of_a_pause_after_the_answer(self):
        case = lodged(at=day(2))
        answer(case, day(4))
        Pause.objects.create(
            case=case, began_at=day(5), until_date=dt.date(2026, 11, 20)
        )

        assert total().median_days_without_pauses == 2


class TestInTime:
    """A case of 10 November is to be answered by 24 November."""

    def test_is_the_due_day_itself(self):
        answer(lodged(), day(24))

        assert (total().due, total().in_time) == (1, 1)

    def test_ends_at_midnight_in_sweden(self):
        answer(lodged(), dt.datetime(2026, 11, 24, 23, 0, tzinfo=dt.UTC))

        assert (total().due, total().in_time) == (1, 0)

    def test_counts_what_waits_as_late_from_the_day_after(self):
        lodged()

        assert total(today=dt.date(2026, 11, 24)).due == 0
        assert total(today=dt.date(2026, 11, 25)).share_in_time == 0

    def test_leaves_out_what_nobody_waits_for(self):
        operations.withdraw(case=lodged(), at=day(11))

        assert total().due == 0

    def test_is_not_lost_when_a_case_is_reopened(self):
        case = lodged()
        answer(case, day(25))
        operations.reopen(
            case=case, version=case.version, actor=officer_of(case), at=day(26)
        )

        assert (total().due, total().in_time) == (1, 0)
        assert total(DECEMBER).due == 0

    def test_moves_with_a_pause(self):
        case = lodged()
        ask(case, day(11))
        operations.add(case=case, text="Den vid bron.", at=day(13))
        answer(case, day(26))

        assert total().share_in_time == 100


class TestGroups:
    @pytest.mark.parametrize("by", Grouping)
    def test_add_up_to_the_total(self, by):
        several(6)
        several(2, topic=TopicFactory(is_protected=True))
        several(7, language="fi")

        measured = figures.measure(NOVEMBER, by=by, today=LATER)
        shown = [*measured.groups.values(), measured.folded or Figures()]

        assert sum(one.received for one in shown) == measured.total.received == 15

    @pytest.mark.parametrize("by", [by for by in Grouping if by != Grouping.TAG])
    def test_are_shown_from_five(self, by):
        several(5)

        measured = figures.measure(NOVEMBER, by=by, today=LATER)

        assert [one.received for one in measured.groups.values()] == [5]

    def test_of_fewer_than_five_are_folded(self):
        topic = several(5)[0].topic_id
        several(4)
        several(1)

        measured = figures.measure(NOVEMBER, by=Grouping.TOPIC, today=LATER)

        assert list(measured.groups) == [topic]
        assert measured.folded.received == 5

    def test_take_another_along_where_the_sum_would_tell(self):
        several(4)
        several(5)
        large = several(6)[0].topic_id

        measured = figures.measure(NOVEMBER, by=Grouping.TOPIC, today=LATER)

        assert list(measured.groups) == [large]
        assert measured.folded.received == 9

    def test_of_few_answers_are_folded_too(self):
        several(6)
        answer(several(6)[0], day(3))

        measured = figures.measure(NOVEMBER, by=Grouping.TOPIC, today=LATER)

        assert measured.groups == {}
        assert measured.total.answered == 1

    def test_by_topic_hide_protected_cases_that_their_body_counts(self):
        protected = several(9, topic=TopicFactory(is_protected=True))[0]
        marked = several(9)
        Case.objects.filter(pk__in=[case.pk for case in marked]).update(
            is_protected=True
        )

        by_topic = figures.measure(NOVEMBER, by=Grouping.TOPIC, today=LATER)
        by_body = figures.measure(NOVEMBER, by=Grouping.BODY, today=LATER)

        assert by_topic.groups == {}
        assert by_topic.folded.received == 18
        assert by_body.groups[protected.body_id].received == 9

    @pytest.mark.parametrize("count", [1, 3])
    def test_take_five_queries(self, count, django_assert_num_queries):
        for _ in range(count):
            answer(lodged(), day(12))

        with django_assert_num_queries(5):
            figures.measure(NOVEMBER, by=Grouping.TOPIC, today=LATER)


class TestByTag:
    def test_counts_a_case_for_each_of_its_tags_and_once_among_all(self):
        rights, access = (Tag.objects.create(slug=one, name=one) for one in "ab")
        cases = several(6)
        rights.cases.set(cases)
        access.cases.set(cases[:5])

        found = figures.measure(NOVEMBER, by=Grouping.TAG, today=LATER)

        counts = {key: group.received for key, group in found.groups.items()}
        assert counts == {rights.pk: 6, access.pk: 5}
        assert found.total.received == 6

    def test_folds_tags_of_few_and_what_is_protected(self):
        few = Tag.objects.create(slug="a", name="a")
        cases = several(9)
        few.cases.set(cases[:4])
        Case.objects.filter(pk=cases[8].pk).update(is_protected=True)

        found = figures.measure(NOVEMBER, by=Grouping.TAG, today=LATER)

        assert found.groups == {}
        assert found.folded.received == 9

    def test_takes_pauses_of_a_case_with_two_tags_once_each(self):
        tags = [Tag.objects.create(slug=one, name=one) for one in "ab"]
        cases = several(5)
        for case in cases:
            case.tags.set(tags)
        Case.objects.filter(pk__in=[case.pk for case in cases]).update(
            first_answered_at=day(12)
        )
        Pause.objects.create(
            case=cases[0], began_at=day(3), until_date=dt.date(2026, 11, 17),
            ended_at=day(5),
        )  # fmt: skip

        found = figures.measure(NOVEMBER, by=Grouping.TAG, today=LATER)

        for tag in tags:
            assert found.groups[tag.pk].days == {8: 5}
            assert found.groups[tag.pk].days_without_pauses == {8: 4, 6: 1}
