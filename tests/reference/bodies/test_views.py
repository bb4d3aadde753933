import pytest
from django.urls import reverse

from medverkan.reference.bodies import operations, queries
from medverkan.reference.bodies.models import Body, RoleAssignment, Topic
from medverkan.reference.bodies.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.bodies import (
    AdministrationFactory,
    AreaFactory,
    BodyFactory,
    MembershipFactory,
    PostFactory,
    RoleAssignmentFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, settings):
    """Return a client of somebody who holds this role in the whole municipality."""
    settings.SECOND_FACTOR_ROLES = []

    def sign_in(role):
        held = RoleAssignmentFactory(role=role, body=None)
        client.force_login(held.user)
        return client

    return sign_in


class TestAreas:
    def test_give_their_outlines_to_everyone(self, client):
        ring = [[12, 57], [13, 57], [13, 58], [12, 57]]
        outline = {"type": "Polygon", "coordinates": [ring]}
        AreaFactory(slug="hulta", name="Hulta", outline=outline)
        AreaFactory()

        answer = client.get(reverse("bodies:areas"))

        assert answer["Content-Type"] == "application/geo+json"
        assert "public" in answer["Cache-Control"]
        (feature,) = answer.json()["features"]
        assert feature["geometry"] == outline
        assert feature["properties"] == {
            "name": "Hulta",
            "kind": "district",
            "parent": None,
        }


class TestResponsibilities:
    def test_list_boards_with_administrations_and_topics(self, client):
        topic = TopicFactory()

        page = client.get(reverse("bodies:responsibilities"))

        for thing in (topic, topic.body, topic.body.authority):
            assert str(thing.name) in page.text

    def test_set_no_cookie_and_may_be_kept_by_any_cache(self, client):
        page = client.get(reverse("bodies:responsibilities"))

        assert not page.cookies
        assert "public" in page["Cache-Control"]

    @pytest.mark.parametrize("count", [1, 3])
    def test_take_two_queries(self, client, count, django_assert_num_queries):
        TopicFactory.create_batch(count)

        with django_assert_num_queries(2):
            client.get(reverse("bodies:responsibilities"))

    def test_leave_out_headings_of_topics(self, at):
        part = TopicFactory(parent=TopicFactory())

        topics = [topic for row in queries.responsibilities(at) for topic in row.topics]

        assert topics == [part]


class TestBody:
    def test_shows_contact_and_elected_members(self, client):
        post = PostFactory()
        post.body.email = "namnd@example.org"
        post.body.save()
        member = MembershipFactory(body=post.body, post=post, party="S")

        page = client.get(reverse("bodies:body", args=[post.body.slug]))

        assert member.person.name in page.text
        assert "namnd@example.org" in page.text

    def test_is_not_found_when_there_is_none(self, client):
        assert client.get(reverse("bodies:body", args=["ingen"])).status_code == 404


