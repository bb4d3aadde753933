"""The demo's stories: they can be read, they refer to what exists, they can be told."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib

import pytest
from django.conf import settings

from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.notices.states import State
from medverkan.foundation.permissions import SYSTEM
from medverkan.participation.cases import wording
from medverkan.participation.cases.models import TITLE_LENGTH, Case, Party
from medverkan.participation.cases.sorting import alarms
from medverkan.participation.cases.states import (
    TO_ANSWER,
    AlarmKind,
    CaseState,
    Channel,
    Outcome,
    Publication,
)
from medverkan.reference.bodies import operations as bodies
from medverkan.reference.bodies.operations import demo as bodies_demo
from medverkan.reference.pathways import operations as pathways
from medverkan.reference.pathways import presets
from medverkan.site.demo import desk, stories, telling, voting, ways
from medverkan.site.demo.stories import Story
from medverkan.site.demo.telling import Teller, dated
from medverkan.site.management.commands import demo
from tests.factories.cases import lodged

STORIES = list(stories.read())
PROPOSALS = list(voting.read())
DESK = tomllib.loads(desk.TOLD.read_text("utf-8"))
ORGANISATION = json.loads((bodies_demo.FOLDER / "organisation.json").read_bytes())
STEPS = [step for story in STORIES for step in story.steps]
FICTITIOUS_PHONE = re.compile(r"070-174 06 (0[5-9]|[1-9]\d)")


def _slugs(kind: str) -> set[str]:
    return {row["slug"] for row in ORGANISATION[kind]}


def _every_text() -> list[str]:
    steps = [str(value) for step in STEPS for value in step.values.values()]
    return steps + [words for story in STORIES for words in (story.title, story.text)]


class TestTheStories:
    def test_are_close_to_three_hundred(self):
        assert len(STORIES) >= 280

    def test_name_topics_areas_and_bodies_of_the_demo(self):
        assert {story.topic for story in STORIES if story.topic} <= _slugs("topics")
        assert {story.area for story in STORIES if story.area} <= _slugs("areas")
        moved_to = {step.values["to"] for step in STEPS if step.do == "move"}
        assert moved_to <= _slugs("bodies")

    def test_tell_of_every_topic_that_has_no_topics_below_it(self):
        above = {row.get("parent") for row in ORGANISATION["topics"]}
        assert _slugs("topics") - above <= {story.topic for story in STORIES}

    def test_come_every_way_and_by_every_pathway_of_words(self):
        assert {story.channel for story in STORIES} == set(Channel)
        assert {story.pathway for story in STORIES} == {
            "klagomal", "fraga", "berom", "felanmalan", "synpunkt",
        }  # fmt: skip

    def test_take_only_steps_that_can_be_told(self):
        assert {step.do for step in STEPS} <= set(telling.STEPS)

    def test_have_answers_of_every_outcome_an_officer_gives(self):
        outcomes = {step.values["outcome"] for step in STEPS if step.do == "reply"}
        assert outcomes == set(Outcome) - {Outcome.LEFT_TO_BOARD}

    def test_refuse_publication_on_the_grounds_of_their_pathway(self):
        for story in STORIES:
            allowed = presets.get(story.pathway).refusal_grounds
            for step in story.steps:
                if step.do == "refuse_publication":
                    assert step.values["ground"] in allowed

    def test_have_titles_that_fit_and_are_told_once(self):
        titles = [story.title for story in STORIES]
        assert len(set(titles)) == len(titles)
        assert max(map(len, titles)) <= TITLE_LENGTH

    def test_never_offer_to_publish_what_is_protected(self):
        protected = {
            row["slug"] for row in ORGANISATION["topics"] if row.get("is_protected")
        }
        told = {story.topic for story in STORIES if story.may_be_published}
        assert not told & protected

    def test_hold_invented_addresses_and_numbers_alone(self):
        for story in STORIES:
            assert not story.email or story.email.endswith("@example.org")
            assert not story.phone or FICTITIOUS_PHONE.fullmatch(story.phone)
        for text in _every_text():
            assert not re.search(r"\d{6}[-+]\d{4}", text)


class TestTheProposals:
    def test_are_some_forty_by_every_way_of_the_demo(self):
        assert len(PROPOSALS) >= 40
        assert {story.pathway for story in PROPOSALS} == {
            voting.PATHWAY, ways.BY_AREA["slug"], ways.WITH_GUARDIAN["slug"],
            "medborgarforslag",
        }  # fmt: skip

    def test_name_topics_and_areas_of_the_demo(self):
        assert {story.topic for story in PROPOSALS} <= _slugs("topics")
        assert {story.area for story in PROPOSALS if story.area} <= _slugs("areas")

    def test_are_refused_on_the_grounds_of_their_rules(self):
        presets_of = {
            voting.PATHWAY: "borasforslaget-150",
            ways.BY_AREA["slug"]: "malmoinitiativet",
            ways.WITH_GUARDIAN["slug"]: "ornskoldsvik-e-forslag",
        }
        for story in PROPOSALS:
            allowed = presets.get(presets_of.get(story.pathway, story.pathway))
            for step in story.steps:
                if step.do == "refuse_publication":
                    assert step.values["ground"] in allowed.refusal_grounds

    def test_are_decided_in_every_way_but_two(self):
        outcomes = [
            s.values["outcome"] for p in PROPOSALS for s in p.steps if s.do == "decide"
        ]
        assert set(outcomes) >= {
            "approved", "partly_approved", "rejected", "considered_answered", "sent_back",
        }  # fmt: skip


class TestTheDesk:
    def test_holds_what_raises_an_alarm(self):
        heard = [
            alarms.heard(f"{one['title']}\n{one['text']}") for one in DESK["arrival"]
        ]
        assert {alarm.kind for alarm in heard if alarm} == {
            AlarmKind.SUICIDE,
            AlarmKind.CHILD,
        }

    def test_holds_twenty_one_complaints_about_snow(self):
        places = [place for _area, place, _text in DESK["snow"]["places"]]
        assert len(set(places)) == 21
        assert {area for area, *_ in DESK["snow"]["places"]} <= _slugs("areas")

    def test_holds_templates_with_fields_that_there_are(self):
        for one in DESK["template"]:
            used = {
                name
                for code in ("sv", "en", "fi")
                for name in wording.fields_in(one.get(code, ""))
            }
            assert used <= set(wording.FIELDS)


class TestADayInAStory:
    @pytest.mark.parametrize(
        ("language", "words"),
        [("sv", "13 november"), ("fi", "13. marraskuuta"), ("so", "13 november")],
    )
    def test_is_written_in_its_language_and_is_a_working_day(self, at, language, words):
        assert dated("{+3}", at=at, language=language) == words

    def test_may_lie_behind(self, at):
        assert dated("Sedan {-10}.", at=at, language="sv") == "Sedan 31 oktober."


@pytest.mark.django_db
class TestTellingTheDemo:
    def test_makes_cases_in_every_state_that_officers_handle(self, at):
        bodies.load_demo(at=at - dt.timedelta(days=800))
        pathways.load_presets(actor=SYSTEM, at=at)
        Teller(now=at).tell(story for story in STORIES if _is_unusual(story))
        assert set(Case.objects.values_list("state", flat=True)) == {
            *TO_ANSWER, CaseState.ANSWERED, CaseState.CLOSED, CaseState.WITHDRAWN,
        }  # fmt: skip
        assert set(Case.objects.values_list("publication", flat=True)) == set(
            Publication
        )
        # The links in letters are made in the reader's language: there are three.
        assert set(Party.objects.values_list("language", flat=True)) <= set(
            dict(settings.LANGUAGES)
        )


@pytest.mark.django_db
class TestLettersOfTheDemo:
    def test_went_on_the_day_they_were_written(self, at):
        lodged(at=at)
        assert Delivery.objects.filter(state=State.QUEUED).exists()

        demo._post_what_was_written(before=at + dt.timedelta(seconds=1))

        assert not Delivery.objects.filter(state=State.QUEUED).exists()
        assert set(Delivery.objects.values_list("ended_at", flat=True)) == {at}

    def test_of_today_wait_for_the_worker(self, at):
        lodged(at=at)

        demo._post_what_was_written(before=at)

        assert set(Delivery.objects.values_list("state", flat=True)) == {State.QUEUED}


def _is_unusual(story: Story) -> bool:
    # `manage.py demo` tells them all; what differs only in its words need not be told here.
    usual = {"assign", "reply", "publish", "mask"}
    return not story.steps or not usual.issuperset(step.do for step in story.steps)
