import pytest

from medverkan.reference.pathways import cells, matrix
from medverkan.reference.pathways.models import RuleSet
from medverkan.reference.pathways.versions import of_rule_set
from tests.factories.pathways import RuleSetFactory


class TestIdentity:
    def test_says_that_a_signed_paper_is_enough(self):
        rules = RuleSet(identity_to_submit=3, signed_paper_replaces_identity=True)

        assert cells.identity(rules).endswith("eller ett papper undertecknat för hand")

    def test_says_nothing_of_paper_where_it_is_not(self):
        assert "papper" not in cells.identity(RuleSet(identity_to_submit=3))


@pytest.mark.django_db
class TestWhoDecides:
    def test_is_who_the_author_chooses(self):
        rules = RuleSetFactory(statutory=True, author_chooses_body=True)

        assert "som den som skriver väljer" in matrix._responsible(of_rule_set(rules))
