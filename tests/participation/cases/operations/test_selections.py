import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import ANYONE, NotPermitted
from medverkan.participation.cases import operations, staff_queries
from medverkan.participation.cases.operations.selections import (
    MOST_SELECTIONS,
    TooManySelections,
)
from tests.factories.cases import AT, assigned_officer, lodged

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return assigned_officer(lodged())[1]


def save(actor, name="Snö", query="q=sn%C3%B6"):
    return operations.save_selection(
        name=name, list_name="alla", query=query, actor=actor, at=AT
    )


class TestSaveSelection:
    def test_keeps_it_for_the_officer_alone(self, officer):
        save(officer)

        _, colleague = assigned_officer(lodged())
        assert [one.name for one in staff_queries.selections_of(officer)] == ["Snö"]
        assert staff_queries.selections_of(colleague) == []

    def test_by_a_name_used_again_takes_the_new_filters(self, officer):
        save(officer)
        save(officer, query="q=halka")

        [kept] = staff_queries.selections_of(officer)
        assert kept.query == "q=halka"

    def test_is_not_for_anyone(self):
        with pytest.raises(NotPermitted):
            save(ANYONE)

    def test_stops_when_the_menu_is_full(self, officer):
        for place in range(MOST_SELECTIONS):
            save(officer, name=str(place))

        save(officer, name="0")
        with pytest.raises(TooManySelections):
            save(officer, name="en till")


class TestRemoveSelection:
    def test_takes_it_out_once(self, officer):
        save(officer)

        for _ in range(2):
            operations.remove_selection(name="Snö", actor=officer, at=AT)

        assert staff_queries.selections_of(officer) == []
        assert Event.objects.filter(name="selection.removed").count() == 1
