import datetime as dt

import pytest

from medverkan.participation.cases import answering, figures
from medverkan.participation.cases.figures import Figures, Grouping, Period
from medverkan.participation.cases.models import Case, Rating
from tests.factories.bodies import TopicFactory
from tests.factories.cases import lodged

pytestmark = pytest.mark.django_db

NOVEMBER = Period(dt.date(2026, 11, 1), dt.date(2026, 11, 30))
LATER = dt.date(2027, 1, 31)
ANSWERED_AT = dt.datetime(2026, 11, 12, 12, tzinfo=dt.UTC)


def body_with(*ratings: tuple[str, int | None], answered: int = 10) -> int:
    """A body with cases answered in November, the first of which have been rated."""
    first = lodged(topic=TopicFactory())
    copies = []
    for number in range(1, answered):
        copy = Case.objects.get(pk=first.pk)
        copy.pk, copy.opening = None, None
        copy.reference = f"{first.reference[:8]}{number:04}"
        copies.append(copy)
    cases = [first, *Case.objects.bulk_create(copies)]
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(
        first_answered_at=ANSWERED_AT
    )
    Rating.objects.bulk_create(
        Rating(case=case, solved=solved, grade=grade, rated_at=ANSWERED_AT)
        for case, (solved, grade) in zip(cases, ratings, strict=False)
    )
    return first.body_id


def measured():
    return figures.measure(NOVEMBER, by=Grouping.BODY, today=LATER)


class TestRatings:
    def test_are_shares_of_those_who_told(self):
        body_with(("yes", 5), ("yes", 4), ("yes", 3), ("partly", None), ("no", 1),
                  ("yes", 2))  # fmt: skip

        total = measured().total
        assert (total.rated, total.share_rated, total.share_solved) == (6, 60, 66)
        assert (total.graded, total.share_content) == (5, 40)

    def test_are_none_where_nobody_was_asked(self):
        assert (Figures().rated, Figures().share_solved) == (0, None)

    def test_of_fewer_than_five_are_hidden_and_the_group_is_not(self):
        few = body_with(*[("yes", 5)] * 4)
        body_with(*[("yes", 5)] * 6)

        group = measured().groups[few]
        assert group.received == 10
        assert (group.rated, group.share_rated, group.share_solved) == (None,) * 3

    def test_hide_another_where_the_sum_would_tell_the_hidden(self):
        body_with(*[("no", 1)] * 3)
        next_smallest = body_with(*[("yes", 5)] * 6)
        largest = body_with(*[("yes", 5)] * 9)

        groups = measured().groups
        assert groups[next_smallest].rated is None
        assert groups[largest].rated == 9

    def test_of_fewer_than_five_in_all_are_hidden_in_the_total(self):
        body_with(("yes", 5))

        assert measured().total.rated is None

    def test_show_that_nobody_has_told(self):
        silent = body_with()
        body_with(*[("yes", 5)] * 6)

        assert measured().groups[silent].rated == 0

    def test_stand_in_the_files_with_their_definitions(self):
        body_with(*[("partly", 4)] * 6)

        data = answering.table(NOVEMBER, by=Grouping.BODY, today=LATER).as_data()
        assert data["total"]["rated"] == 6
        assert data["total"]["share_solved"] == 0
        assert "share_content" in data["definitions"]
