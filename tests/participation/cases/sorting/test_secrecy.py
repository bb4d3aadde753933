"""Nothing of what is protected comes out through the sorter, by any way."""

import datetime as dt

import pytest
from django.core.management import call_command

from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Case, Proposed, SorterVersion
from medverkan.participation.cases.sorting import (
    accuracy,
    already_said,
    keeping,
    storage,
    suggest,
    tasks,
)
from medverkan.participation.cases.states import Outcome
from medverkan.reference.bodies.models import Topic
from medverkan.reference.bodies.roles import Role
from tests.factories import cases as factory
from tests.factories.bodies import RoleAssignmentFactory

AT = factory.AT
LATER = AT + dt.timedelta(days=1)
SECRET = "Mormors medicindosett på Rosengården är alltid fel"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(settings, tmp_path):
    settings.SEARCH_BY_MEANING = False
    settings.SEARCH_ROOT = tmp_path


def answered(case: Case) -> Case:
    operations.reply(
        case=case,
        text=SECRET,
        outcome=Outcome.INFORMATION,
        version=case.version,
        actor=factory.officer_of(case),
        at=AT,
    )
    case.refresh_from_db()
    return case


def marked(case: Case) -> None:
    operations.mark_secrecy(
        case=case,
        provision="OSL 26:1",
        version=case.version,
        actor=factory.officer_of(case),
        at=AT,
    )


def of_protected_topic(topics, way):
    Topic.objects.filter(slug="bibliotek").update(is_protected=True)
    topic = Topic.objects.get(slug="bibliotek")
    for _ in range(4):
        answered(factory.lodged(title=SECRET, text=SECRET, topic=topic, pathway=way))


def marked_secret(topics, way):
    for _ in range(4):
        topic = topics["bibliotek"]
        case = factory.lodged(title=SECRET, text=SECRET, topic=topic, pathway=way)
        marked(answered(case))


def only_unpublished(topics, way):
    topic = topics["bibliotek"]
    answered(factory.lodged(title=SECRET, text=SECRET, topic=topic, pathway=way))


def closed_to_somebody(topics, way):
    topic = topics["bibliotek"]
    for _ in range(4):
        case = answered(
            factory.lodged(title=SECRET, text=SECRET, topic=topic, pathway=way)
        )
        user, officer = factory.assigned_officer(case)
        operations.declare_conflict(
            case=case, user=user, ground="declared", actor=officer, at=AT
        )


EVERY_KIND = [of_protected_topic, marked_secret, only_unpublished, closed_to_somebody]


@pytest.mark.parametrize("make", EVERY_KIND, ids=lambda make: make.__name__)
class TestProtected:
    def test_never_teaches_a_word(self, topics, way, make):
        make(topics, way)

        made = keeping.learn(at=LATER)

        kept = storage.unpacked(bytes(made.content), version=made.pk)
        assert not any("medicin" in stem for stem in kept.lessons.stems)
        assert list(kept.lessons.case_ids) == []

    def test_never_illustrates(self, topics, way, make, capsys):
        make(topics, way)
        keeping.learn(at=LATER)
        call_command("reindex", verbosity=0)

        said = suggest(SECRET, at=LATER)
        call_command("classify", "Medicindosett på Rosengården", "--json", "--by-words")
        call_command("similar", "Medicindosett på Rosengården", "--json")

        assert said.case_ids == ()
        assert all(one.case_ids == () for one in said.likely)
        assert already_said(SECRET) == []
        assert "ormor" not in capsys.readouterr().out

    def test_is_not_on_the_page_of_how_well_it_does(self, topics, way, make, client):
        make(topics, way)
        tasks.propose(AT)
        keeping.learn(at=LATER)

        client.force_login(RoleAssignmentFactory(role=Role.OFFICER).user)
        page = client.get("/arbetsyta/sorteraren/")

        assert page.status_code == 200
        assert "ormor" not in page.content.decode()
        assert "edicin" not in page.content.decode()


class TestTakenDown:
    def test_is_gone_from_reasons_at_once(self, topics, way, settings, capsys):
        settings.SEARCH_BY_MEANING = True
        case = factory.lodged(
            title=SECRET, text=SECRET, topic=topics["bibliotek"], pathway=way,
            may_be_published=True,
        )  # fmt: skip
        officer = factory.officer_of(case)
        operations.publish(
            case=case, title=SECRET, text=SECRET, version=case.version,
            actor=officer, at=AT,
        )  # fmt: skip
        keeping.learn(at=LATER)
        assert suggest(SECRET, at=LATER).likely[0].case_ids == (case.pk,)
        case.refresh_from_db()
        operations.unpublish(case=case, version=case.version, actor=officer, at=LATER)

        call_command("classify", SECRET, "--json")

        assert all(one.case_ids == () for one in suggest(SECRET, at=LATER).likely)
        assert case.reference not in capsys.readouterr().out


class TestBecameProtected:
    def test_leaves_the_figures(self, topics, way):
        case = answered(
            factory.lodged(text="Biblioteket", topic=topics["bibliotek"], pathway=way)
        )
        Proposed.objects.create(
            case=case, version=0, topic=topics["bibliotek"], topic_likelihood=0.9,
            made_at=AT,
        )  # fmt: skip
        keeping.learn(at=LATER)
        assert accuracy.as_it_happened().whole.asked == 1
        assert accuracy.of_latest_version()[1].whole.asked == 1

        Topic.objects.filter(slug="bibliotek").update(is_protected=True)

        assert accuracy.as_it_happened().whole.asked == 0
        assert accuracy.of_latest_version()[1].whole.asked == 0
        assert SorterVersion.objects.exists()
