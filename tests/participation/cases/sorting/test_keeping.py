import datetime as dt

import pytest

from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Case, Proposed, SorterVersion
from medverkan.participation.cases.sorting import (
    examples,
    keeping,
    storage,
    suggest,
    tasks,
)
from medverkan.participation.cases.states import Outcome
from medverkan.reference.bodies.models import Topic
from tests.factories import cases as factory

AT = factory.AT
LATER = AT + dt.timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def by_letters_alone(settings):
    settings.SEARCH_BY_MEANING = False


def answered(**values) -> Case:
    case = factory.lodged(**values)
    operations.reply(
        case=case,
        text="Svar.",
        outcome=Outcome.INFORMATION,
        version=case.version,
        actor=factory.officer_of(case),
        at=AT,
    )
    case.refresh_from_db()
    return case


class TestLearn:
    def test_teaches_words_that_no_topic_has(self, topics, way):
        for number in range(4):
            answered(
                title=f"Mojängen {number}",
                text="Mojängen vid kajen gnisslar.",
                topic=topics["gatubelysning"],
                pathway=way,
            )

        before = suggest("Mojängen gnisslar igen", at=AT).topic
        keeping.learn(at=LATER)
        after = suggest("Mojängen gnisslar igen", at=AT)

        assert (before, after.likely[0].topic) == (None, topics["gatubelysning"])
        assert after.example_count == 4

    def test_keeps_no_word_that_few_cases_have(self, topics, way):
        for name in ("Lindqvist", "Salonen"):
            answered(title=name, text=name, topic=topics["gatubelysning"], pathway=way)

        made = keeping.learn(at=LATER)

        assert storage.unpacked(bytes(made.content), version=1).lessons.stems == []

    def test_keeps_the_content_of_two_versions_alone(self, topics):
        for _ in range(4):
            keeping.learn(at=LATER)

        kept = SorterVersion.objects.order_by("pk").values_list("content", flat=True)
        assert [bool(content) for content in kept] == [False, False, True, True]

    def test_follows_the_topics_at_once(self, topics):
        keeping.learn(at=AT)
        Topic.objects.filter(slug="bibliotek").update(keywords={"sv": ["bokbuss"]})

        assert suggest("Bokbussen kom inte", at=AT).topic == topics["bibliotek"]


class TestLearnIfNeeded:
    def test_learns_once_a_day_and_when_topics_change(self, topics):
        keeping.learn_if_needed(AT)
        keeping.learn_if_needed(AT + dt.timedelta(hours=1))
        assert SorterVersion.objects.count() == 1

        Topic.objects.filter(slug="bibliotek").update(keywords={"sv": ["bokbuss"]})
        keeping.learn_if_needed(AT + dt.timedelta(hours=2))
        assert SorterVersion.objects.count() == 2

        keeping.learn_if_needed(AT + dt.timedelta(days=2))
        assert SorterVersion.objects.count() == 3

    def test_waits_until_there_are_topics(self):
        keeping.learn_if_needed(AT)

        assert not SorterVersion.objects.exists()


class TestTeachable:
    def test_is_what_somebody_has_handled(self, topics, way):
        case = answered(topic=topics["bibliotek"], pathway=way)
        factory.lodged(topic=topics["bibliotek"], pathway=way)

        assert list(examples.teachable()) == [case]

    def test_is_never_what_was_marked_for_secrecy(self, topics, way):
        case = answered(topic=topics["bibliotek"], pathway=way)
        officer = factory.officer_of(case)
        operations.mark_secrecy(
            case=case, provision="OSL 25:1", version=case.version, actor=officer, at=AT
        )
        case.refresh_from_db()
        operations.lift_secrecy(case=case, version=case.version, actor=officer, at=AT)

        assert list(examples.teachable()) == []

    def test_is_never_of_a_protected_topic(self, topics, way):
        answered(topic=topics["bibliotek"], pathway=way)
        Topic.objects.filter(slug="bibliotek").update(is_protected=True)

        assert list(examples.teachable()) == []


class TestPropose:
    def test_keeps_what_was_proposed_before_anybody_handled_it(self, topics, way):
        case = factory.lodged(
            title="Biblioteket är stängt",
            text="Biblioteket är stängt.",
            topic=topics["gatubelysning"],
            pathway=way,
        )

        assert tasks.propose(AT) == 1
        assert tasks.propose(AT) == 0
        assert Proposed.objects.get(case=case).topic == topics["bibliotek"]

    def test_keeps_nothing_of_what_is_protected(self, topics, way):
        Topic.objects.filter(slug="bibliotek").update(is_protected=True)
        topic = Topic.objects.get(slug="bibliotek")
        factory.lodged(text="Biblioteket är stängt", topic=topic, pathway=way)

        assert tasks.propose(AT) == 0

    def test_keeps_nothing_of_what_is_handled(self, topics, way):
        answered(topic=topics["bibliotek"], pathway=way)

        assert tasks.propose(AT) == 0
