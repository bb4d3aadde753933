import pytest
from django.urls import reverse

from medverkan.publishing.records.models import RetentionRule, RetentionRun
from medverkan.publishing.records.wiring import carry_out_approved
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import RoleAssignmentFactory
from tests.factories.records import TWO_YEARS_LATER, closed, rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(at):
    return closed(at=at.replace(year=2020))


@pytest.fixture
def browser(client, case):
    def sign_in(role=Role.REGISTRAR):
        held = RoleAssignmentFactory(role=role, body=case.authority)
        client.force_login(held.user)
        return client

    return sign_in


def url(name, case, *more):
    return reverse(f"records:{name}", args=[case.authority.slug, *more])


def decided(case, **changed):
    return {
        "pathway": case.pathway.slug,
        "class_code": "",
        "keep_years": "2",
        "measure": "destroy",
        "decided_by": case.authority.slug,
        "decided_date": "2020-03-01",
        "paragraph": "§ 112",
    } | changed


class TestADecision:
    def test_is_written_down(self, browser, case):
        page = browser().post(url("record_rule", case), decided(case), follow=True)

        assert RetentionRule.objects.get().paragraph == "112"
        assert "§ 112" in page.text

    @pytest.mark.parametrize(
        "wrong",
        [
            {"keep_years": "-1"},
            {"keep_years": "many"},
            {"decided_date": "2999-01-01"},
            {"paragraph": "§ "},
            {"measure": "burn"},
            {"decided_by": "nobody"},
        ],
    )
    def test_that_makes_no_sense_is_shown_again(self, browser, case, wrong):
        page = browser().post(url("record_rule", case), decided(case, **wrong))

        assert page.status_code == 422
        assert not RetentionRule.objects.exists()

    def test_can_end(self, browser, case):
        made = rule(case.authority)

        browser().post(url("end_rule", case, made.pk))

        made.refresh_from_db()
        assert made.ended_date is not None


class TestAList:
    def test_is_made_approved_by_another_and_carried_out(self, browser, case):
        rule(case.authority, at=case.arrived_at)
        made = browser().post(url("make_list", case), follow=True)
        run = RetentionRun.objects.get()
        assert "En annan person" in made.text
        assert case.reference in made.text

        second = browser(Role.BOARD_SECRETARY)
        second.post(url("approve_run", case, run.pk))
        carry_out_approved(TWO_YEARS_LATER)
        page = second.get(url("run", case, run.pk))
        again = second.post(url("approve_run", case, run.pk))

        assert "Gallringsprotokoll" in page.text
        assert again.status_code == 409

    def test_is_not_approved_by_the_one_who_made_it(self, browser, case):
        rule(case.authority, at=case.arrived_at)
        registrar = browser()
        registrar.post(url("make_list", case))

        page = registrar.post(url("approve_run", case, RetentionRun.objects.get().pk))

        assert page.status_code == 403

    def test_can_be_thrown_away(self, browser, case):
        rule(case.authority, at=case.arrived_at)
        registrar = browser()
        registrar.post(url("make_list", case))

        registrar.post(url("cancel_run", case, RetentionRun.objects.get().pk))

        assert RetentionRun.objects.get().state == "cancelled"

    def test_of_nothing_says_so(self, browser, case):
        page = browser().post(url("make_list", case), follow=True)

        assert "inget att gallra" in page.text

    def test_is_given_as_a_table(self, browser, case):
        rule(case.authority, at=case.arrived_at)
        registrar = browser()
        registrar.post(url("make_list", case))

        table = registrar.get(url("protocol_csv", case, RetentionRun.objects.get().pk))

        assert case.reference in table.getvalue().decode()

    def test_lies_under_its_own_authority_alone(self, browser, case):
        rule(case.authority, at=case.arrived_at)
        registrar = browser()
        registrar.post(url("make_list", case))
        other = closed()
        held = RoleAssignmentFactory(role=Role.REGISTRAR, body=other.authority)
        registrar.force_login(held.user)

        pk = RetentionRun.objects.get().pk
        assert registrar.get(url("run", other, pk)).status_code == 404
        assert registrar.get(url("run", case, pk)).status_code == 403


def test_the_start_leads_to_the_first_of_ones_authorities(browser, case):
    page = browser().get(reverse("records:retention"))

    assert page.url == url("retention_of", case)
