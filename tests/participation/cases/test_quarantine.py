import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from medverkan.foundation import clock
from medverkan.foundation.files import operations as files
from medverkan.foundation.files import preparation
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import ANYONE
from medverkan.participation.cases import operations, quarantine
from medverkan.participation.cases.models import FILE_KIND, Case, Suspect
from medverkan.participation.cases.states import Channel, RejectionGround
from medverkan.participation.cases.suspicion import Sign
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import (
    AreaFactory,
    RoleAssignmentFactory,
    TopicFactory,
    UserFactory,
    actor,
)
from tests.factories.cases import AT, said, sender
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

TOKEN = "t" * 22


def held(*, at: dt.datetime = AT, **values) -> Suspect:
    return operations.receive(
        said=said(**values),
        sender=sender(),
        channel=Channel.WEB,
        signs=(Sign.PHRASE,),
        actor=ANYONE,
        at=at,
    ).suspect


def staff(role: str, suspect: Suspect) -> Client:
    user = UserFactory()
    RoleAssignmentFactory(user=user, role=role, body=suspect.authority)
    client = Client()
    client.force_login(user)
    return client


class TestWebForm:
    @pytest.fixture
    def form(self) -> dict[str, str]:
        rules = RuleSetFactory()
        content = {
            "text": "Lampan vid bron är trasig.",
            "title": "Lampan",
            "pathway": rules.pathway.pk,
            "topic": TopicFactory().pk,
            "area": AreaFactory().pk,
            "place": "",
        }
        operations.save_draft(token=TOKEN, content=content, at=clock.now())
        return {"answer_by": "none"}

    def test_does_not_show_the_trap(self, client, form):
        page = client.get(f"/skriv/{TOKEN}/").content.decode()

        assert "<div hidden>" in page
        assert 'name="website"' in page

    def test_takes_in_what_people_send(self, client, form):
        client.post(f"/skriv/{TOKEN}/", form)

        assert Case.objects.count() == 1

    def test_holds_back_what_fell_into_the_trap_and_says_so(self, client, form):
        page = client.post(
            f"/skriv/{TOKEN}/", form | {"website": "https://x.example"}, follow=True
        )

        suspect = Suspect.objects.get()
        assert Case.objects.count() == 0
        assert page.status_code == 200
        assert suspect.reference in page.content.decode()
        assert "Tack, vi har fått det" in page.content.decode()

    def test_leads_a_second_press_to_the_same_page(self, client, form):
        trapped = form | {"website": "x"}
        first = client.post(f"/skriv/{TOKEN}/", trapped)
        second = client.post(f"/skriv/{TOKEN}/", trapped)

        assert second.status_code == 302
        assert second.url in first.url
        assert Suspect.objects.count() == 1


class TestSendersPage:
    def test_shows_the_case_once_let_through(self, client):
        result = operations.receive(
            said=said(), sender=sender(), channel=Channel.WEB, signs=(Sign.TRAP,),
            actor=ANYONE, at=AT,
        )  # fmt: skip
        by = actor(Role.OFFICER, body=result.suspect.authority)
        operations.release(suspect=result.suspect, actor=by, at=AT)

        page = client.get(f"/mitt-arende/{result.token}/")

        assert page.status_code == 200
        assert page.templates[0].name == "cases/mine.html"

    def test_says_why_it_was_rejected(self, client):
        result = operations.receive(
            said=said(), sender=sender(), channel=Channel.WEB, signs=(Sign.TRAP,),
            actor=ANYONE, at=AT,
        )  # fmt: skip
        by = actor(Role.OFFICER, body=result.suspect.authority)
        operations.reject(
            suspect=result.suspect, ground=RejectionGround.ADVERTISING, actor=by, at=AT
        )

        page = client.get(f"/mitt-arende/{result.token}/").content.decode()

        assert "Reklam" in page


