"""Stories 1, 2 and 4 of what a municipality needs, told through the pages, on both databases."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices import outbox
from medverkan.participation.cases.models import Case, Message
from medverkan.participation.cases.states import CaseState, MessageKind
from medverkan.reference.bodies.roles import Role
from medverkan.reference.register.models import Record
from tests.factories.bodies import (
    AdministrationFactory,
    BodyFactory,
    RoleAssignmentFactory,
    TopicFactory,
    UserFactory,
)
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

SWEDEN = ZoneInfo("Europe/Stockholm")


@pytest.fixture
def technical():
    """The administration of the technical board."""
    board = BodyFactory(name="Tekniska nämnden", slug="tekniska-namnden")
    return AdministrationFactory(name="Tekniska förvaltningen", authority=board)


@pytest.fixture
def school():
    """The administration of the school board."""
    board = BodyFactory(name="Grundskolenämnden", slug="grundskolenamnden")
    return AdministrationFactory(name="Grundskoleförvaltningen", authority=board)


def staff(*held, name="Person"):
    """Somebody signed in who holds these roles, each a pair of role and body."""
    user = UserFactory(name=name)
    for role, body in held:
        RoleAssignmentFactory(user=user, role=role, body=body)
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def say(client, *, topic, text="Cykelstället är fullt."):
    """Walk the three steps and return the case and the address of its own page."""
    pathway = RuleSetFactory(answer_days=10).pathway
    first = client.post("/skriv/", {"text": text})
    about = {
        "token": first.context["token"],
        "text": text,
        "title": "Cykelstället",
        "pathway": pathway.pk,
        "topic": topic.pk,
    }
    step_three = client.post("/skriv/om/", about)
    sent = client.post(
        step_three.url, {"answer_by": "email", "email": "marja@example.org"}
    )
    return Case.objects.latest("pk"), sent.url.split("?")[0]


def act(client, case, verb, **fields):
    case.refresh_from_db()
    url = reverse("cases:act", args=["alla", case.reference, verb])
    return client.post(url, {"version": case.version} | fields)


def page(client, case):
    return client.get(reverse("cases:case", args=["alla", case.reference]))


def letters(mailoutbox, at):
    """Let the worker send what waits; return the letters sent until now."""
    outbox.deliver(at)
    return mailoutbox


class TestClock:
    """Written at 18.40 on 22 December 2026, promised in ten working days."""

    WRITTEN = dt.datetime(2026, 12, 22, 18, 40, tzinfo=SWEDEN)

    @pytest.fixture
    def case(self, client, technical, time_machine):
        time_machine.move_to(self.WRITTEN, tick=False)
        case, self.own_page = say(client, topic=TopicFactory(body=technical))
        return case

    def test_says_the_same_day_in_letter_page_and_lists(
        self, client, case, technical, mailoutbox
    ):
        officer = staff((Role.OFFICER, technical))
        letter = letters(mailoutbox, self.WRITTEN)[0]

        assert case.due_date == dt.date(2027, 1, 12)
        assert "12 januari 2027" in letter.body
        assert "12 januari 2027" in client.get(self.own_page).content.decode()
        inbox = officer.get("/arbetsyta/arenden/alla/")
        assert inbox.context["queue"].cases == [case]
        assert 'datetime="2027-01-12"' in inbox.content.decode()
        assert "12 januari 2027" in page(officer, case).content.decode()

    def test_is_in_the_diary_of_the_day_it_was_written(self, case, technical):
        registrar = staff((Role.REGISTRAR, technical.authority))

        diary = registrar.get("/arbetsyta/diariet/tekniska-namnden/?dag=2026-12-22")

        record = Record.objects.get(about_case=case.pk)
        [document] = record.documents.all()
        assert diary.context["diary"].arrived == [record]
        assert record.register_number in diary.content.decode()
        assert document.number == 1
        assert document.date == dt.date(2026, 12, 22)


class TestWrongBoard:
    """Sent to the technical board, moved to the school board on day three."""

    DAY_THREE = dt.datetime(2026, 11, 12, 9, 0, tzinfo=SWEDEN)

    @pytest.fixture
    def technician(self, technical):
        return staff((Role.OFFICER, technical), name="Tekniker")

    @pytest.fixture
    def case(self, client, technical, school, technician, time_machine, mailoutbox):
        time_machine.move_to(dt.datetime(2026, 11, 10, 9, 0, tzinfo=SWEDEN), tick=False)
        case, self.own_page = say(client, topic=TopicFactory(body=technical))
        letters(mailoutbox, case.arrived_at)
        self.due_date = case.due_date
        time_machine.move_to(self.DAY_THREE, tick=False)
        act(technician, case, "anteckna", text="Skolgården är inte vår.")
        act(technician, case, "flytta", to=school.pk)
        case.refresh_from_db()
        return case

    def test_keeps_arrival_and_clock(self, case, school):
        assert case.body == school
        assert case.arrived_at == dt.datetime(2026, 11, 10, 9, 0, tzinfo=SWEDEN)
        assert case.due_date == self.due_date

    def test_is_registered_in_both_registers_with_one_arrival(
        self, case, technical, school
    ):
        records = Record.objects.filter(about_case=case.pk)

        assert {record.authority for record in records} == {
            technical.authority,
            school.authority,
        }
        assert {record.arrived_at for record in records} == {case.arrived_at}

    def test_leaves_the_technical_officers_note_behind(self, case, school):
        teacher = staff((Role.OFFICER, school))

        assert Message.objects.filter(case=case, kind=MessageKind.NOTE).exists()
        assert "Skolgården är inte vår." not in page(teacher, case).content.decode()

    def test_is_gone_from_the_technical_officers_desk(self, case, technician):
        assert page(technician, case).status_code == 404

    def test_is_told_in_one_letter_whose_link_works_as_the_first_does(
        self, client, case, mailoutbox
    ):
        first, *later = letters(mailoutbox, self.DAY_THREE)

        [told] = later
        for letter in (first, told):
            [link] = re.findall(r"/mitt-arende/[\w-]+/", letter.body)
            assert case.reference in client.get(link).content.decode()
        assert "Grundskole" in told.body


class TestConflictOfInterest:
    """A complaint names a park supervisor who is also the one who publishes."""

    @pytest.fixture
    def supervisor(self, technical):
        roles = ((Role.OFFICER, technical), (Role.REVIEWER, technical))
        return staff(*roles, name="Parkchefen")

    @pytest.fixture
    def colleague(self, technical):
        return staff((Role.OFFICER, technical), name="Kollegan")

    @pytest.fixture
    def case(self, client, technical, supervisor, colleague):
        topic = TopicFactory(body=technical)
        case, _ = say(client, topic=topic, text="Parkchefen svarade otrevligt.")
        act(colleague, case, "tilldela", assignee=supervisor.user.pk)
        act(colleague, case, "jav", user=supervisor.user.pk)
        return case

    def test_closes_the_case_to_the_one_it_names(self, case, supervisor):
        case.refresh_from_db()

        assert case.assignee is None
        assert page(supervisor, case).status_code == 404
        assert (
            act(supervisor, case, "publicera", title="x", text="x").status_code == 404
        )
        assert (
            case
            not in supervisor.get("/arbetsyta/arenden/alla/").context["queue"].cases
        )

    def test_gives_it_to_nobody_it_is_closed_to(self, case, colleague, supervisor):
        answer = act(colleague, case, "tilldela", assignee=supervisor.user.pk)

        assert answer.status_code == 422

    def test_lets_another_answer(self, case, colleague):
        act(colleague, case, "svara", text="Vi beklagar.", outcome="information")

        case.refresh_from_db()
        assert case.state == CaseState.ANSWERED

    def test_is_logged_without_anybodys_name(self, case, supervisor):
        logged = Event.objects.filter(about_case=case.pk, name__contains="conflict")

        assert logged.count() == 1
        for event in Event.objects.filter(about_case=case.pk):
            assert "Parkchefen" not in str(event.data)
            assert supervisor.user.email not in str(event.data)
