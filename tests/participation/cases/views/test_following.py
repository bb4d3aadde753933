import re

import pytest

from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases import operations
from medverkan.participation.cases.following import links
from medverkan.participation.cases.models import Follower
from tests.factories.cases import AT, lodged, officer_of
from tests.participation.cases.following.conftest import follow, published

pytestmark = pytest.mark.django_db

ASKED = {"email": "anna@example.org", "frequency": "each"}


@pytest.fixture
def case():
    return published()


def ask(client, case, **values):
    return client.post(f"/arenden/{case.reference}/folj/", ASKED | values)


def link_in_letter():
    return re.search(r"/folj/\S+/", Delivery.objects.latest("pk").text).group()


class TestFollow:
    def test_leads_from_the_page_by_the_letter_to_a_list(self, client, case):
        page = client.get(f"/arenden/{case.reference}/").content.decode()
        assert f"/arenden/{case.reference}/folj/" in page

        sent = ask(client, case)
        assert client.get(sent.url).status_code == 200
        assert "Bekräfta att du vill följa" in client.get(link_in_letter()).text
        assert Follower.objects.get().confirmed_at is None
        confirmed = client.post(link_in_letter(), {"frequency": "weekly"})
        assert "Fler bänkar längs ån" in client.get(confirmed.url).text
        assert Follower.objects.get().frequency == "weekly"

    def test_sets_no_cookie(self, client, case):
        sent = ask(client, case)
        client.get(sent.url)
        client.get(link_in_letter())

        assert not client.cookies

    @pytest.mark.parametrize(
        "wrong",
        [{"email": ""}, {"email": "anna"}, {"email": "a" * 300 + "@example.org"},
         {"email": "anna@example.org\nbcc: x@example.org"}, {"frequency": ""},
         {"frequency": "hourly"}, {"frequency": "\x00"}],
    )  # fmt: skip
    def test_says_what_is_wrong(self, client, case, wrong):
        assert ask(client, case, **wrong).status_code == 422
        assert not Follower.objects.exists()

    def test_takes_nothing_from_programs_or_other_sites(self, client, case):
        assert ask(client, case, website="x").status_code == 302
        elsewhere = client.post(
            f"/arenden/{case.reference}/folj/", ASKED, headers={"origin": "https://x.y"}
        )

        assert elsewhere.status_code == 403
        assert not Follower.objects.exists()

    def test_is_not_there_for_what_is_not_public(self, client):
        assert ask(client, lodged()).status_code == 404

    def test_is_not_offered_where_nothing_more_happens(self, client, case):
        operations.end_voting(case=case, counted=3, at=AT)

        assert (
            f"{case.reference}/folj/"
            not in client.get(f"/arenden/{case.reference}/").text
        )
        assert "inget att följa" in client.get(f"/arenden/{case.reference}/folj/").text
        assert ask(client, case).status_code == 422
        assert not Follower.objects.exists()


class TestLinks:
    @pytest.fixture
    def token(self, case):
        follow(case)
        return links.token_of(Follower.objects.get().address_tag)

    def test_are_ours_alone(self, client, case):
        for end in ("", "sluta/", f"{case.reference}/", f"{case.reference}/sluta/"):
            assert client.get(f"/folj/forged:token/{end}").status_code == 404
            assert client.get(f"/folj/x/{end}").status_code == 404

    def test_ask_before_they_stop(self, client, case, token):
        for stop in (f"{case.reference}/sluta/", "sluta/"):
            assert client.get(f"/folj/{token}/{stop}").status_code == 200
        assert Follower.objects.exists()

    @pytest.mark.parametrize("everything", [True, False])
    def test_stop_by_one_post_from_a_mail_program(
        self, client, case, token, everything
    ):
        stop = "sluta/" if everything else f"{case.reference}/sluta/"
        program = type(client)(enforce_csrf_checks=True)
        for _twice in range(2):
            answer = program.post(
                f"/folj/{token}/{stop}", {"List-Unsubscribe": "One-Click"}
            )
            assert answer.status_code == 200
        assert not Follower.objects.exists()

    def test_of_an_old_letter_say_that_it_is_over(self, client, case, token):
        operations.stop_following(
            tag=Follower.objects.get().address_tag, case=None, at=AT
        )

        assert (
            "inte ärendet längre" in client.get(f"/folj/{token}/{case.reference}/").text
        )
        assert client.post(f"/folj/{token}/{case.reference}/").status_code == 200

    def test_do_not_name_what_was_taken_down(self, client, case, token):
        operations.unpublish(
            case=case, version=case.version, actor=officer_of(case), at=AT
        )

        for end in ("", f"{case.reference}/", f"{case.reference}/sluta/"):
            assert "Fler bänkar" not in client.get(f"/folj/{token}/{end}").text
