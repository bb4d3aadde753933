import pytest

from medverkan.reference.bodies import operations, queries
from medverkan.reference.bodies.models import Body, RoleAssignment, Topic
from medverkan.reference.bodies.roles import Role

pytestmark = pytest.mark.django_db


class TestLoadDemo:
    def test_gives_a_municipality_with_two_users_of_each_role(self, at):
        users = operations.load_demo(at=at)

        for role in Role:
            held = [
                user
                for user in users
                if role in {grant.role for grant in queries.grants_of(user.pk, at)}
            ]
            assert len(held) >= 2, role
        assert Topic.objects.filter(is_protected=True).count() >= 5

    def test_changes_nothing_the_second_time(self, at):
        operations.load_demo(at=at)
        before = Body.objects.count(), RoleAssignment.objects.count()

        operations.load_demo(at=at)

        assert (Body.objects.count(), RoleAssignment.objects.count()) == before

    def test_names_everything_in_three_languages(self, at):
        operations.load_demo(at=at)

        for thing in [*Body.objects.all(), *Topic.objects.all()]:
            assert set(thing.name) == {"sv", "en", "fi"}, thing.slug

    def test_lets_every_topic_lead_to_an_open_body(self, at):
        operations.load_demo(at=at)

        for topic in Topic.objects.select_related("body__authority"):
            assert topic.body in queries.bodies_open(at)
            assert topic.body.authority.is_authority
