import pytest

from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import CaseState, Outcome
from tests.factories.bodies import TopicFactory
from tests.factories.cases import AT, lodged, officer_of
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db


def published(case, *, answered=False):
    officer = officer_of(case)
    if answered:
        operations.reply(
            case=case,
            text="Lampan är bytt.",
            outcome=Outcome.FIXED,
            version=case.version,
            actor=officer,
            at=AT,
        )
        case.refresh_from_db()
    operations.publish(
        case=case,
        title="Lampan vid bron",
        text="Lampan är trasig.",
        answer="Lampan är bytt." if answered else "",
        version=case.version,
        actor=officer,
        at=AT,
    )
    case.refresh_from_db()
    return case


@pytest.fixture
def city():
    """A topic and a way in, to publish many cases of."""
    topic, pathway = TopicFactory(), RuleSetFactory().pathway

    def make(count, **values):
        return [
            published(
                lodged(topic=topic, pathway=pathway, may_be_published=True), **values
            )
            for _ in range(count)
        ]

    return make


class TestQueries:
    @pytest.mark.parametrize("count", [1, 3])
    def test_are_few_and_independent_of_rows(
        self, client, city, count, django_assert_max_num_queries
    ):
        city(count, answered=True)

        with django_assert_max_num_queries(8):
            assert client.get("/arenden/").status_code == 200

    def test_of_a_case_are_few(self, client, city, django_assert_max_num_queries):
        (case,) = city(1, answered=True)

        with django_assert_max_num_queries(8):
            client.get(f"/arenden/{case.reference}/")


class TestIndex:
    def test_shows_what_is_published_and_no_more(self, client, city):
        (case,) = city(1)
        hidden = lodged()

        shown = client.get("/arenden/").content.decode()

        assert case.reference in shown
        assert hidden.reference not in shown

    def test_pages_follow_a_position_without_gaps_or_repeats(self, client, city):
        made = city(23)

        first = client.get("/arenden/")
        second = client.get("/arenden/?" + first.context["next_query"])

        seen = first.context["cases"] + second.context["cases"]
        assert sorted(c.pk for c in seen) == sorted(c.pk for c in made)

    @pytest.mark.parametrize(
        "query", ["efter=x", "efter=9" * 30, "amne=finns-inte", "svar=kanske", "%00=1"]
    )
    def test_takes_nonsense_calmly(self, client, query):
        assert client.get(f"/arenden/?{query}").status_code == 200

    def test_says_in_which_language_a_title_is(self, client, city):
        city(1)

        assert 'lang="sv">Lampan vid bron</a>' in client.get("/en/arenden/").text

    def test_shows_at_once_what_has_changed(self, client, city):
        city(1)
        assert "answered 10 November" not in client.get("/en/arenden/").text

        Case.objects.update(
            published_title="Lampan vid ån",
            state=CaseState.ANSWERED,
            outcome=Outcome.FIXED,
            answered_at=AT,
            first_answered_at=AT,
        )
        shown = client.get("/en/arenden/").text

        assert "Lampan vid ån" in shown
        assert "answered 10 November" in shown
        assert "Lampan vid bron" not in shown

    def test_shows_nothing_of_a_case_that_was_hidden_since(self, client, city):
        (case,) = city(1)
        assert case.reference in client.get("/arenden/").text

        operations.mark_secrecy(
            case=case,
            provision="OSL 26:1",
            version=case.version,
            actor=officer_of(case),
            at=AT,
        )

        assert case.reference not in client.get("/arenden/").text

    def test_sets_no_cookie_and_may_be_cached(self, client, city):
        city(1)

        response = client.get("/arenden/")

        assert "public" in response["Cache-Control"]
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


class TestDetail:
    def test_shows_the_checked_text_and_never_the_original(self, client, city):
        (case,) = city(1)

        shown = client.get(f"/arenden/{case.reference}/").content.decode()

        assert "Lampan är trasig." in shown
        assert "Marja" not in shown

    def test_of_a_mistyped_reference_leads_to_the_right_address(self, client, city):
        (case,) = city(1)

        response = client.get(f"/arenden/{case.reference.lower().replace('-', '')}/")

        assert response.status_code == 301
        assert response.url == f"/arenden/{case.reference}/"

    @pytest.mark.parametrize("reference", ["2026-00000000", "nonsense", "%F0%9F%99%82"])
    def test_of_an_unknown_reference_does_not_exist(self, client, reference):
        assert client.get(f"/arenden/{reference}/").status_code == 404

    def test_of_a_case_marked_for_secrecy_no_longer_exists(self, client, city):
        (case,) = city(1)
        operations.mark_secrecy(
            case=case,
            provision="OSL 26:1",
            version=case.version,
            actor=officer_of(case),
            at=AT,
        )

        assert client.get(f"/arenden/{case.reference}/").status_code == 404

    def test_escapes_markup(self, client):
        case = lodged(may_be_published=True)
        operations.publish(
            case=case,
            title="<script>alert(1)</script>",
            text="<img src=x onerror=alert(1)>",
            version=case.version,
            actor=officer_of(case),
            at=AT,
        )

        shown = client.get(f"/arenden/{case.reference}/").content.decode()

        assert "<script>alert" not in shown
        assert "<img src=x" not in shown


class TestFeed:
    def test_is_atom_with_the_published_cases(self, client, city):
        (case,) = city(1)

        response = client.get("/arenden/flode.atom")

        assert response["Content-Type"].startswith("application/atom+xml")
        assert case.reference in response.content.decode()
