"""Stories 8 and 9 of what a municipality needs, told through the pages, on both databases."""

import datetime as dt

import pytest
from django.urls import reverse

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices import outbox
from medverkan.participation.cases import operations
from medverkan.participation.cases.states import CaseState
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways.models import Pathway, RuleSet
from medverkan.reference.pathways.operations import load_presets
from tests.factories.bodies import (
    AdministrationFactory,
    BodyFactory,
    TopicFactory,
    actor,
)
from tests.factories.pathways import RefusalGroundFactory, RuleSetFactory
from tests.journeys.proposals import at, publish, register, shown
from tests.journeys.test_stories import act, page, staff

pytestmark = pytest.mark.django_db


class TestOldAndNewRule:
    """Lodged on 20 June 2023 needs 100 votes, on 21 June 150."""

    TODAY = at(2026, 11, 10, 9, 0)

    @pytest.fixture
    def pathway(self, technical, time_machine):
        time_machine.move_to(self.TODAY, tick=False)
        load_presets(actor=actor(Role.STRATEGIST), at=self.TODAY)
        return Pathway.objects.get(slug="borasforslaget")

    @pytest.fixture
    def cases(self, technical, pathway):
        officer = staff((Role.OFFICER, technical))
        topic = TopicFactory(body=technical)
        return [
            publish(
                officer,
                register(
                    officer,
                    topic=topic,
                    pathway=pathway,
                    arrived_at=f"2023-06-{day} 12:00",
                ),
            )
            for day in (20, 21)
        ]

    def test_run_side_by_side_each_saying_its_own(self, client, cases):
        for case, needed, other in zip(cases, (100, 150), (150, 100), strict=True):
            text = shown(client, case)
            assert f"räknade röster av {needed}" in text
            assert f"räknade röster av {other}" not in text
            assert f"om {needed} räknade röster nås" in text
            assert case.ballot.threshold == needed

    def test_let_no_third_version_in_without_date_and_paragraph(
        self, client, pathway, technical
    ):
        drafter = staff((Role.STRATEGIST, None), name="Strategen")
        secretary = staff((Role.BOARD_SECRETARY, None), name="Sekreteraren")
        drafter.post(reverse("pathways:draft", args=[pathway.slug]))
        third = pathway.rule_sets.latest("version")
        adopt = reverse("pathways:adopt", args=[pathway.slug, third.version])
        decided = {
            "body": technical.authority.pk,
            "date": "2026-11-01",
            "paragraph": "§ 112",
            "register_number": "KS 2026-00098",
            "in_force_from": "2026-12-01",
        }

        for missing in ("body", "date", "paragraph", "register_number"):
            answer = secretary.post(adopt, decided | {missing: ""})
            assert answer.status_code == 422
        third.refresh_from_db()
        assert third.is_draft
        assert drafter.post(adopt, decided).status_code == 403
        assert (
            RuleSet.objects.filter(pathway=pathway).in_force_at(self.TODAY).count() == 1
        )


