import datetime as dt

import pytest
from django.utils.translation import override

from medverkan.participation.cases import paper_form
from medverkan.participation.cases.forms import SayForm, SenderForm
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

AT = dt.datetime(2026, 11, 10, 13, 0, tzinfo=dt.UTC)


def labels(form):
    return [str(one.label) for part in form.parts for one in part.questions]


class TestThePaperForm:
    def test_asks_in_the_words_of_the_forms_on_the_web(self):
        RuleSetFactory()

        asked = labels(paper_form.of(None, at=AT))

        assert str(SayForm.base_fields["text"].label) in asked
        assert str(SenderForm.base_fields["address"].label) in asked

    def test_has_nothing_that_only_a_screen_needs(self):
        asked = labels(paper_form.of(None, at=AT))

        hidden = (SayForm.base_fields["slag"], SenderForm.base_fields["website"])
        assert not {str(field.label) for field in hidden} & set(asked)

    def test_offers_no_answer_by_a_link_that_paper_cannot_hold(self):
        form = paper_form.of(None, at=AT)

        offered = [one.choices for part in form.parts for one in part.questions]
        names = {str(name) for choices in offered for name in choices}
        field = SenderForm.base_fields["answer_by"]
        assert str(dict(field.choices)["none"]) not in names

    def test_asks_what_the_rules_of_a_way_in_want_and_nothing_about_its_kind(self):
        rule_set = RuleSetFactory(asks_for_postcode=True, asks_for_name=True)

        form = paper_form.of(rule_set, at=AT)

        name = str(SenderForm.base_fields["name"].label)
        is_optional = {
            one.label: one.is_optional for part in form.parts for one in part.questions
        }
        assert is_optional[name] is False
        assert str(SenderForm.base_fields["postcode"].label) in is_optional

    def test_is_signed_where_a_signature_replaces_identification(self):
        rule_set = RuleSetFactory(
            identity_to_submit=30,
            signed_paper_replaces_identity=True,
            guardian_below_age=13,
        )

        form = paper_form.of(rule_set, at=AT)

        assert len(form.parts) == 3
        assert "13" in form.parts[-1].questions[-1].label

    @pytest.mark.parametrize("language", ["sv", "en", "fi"])
    def test_becomes_an_accessible_pdf_in_each_language(self, language):
        RuleSetFactory()

        with override(language):
            made = paper_form.as_pdf(paper_form.of(None, at=AT))

        assert made.startswith(b"%PDF")
        assert b"/Lang(" + language.encode() in made
        assert b"pdfuaid:part" in made


class TestThePages:
    def test_are_the_same_for_everyone_and_say_where_to_hand_it_in(
        self, client, settings
    ):
        RuleSetFactory()

        response = client.get("/skriv/pa-papper/")

        assert settings.MUNICIPALITY["address"] in response.content.decode()
        assert "public" in response["Cache-Control"]

    def test_give_the_file(self, client):
        slug = RuleSetFactory().pathway.slug

        response = client.get(f"/skriv/pa-papper/{slug}.pdf")

        assert response["Content-Type"] == "application/pdf"

    @pytest.mark.parametrize("ending", ["/", ".pdf"])
    def test_know_no_way_in_that_is_not_there(self, client, ending):
        assert client.get(f"/skriv/pa-papper/finns-inte{ending}").status_code == 404

    def test_are_linked_from_every_step_and_from_the_way_in(self, client):
        slug = RuleSetFactory().pathway.slug

        assert "/skriv/pa-papper/" in client.get("/skriv/").content.decode()
        page = client.get(f"/sa-kan-du-paverka/{slug}/").content.decode()
        assert f"/skriv/pa-papper/{slug}/" in page
