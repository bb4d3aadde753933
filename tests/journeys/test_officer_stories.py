"""Story 3 and the officer's part of stories 5 and 10, told through the pages, on both databases."""

import pytest

from medverkan.foundation.notices import outbox
from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases.models import Case, Message
from medverkan.participation.cases.states import CaseState, MessageKind
from medverkan.reference.bodies.models import UserLanguage
from medverkan.reference.bodies.roles import Role
from medverkan.reference.register.models import Document, Record
from tests.factories.bodies import TopicFactory
from tests.factories.pathways import RuleSetFactory
from tests.journeys.proposals import at, register
from tests.journeys.test_stories import act, page, say, staff

pytestmark = pytest.mark.django_db

DIAGNOSIS = "Mammas hemtjänst vet inte hur man möter demens."


class TestSecret:
    """A daughter complains about her mother's home care, and names the diagnosis."""

    @pytest.fixture
    def contact_centre(self):
        return staff((Role.CONTACT_CENTRE, None), name="Kontaktcenter")

    @pytest.fixture
    def officer(self, technical):
        return staff((Role.OFFICER, technical))

    @pytest.fixture
    def case(self, technical, contact_centre):
        return register(
            contact_centre,
            topic=TopicFactory(body=technical, is_protected=True),
            pathway=RuleSetFactory(answer_days=10).pathway,
            channel="phone",
            text=DIAGNOSIS,
            title="Hemtjänsten och demens",
        )

    def test_is_not_opened_again_by_the_one_who_registered_it(
        self, case, contact_centre
    ):
        assert page(contact_centre, case).status_code == 404

    def test_is_told_in_a_letter_that_says_only_that_there_is_an_answer(
        self, case, officer, mailoutbox
    ):
        act(officer, case, "svara", text="Demensteamet ringer.", outcome="planned")
        case.refresh_from_db()
        outbox.deliver(case.answered_at)

        letter = mailoutbox[-1]
        assert letter.subject == "Du har fått svar"
        assert "Demens" not in letter.body
        assert "demens" not in letter.body

    @pytest.mark.parametrize(
        "address",
        [
            "/", "/arenden/", "/arenden/flode.atom", "/sok/?q=demens",
            "/arenden.csv", "/arenden.json",
        ],
    )  # fmt: skip
    def test_stands_nowhere_that_everyone_reads(self, client, case, address):
        response = client.get(address, follow=True)

        shown = b"".join(response) if response.streaming else response.content
        assert response.status_code == 200
        assert "hemtjänst" not in shown.decode().lower()
        assert case.reference not in shown.decode()

    def test_is_not_shown_as_similar_to_anyone_who_writes(self, client, case):
        response = client.post("/skriv/", {"text": DIAGNOSIS})

        assert case.reference not in response.content.decode()

    def test_is_published_by_nobody(self, case, officer):
        answer = act(officer, case, "publicera", title="x", text="x")

        assert answer.status_code in (403, 409)
        case.refresh_from_db()
        assert not case.is_published


class TestAppealInTheWrongBox:
    """An appeal is written on Friday at 16.55, on the last day."""

    FRIDAY = at(2026, 11, 20, 16, 55)

    @pytest.fixture
    def case(self, client, technical, time_machine):
        time_machine.move_to(self.FRIDAY, tick=False)
        text = "Jag överklagar beslutet om bygglov av den 30 oktober."
        case, _ = say(client, topic=TopicFactory(body=technical), text=text)
        return case

    @pytest.fixture
    def officer(self, technical):
        return staff((Role.OFFICER, technical))

    def test_is_registered_that_day(self, case):
        record = Record.objects.get(about_case=case.pk)

        assert record.arrived_at == self.FRIDAY

    def test_is_closed_by_no_officer_while_it_waits_to_be_handed_over(
        self, case, officer
    ):
        Case.objects.filter(pk=case.pk).update(needs_hand_over=True)

        assert "avsluta" not in page(officer, case).context["actions"]
        assert act(officer, case, "avsluta").status_code == 403
        case.refresh_from_db()
        assert case.is_open

    def test_stands_first_in_the_officers_list(self, case, officer, technical):
        Case.objects.filter(pk=case.pk).update(needs_hand_over=True)

        listed = officer.get("/arbetsyta/arenden/alla/").context["queue"].cases
        assert listed[0] == case


class TestFinnishWithoutEmail:
    """A pensioner phones in Finnish and wants a letter."""

    @pytest.fixture
    def finnish_speaker(self, technical):
        client = staff((Role.OFFICER, technical), name="Aino")
        UserLanguage.objects.create(user=client.user, language="fi")
        return client

    @pytest.fixture
    def case(self, technical):
        return register(
            staff((Role.CONTACT_CENTRE, None)),
            topic=TopicFactory(body=technical),
            pathway=RuleSetFactory(answer_days=10).pathway,
            channel="phone",
            language="fi",
            text="Katu on liukas, enkä uskalla mennä kauppaan.",
            title="Katu on liukas",
            answer_by="letter",
            address="Katugatan 1\n501 80 Borås",
            email="",
        )

    def test_is_answered_by_letter_in_finnish_on_time(self, case, finnish_speaker):
        act(finnish_speaker, case, "tilldela", assignee=finnish_speaker.user.pk)
        act(
            finnish_speaker, case, "svara",
            text="Hei! Katu on hiekoitettu ja hiekoitamme sen jatkossa joka aamu.",
            outcome="fixed",
        )  # fmt: skip

        case.refresh_from_db()
        letter = Delivery.objects.get(letter="case.answered", about_case=case.pk)
        assert case.state == CaseState.ANSWERED
        assert case.answered_at.date() <= case.due_date
        assert letter.language == "fi"
        assert letter.to_email == ""
        assert "Katugatan 1" in letter.to_address
        assert "hiekoitettu" in letter.text

    def test_keeps_original_and_answer_in_the_file(self, case, finnish_speaker):
        act(
            finnish_speaker, case, "svara", text="Katu on hiekoitettu tänään aamulla.",
            outcome="fixed",
        )  # fmt: skip

        reply = Message.objects.get(case=case, kind=MessageKind.REPLY)
        assert case.opening.language == "fi"
        assert reply.language == "fi"
        about = Document.objects.filter(record__about_case=case.pk)
        assert set(about.values_list("about_id", flat=True)) == {
            case.opening_id,
            reply.pk,
        }
