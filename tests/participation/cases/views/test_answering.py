import pytest
from django.test import Client
from django.urls import reverse

from medverkan.participation.cases.models import Case, Tag
from medverkan.participation.cases.states import CaseState
from medverkan.reference.bodies.models import Body
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import RoleAssignmentFactory, UserFactory
from tests.factories.cases import assigned_officer, lodged

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return lodged()


def officer(case):
    client = Client()
    client.force_login(assigned_officer(case)[0])
    return client


def act(client, case, verb, **fields):
    case.refresh_from_db()
    url = reverse("cases:act", args=["alla", case.reference, verb])
    return client.post(url, {"version": case.version} | fields)


class TestFourEyes:
    def test_are_two_persons_in_the_workspace(self, case):
        Body.objects.filter(pk=case.body_id).update(wants_four_eyes=True)
        writer, releaser = officer(case), officer(case)

        act(writer, case, "svara", text="Det är lagat.", outcome="fixed")
        refused = act(writer, case, "slapp")
        waiting = releaser.get("/arbetsyta/arenden/att-slappa/")
        act(releaser, case, "slapp")

        case.refresh_from_db()
        assert refused.status_code == 403
        assert waiting.context["queue"].cases == [case]
        assert case.state == CaseState.ANSWERED


class TestOralAnswer:
    def test_is_noted_with_when_it_was_said(self, case):
        Case.objects.update(arrived_at="2026-01-02T00:00:00Z")

        act(
            officer(case), case, "muntligt", spoken_at="2026-02-02T10:00",
            text="Ring oss.", outcome="information", wants_it_in_writing="no",
        )  # fmt: skip

        case.refresh_from_db()
        assert case.state == CaseState.ANSWERED

    def test_says_that_it_must_be_offered_in_writing(self, case):
        response = act(
            officer(case), case, "muntligt", spoken_at="2026-02-02T10:00",
            text="Ring oss.", outcome="information",
        )  # fmt: skip

        assert response.status_code == 422


class TestTag:
    def test_filters_the_list(self, case):
        client = officer(case)
        rights = Tag.objects.get(slug="rattigheter")

        act(client, case, "mark", tags=rights.slug)

        marked = client.get("/arbetsyta/arenden/alla/?markt=rattigheter")
        assert marked.context["queue"].cases == [case]
        other = client.get("/arbetsyta/arenden/alla/?markt=bemotande")
        assert other.context["queue"].cases == []


class TestStart:
    def test_leads_an_officer_to_the_day(self, case):
        response = officer(case).get("/arbetsyta/")

        assert response.url == "/arbetsyta/arenden/mina/"

    @pytest.mark.parametrize(
        ("role", "page"),
        [
            (Role.REVIEWER, "/arbetsyta/arenden/granska/"),
            (Role.REGISTRAR, "/arbetsyta/diariet/"),
            (Role.CONTACT_CENTRE, "/arbetsyta/registrera/"),
            (Role.BOARD_SECRETARY, "/arbetsyta/arenden/till-namnd/"),
            (Role.EDITOR, "/arbetsyta/vagledning/"),
        ],
    )
    def test_leads_each_role_to_its_own_work(self, client, role, page):
        client.force_login(RoleAssignmentFactory(role=role).user)

        assert client.get("/arbetsyta/").url == page

    def test_leads_an_administrator_to_how_the_service_runs(self, as_role):
        response = as_role(Role.ADMINISTRATOR).get("/arbetsyta/")

        assert response.url == "/arbetsyta/drift/jobb/"

    def test_leads_whoever_has_no_lists_to_a_page_of_the_workspace(self, client):
        user = UserFactory()
        RoleAssignmentFactory(user=user, role=Role.STRATEGIST, body=None)
        client.force_login(user)

        page = client.get(client.get("/arbetsyta/").url)

        assert page.status_code == 200
        assert "design/workspace.html" in {each.name for each in page.templates}
