import re

import pytest

from medverkan.participation.cases.models import Case
from tests.factories.bodies import TopicFactory
from tests.factories.cases import asked
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db
TEXT = "Lampan vid bron är trasig."


def action_of(page) -> str:
    """Where the form of a step is sent."""
    return re.search(
        r'<form class="stack[^>]* action="([^"]+)"', page.content.decode()
    )[1]


class TestEasyWords:
    def test_are_kept_from_the_first_step_to_the_last(self, client):
        pathway, topic = RuleSetFactory().pathway, TopicFactory()
        asked(topic, "Stolpens nummer")

        first = client.get("/skriv/?lattlast=1")
        second = client.post(action_of(first), {"text": TEXT})
        about = {
            "token": second.context["token"],
            "text": TEXT,
            "title": "Lampan",
            "pathway": pathway.pk,
            "topic": topic.pk,
        }
        questions = client.post(action_of(second), about)
        third = client.post(action_of(client.get(questions.url)), {})
        page = client.get(third.url)
        sent = client.post(action_of(page), {"answer_by": "none"})

        for step in (first, second, page):
            assert "lattlast=1" in action_of(step)
            assert step.context["is_easy"]
        assert "Hur ska vi svara dig?" in page.content.decode()
        assert "skickat" in sent.url
        assert Case.objects.get().topic == topic
        assert not client.cookies

    def test_ask_only_for_what_nobody_else_can_know(self, client):
        RuleSetFactory()

        easy = client.post("/skriv/?lattlast=1", {"text": TEXT}).context["form"]
        usual = client.post("/skriv/", {"text": TEXT}).context["form"]

        shown = {field.name for field in easy.visible_fields()}
        assert shown == {"pathway", "place", "file"}
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
