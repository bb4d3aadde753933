"""Co-authors' pages: the author invites, the invited one answers, reads and leaves."""

from __future__ import annotations

import datetime as dt

import pytest

from medverkan.foundation import clock, references
from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases import links, operations
from medverkan.participation.cases.models import Backer, Case, Party
from tests.factories.cases import AT, assigned_officer, lodged, officer_of, sender
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _at(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: LATER)


@pytest.fixture
def case():
    rule_set = RuleSetFactory(
        gathering=True, votes=150, coauthor_limit=2, shows_author_name=True
    )
    return lodged(pathway=rule_set.pathway, by=sender(public_name="Marja Lindqvist"))


@pytest.fixture
def mine(case):
    return f"/mitt-arende/{links.make(case, at=LATER)}/"


@pytest.fixture
def invitation(case):
    """The address in the letter to somebody who is invited."""
    backer = operations.invite_coauthor(case=case, email="bo@example.org", at=AT)
    token = references.new_secret()
    Backer.objects.filter(pk=backer.pk).update(token_hash=references.hash_of(token))
    return f"/medforfattare/inbjudan/{token}/"


@pytest.fixture
def own_page(client, invitation):
    """The page of somebody who has said yes with a name."""
    client.post(invitation, {"said": "med-namn", "name": "Bo Ek"})
    return (
        f"/medforfattare/{links.make_for(Party.objects.get(name='Bo Ek'), at=LATER)}/"
    )


class TestTheAuthor:
    def test_invites_and_sees_who_has_answered(self, client, case, mine):
        sent = client.post(f"{mine}medforfattare/", {"email": "eva@example.org"})
        page = client.get(mine).text

        assert sent.url == mine
        assert "eva@example.org: har inte svarat" in page

    @pytest.mark.parametrize("email", ["", "eva", "MARJA@example.org"])
    def test_is_asked_again_for_what_makes_no_sense(self, client, mine, email):
        answer = client.post(f"{mine}medforfattare/", {"email": email})

        assert answer.status_code == 422
        assert not Delivery.objects.filter(letter="coauthor.invited").exists()

    def test_is_told_when_no_more_can_be_invited(self, client, mine):
        for name in ("a", "b"):
            client.post(f"{mine}medforfattare/", {"email": f"{name}@example.org"})

        third = client.post(f"{mine}medforfattare/", {"email": "c@example.org"})
        assert third.status_code == 409
        assert "Skicka inbjudan" not in client.get(mine).text

    def test_is_offered_nothing_where_the_rules_do_not_say_so(self, client):
        other = lodged()

        page = client.get(f"/mitt-arende/{links.make(other, at=LATER)}/").text
        assert "Medförfattare" not in page


class TestTheInvitedOne:
    def test_reads_what_it_says_and_says_yes(self, client, invitation):
        assert "Lampan vid bron är trasig." in client.get(invitation).text
        assert not Backer.objects.get().is_willing

        said = client.post(invitation, {"said": "utan-namn", "name": "Bo Ek"})
        assert said.url == invitation
        page = client.get(invitation).text
        assert "Du har sagt ja" in page
        assert "Lampan" not in page
        assert Party.objects.get(role="co_author").name == ""

    @pytest.mark.parametrize("sent", [{}, {"said": "med-namn"}, {"said": "kanske"}])
    def test_is_asked_again(self, client, invitation, sent):
        assert client.post(invitation, sent).status_code == 422

    def test_says_no_and_the_link_shows_nothing_more(self, client, invitation):
        client.post(invitation, {"said": "nej"})
        client.post(invitation, {"said": "utan-namn"})

        page = client.get(invitation).text
        assert "Du har sagt nej" in page
        assert "Lampan" not in page

    def test_is_told_when_it_is_too_late(self, client, case, invitation):
        operations.withdraw(case=case, at=LATER)

        late = client.post(invitation, {"said": "utan-namn"})
        assert late.status_code == 409
        assert "gäller inte längre" in late.text


class TestTheCoauthor:
    def test_reads_how_it_goes_and_has_nothing_of_the_authors(self, client, own_page):
        page = client.get(own_page).text

        assert "Bo Ek" in page
        assert "bo@example.org" in page
        assert "marja@example.org" not in page
        token = own_page.split("/")[2]
        assert client.get(f"/mitt-arende/{token}/").status_code == 404
        assert client.post(f"/mitt-arende/{token}/ta-tillbaka/").status_code == 404

    def test_leaves_by_a_button(self, client, own_page):
        assert client.get(f"{own_page}dra-sig-ur/").status_code == 405
        assert (
            "Du har dragit dig ur förslaget"
            in client.post(f"{own_page}dra-sig-ur/").text
        )
        assert client.get(own_page).status_code == 404
        assert client.post(f"{own_page}dra-sig-ur/").status_code == 404


def test_everyone_reads_the_names_beside_the_authors(client, case, own_page):
    now = Case.objects.get(pk=case.pk)
    operations.publish(
        case=now, title="Fler bänkar", text="Sätt ut.", version=now.version,
        actor=officer_of(case), at=LATER,
    )  # fmt: skip

    page = client.get(f"/arenden/{case.reference}/").text
    assert "Marja Lindqvist tillsammans med Bo Ek" in page
    client.post(f"{own_page}dra-sig-ur/")
    assert "Bo Ek" not in client.get(f"/arenden/{case.reference}/?ny").text


def test_the_officer_sees_who_stands_behind_it(client, case, own_page):
    client.force_login(assigned_officer(case)[0])

    page = client.get(f"/arbetsyta/arenden/alla/{case.reference}/").text
    assert "Bo Ek, har sagt ja" in page
