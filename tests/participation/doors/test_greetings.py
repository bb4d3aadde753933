import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import NotPermitted
from medverkan.foundation.states import TransitionRefused
from medverkan.foundation.text import Translated
from medverkan.participation.doors.models import Greeting
from medverkan.participation.doors.operations import greetings as operations
from medverkan.participation.doors.operations import reading
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import BodyFactory, actor
from tests.factories.cases import AT, lodged
from tests.factories.doors import MailboxFactory, fetched
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

WORDS = Translated({"sv": "Vi läser mejl på vardagar.", "fi": "Luemme postin arkisin."})


def proposed(authority, by=None) -> Greeting:
    by = by or actor(Role.REGISTRAR, body=authority)
    return operations.propose_greeting(authority=authority, text=WORDS, actor=by, at=AT)


def approved(authority) -> Greeting:
    return operations.approve_greeting(
        greeting=proposed(authority),
        actor=actor(Role.COORDINATOR, body=authority),
        at=AT,
    )


class TestGreeting:
    def test_stands_in_the_answer_to_mail_in_the_writers_language(self):
        RuleSetFactory()
        box = MailboxFactory()
        approved(box.body.authority)

        text = "Hei! Katuvalo sillan vieressä on rikki. Voitteko korjata sen pian?"
        reading.take_in(mailbox=box, fetched=fetched(text=text), at=AT)

        assert "Luemme postin arkisin." in Delivery.objects.get().text

    def test_does_not_stand_in_the_answer_to_the_form(self):
        case = lodged()
        approved(case.authority)
        lodged(topic=case.topic)

        assert not Delivery.objects.filter(text__contains="vardagar").exists()

    def test_is_not_used_before_it_is_approved(self):
        RuleSetFactory()
        box = MailboxFactory()
        proposed(box.body.authority)

        reading.take_in(mailbox=box, fetched=fetched(), at=AT)

        assert "vardagar" not in Delivery.objects.get().text

    def test_is_approved_by_another(self):
        authority = BodyFactory()
        writer = actor(Role.REGISTRAR, body=authority)
        greeting = proposed(authority, by=writer)

        with pytest.raises(NotPermitted):
            operations.approve_greeting(greeting=greeting, actor=writer, at=AT)

    @pytest.mark.parametrize("role", [Role.OFFICER, Role.CONTACT_CENTRE])
    def test_is_not_written_by_others(self, role):
        authority = BodyFactory()

        with pytest.raises(NotPermitted):
            proposed(authority, by=actor(role, body=authority))

    def test_of_another_authority_is_not_theirs(self):
        with pytest.raises(NotPermitted):
            proposed(BodyFactory(), by=actor(Role.REGISTRAR, body=BodyFactory()))

    def test_takes_the_place_of_the_former(self):
        authority = BodyFactory()
        first, second = approved(authority), approved(authority)

        first.refresh_from_db()
        assert (first.state, second.state) == ("retired", "in_force")
        assert (first.version, second.version) == (1, 2)

    def test_approved_twice_is_approved_once(self):
        authority = BodyFactory()
        greeting = approved(authority)
        operations.approve_greeting(
            greeting=greeting, actor=actor(Role.COORDINATOR, body=authority), at=AT
        )

        assert Event.objects.filter(name="greeting.approved").count() == 1

    def test_is_not_approved_once_a_later_was_proposed(self):
        authority = BodyFactory()
        first = proposed(authority)
        proposed(authority)

        with pytest.raises(TransitionRefused):
            operations.approve_greeting(
                greeting=first, actor=actor(Role.COORDINATOR, body=authority), at=AT
            )


class TestPages:
    def test_show_and_take_words(self, as_role):
        authority = BodyFactory()
        client = as_role("registrar", body_id=authority.pk)
        url = f"/arbetsyta/autosvar/{authority.slug}/"

        empty = client.post(url, {"sv": ""})
        client.post(url, {"sv": "Vi läser mejl på vardagar."})

        assert empty.status_code == 422
        assert "vardagar" in client.get(url).content.decode()
        assert (
            authority.name["sv"] in client.get("/arbetsyta/autosvar/").content.decode()
        )

    def test_offer_approval_to_another_only(self, as_role):
        authority = BodyFactory()
        writer = as_role("registrar", body_id=authority.pk)
        other = as_role("coordinator", body_id=authority.pk)
        url = f"/arbetsyta/autosvar/{authority.slug}/"
        writer.post(url, {"sv": "Hej"})

        assert "/godkann/" not in writer.get(url).content.decode()
        other.post(url + "1/godkann/")

        assert Greeting.objects.get().state == "in_force"

    def test_of_another_authority_are_not_found(self, as_role):
        client = as_role("registrar", body_id=BodyFactory().pk)

        page = client.get(f"/arbetsyta/autosvar/{BodyFactory().slug}/")

        assert page.status_code == 404


class TestMailboxPage:
    FORM = {
        "slug": "teknik", "address": "teknik@kommun.example", "host": "imap.example",
        "port": 993, "username": "teknik", "has_tls": "on",
    }  # fmt: skip

    def test_adds_a_mailbox(self, as_role):
        body = BodyFactory()
        client = as_role("administrator")

        client.post("/arbetsyta/drift/brevlador/", self.FORM | {"body": body.pk})

        page = client.get("/arbetsyta/drift/brevlador/").content.decode()
        assert "teknik@kommun.example" in page
        assert Event.objects.filter(name="mailbox.added").count() == 1

    def test_says_what_is_missing(self, as_role):
        page = as_role("administrator").post("/arbetsyta/drift/brevlador/", self.FORM)

        assert page.status_code == 422

    def test_stops_the_reading(self, as_role):
        box = MailboxFactory()
        url = f"/arbetsyta/drift/brevlador/{box.slug}/las/"
        for _ in range(2):
            as_role("administrator").post(url, {"is_read": "no"})

        box.refresh_from_db()
        assert not box.is_read
        assert Event.objects.filter(name="mailbox.stopped").count() == 1

    def test_is_closed_to_registrars(self, as_role):
        assert (
            as_role("registrar").get("/arbetsyta/drift/brevlador/").status_code == 403
        )
