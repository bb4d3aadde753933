import pytest
from django.urls import reverse

from medverkan.foundation.text import Translated
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Message, ReplyTemplate
from medverkan.participation.cases.operations.templates import TemplateText
from medverkan.participation.cases.states import MessageKind
from tests.factories.cases import AT, assigned_officer, lodged, sender

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return lodged(by=sender(language="fi"), place="Torget")


@pytest.fixture
def officer(client, case):
    user, client.actor = assigned_officer(case)
    client.force_login(user)
    return client


@pytest.fixture
def template(case):
    _, writer = assigned_officer(case)
    _, approver = assigned_officer(case)
    text = Translated({"sv": "Vi plogar {place}.", "fi": "Auraamme {place}, {topic}."})
    made = operations.write_template(
        body=case.body, what=TemplateText(name="Snö", text=text), actor=writer, at=AT
    )
    return operations.approve_template(template=made, version=1, actor=approver, at=AT)


def reply_url(case):
    return reverse("cases:act", args=["alla", case.reference, "svara"])


class TestTemplates:
    def test_are_written_and_wait_for_another_to_approve_them(self, officer, case):
        sent = {"body": case.body.slug, "name": "Snö", "text_sv": "Vi plogar."}

        response = officer.post("/arbetsyta/svarsmallar/ny/", sent, follow=True)

        assert not ReplyTemplate.objects.get().is_approved
        assert not response.context["may_approve"]
        assert "Snö" in officer.get("/arbetsyta/svarsmallar/").content.decode()

    def test_with_an_unknown_field_say_which(self, officer, case):
        sent = {"body": case.body.slug, "name": "Snö", "text_sv": "Hej {namn}"}

        response = officer.post("/arbetsyta/svarsmallar/ny/", sent)

        assert response.status_code == 422
        assert "{namn}" in response.content.decode()
        assert not ReplyTemplate.objects.exists()

    def test_are_approved_on_their_page(self, officer, case):
        _, writer = assigned_officer(case)
        draft = operations.write_template(
            body=case.body, what=TemplateText("Snö", Translated({"sv": "Hej"})),
            actor=writer, at=AT,
        )  # fmt: skip

        officer.post(
            reverse("cases:decide_template", args=[draft.slug]),
            {"version": 1, "approve": 1},
        )

        draft.refresh_from_db()
        assert draft.is_approved

    def test_keep_what_was_typed_when_somebody_else_was_first(self, officer, template):
        sent = {"name": "Snö", "text_sv": "Min nya text", "version": 1}

        response = officer.post(reverse("cases:template", args=[template.slug]), sent)

        assert response.status_code == 409
        assert "Min nya text" in response.content.decode()

    def test_of_another_body_do_not_exist(self, client, template):
        stranger, _ = assigned_officer(lodged())
        client.force_login(stranger)

        path = reverse("cases:template", args=[template.slug])
        assert client.get(path).status_code == 404


class TestInsert:
    def test_puts_the_residents_language_after_what_was_typed(
        self, officer, case, template
    ):
        typed = {"text": "Hei!", "version": case.version, "outcome": "fixed"}

        response = officer.post(
            reply_url(case), typed | {"template": template.slug, "insert": "1"}
        )

        page = response.content.decode()
        assert response.status_code == 200
        assert "Hei!\n\nAuraamme Torget" in page
        assert not Message.objects.filter(kind=MessageKind.REPLY).exists()

    def test_is_not_answered_with_a_field_left_in(self, officer, case, template):
        sent = {"text": "Om {topic}.", "version": case.version, "outcome": "fixed"}

        response = officer.post(reply_url(case), sent)

        assert response.status_code == 422
        assert "{topic}" in response.content.decode()

    def test_puts_it_as_it_is_into_one_answer_to_many(self, officer, case, template):
        response = officer.post(
            reverse("cases:many", args=["alla", "svara"]),
            {"arende": case.reference, "template": template.slug, "insert": "1"},
        )

        assert "Vi plogar {place}." in response.content.decode()