class TestOrganisationPages:
    PAGES = ["bodies", "new_body", "topics", "new_topic", "roles"]

    @pytest.mark.parametrize("name", PAGES)
    def test_open_for_who_keeps_the_organisation(self, signed_in, name):
        TopicFactory()

        page = signed_in(Role.STRATEGIST).get(reverse(f"bodies:{name}"))

        assert page.status_code == 200

    @pytest.mark.parametrize("name", PAGES)
    def test_are_closed_to_others(self, signed_in, name):
        page = signed_in(Role.OFFICER).get(reverse(f"bodies:{name}"))

        assert page.status_code == 403

    def test_set_up_a_body(self, signed_in):
        page = signed_in(Role.ADMINISTRATOR).post(
            reverse("bodies:new_body"),
            {"kind": "board", "slug": "kultur", "name_sv": "Kulturnämnden"},
        )

        assert page.url == reverse("bodies:edit_body", args=["kultur"])
        assert Body.objects.get(slug="kultur").is_authority

    def test_keep_what_was_typed_when_it_cannot_be_saved(self, signed_in):
        page = signed_in(Role.ADMINISTRATOR).post(
            reverse("bodies:new_body"),
            {"kind": "administration", "slug": "kultur", "name_sv": "Förvaltningen"},
        )

        assert page.status_code == 422
        assert "Förvaltningen" in page.text

    def test_change_a_body_and_keep_its_authority(self, signed_in):
        board = BodyFactory(name={"sv": "Gamla", "en": "Old"})

        signed_in(Role.ADMINISTRATOR).post(
            reverse("bodies:edit_body", args=[board.slug]),
            {"name_sv": "Nya nämnden", "phone": "031-390 06 00"},
        )

        board.refresh_from_db()
        assert board.name == {"sv": "Nya nämnden"}
        assert board.authority == board

    def test_say_which_abbreviation_is_taken(self, signed_in):
        BodyFactory(abbreviation="KS")
        board = BodyFactory(abbreviation="TN")

        page = signed_in(Role.ADMINISTRATOR).post(
            reverse("bodies:edit_body", args=[board.slug]),
            {"name_sv": "Tekniska nämnden", "abbreviation": "KS"},
        )

        assert page.status_code == 422
        assert "Ett annat organ har den här förkortningen." in page.text

    def test_ask_whom_an_administration_acts_for(self, signed_in):
        office = BodyFactory(kind="administration", authority=BodyFactory())

        page = signed_in(Role.ADMINISTRATOR).post(
            reverse("bodies:edit_body", args=[office.slug]), {"name_sv": "Kontoret"}
        )

        assert page.status_code == 422
        assert "authority" in page.context["form"].errors

    def test_offer_no_topic_as_part_of_itself(self, signed_in):
        topic = TopicFactory()

        page = signed_in(Role.STRATEGIST).post(
            reverse("bodies:edit_topic", args=[topic.slug]),
            {"name_sv": "Ljus", "body": topic.body.slug, "parent": topic.slug},
        )

        assert page.status_code == 422
        assert "parent" in page.context["form"].errors

    def test_refuse_a_last_day_that_is_a_slip(self, signed_in):
        body = BodyFactory()

        page = signed_in(Role.ADMINISTRATOR).post(
            reverse("bodies:close_body", args=[body.slug]), {"last_day": "9999-12-31"}
        )

        body.refresh_from_db()
        assert page.status_code == 302
        assert body.end_date is None

    def test_overwrite_nothing_that_somebody_else_has_saved(self, signed_in):
        body = BodyFactory(slug="namnden", name={"sv": "Nämnden"}, phone="1")
        client, link = (
            signed_in(Role.STRATEGIST),
            reverse("bodies:edit_body", args=["namnden"]),
        )
        shown = client.get(link).context["form"]
        sent = {name: shown[name].value() or "" for name in shown.fields}
        type(body).objects.filter(pk=body.pk).update(phone="2")

        late = client.post(link, sent | {"name_sv": "Mitt namn"})

        page = late.content.decode()
        assert late.status_code == 409
        assert "Nu står det: 2" in page
        assert 'value="Mitt namn"' in page

    def test_say_what_must_move_before_a_body_ends(self, signed_in):
        topic = TopicFactory()

        page = signed_in(Role.ADMINISTRATOR).post(
            reverse("bodies:close_body", args=[topic.body.slug]),
            {"last_day": "2026-12-31"},
            follow=True,
        )

        assert 'data-color="danger"' in page.text
        assert Body.objects.get(pk=topic.body_id).end_date is None

    def test_change_a_topic_and_who_answers(self, signed_in):
        topic, to = TopicFactory(), AdministrationFactory()

        signed_in(Role.STRATEGIST).post(
            reverse("bodies:edit_topic", args=[topic.slug]),
            {"name_sv": "Snö", "body": to.slug, "keywords_sv": "snö, is , "},
        )

        topic = Topic.objects.get(pk=topic.pk)
        assert topic.body == to
        assert topic.keywords == {"sv": ["snö", "is"]}


class TestRoles:
    def test_are_given_by_an_administrator(self, signed_in):
        user, body = UserFactory(), AdministrationFactory()

        signed_in(Role.ADMINISTRATOR).post(
            reverse("bodies:roles"),
            {"email": user.email.upper(), "role": "officer", "body": body.slug},
        )

        assert RoleAssignment.objects.get(user=user).body == body

    @pytest.mark.parametrize(
        "values",
        [
            {"email": "nobody@example.org", "role": "officer"},
            {"role": "king"},
            {"role": "administrator", "with_body": True},
            {"role": "officer", "last_day": "2020-01-01"},
        ],
    )
    def test_are_not_given_by_mistake(self, signed_in, values):
        user = UserFactory()
        if values.pop("with_body", False):
            values["body"] = BodyFactory().slug

        page = signed_in(Role.ADMINISTRATOR).post(
            reverse("bodies:roles"), {"email": user.email} | values
        )

        assert page.status_code == 422
        assert not RoleAssignment.objects.filter(user=user).exists()

    def test_are_ended_once(self, signed_in):
        held = RoleAssignmentFactory()
        client = signed_in(Role.ADMINISTRATOR)
        named = {
            "email": held.user.email,
            "role": held.role,
            "body": held.body.slug,
        }

        for _time in range(2):
            assert client.post(reverse("bodies:end_role"), named).status_code == 302

        held.refresh_from_db()
        assert held.ends_at is not None

    def test_are_not_given_by_a_strategist(self, signed_in):
        user = UserFactory()
        client = signed_in(Role.STRATEGIST)

        client.post(
            reverse("bodies:roles"), {"email": user.email, "role": "administrator"}
        )
        page = client.post(reverse("bodies:end_role"), {"email": user.email})

        assert page.status_code == 403
        assert not RoleAssignment.objects.filter(user=user).exists()


class TestDemoPages:
    def test_can_be_shown_in_every_language(self, client, at):
        operations.load_demo(at=at)

        for prefix, name in (("", "Tekniska nämnden"), ("/fi", "Tekninen lautakunta")):
            page = client.get(f"{prefix}/vem-ansvarar/tekniska-namnden/")
            assert name in page.text
