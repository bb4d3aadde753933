import datetime as dt

import pytest

from medverkan.participation.cases import wording
from tests.factories.bodies import TopicFactory
from tests.factories.cases import lodged, sender

pytestmark = pytest.mark.django_db


class TestFill:
    def test_puts_in_what_is_the_cases_own(self):
        case = lodged(topic=TopicFactory(name="Snö"))

        text = wording.fill("{name}, {reference} om {topic}.", case)

        assert text == f"Marja Lindqvist, {case.reference} om Snö."

    def test_writes_dates_in_the_residents_language(self):
        case = lodged(by=sender(language="fi"))
        case.due_date = dt.date(2026, 11, 24)

        assert wording.fill("{answer_by}", case) == "24. marraskuuta 2026"

    def test_refuses_a_field_without_a_value(self):
        case = lodged(by=sender(name=""))

        with pytest.raises(wording.NothingToPutIn) as refused:
            wording.fill("Hej {name}!", case)

        assert refused.value.names == ["name"]

    def test_puts_in_no_field_that_stands_in_somebodys_words(self):
        case = lodged(by=sender(name="{reference}"))

        assert wording.fill("{name}", case) == "{reference}"

    def test_leaves_other_braces_alone(self):
        assert wording.fill("{ } {} {2} {", lodged()) == "{ } {} {2} {"


class TestUnknownIn:
    def test_names_what_is_no_field(self):
        assert wording.unknown_in("{name} {namn} {body.name}") == ["namn", "body.name"]
