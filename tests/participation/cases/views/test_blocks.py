import datetime as dt

import pytest
from django.test import Client

from medverkan.foundation import clock
from medverkan.foundation.permissions import ANYONE
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import SenderBlock, Suspect
from medverkan.participation.cases.states import Channel
from medverkan.participation.cases.suspicion import Sign
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import BodyFactory, RoleAssignmentFactory, UserFactory
from tests.factories.cases import AT, said, sender

pytestmark = pytest.mark.django_db

PAGE = "/arbetsyta/karantan/avsandare/"


@pytest.fixture(autouse=True)
def _at(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def held() -> Suspect:
    return receive()


def receive(**values) -> Suspect:
    return operations.receive(
        said=said(),
        sender=sender(**values),
        channel=Channel.WEB,
        signs=(Sign.PHRASE,),
        actor=ANYONE,
        at=AT,
    ).suspect


def staff(suspect: Suspect, role: str = Role.REGISTRAR) -> Client:
    user = UserFactory()
    RoleAssignmentFactory(user=user, role=role, body=suspect.authority)
    client = Client()
    client.force_login(user)
    return client


def form(suspect: Suspect, **values) -> dict[str, str]:
    return {
        "sender": "marja@example.org",
        "body": suspect.authority.slug,
        "reason": "Hot",
        "last_date": "2026-12-24",
    } | values


class TestPage:
    def test_blocks_and_takes_in_again(self, held):
        client = staff(held)

        client.post(PAGE, form(held))
        made = SenderBlock.objects.get()
        assert "marja@example.org" in client.get(PAGE).content.decode()
        client.post(f"{PAGE}{made.pk}/hav/")

        made.refresh_from_db()
        assert made.lifted_at == AT

    @pytest.mark.parametrize(
        "wrong",
        [
            {"sender": ""},
            {"sender": "se"},
            {"sender": "anna@"},
            {"sender": "<b>@x.se"},
            {"sender": "å" * 21_000},
            {"body": "finns-inte"},
            {"body": "\x00"},
            {"reason": " "},
            {"reason": "x" * 201},
            {"last_date": "2026-02-30"},
            {"last_date": "2026-11-09"},
            {"last_date": "2027-11-11"},
        ],
    )
    def test_says_what_is_wrong_and_keeps_the_rest(self, held, wrong):
        content = form(held, **wrong)
        response = staff(held).post(PAGE, content)

        assert response.status_code == 422
        assert set(response.context["form"].errors) == set(wrong)
        if "reason" not in wrong:
            assert 'value="Hot"' in response.content.decode()
        assert not SenderBlock.objects.exists()

    def test_offers_the_sender_of_what_is_held_back(self, held):
        client = staff(held)
        assert f"?fran={held.reference}" in (
            client.get("/arbetsyta/karantan/").content.decode()
        )

        page = client.get(PAGE, {"fran": held.reference}).content.decode()

        assert 'value="marja@example.org"' in page

    def test_offers_no_protected_identity(self):
        held = receive(has_protected_identity=True)

        page = staff(held).get(PAGE, {"fran": held.reference}).content.decode()

        assert "marja@example.org" not in page

    @pytest.mark.parametrize("reference", ["\x00", "x", "2026-7KM4Q2TX"])
    def test_is_empty_of_nonsense(self, held, reference):
        page = staff(held).get(PAGE, {"fran": reference})

        assert page.status_code == 200
        assert "marja@example.org" not in page.content.decode()

    def test_shows_nothing_of_another_authority(self, held):
        staff(held).post(PAGE, form(held))
        other = staff(receive(email="annan@example.org"))

        page = other.get(PAGE, {"fran": held.reference}).content.decode()
        lifted = other.post(f"{PAGE}{SenderBlock.objects.get().pk}/hav/")

        assert "marja@example.org" not in page
        assert lifted.status_code == 404

    @pytest.mark.parametrize("role", [Role.CONTACT_CENTRE, Role.ELECTED_MEMBER])
    def test_is_closed_to_others(self, held, role):
        assert staff(held, role).get(PAGE).status_code == 403

    @pytest.mark.parametrize("count", [1, 3])
    def test_asks_as_much_of_one_as_of_many(
        self, held, count, django_assert_max_num_queries
    ):
        client = staff(held)
        for number in range(count):
            client.post(PAGE, form(held, sender=f"{number}@example.org"))
        client.get(PAGE)

        with django_assert_max_num_queries(16):
            client.get(PAGE)

    def test_shows_what_has_ended(self, held, monkeypatch):
        client = staff(held)
        client.post(PAGE, form(held))
        monkeypatch.setattr(clock, "now", lambda: AT + dt.timedelta(days=60))

        response = client.get(PAGE)

        assert not response.context["in_force"]
        assert [one.sender for one in response.context["ended"]] == [
            "marja@example.org"
        ]

    def test_lets_nobody_block_for_a_body_of_others(self, held):
        response = staff(held).post(PAGE, form(held, body=BodyFactory().slug))

        assert response.context["form"].errors["body"]
