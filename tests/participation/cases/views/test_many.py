import pytest
from django.urls import reverse

from medverkan.participation.cases.models import Case, Message
from medverkan.participation.cases.states import CaseState, MessageKind
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import RoleAssignmentFactory, TopicFactory, UserFactory
from tests.factories.cases import assigned_officer, lodged

pytestmark = pytest.mark.django_db

ANSWER = {"text": "Vi har plogat, {reference}.", "outcome": "fixed"}


@pytest.fixture
def cases():
    topic = TopicFactory()
    return [lodged(topic=topic) for _ in range(3)]


@pytest.fixture
def officer(client, cases):
    user, _ = assigned_officer(cases[0])
    client.force_login(user)
    return client


def url(verb="svara"):
    return reverse("cases:many", args=["alla", verb])


def chosen(cases):
    return {"arende": [case.reference for case in cases]}


class TestMany:
    def test_leads_back_to_the_list_when_nothing_is_chosen(self, officer):
        response = officer.get(url())

        assert response.url == "/arbetsyta/arenden/alla/"

    def test_leads_back_to_the_list_as_it_was_filtered(self, officer, cases):
        response = officer.get(f"{url()}?sen=ja")
        page = officer.get(url(), {"sen": "ja"} | chosen(cases)).content.decode()

        assert response.url == "/arbetsyta/arenden/alla/?sen=ja"
        assert f'action="{url()}?sen=ja"' in page

    @pytest.mark.parametrize(
        ("role", "verbs"),
        [
            (Role.OFFICER, ["tilldela", "amne", "svara", "sla-ihop"]),
            (Role.REGISTRAR, ["tilldela", "amne"]),
            (Role.CONTACT_CENTRE, ["tilldela", "amne"]),
            (Role.REVIEWER, []),
        ],
    )
    def test_is_offered_to_those_who_may(self, client, cases, role, verbs):
        client.force_login(RoleAssignmentFactory(role=role, body=cases[0].body).user)
        page = client.get("/arbetsyta/arenden/alla/").content.decode()

        all_verbs = ("tilldela", "amne", "svara", "sla-ihop")
        assert [verb for verb in all_verbs if f"/flera/{verb}/" in page] == verbs

    def test_with_an_unknown_verb_does_not_exist(self, officer):
        assert officer.get(url("spring")).status_code == 404

    def test_is_reached_from_the_list(self, officer, cases):
        page = officer.get("/arbetsyta/arenden/alla/").content.decode()

        assert url("svara") in page
        assert f'value="{cases[0].reference}"' in page

    def test_ticks_every_row_on_request(self, officer):
        page = officer.get("/arbetsyta/arenden/alla/?valda=alla").content.decode()

        assert page.count('form="many" checked') == 3

    def test_shows_each_letter_before_anything_is_sent(self, officer, cases):
        response = officer.post(url(), ANSWER | chosen(cases))

        page = response.content.decode()
        for case in cases:
            assert f"Vi har plogat, {case.reference}." in page
        assert not Message.objects.filter(kind=MessageKind.REPLY).exists()

    def test_names_a_field_that_there_is_not(self, officer, cases):
        response = officer.post(url(), ANSWER | {"text": "{namn}"} | chosen(cases))

        assert response.status_code == 422
        assert "{namn}" in response.content.decode()

    def test_sends_what_was_shown_and_is_still_ticked(self, officer, cases):
        shown = officer.post(url(), ANSWER | chosen(cases))
        ticked = [row.value for row in shown.context["rows"]][:2]

        sent = {"arende": ticked, "key": shown.context["key"], "send": "1"}
        response = officer.post(url(), ANSWER | sent)

        assert len(response.context["done"]) == 2
        states = Case.objects.order_by("pk").values_list("state", flat=True)
        assert list(states).count(CaseState.ANSWERED) == 2

    def test_leaves_out_what_was_changed_after_the_preview(self, officer, cases):
        shown = officer.post(url(), ANSWER | chosen(cases))
        values = [row.value for row in shown.context["rows"]]
        Case.objects.filter(pk=cases[0].pk).update(version=5)

        response = officer.post(
            url(), ANSWER | {"arende": values, "key": "one", "send": "1"}
        )

        assert [result.case for result in response.context["failed"]] == [cases[0]]
        assert len(response.context["done"]) == 2

    def test_of_another_bodys_cases_are_none(self, client, cases):
        stranger, _ = assigned_officer(lodged())
        client.force_login(stranger)

        assert client.get(url(), chosen(cases)).status_code == 302

    def test_tells_a_reader_why_nothing_can_be_answered(self, client, cases):
        user = UserFactory()
        RoleAssignmentFactory(user=user, role=Role.REVIEWER, body=cases[0].body)
        client.force_login(user)

        response = client.post(url(), ANSWER | chosen(cases))

        assert len(response.context["left_out"]) == 3

    @pytest.mark.parametrize("count", [1, 3])
    def test_asks_the_database_as_often_for_one_as_for_many(
        self, officer, cases, count, django_assert_num_queries
    ):
        officer.get(url(), chosen(cases))

        with django_assert_num_queries(13):
            officer.post(url(), ANSWER | chosen(cases[:count]))
