import pytest

from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db
TEXT = "Lampan vid bron är trasig."


class TestEasyWords:
    def test_ask_one_thing_before_there_is_a_draft(self, client):
        RuleSetFactory()

        easy = client.post("/skriv/?lattlast=1", {"text": TEXT}).context["form"]
        usual = client.post("/skriv/", {"text": TEXT}).context["form"]

        assert {field.name for field in easy.visible_fields()} == {"pathway"}
        assert {"title", "topic", "area"} <= {f.name for f in usual.visible_fields()}

    def test_show_a_hidden_field_that_must_be_mended(self, client):
        RuleSetFactory()
        token = client.post("/skriv/", {"text": TEXT}).context["token"]

        page = client.post("/skriv/om/?lattlast=1", {"token": token, "text": TEXT})

        assert page.status_code == 422
        assert "title" in {
            field.name for field in page.context["form"].visible_fields()
        }

    def test_can_be_changed_on_every_step(self, client):
        RuleSetFactory()

        usual = client.get("/skriv/").content.decode()
        easy = client.get("/skriv/?lattlast=1").content.decode()
        second = client.post("/skriv/", {"text": TEXT}).content.decode()

        assert 'href="/skriv/?lattlast=1"' in usual
        assert 'href="/skriv/"' in easy
        assert 'formaction="/skriv/?lattlast=1"' in second

    def test_are_chosen_from_the_page_about_them(self, client):
        assert "/skriv/?lattlast=1" in client.get("/lattlast/").content.decode()


def test_proposals_lead_to_letters_on_what_is_new(client):
    page = client.get("/forslag/?amne=finns-inte").content.decode()

    assert "/arenden/brev/?amne=finns-inte" in page