class TestPage:
    def test_lists_what_is_held_with_why(self):
        suspect = held(title="Klockor")

        page = staff(Role.REGISTRAR, suspect).get("/arbetsyta/karantan/")

        assert "Klockor" in page.content.decode()
        assert "Ord som säljare använder" in page.content.decode()

    def test_is_closed_to_the_contact_centre(self):
        suspect = held()

        page = staff(Role.CONTACT_CENTRE, suspect).get("/arbetsyta/karantan/")

        assert page.status_code == 403

    def test_shows_nothing_of_another_authority(self):
        held(title="Klockor")

        page = staff(Role.REGISTRAR, held()).get("/arbetsyta/karantan/")

        assert "Klockor" not in page.content.decode()

    def test_lets_through(self):
        suspect = held()
        client = staff(Role.OFFICER, suspect)

        client.post(f"/arbetsyta/karantan/{suspect.reference}/slapp-igenom/")

        assert Case.objects.get().reference == suspect.reference
        assert suspect.reference in client.get("/arbetsyta/karantan/").content.decode()

    def test_rejects_with_a_ground(self):
        suspect = held()
        url = f"/arbetsyta/karantan/{suspect.reference}/avvisa/"

        without = staff(Role.OFFICER, suspect).post(url, {})
        staff(Role.OFFICER, suspect).post(url, {"ground": "fraud"})

        suspect.refresh_from_db()
        assert without.status_code == 422
        assert suspect.rejection_ground == "fraud"

    def test_tells_that_somebody_else_has_decided(self):
        suspect = held()
        client = staff(Role.OFFICER, suspect)
        client.post(f"/arbetsyta/karantan/{suspect.reference}/slapp-igenom/")

        page = client.post(
            f"/arbetsyta/karantan/{suspect.reference}/avvisa/",
            {"ground": "fraud"},
            follow=True,
        )

        assert "Någon annan har redan bestämt" in page.content.decode()

    def test_finds_nothing_of_another_authority(self):
        suspect, other = held(), held()
        client = staff(Role.OFFICER, other)

        url = f"/arbetsyta/karantan/{suspect.reference}/slapp-igenom/"
        assert client.post(url).status_code == 404

    def test_opens_the_files_to_those_who_decide(self):
        upload = SimpleUploadedFile("a.txt", b"Lampan")
        file = files.store(
            preparation.prepare(upload), kind=FILE_KIND, actor=ANYONE, at=AT
        )
        suspect = held(files=(file,))

        assert quarantine.may_read_file(
            actor(Role.OFFICER, body=suspect.authority), file
        )
        assert not quarantine.may_read_file(ANYONE, file)


class TestReminder:
    MONDAY = dt.datetime(2026, 11, 16, 7, 0, tzinfo=dt.UTC)

    def registrar(self, suspect: Suspect) -> str:
        user = UserFactory()
        RoleAssignmentFactory(user=user, role=Role.REGISTRAR, body=suspect.authority)
        return user.email

    def test_goes_to_the_registrar_after_a_working_day(self):
        thursday = held(at=self.MONDAY - dt.timedelta(days=4))
        email = self.registrar(thursday)

        quarantine.remind(self.MONDAY)

        assert Delivery.objects.get().to_email == email

    def test_goes_out_once_a_day(self):
        self.registrar(held(at=self.MONDAY - dt.timedelta(days=4)))
        for _ in range(2):
            quarantine.remind(self.MONDAY)

        assert Delivery.objects.count() == 1

    def test_waits_a_working_day(self):
        self.registrar(held(at=self.MONDAY - dt.timedelta(days=3)))

        quarantine.remind(self.MONDAY)

        assert Delivery.objects.count() == 0

    def test_rests_at_weekends(self):
        self.registrar(held(at=self.MONDAY - dt.timedelta(days=9)))

        quarantine.remind(self.MONDAY - dt.timedelta(days=1))

        assert Delivery.objects.count() == 0

    def test_is_over_once_decided(self):
        suspect = held(at=self.MONDAY - dt.timedelta(days=4))
        self.registrar(suspect)
        by = actor(Role.OFFICER, body=suspect.authority)
        operations.reject(
            suspect=suspect, ground=RejectionGround.FRAUD, actor=by, at=self.MONDAY
        )

        quarantine.remind(self.MONDAY)

        assert Delivery.objects.count() == 0
