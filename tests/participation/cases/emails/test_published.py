import pytest

from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases import emails
from medverkan.participation.cases.models import Case, Decision
from tests.factories.cases import AT, gathering, lodged, officer_of, sender
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db


class TestTheLetterOfPublication:
    @pytest.mark.parametrize(
        ("name", "says"),
        [("", "utan ditt namn"), ("Marja Lindqvist", "med ditt namn")],
    )
    def test_says_whether_the_name_is_shown(self, name, says):
        case = lodged()
        Case.objects.filter(pk=case.pk).update(published_name=name)
        case.refresh_from_db()

        emails.send_published(case, actor=officer_of(case), at=AT)

        assert says in Delivery.objects.get(letter="case.published").text

    def test_says_where_it_is_read(self):
        case = lodged()

        emails.send_published(case, actor=officer_of(case), at=AT)

        text = Delivery.objects.get(letter="case.published").text
        assert f"/arenden/{case.reference}/" in text
        assert "rösta" not in text

    def test_says_of_a_proposal_until_when_and_for_how_many_votes(self):
        rule_set = RuleSetFactory(gathering=True, votes=150)

        gathering("Bänkar vid ån", pathway=rule_set.pathway)

        text = Delivery.objects.get(letter="case.published").text
        assert "till och med den 8 februari 2027" in text
        assert "150 räknade röster" in text


class TestTheLetterOfHandOver:
    @pytest.mark.parametrize(
        ("counted", "says"), [(None, ""), (1, "1 räknad röst,"), (150, "150 räknade")]
    )
    def test_names_the_body_and_the_checked_number(self, counted, says):
        case = lodged()

        emails.proposals.send_handed_over(
            case, counted=counted, actor=officer_of(case), at=AT
        )

        text = Delivery.objects.get(letter="case.handed_over").text
        assert str(case.decider) in text
        assert says in text
        assert ("räknad" in text) == bool(counted)


class TestTheLetterOfTheDecision:
    def test_is_in_the_language_of_the_reader_and_not_of_the_words(self):
        case = lodged(by=sender(language="fi"))
        decision = Decision(
            case=case, body=case.authority, outcome="rejected", date=AT.date(),
            paragraph="112", reasons="Pengarna räcker inte.",
        )  # fmt: skip

        emails.proposals.send_decided(case, decision, actor=officer_of(case), at=AT)

        text = Delivery.objects.get(letter="case.decided").text
        assert ": Hylätty" in text
        assert "Avslag" not in text
