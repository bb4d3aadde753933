import pytest
from django.urls import reverse

from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Case
from tests.factories.cases import AT, assigned_officer, lodged, officer_of
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return lodged(title="Snö på cykelbanan", text="Cykelbanan vid ån är inte plogad.")


@pytest.fixture
def other(case):
    return lodged(
        topic=case.topic, title="Cykelbanan är full av snö", text="Ingen har plogat."
    )


@pytest.fixture
def officer(client, case):
    """A client signed in as an officer of the case's body."""
    client.force_login(assigned_officer(case)[0])
    return client


def url(case):
    return reverse("cases:merge", args=["alla", case.reference])


def value(case):
    return f"{case.reference}.{case.version}"


def send(client, case, *others, **values):
    sent = {"arende": [value(one) for one in (case, *others)], "key": "one"}
    return client.post(url(case), sent | values)


class TestCandidates:
    def test_are_what_is_about_the_same_thing(self, officer, case, other):
        lodged(topic=case.topic, title="Bullriga fläktar", text="Skolans fläkt låter.")

        offered = officer.get(url(case)).context["offered"]

        assert [one.case for one in offered] == [other]

    def test_leave_out_what_may_be_secret(self, officer, case, other):
        Case.objects.filter(pk=other.pk).update(is_protected=True)

        assert officer.get(url(case)).context["offered"] == []

    def test_say_why_a_proposal_stands_alone(self, officer, case):
        rules = RuleSetFactory(gathering=True)
        proposal = lodged(topic=case.topic, pathway=rules.pathway)

        page = officer.get(url(case), {"q": proposal.reference})

        assert "Röster läggs aldrig ihop" in page.content.decode()

    def test_are_nothing_of_other_bodies(self, officer, case):
        elsewhere = lodged(title="Snö på cykelbanan")

        page = officer.get(url(case), {"q": elsewhere.reference})

        assert page.context["offered"] == []

    def test_survive_nonsense(self, officer, case):
        page = officer.get(url(case), {"q": "\x00%'--", "arende": ["", "x.y"]})

        assert page.status_code == 200


class TestChosen:
    def test_lead_to_the_page_of_the_first(self, officer, case, other):
        chosen = {"arende": [other.reference, case.reference]}

        response = officer.get(reverse("cases:merge_chosen", args=["alla"]), chosen)

        assert response.url == f"{url(case)}?arende={other.reference}"

    def test_must_be_two(self, officer, case):
        chosen = {"arende": [case.reference]}

        response = officer.get(reverse("cases:merge_chosen", args=["alla"]), chosen)

        assert response.url == reverse("cases:inbox", args=["alla"])


class TestMerge:
    def test_joins_what_was_chosen(self, officer, case, other):
        response = send(officer, case, other, ledande=other.reference)

        case.refresh_from_db()
        assert case.merged_into == other
        assert response.url == reverse("cases:case", args=["alla", other.reference])

    def test_joins_once_if_sent_twice(self, officer, case, other):
        send(officer, case, other)

        response = send(officer, case, other)

        assert response.status_code == 302

    def test_says_that_a_case_has_changed_since(self, officer, case, other):
        operations.note(case=other, text="Hej", actor=officer_of(case), at=AT)
        operations.add(case=other, text="Mer.", at=AT)

        assert send(officer, case, other).status_code == 409

    def test_wants_somebody_to_join(self, officer, case):
        assert send(officer, case).status_code == 422

    def test_leaves_the_joined_case_out_of_the_list(self, officer, case, other):
        send(officer, case, other)

        page = officer.get(reverse("cases:inbox", args=["alla"]))
        found = officer.get(
            reverse("cases:inbox", args=["alla"]), {"q": other.reference}
        )

        assert page.context["queue"].cases == [case]
        assert found.context["queue"].cases == [other]

    def test_orders_the_leading_by_what_is_due_first(self, officer, case, other):
        early = lodged(topic=case.topic, at=AT.replace(day=2))
        middle = lodged(topic=case.topic, at=AT.replace(day=5))
        send(officer, case, early)

        page = officer.get(reverse("cases:inbox", args=["alla"]))

        assert page.context["queue"].cases[:2] == [case, middle]


class TestPages:
    def publish(self, case, actor):
        Case.objects.filter(pk=case.pk).update(may_be_published=True)
        case.refresh_from_db()
        operations.publish(
            case=case, title=f"Publicerat {case.pk}", text="Text.",
            version=case.version, actor=actor, at=AT,
        )  # fmt: skip
        case.refresh_from_db()

    def test_lead_from_the_published_counterpart_to_the_leading(
        self, officer, case, other
    ):
        for one in (case, other):
            self.publish(one, officer_of(one))
        send(officer, case, other)

        page = officer.get(reverse("cases:detail", args=[other.reference]))

        assert reverse("cases:detail", args=[case.reference]) in page.content.decode()

    def test_never_name_a_leading_that_is_not_published(self, officer, case, other):
        self.publish(other, officer_of(other))
        send(officer, case, other)

        page = officer.get(reverse("cases:detail", args=[other.reference]))

        assert "besvaras tillsammans" in page.content.decode()
        assert case.reference not in page.content.decode()

    def test_offer_a_field_for_each_other_language(self, officer, case, other):
        other.parties.update(language="fi")
        send(officer, case, other)
        case.refresh_from_db()

        page = officer.get(reverse("cases:case", args=["alla", case.reference]))
        officer.post(
            reverse("cases:act", args=["alla", case.reference, "svara"]),
            {"text": "Plogat.", "text_in_fi": "Aurattu.", "outcome": "fixed",
             "version": case.version, "key": "two"},
        )  # fmt: skip

        assert 'name="text_in_fi"' in page.content.decode()
        assert other.messages.get(kind="reply").text == "Aurattu."
