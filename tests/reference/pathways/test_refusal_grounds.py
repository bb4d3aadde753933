import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import NotPermitted
from medverkan.foundation.text import Translated
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways import operations
from medverkan.reference.pathways.models import RefusalGround
from tests.factories.bodies import RoleAssignmentFactory, actor
from tests.factories.pathways import RefusalGroundFactory, RuleSetFactory, draft

pytestmark = pytest.mark.django_db

URL = "/arbetsyta/vagar/skal/"
SENT = {"code": "outside", "text_sv": "Det är inte vår fråga.", "order": "10"}


@pytest.fixture
def strategist():
    return actor(Role.STRATEGIST)


def values(**given):
    words = {"text": Translated(sv="Nya ord."), "advice": Translated()}
    return words | {"order": 5, "is_retired": False} | given


def change(ground, strategist, at, **given):
    return operations.change_refusal_ground(
        code=ground.code, values=values(**given), actor=strategist, at=at
    )


class TestOtherWords:
    def test_are_another_version_and_leave_what_is_decided(self, strategist, at):
        ground = RefusalGroundFactory(text="Gamla ord.")
        decided = RuleSetFactory(grounds=[ground])
        drafted = draft()
        drafted.refusal_grounds.add(ground)

        new = change(ground, strategist, at)

        assert (new.version, str(new)) == (2, "Nya ord.")
        assert [str(one) for one in decided.refusal_grounds.all()] == ["Gamla ord."]
        assert [str(one) for one in drafted.refusal_grounds.all()] == ["Nya ord."]
        assert list(RefusalGround.objects.offered()) == [new]

    def test_are_what_the_next_version_of_the_rules_says(self, strategist, at):
        ground = RefusalGroundFactory()
        decided = RuleSetFactory(grounds=[ground])
        new = change(ground, strategist, at)

        drafted = operations.draft_rule_set(
            pathway=decided.pathway, based_on=decided, actor=strategist, at=at
        )

        assert list(drafted.refusal_grounds.all()) == [new]

    def test_that_are_the_same_change_nothing(self, strategist, at):
        ground = RefusalGroundFactory()

        for _ in range(2):
            change(ground, strategist, at)

        assert RefusalGround.objects.count() == 2
        assert Event.objects.filter(name="refusal_ground.saved").count() == 1


class TestAGround:
    def test_is_put_in_order_in_all_its_versions(self, strategist, at):
        ground = RefusalGroundFactory(text="Nya ord.", advice={})
        RuleSetFactory(grounds=[ground])

        change(ground, strategist, at, order=1)

        assert list(RefusalGround.objects.values_list("version", "order")) == [(1, 1)]

    def test_that_is_retired_leaves_drafts_and_stays_where_it_is_decided(
        self, strategist, at
    ):
        ground = RefusalGroundFactory(text="Nya ord.", advice={})
        decided, drafted = RuleSetFactory(grounds=[ground]), draft()
        drafted.refusal_grounds.add(ground)

        change(ground, strategist, at, is_retired=True)

        assert not drafted.refusal_grounds.exists()
        assert decided.refusal_grounds.exists()
        assert not RefusalGround.objects.offered().exists()

    @pytest.mark.parametrize("role", [Role.OFFICER, Role.REGISTRAR])
    def test_is_for_strategists_and_editors(self, role, at):
        ground = RefusalGroundFactory()

        with pytest.raises(NotPermitted):
            change(ground, actor(role), at)
        with pytest.raises(NotPermitted):
            operations.add_refusal_ground(
                code="x", values=values(), actor=actor(role), at=at
            )
        assert change(ground, actor(Role.EDITOR), at).version == 2

    def test_of_a_name_that_is_taken_is_not_added(self, strategist, at):
        RefusalGroundFactory(code="outside")

        with pytest.raises(operations.GroundExists):
            operations.add_refusal_ground(
                code="outside", values=values(), actor=strategist, at=at
            )
        assert not Event.objects.exists()


class TestPages:
    def test_add_reword_and_list(self, strategist_client):
        added = strategist_client.post(f"{URL}nytt/", SENT)
        RuleSetFactory(grounds=[RefusalGround.objects.get()])
        strategist_client.post(
            f"{URL}outside/", SENT | {"text_sv": "Vi bestämmer inte."}
        )
        page = strategist_client.get(URL).content.decode()

        assert added.status_code == 302
        assert "Vi bestämmer inte." in page
        assert "Det är inte vår fråga." not in page
        both = strategist_client.get(f"{URL}outside/").content.decode()
        assert "Det är inte vår fråga." in both

    def test_show_the_words_before_they_are_saved(self, strategist_client):
        page = strategist_client.post(f"{URL}nytt/", SENT | {"preview": "1"})

        assert page.content.decode().count("Det är inte vår fråga.") == 3
        assert not RefusalGround.objects.exists()

    def test_keep_what_was_typed_when_another_was_first(
        self, strategist_client, strategist, at
    ):
        ground = RefusalGroundFactory(code="outside")
        form = strategist_client.get(f"{URL}outside/").context["form"]
        seen = form["seen"].value()
        change(ground, strategist, at)

        page = strategist_client.post(f"{URL}outside/", SENT | {"seen": seen})

        assert page.status_code == 409
        assert "Det är inte vår fråga." in page.content.decode()
        assert RefusalGround.objects.count() == 2

    @pytest.mark.parametrize(
        "wrong",
        [
            {"text_sv": ""},
            {"code": "nytt"},
            {"code": "å ä"},
            {"code": "taken"},
            {"order": "-1"},
            {"order": "99999"},
        ],
    )
    def test_refuse_what_cannot_be(self, strategist_client, wrong):
        RefusalGroundFactory(code="taken")

        page = strategist_client.post(f"{URL}nytt/", SENT | wrong)

        assert page.status_code == 422
        assert RefusalGround.objects.count() == 1

    def test_are_closed_to_officers(self, officer_client):
        assert officer_client.get(URL).status_code == 403
        assert officer_client.get(f"{URL}nytt/").status_code == 403

    def test_know_no_ground_of_another_name(self, strategist_client):
        assert strategist_client.get(f"{URL}finns-inte/").status_code == 404


class TestAnEditor:
    def test_finds_the_grounds_in_the_menu(self, client):
        client.force_login(RoleAssignmentFactory(role=Role.EDITOR, body=None).user)

        assert URL in client.get(URL).content.decode()
