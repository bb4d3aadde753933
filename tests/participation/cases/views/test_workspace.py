import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Case, Message
from medverkan.participation.cases.states import CaseState, MessageKind
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import (
    AddressFactory,
    RoleAssignmentFactory,
    TopicFactory,
    UserFactory,
)
from tests.factories.cases import AT, assigned_officer, lodged

pytestmark = pytest.mark.django_db

REPLY = {"text": "Lampan är bytt.", "outcome": "fixed", "key": "one"}


def case_url(case, verb=""):
    args = ["alla", case.reference] + ([verb] if verb else [])
    return reverse("cases:act" if verb else "cases:case", args=args)


@pytest.fixture
def case():
    return lodged()


@pytest.fixture
def officer(client, case):
    """A client signed in as an officer of the case's body."""
    user, _ = assigned_officer(case)
    client.force_login(user)
    return client


class TestInbox:
    def test_leads_strangers_to_sign_in(self, client):
        assert client.get("/arbetsyta/arenden/alla/").status_code == 302

    def test_shows_what_is_due_first_at_the_top(self, officer, case):
        later = lodged(topic=case.topic, at=AT.replace(day=11))
        sooner = lodged(topic=case.topic, at=AT.replace(day=2))

        response = officer.get("/arbetsyta/arenden/alla/")

        assert response.context["queue"].cases == [sooner, case, later]

    @pytest.mark.parametrize("count", [1, 3])
    def test_asks_the_database_as_often_for_one_as_for_many(
        self, officer, case, count, django_assert_num_queries
    ):
        for _ in range(count):
            lodged(topic=case.topic)

        with django_assert_num_queries(9):
            officer.get("/arbetsyta/arenden/alla/")

    def test_ignores_nonsense_in_the_address(self, officer):
        response = officer.get("/arbetsyta/arenden/alla/?amne=%00&organ='--")

        assert response.status_code == 200


class TestCase:
    def test_of_another_body_does_not_exist(self, client, case):
        elsewhere, _ = assigned_officer(lodged())
        client.force_login(elsewhere)

        assert client.get(case_url(case)).status_code == 404

    def test_on_a_protected_topic_does_not_exist_for_the_contact_centre(self, client):
        case = lodged(topic=TopicFactory(is_protected=True))
        user = UserFactory()
        RoleAssignmentFactory(user=user, role=Role.CONTACT_CENTRE, body=None)
        client.force_login(user)

        assert client.get(case_url(case)).status_code == 404


class TestAct:
    def test_answers(self, officer, case):
        response = officer.post(
            case_url(case, "svara"), REPLY | {"version": case.version}
        )

        case.refresh_from_db()
        assert response.status_code == 302
        assert case.state == CaseState.ANSWERED

    def test_says_beside_the_answer_that_easy_words_are_wanted(self, officer, case):
        before = officer.get(case_url(case)).text
        case.parties.update(wants_easy_words=True)

        after = officer.get(case_url(case)).text

        assert "De vill ha svaret på lättläst:" not in before
        assert "De vill ha svaret på lättläst:" in after

    def test_answers_once_if_sent_twice(self, officer, case):
        sent = REPLY | {"version": case.version}

        officer.post(case_url(case, "svara"), sent)
        second = officer.post(case_url(case, "svara"), sent)

        assert second.status_code == 302
        assert Message.objects.filter(kind=MessageKind.REPLY).count() == 1

    def test_keeps_what_was_typed_when_something_is_missing(self, officer, case):
        response = officer.post(
            case_url(case, "svara"), {"text": "Halvfärdigt svar", "version": 1}
        )

        assert response.status_code == 422
        assert "Halvfärdigt svar" in response.content.decode()

    def test_shows_both_texts_when_somebody_else_was_first(self, officer, case):
        _, colleague = assigned_officer(case)
        operations.ask(
            case=case, text="Vilken av dem?", version=1, actor=colleague, at=AT
        )

        response = officer.post(case_url(case, "svara"), REPLY | {"version": 1})

        shown = response.content.decode()
        assert response.status_code == 409
        assert "Lampan är bytt." in shown
        assert "Vilken av dem?" in shown

    def test_closes_the_case_to_a_reviewer_who_has_a_conflict(self, client, case):
        reviewer = UserFactory()
        RoleAssignmentFactory(user=reviewer, role=Role.REVIEWER, body=case.body)
        client.force_login(reviewer)

        client.post(case_url(case, "jav"), {"user": reviewer.pk, "key": "one"})

        assert client.get(case_url(case)).status_code == 404

    def test_lets_nobody_but_handlers_name_the_conflict_of_another(self, client, case):
        reviewer, officer = UserFactory(), assigned_officer(case)[0]
        RoleAssignmentFactory(user=reviewer, role=Role.REVIEWER, body=case.body)
        client.force_login(reviewer)

        response = client.post(
            case_url(case, "jav"), {"user": officer.pk, "key": "one"}
        )

        assert response.status_code == 422

    def test_with_an_unknown_verb_does_not_exist(self, officer, case):
        assert officer.post(case_url(case, "spring")).status_code == 404

    def test_leads_to_the_list_when_the_case_has_left(self, officer, case):
        target = TopicFactory().body

        response = officer.post(
            case_url(case, "flytta"), {"to": target.pk, "version": 1}
        )

        assert response.url == "/arbetsyta/arenden/alla/"


