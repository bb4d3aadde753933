import pytest

from medverkan.participation.cases.models import Case, TopicQuestion
from medverkan.participation.cases.states import AskedKind
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import TopicFactory
from tests.factories.cases import asked
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db
KEPT = "/arbetsyta/amnesfragor/"
CHOICES = [
    {"sv": "Gångbana", "fi": "Jalkakäytävä"},
    {"sv": "Körbana", "fi": "Ajorata"},
]


@pytest.fixture
def topic():
    topic = TopicFactory(slug="snorojning")
    where = asked(
        topic,
        "Var är det?",
        kind=AskedKind.CHOICE,
        choices=CHOICES,
        is_required=True,
        place=1,
    )
    where.label["fi"] = "Missä se on?"
    where.save()
    asked(topic, "Har någon halkat?", kind=AskedKind.YES_NO, place=2)
    asked(topic, "Närmaste husnummer", place=3)
    return topic


@pytest.fixture
def step_two(client, topic):
    """Send step two about a topic, and return where it leads."""
    pathway = RuleSetFactory().pathway

    def step_two(topic=topic, prefix="", **more) -> str:
        first = client.post(f"{prefix}/skriv/", {"text": "Det är oplogat här."})
        about = {
            "token": first.context["token"],
            "text": "Det är oplogat här.",
            "title": "Oplogat",
            "pathway": pathway.pk,
            "topic": topic.pk if topic else "",
        }
        return client.post(f"{prefix}/skriv/om/", about | more).url

    return step_two


def send(client, address, **more):
    sender = {"answer_by": "none"}
    return client.post(address, sender | more)


class TestTheStep:
    def test_asks_about_the_topic_and_keeps_the_answers_in_what_was_said(
        self, client, step_two
    ):
        questions = step_two()
        page = client.get(questions).content.decode()
        assert "Var är det?" in page
        assert "Ring" in page

        sent = client.post(
            questions, {"var-ar-det": "gangbana", "narmaste-husnummer": "4"}
        )
        assert "Gångbana" in client.get(sent.url).content.decode()
        send(client, sent.url)

        assert Case.objects.get().opening.text == (
            "Det är oplogat här.\n\nVar är det? Gångbana\nNärmaste husnummer: 4"
        )

    def test_is_passed_over_where_nothing_is_asked(self, client, step_two):
        for other in (TopicFactory(), None):
            address = step_two(other)
            assert "fragor" not in address
            assert client.get(f"{address}fragor/").url == address

    def test_speaks_the_language_of_the_reader(self, client, step_two):
        questions = step_two(prefix="/fi")

        page = client.get(questions).content.decode()
        assert "Jalkakäytävä" in page
        sent = client.post(questions, {"var-ar-det": "korbana"})
        send(client, sent.url)

        assert "Missä se on? Ajorata" in Case.objects.get().opening.text

    @pytest.mark.parametrize("answer", ["", "taket", "x" * 5000])
    def test_keeps_what_was_typed_when_an_answer_is_missing_or_wrong(
        self, client, step_two, answer
    ):
        typed = {"var-ar-det": answer, "narmaste-husnummer": "14 B"}

        response = client.post(step_two(), typed)

        assert response.status_code == 422
        assert "14 B" in response.content.decode()

    def test_cannot_be_gone_round(self, client, step_two):
        questions = step_two()
        sender = questions.removesuffix("fragor/")

        assert client.get(sender).url == questions
        assert send(client, sender).url == questions
        assert not Case.objects.exists()

    def test_remembers_the_answers_when_step_two_is_changed(self, client, step_two):
        questions = step_two()
        client.post(questions, {"var-ar-det": "gangbana", "har-nagon-halkat": "yes"})
        secret = questions.split("/")[2]
        change = client.get(f"/skriv/{secret}/andra/")

        again = step_two(token=change.context["token"])

        page = client.get(again).content.decode()
        assert again == questions
        assert page.count(" checked") == 2

    def test_drops_the_answers_about_another_topic(self, client, step_two):
        questions = step_two()
        client.post(questions, {"var-ar-det": "gangbana"})
        secret = questions.split("/")[2]
        change = client.get(f"/skriv/{secret}/andra/")

        step_two(TopicFactory(), token=change.context["token"])
        send(client, f"/skriv/{secret}/")

        assert Case.objects.get().opening.text == "Det är oplogat här."

    def test_forgets_personal_identity_numbers(self, client, step_two):
        typed = {"var-ar-det": "gangbana", "narmaste-husnummer": "19121212-1212"}
        sent = client.post(step_two(), typed)

        assert "1212-1212" not in client.get(sent.url).content.decode()


QUESTION = {
    "kind": "choice",
    "label_sv": "Var är det?",
    "label_fi": "Missä se on?",
    "choices_sv": "Gångbana\nKörbana\n",
    "choices_fi": "Jalkakäytävä\nAjorata",
    "is_asked": "on",
    "place": "50",
}


class TestKeepers:
    def test_write_questions(self, as_role):
        client = as_role(Role.EDITOR)
        typed = QUESTION | {"topic": TopicFactory().pk}

        assert client.post(f"{KEPT}ny/", typed).status_code == 302

        assert TopicQuestion.objects.get().choices == CHOICES
        assert "Var är det?" in client.get(KEPT).content.decode()
        page = client.get(f"{KEPT}var-ar-det/").content.decode()
        assert "Gångbana\nKörbana" in page

    @pytest.mark.parametrize(
        ("field", "typed"),
        [
            ("choices_sv", "Gångbana"),
            ("choices_sv", "Gångbana\ngångbana"),
            ("choices_fi", "Ajorata"),
            ("topic", ""),
        ],
    )
    def test_are_told_what_is_wrong(self, as_role, field, typed):
        wrong = QUESTION | {"topic": TopicFactory().pk, field: typed}

        response = as_role(Role.EDITOR).post(f"{KEPT}ny/", wrong)

        assert response.status_code == 422
        assert field in response.context["form"].errors

    def test_are_told_when_enough_is_asked(self, as_role, topic):
        client = as_role(Role.COORDINATOR)
        typed = QUESTION | {"topic": topic.pk}
        assert client.post(f"{KEPT}ny/", typed).status_code == 302

        response = client.post(f"{KEPT}ny/", typed)

        assert response.status_code == 422
        assert "is_asked" in response.context["form"].errors

    def test_overwrite_nothing_that_was_changed_meanwhile(self, as_role, topic):
        client = as_role(Role.EDITOR)
        address = f"{KEPT}var-ar-det/"
        shown = client.get(address).context["form"]["seen"].value()
        client.post(address, QUESTION | {"topic": topic.pk, "place": "7"})

        late = QUESTION | {"topic": topic.pk, "place": "9", "seen": shown}
        assert client.post(address, late).status_code == 409
        assert TopicQuestion.objects.get(code="var-ar-det").place == 7

    def test_lend_them_to_those_who_register_for_somebody(self, as_role, topic):
        page = as_role(Role.OFFICER).get("/arbetsyta/registrera/").content.decode()

        assert "Var är det? (Måste besvaras)" in page

    def test_are_not_officers(self, as_role):
        assert as_role(Role.OFFICER).get(KEPT).status_code == 404
