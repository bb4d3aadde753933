import pytest
from django.urls import reverse

from medverkan.publishing.records.models import RecordRequest, RequestedItem
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import BodyFactory, RoleAssignmentFactory
from tests.factories.cases import lodged

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return lodged()


@pytest.fixture
def browser(client, case):
    held = RoleAssignmentFactory(role=Role.REGISTRAR, body=case.authority)
    client.force_login(held.user)
    return client


def url(name, case, *more):
    return reverse(f"records:{name}", args=[case.authority.slug, *more])


@pytest.fixture
def noted(browser, case):
    browser.post(url("note_request", case), {"wanted": "Lampan vid bron"})
    return RecordRequest.objects.get()


class TestAsking:
    @pytest.fixture(autouse=True)
    def executive_board(self):
        BodyFactory(kind="executive_board")

    def test_needs_no_name_and_no_cookie(self, client):
        answer = {"wanted": "Beslutet om lampan", "contact": "", "key": "a" * 22}

        page = client.post(reverse("records:ask"), answer, follow=True)

        made = RecordRequest.objects.get()
        assert (made.authority, made.asker) == (bodies.front_desk().authority, "")
        assert page.status_code == 200
        assert not client.cookies

    def test_sent_twice_counts_once(self, client):
        answer = {"wanted": "Beslutet om lampan", "contact": "", "key": "a" * 22}

        client.post(reverse("records:ask"), answer)
        client.post(reverse("records:ask"), answer)

        assert RecordRequest.objects.count() == 1

    def test_with_the_same_key_and_other_words_is_told(self, client):
        client.post(reverse("records:ask"), {"wanted": "Ett", "key": "a" * 22})

        page = client.post(reverse("records:ask"), {"wanted": "Två", "key": "a" * 22})

        assert page.status_code == 409
        assert "Två" in page.text

    @pytest.mark.parametrize("wanted", ["", "x" * 2001, "\x00"])
    def test_nonsense_is_shown_again(self, client, wanted):
        page = client.post(reverse("records:ask"), {"wanted": wanted})

        assert page.status_code == 422
        assert not RecordRequest.objects.exists()

    def test_from_a_foreign_page_is_refused(self, client):
        page = client.post(
            reverse("records:ask"),
            {"wanted": "x"},
            headers={"sec-fetch-site": "cross-site"},
        )

        assert page.status_code == 403


class TestTheRegistrar:
    def test_notes_finds_masks_and_hands_out(self, browser, case, noted):
        page = browser.get(url("request", case, noted.pk), {"q": "lampan"})
        assert case.reference in page.text

        browser.post(url("add_to_request", case, noted.pk, case.reference))
        item = RequestedItem.objects.get()
        masked = {"choice": "masked", "title": "Lampan", "text": "Lampan [maskat]"}
        browser.post(url("choose_item", case, noted.pk, item.pk), masked)
        browser.post(url("hand_out", case, noted.pk), {"way": "email"})
        page = browser.get(url("request", case, noted.pk))
        paper = browser.get(url("papers", case, noted.pk))

        assert "Lampan [maskat]" in page.text
        assert paper["Content-Type"] == "application/pdf"
        assert paper.content.startswith(b"%PDF")

    def test_refuses_with_a_decision(self, browser, case, noted):
        decided = {"provision": "OSL 21:1", "reasons": "Hälsa.", "post": "registrator"}

        page = browser.post(url("refuse_request", case, noted.pk), decided, follow=True)
        paper = browser.get(url("refusal", case, noted.pk))
        again = browser.post(url("refuse_request", case, noted.pk), decided)

        assert "OSL 21:1" in page.text
        assert paper.content.startswith(b"%PDF")
        assert again.status_code == 409

    @pytest.mark.parametrize(
        ("name", "answer"),
        [
            ("hand_out", {}),
            ("hand_out", {"way": "by raven"}),
            ("hand_out", {"way": "email"}),
            ("refuse_request", {"provision": "OSL 21:1"}),
        ],
    )
    def test_is_told_what_is_missing(self, browser, case, noted, name, answer):
        assert browser.post(url(name, case, noted.pk), answer).status_code == 422

    def test_cannot_mask_with_nothing(self, browser, case, noted):
        browser.post(url("add_to_request", case, noted.pk, case.reference))
        item = RequestedItem.objects.get()

        page = browser.post(
            url("choose_item", case, noted.pk, item.pk), {"choice": "masked"}
        )

        assert page.status_code == 422

    def test_notes_that_it_is_no_longer_wanted(self, browser, case, noted):
        browser.post(url("take_back_request", case, noted.pk))
        again = browser.post(url("take_back_request", case, noted.pk))

        assert again.status_code == 409

    def test_gets_no_decision_that_was_not_made(self, browser, case, noted):
        assert browser.get(url("refusal", case, noted.pk)).status_code == 404

    def test_sees_what_waits(self, browser, case, noted):
        page = browser.get(url("requests_of", case))

        assert "Lampan vid bron" in page.text
        assert browser.get(reverse("records:requests")).status_code == 302

    def test_is_told_when_a_time_has_not_come(self, browser, case):
        answer = {"wanted": "x", "asked_at": "2999-01-01 10:00"}

        assert browser.post(url("note_request", case), answer).status_code == 422
