import pytest
from django.test import Client

from medverkan.participation.cases import links, operations
from medverkan.participation.cases.models import AuthorQuestion
from medverkan.participation.cases.views import readers
from tests.factories.cases import AT, assigned_officer, officer_of
from tests.participation.cases.following.conftest import published

pytestmark = pytest.mark.django_db

SAID = {"text": "Ska bänkarna ha ryggstöd?", "email": "lasare@example.org"}


@pytest.fixture
def case():
    return published(allows_questions=True)


@pytest.fixture
def officer(case):
    user, _actor = assigned_officer(case)
    client = Client()
    client.force_login(user)
    return client


def address(case, end=""):
    return f"/arenden/{case.reference}/fraga/{end}"


def desk(case, end=""):
    return f"/arbetsyta/arenden/fragor-till-forfattare/{case.reference}/{end}"


def decide(officer, case, **values):
    case.refresh_from_db()
    question = AuthorQuestion.objects.get()
    said = {"version": case.version, "question": question.pk, "decision": "go_on"}
    return officer.post(desk(case, "fragor/"), said | values)


class TestTheWayOfAQuestion:
    def test_from_the_page_by_reviewer_and_author_and_back(self, client, case, officer):
        assert address(case) in client.get(f"/arenden/{case.reference}/").text
        sent = client.post(address(case), SAID)
        assert "Vi har tagit emot din fråga" in client.get(sent.url).text

        assert (
            case.reference in officer.get(desk(case)[: -len(case.reference) - 1]).text
        )
        assert SAID["text"] in officer.get(desk(case)).text
        assert decide(officer, case, text="Ska de ha ryggstöd?").status_code == 302

        mine = f"/mitt-arende/{links.make(case, at=AT)}/"
        answer = f"{mine}fraga/{AuthorQuestion.objects.get().pk}/"
        assert answer in client.get(mine).text
        assert client.post(answer, {"text": "Ja, och armstöd."}).url == mine

        shown = {"text": "Ska de ha ryggstöd?", "answer": "Ja, och armstöd."}
        assert decide(officer, case, **shown).status_code == 302
        page = client.get(f"/arenden/{case.reference}/").text
        assert "Ska de ha ryggstöd?" in page
        assert "Ja, och armstöd." in page
        assert not client.cookies

    def test_shows_nothing_before_a_person_has_looked(self, client, case):
        client.post(address(case), SAID)

        assert SAID["text"] not in client.get(f"/arenden/{case.reference}/").text


class TestAsking:
    @pytest.mark.parametrize(
        "wrong", [{"text": " "}, {"text": "x" * 2001}, {"email": "nobody"}]
    )
    def test_says_what_is_missing_and_keeps_the_words(self, client, case, wrong):
        response = client.post(address(case), SAID | wrong)

        assert response.status_code == 422
        assert "ds-error-summary" in response.text
        assert not AuthorQuestion.objects.exists()

    def test_is_not_offered_where_the_rules_let_nobody(self, client):
        case = published()

        assert address(case) not in client.get(f"/arenden/{case.reference}/").text
        assert client.get(address(case)).status_code == 404
        assert client.post(address(case), SAID).status_code == 404

    def test_keeps_nothing_that_a_program_sent(self, client, case):
        response = client.post(address(case), SAID | {"website": "http://spam.example"})

        assert response.status_code == 302
        assert not AuthorQuestion.objects.exists()

    def test_is_limited(self, client, case, monkeypatch):
        monkeypatch.setattr(readers, "AT_MOST", 1)
        client.post(address(case), SAID)

        assert client.post(address(case), SAID).status_code == 429


class TestDeciding:
    def test_wants_a_reason_not_to_show_it(self, client, case, officer):
        client.post(address(case), SAID)

        response = decide(officer, case, decision="refuse", text=SAID["text"])

        assert response.status_code == 422
        assert "Skriv varför." in response.text

    def test_answers_409_to_what_another_decided_meanwhile(self, client, case, officer):
        client.post(address(case), SAID)
        decide(officer, case, text="Ska de ha ryggstöd?")

        again = decide(officer, case, text="Ska de ha ryggstöd?")

        assert again.status_code in (403, 409)


class TestAnswering:
    def test_is_gone_with_a_link_that_nobody_has(self, client):
        assert client.get("/mitt-arende/nonsense/fraga/1/").status_code == 404

    def test_is_not_for_a_question_that_waits(self, client, case):
        question = operations.put_question(case=case, language="sv", at=AT, **SAID)
        token = links.make(case, at=AT)

        answer = client.get(f"/mitt-arende/{token}/fraga/{question.pk}/")
        assert answer.status_code == 404

    def test_sent_empty_says_so(self, client, case):
        question = operations.put_question(case=case, language="sv", at=AT, **SAID)
        operations.send_question(
            case=case, question=question.pk, text="Ska de ha ryggstöd?",
            version=case.version, actor=officer_of(case), at=AT,
        )  # fmt: skip
        token = links.make(case, at=AT)

        response = client.post(
            f"/mitt-arende/{token}/fraga/{question.pk}/", {"text": ""}
        )
        assert response.status_code == 422
        assert "Skriv ditt svar." in response.text