class TestStatutoryYear:
    """A citizen proposal by a 12-year-old, raised on 25 January 2027."""

    RAISED = at(2027, 1, 25, 10, 0)

    @pytest.fixture(autouse=True)
    def raised(self, time_machine):
        time_machine.move_to(self.RAISED, tick=False)

    @pytest.fixture
    def culture(self):
        BodyFactory(kind="council", name="Kommunfullmäktige")
        board = BodyFactory(name="Kulturnämnden", slug="kulturnamnden")
        return AdministrationFactory(name="Kulturförvaltningen", authority=board)

    @pytest.fixture
    def officer(self, culture):
        return staff((Role.OFFICER, culture), name="Handläggaren")

    @pytest.fixture
    def case(self, officer, culture):
        rules = RuleSetFactory(
            statutory=True,
            author_chooses_body=True,
            publication="reviewed",
            grounds=[RefusalGroundFactory(code="several_subjects")],
        )
        case = register(
            officer,
            topic=TopicFactory(body=culture),
            pathway=rules.pathway,
            goes_to="body",
            is_minor="on",
        )
        return publish(officer, case)

    def test_is_with_the_board_that_the_author_chose(self, client, case):
        assert case.state == CaseState.PREPARING
        assert str(case.decider) == "Kulturnämnden"
        assert "Överlämnat till Kulturnämnden" in shown(client, case)
        assert "Marja" not in shown(client, case)

    def test_may_be_the_councils_if_the_author_says_so(self, officer, culture, case):
        other = register(
            officer,
            topic=case.topic,
            pathway=case.pathway,
            goes_to="council",
        )

        assert str(other.decider) == "Kommunfullmäktige"

    def test_is_not_taken_in_before_the_author_has_chosen(self, officer, case):
        form = officer.get("/arbetsyta/registrera/").context["form"]
        answer = officer.post(
            "/arbetsyta/registrera/",
            {"key": form["key"].value(), "channel": "paper", "language": "sv",
             "text": "x", "title": "x", "pathway": case.pathway.pk,
             "answer_by": "none"},
        )  # fmt: skip

        assert answer.status_code == 422
        assert "goes_to" in answer.context["form"].errors

    def test_is_converted_closed_or_decided_by_no_officer(self, officer, case):
        other = RuleSetFactory(answer_days=10).pathway

        assert "slag" not in page(officer, case).context["actions"]
        assert act(officer, case, "slag", pathway=other.pk).status_code in (409, 422)
        assert act(officer, case, "avsluta").status_code in (403, 409)
        decided = {
            "outcome": "rejected",
            "body": case.authority.pk,
            "date": "2027-01-25",
            "paragraph": "12",
            "reasons": "Nej.",
        }
        assert act(officer, case, "beslut", **decided).status_code == 403
        case.refresh_from_db()
        assert case.state == CaseState.PREPARING

    def test_goes_on_to_be_decided_though_it_is_not_published(
        self, officer, culture, case
    ):
        other = register(
            officer, topic=case.topic, pathway=case.pathway, goes_to="body"
        )
        operations.refuse_publication(
            case=other,
            ground="several_subjects",
            version=other.version,
            actor=actor(Role.OFFICER, body=culture),
            at=self.RAISED,
        )

        other.refresh_from_db()
        assert other.state == CaseState.PREPARING
        assert not other.is_published

    def test_is_in_the_report_to_the_council_when_the_year_is_out(
        self, case, culture, time_machine, client, mailoutbox
    ):
        time_machine.move_to(at(2027, 12, 26, 5, 15), tick=False)
        operations.report_delays(at=at(2027, 12, 26, 5, 15))
        operations.report_delays(at=at(2027, 12, 27, 5, 15))
        time_machine.move_to(at(2028, 1, 25, 8, 0), tick=False)
        secretary = staff((Role.BOARD_SECRETARY, culture.authority))

        report = secretary.get("/arbetsyta/rapport-till-fullmaktige/")

        [row] = report.context["reported"]
        assert (row.case, row.decide_by) == (case, dt.date(2028, 1, 25))
        assert row.reported_date == dt.date(2027, 12, 26)
        assert Event.objects.filter(name="case.delay_reported").count() == 1
        assert "anmält till kommunfullmäktige" in shown(client, case)
        outbox.deliver(at(2028, 1, 25, 8, 0))
        assert "Vi behöver mer tid" in [letter.subject for letter in mailoutbox]
        assert (
            case.reference
            in secretary.get("/arbetsyta/rapport-till-fullmaktige.csv").text
        )

    def test_is_not_reported_while_there_is_time(self, case):
        assert operations.report_delays(at=at(2027, 12, 25, 12, 0)) == 0
        assert operations.report_delays(at=at(2027, 12, 26, 12, 0)) == 1

    def test_explains_to_the_author_what_considered_answered_means(
        self, case, culture, mailoutbox
    ):
        secretary = staff((Role.BOARD_SECRETARY, culture.authority))
        act(
            secretary,
            case,
            "beslut",
            outcome="considered_answered",
            body=case.authority.pk,
            date="2027-01-25",
            paragraph="12",
            reasons="En skola är redan på gång.",
        )

        outbox.deliver(self.RAISED)
        letter = mailoutbox[-1]
        assert letter.subject == "Nämnden har beslutat"
        assert "Anses besvarat" in letter.body
        assert "ofta för att det redan är gjort" in letter.body
