import datetime as dt

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import SYSTEM, NotPermitted
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Case, ContentReport
from medverkan.participation.cases.operations import (
    ChangedMeanwhile,
    Published,
    ReviewTaken,
)
from medverkan.participation.cases.operations.erasing import Erasure
from medverkan.participation.cases.states import ReportDecision, ReportGround
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import actor
from tests.factories.cases import AT, assigned_officer, lodged, officer_of

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=1)
KEEP, MASK, UNPUBLISH = ReportDecision


@pytest.fixture
def case():
    made = lodged(may_be_published=True)
    operations.publish(
        case=made,
        title="Lampan",
        text="Kalle Persson släckte den.",
        version=made.version,
        actor=officer_of(made),
        at=AT,
    )
    made.refresh_from_db()
    return made


def report(case, text="Namnet på en privatperson.", **values) -> ContentReport:
    said = {
        "ground": ReportGround.PERSONAL_DATA,
        "email": "lasare@example.org",
        "language": "sv",
        "at": AT,
    }
    return operations.report_content(case=case, text=text, **said | values)


def decide(case, decision, by, *, latest=None, text="Någon släckte den.", **values):
    last = ContentReport.objects.order_by("pk").last()
    said = {
        "reason": "Namn på privatpersoner ska inte stå.",
        "published": Published(title="Lampan", text=text),
        "latest": latest or last.pk,
        "version": Case.objects.get(pk=case.pk).version,
        "at": LATER,
    }
    return operations.decide_reports(
        case=case, decision=decision, actor=by, **said | values
    )


def letters(name: str) -> list[Delivery]:
    return list(Delivery.objects.filter(letter=name).order_by("pk"))


class TestReport:
    def test_waits_for_a_person_and_leaves_the_case_as_it_was(self, case):
        version = case.version

        report(case)

        case.refresh_from_db()
        assert ContentReport.objects.open().get().case == case
        assert (case.version, case.is_published) == (version, True)

    def test_sent_twice_counts_once(self, case):
        assert report(case) == report(case, at=LATER)
        assert Event.objects.filter(name="case.reported").count() == 1

    def test_is_kept_without_identity_numbers(self, case):
        assert "19121212" not in report(case, "Det är 19121212-1212.").text

    def test_is_refused_of_what_is_not_published(self):
        with pytest.raises(NotPermitted):
            report(lodged())

    def test_keeps_its_words_out_of_the_log(self, case):
        report(case)

        data = Event.objects.get(name="case.reported").data
        assert data == {"report_ground": "personal_data"}


class TestDecide:
    def test_to_keep_changes_nothing_and_tells_the_one_who_asked(self, case):
        report(case)

        assert decide(case, KEEP, officer_of(case)) == 1

        case.refresh_from_db()
        (letter,) = letters("report.decided")
        assert case.published_text == "Kalle Persson släckte den."
        assert "Namn på privatpersoner" in letter.text
        assert letters("case.moderated") == []

    def test_to_redact_changes_what_everyone_reads_and_tells_the_author(self, case):
        report(case)

        decide(case, MASK, officer_of(case))

        case.refresh_from_db()
        (letter,) = letters("case.moderated")
        assert case.published_text == "Någon släckte den."
        assert letter.to_email == "marja@example.org"

    def test_to_take_down_hides_it(self, case):
        report(case)

        decide(case, UNPUBLISH, officer_of(case))

        case.refresh_from_db()
        assert not case.is_published
        assert "/arenden/" not in letters("report.decided")[0].text

    def test_forgets_the_address(self, case):
        made = report(case)

        decide(case, KEEP, officer_of(case))

        made.refresh_from_db()
        assert (made.email, made.decision, made.decided_at) == ("", KEEP, LATER)

    def test_writes_no_letter_where_no_address_was_given(self, case):
        report(case, email="")

        decide(case, KEEP, officer_of(case))

        assert letters("report.decided") == []

    def test_holds_for_all_that_was_seen_and_for_nothing_later(self, case):
        seen = [report(case), report(case, "Hot mot Kalle.")]
        later = report(case, "Det står också i svaret.")

        assert decide(case, KEEP, officer_of(case), latest=seen[-1].pk) == 2
        assert ContentReport.objects.open().get() == later

    def test_is_done_by_reviewers(self, case):
        report(case)

        decide(case, UNPUBLISH, actor(Role.REVIEWER, body=case.authority))

        case.refresh_from_db()
        assert not case.is_published

    @pytest.mark.parametrize("role", [Role.REGISTRAR, Role.EDITOR, Role.STRATEGIST])
    def test_is_not_for_others(self, case, role):
        report(case)

        with pytest.raises(NotPermitted):
            decide(case, KEEP, actor(role, body=case.authority))

    def test_is_not_for_officers_elsewhere(self, case):
        report(case)

        with pytest.raises(NotPermitted):
            decide(case, KEEP, officer_of(lodged()))

    def test_twice_is_refused(self, case):
        report(case)
        by = officer_of(case)
        decide(case, KEEP, by)

        with pytest.raises(NotPermitted):
            decide(case, KEEP, by)
        assert len(letters("report.decided")) == 1

    def test_is_refused_of_a_case_that_changed_meanwhile(self, case):
        report(case)

        with pytest.raises(ChangedMeanwhile):
            decide(case, KEEP, officer_of(case), version=0)

    def test_is_left_to_the_one_who_reviews_it(self, case):
        report(case)
        _user, anna = assigned_officer(case)
        operations.take_review(case=case, actor=anna, at=LATER)

        with pytest.raises(ReviewTaken):
            decide(case, KEEP, officer_of(case))
        assert decide(case, KEEP, anna) == 1

    def test_can_only_tell_that_it_is_down_once_it_is(self, case):
        report(case)
        by = officer_of(case)
        operations.unpublish(case=case, version=case.version, actor=by, at=AT)

        with pytest.raises(NotPermitted):
            decide(case, KEEP, by)
        assert decide(case, UNPUBLISH, by) == 1
        assert letters("case.moderated") == []


class TestErasure:
    @pytest.mark.parametrize("how", Erasure)
    def test_takes_the_words_away(self, case, how):
        by = officer_of(case)
        made = report(case)
        decide(case, KEEP, by)
        case.refresh_from_db()
        operations.close(case=case, version=case.version, actor=by, at=LATER)

        operations.erase(case=case, how=how, actor=SYSTEM, at=LATER)

        made.refresh_from_db()
        assert (made.text, made.email, made.reason) == ("", "", "")