class TestRegister:
    @pytest.fixture
    def sent(self, case):
        """What the contact centre sends for somebody on the telephone."""
        return {
            "key": "one",
            "channel": "phone",
            "language": "fi",
            "text": "Lamppu on rikki.",
            "title": "Lamppu rikki",
            "pathway": case.pathway_id,
            "topic": case.topic_id,
            "answer_by": "letter",
            "address": "Storgatan 1, 501 80 Borås",
        }

    def test_asks_about_somebody_else_than_whoever_fills_it_in(self, officer):
        form = officer.get("/arbetsyta/registrera/").context["form"]

        assert form.fields["name"].label == "Namn"
        assert ("none", "De vill inte få det skickat") in form.fields[
            "answer_by"
        ].choices

    def test_takes_the_only_address_that_can_be_meant(self, officer, sent):
        spot = AddressFactory(street__name="Åsbogatan", number=12)

        officer.post("/arbetsyta/registrera/", sent | {"place": "Åsbogatan 12"})

        assert Case.objects.latest("pk").longitude == spot.longitude

    def test_asks_which_of_several_addresses_is_meant(self, officer, sent):
        AddressFactory(street__name="Skolgatan", street__town="Borås", number=3)
        meant = AddressFactory(
            street__name="Skolgatan", street__town="Fristad", number=3
        )
        sent |= {"place": "Skolgatan 3"}

        asked = officer.post("/arbetsyta/registrera/", sent)
        officer.post("/arbetsyta/registrera/", sent | {"spot": str(meant)})

        assert set(asked.context["form"].errors) == {"spot"}
        assert Case.objects.latest("pk").longitude == meant.longitude

    def test_leaves_the_words_when_none_of_them_is(self, officer, sent):
        AddressFactory(street__name="Åsbogatan", number=12)

        officer.post(
            "/arbetsyta/registrera/", sent | {"place": "Åsbogatan 12", "spot": "none"}
        )

        assert Case.objects.latest("pk").longitude is None

    def test_keeps_the_day_it_arrived(self, officer, sent, time_machine):
        time_machine.move_to(AT)

        officer.post(
            "/arbetsyta/registrera/", sent | {"arrived_at": "2026-11-03 09:15"}
        )

        registered = Case.objects.latest("pk")
        assert registered.arrived_at.isoformat() == "2026-11-03T08:15:00+00:00"
        assert registered.language == "fi"

    def test_keeps_the_paper_that_was_scanned(self, officer, sent):
        scanned = SimpleUploadedFile("brev.txt", "Lampan är trasig".encode())

        officer.post("/arbetsyta/registrera/", sent | {"file": scanned})

        registered = Case.objects.latest("pk")
        assert registered.opening.attachments.get().file.original_name == "brev.txt"

    def test_says_why_a_file_is_not_taken(self, officer, sent):
        broken = SimpleUploadedFile("brev.pdf", b"MZ")

        response = officer.post("/arbetsyta/registrera/", sent | {"file": broken})

        assert response.status_code == 422
        assert Case.objects.count() == 1

    def test_refuses_a_time_that_has_not_come(self, officer, sent, time_machine):
        time_machine.move_to(AT)

        response = officer.post(
            "/arbetsyta/registrera/", sent | {"arrived_at": "2027-01-01 09:15"}
        )

        assert response.status_code == 422

    def test_makes_one_case_of_a_form_sent_twice(self, officer, sent):
        officer.post("/arbetsyta/registrera/", sent)
        officer.post("/arbetsyta/registrera/", sent)

        assert Case.objects.count() == 2

    def test_asks_before_it_makes_another_of_the_same_form(self, officer, sent):
        officer.post("/arbetsyta/registrera/", sent)
        other = sent | {"text": "Också bänken är trasig."}

        asked = officer.post("/arbetsyta/registrera/", other)

        assert asked.status_code == 409
        assert "Också bänken är trasig." in asked.content.decode()
        assert Case.objects.count() == 2

        key = asked.context["form"]["key"].value()
        officer.post("/arbetsyta/registrera/", other | {"key": key})

        assert Case.objects.count() == 3


class TestLanguage:
    def test_narrows_the_list(self, officer, case):
        finnish = lodged(topic=case.topic, language="fi")
        other = lodged(topic=case.topic, language="und")

        listed = {
            code: officer.get(f"/arbetsyta/arenden/alla/?sprak={code}")
            .context["queue"]
            .cases
            for code in ("fi", "sv", "annat")
        }

        assert listed["fi"] == [finnish]
        assert case in listed["sv"]
        assert listed["annat"] == [other]

    def test_of_a_translation_is_told(self, officer, case):
        officer.post(
            case_url(case, "oversatt"),
            {
                "version": case.version,
                "message": case.opening_id,
                "language": "fi",
                "text": "Katulamppu on rikki.",
                "is_machine": "on",
            },
        )

        page = officer.get(case_url(case)).content.decode()
        assert "Katulamppu on rikki." in page
        assert "av en maskin" in page
