import datetime as dt

import pytest
from django.urls import reverse

from medverkan.participation.cases import staff_queries
from medverkan.participation.cases.models import Case
from medverkan.reference.bodies.roles import Role
from medverkan.reference.register.models import Record
from tests.factories.bodies import RoleAssignmentFactory, TopicFactory, UserFactory
from tests.factories.cases import AT, assigned_officer, lodged, sender

pytestmark = pytest.mark.django_db

ALL = "/arbetsyta/arenden/alla/"


@pytest.fixture
def topic():
    return TopicFactory(slug="sno")


@pytest.fixture
def case(topic):
    return lodged(topic=topic, title="Åsgatan är hal", text="Ingen har sandat.")


@pytest.fixture
def officer(client, case):
    lodged(topic=case.topic, by=sender(name="Börje Ek", email="borje@example.org"))
    user, client.actor = assigned_officer(case)
    client.force_login(user)
    return client


def found(client, query):
    return client.get(f"{ALL}?{query}").context["queue"].cases


class TestFilters:
    @pytest.mark.parametrize(
        "words", ["åsgatan", "ÅSGATAN", "sandat", "  Åsgatan   är "]
    )
    def test_find_words_whatever_their_case(self, officer, case, words):
        assert found(officer, f"q={words}") == [case]

    def test_find_a_reference_as_it_is_said(self, officer, case):
        said = case.reference.replace("-", " ").lower()

        assert found(officer, f"q={said}") == [case]

    def test_find_a_register_number(self, officer, case):
        record = Record.objects.get(about_case=case.pk)

        assert found(officer, f"q={record.register_number}") == [case]

    def test_find_the_sender_where_the_actor_handles_cases(self, officer):
        assert len(found(officer, "q=börje ek")) == 1

    def test_find_no_sender_for_the_contact_centre(self, client, case):
        user = UserFactory()
        RoleAssignmentFactory(user=user, role=Role.CONTACT_CENTRE, body=None)
        RoleAssignmentFactory(user=user, role=Role.OFFICER, body=lodged().body)
        client.force_login(user)

        assert case in found(client, "")
        assert found(client, "q=marja lindqvist&amne=sno") == []

    def test_combine(self, officer, case):
        assert found(officer, "amne=sno&q=sandat") == [case]
        assert found(officer, "amne=sno&q=finns inte") == []

    def test_keep_only_what_is_late(self, officer, case):
        Case.objects.update(due_date=dt.date(2999, 1, 1))
        Case.objects.filter(pk=case.pk).update(due_date=dt.date(2026, 11, 2))

        assert found(officer, "sen=ja") == [case]

    def test_put_the_latest_first_on_request(self, officer, case, topic):
        later = lodged(topic=topic, at=AT.replace(day=12))

        assert found(officer, "ordning=nyast")[0] == later

    @pytest.mark.parametrize(
        "nonsense", ["ordning=x", "amne=x", "q=%00", "fran=99999999999", "fran=-1"]
    )
    def test_with_nonsense_show_everything(self, officer, nonsense):
        assert len(found(officer, nonsense)) == 2

    def test_follow_along_into_a_case(self, officer, case):
        page = officer.get(f"{ALL}?amne=sno&x=1").content.decode()

        assert f"{case.reference}/?amne=sno" in page

    def test_are_still_there_after_an_action(self, officer, case):
        url = reverse("cases:act", args=["alla", case.reference, "anteckna"])

        response = officer.post(f"{url}?amne=sno", {"text": "Hej", "key": "one"})

        assert response.url.endswith(f"{case.reference}/?amne=sno")


class TestSelections:
    def test_stand_in_the_menu_with_their_number(self, officer, case):
        kept = {"name": "Hala gator", "list_name": "alla", "query": "q=sandat&x=1"}

        response = officer.post("/arbetsyta/urval/", kept)

        assert response.url == f"{ALL}?q=sandat"
        page = officer.get(ALL).content.decode()
        assert "Hala gator" in page
        [selection] = staff_queries.selections_of(officer.actor)
        assert selection.query == "q=sandat"

    def test_are_removed(self, officer):
        kept = {"name": "Hala gator", "list_name": "alla", "query": "q=sandat"}
        officer.post("/arbetsyta/urval/", kept)

        officer.post("/arbetsyta/urval/ta-bort/", {"name": "Hala gator"})

        assert "Hala gator" not in officer.get("/arbetsyta/urval/").content.decode()

    def test_without_a_name_are_not_kept(self, officer):
        officer.post("/arbetsyta/urval/", {"name": " ", "list_name": "alla"})

        assert staff_queries.selections_of(officer.actor) == []

    @pytest.mark.parametrize("count", [1, 4])
    def test_cost_the_list_no_question_each(
        self, officer, count, django_assert_num_queries
    ):
        for place in range(count):
            kept = {"name": f"Urval {place}", "list_name": "alla", "query": "q=sandat"}
            officer.post("/arbetsyta/urval/", kept)

        with django_assert_num_queries(9):
            officer.get(ALL)


class TestShortcuts:
    def test_are_listed_with_a_switch(self, officer):
        page = officer.get("/arbetsyta/kortkommandon/").content.decode()

        assert "<kbd>j</kbd>" in page
        assert "data-shortcut-switch" in page
