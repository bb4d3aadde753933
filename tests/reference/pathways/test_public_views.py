import datetime as dt

import pytest

from medverkan.foundation import clock
from medverkan.reference.pathways.models import ImportedPetition, OldPath
from medverkan.reference.pathways.presets import all_presets
from tests.factories.pathways import (
    AssignmentFactory,
    OtherWayFactory,
    PathwayFactory,
    RuleSetFactory,
)

pytestmark = pytest.mark.django_db


def _petition(pathway, number=1):
    return ImportedPetition.objects.create(
        pathway=pathway,
        title=f"Bänkar {number}",
        lodged_date=dt.date(2015, 5, 31),
        support_count=204,
        source="demokratiportalen.csv",
        digest=bytes([number]),
        imported_at=clock.now(),
    )


def _retired():
    return PathwayFactory(
        closes_at=dt.datetime(2022, 1, 1, tzinfo=dt.UTC),
        retired_at=dt.datetime(2022, 1, 1, tzinfo=dt.UTC),
        successor=RuleSetFactory().pathway,
    )


class TestWays:
    def test_tell_of_every_way_in_plain_words(self, client, presets_loaded):
        OtherWayFactory(name="Frågestund i fullmäktige")

        page = client.get("/sa-kan-du-paverka/").content.decode()

        assert "Boråsförslaget" in page
        assert "Frågestund i fullmäktige" in page
        assert "E-petition" not in page

    def test_are_the_same_for_everyone(self, client, presets_loaded):
        response = client.get("/sa-kan-du-paverka/")

        assert "public" in response["Cache-Control"]
        assert not response.cookies

    def test_take_as_many_queries_for_three_as_for_one(
        self, client, django_assert_max_num_queries
    ):
        for _count in (1, 3):
            RuleSetFactory(gathering=True, votes=5)
            OtherWayFactory()
            with django_assert_max_num_queries(5):
                client.get("/sa-kan-du-paverka/")

    def test_leave_out_what_is_not_shown(self, client):
        OtherWayFactory(name="Dold väg", is_shown=False)

        assert "Dold väg" not in client.get("/sa-kan-du-paverka/").content.decode()


class TestWay:
    @pytest.mark.parametrize("prefix", ["", "/en", "/fi"])
    def test_says_the_rules_in_each_language(self, client, presets_loaded, prefix):
        response = client.get(f"{prefix}/sa-kan-du-paverka/borasforslaget/")

        assert response.status_code == 200
        assert "150" in response.content.decode()

    def test_leads_on_from_a_retired_one(self, client):
        retired = _retired()

        response = client.get(f"/sa-kan-du-paverka/{retired.slug}/")

        assert response.status_code == 301
        assert response["Location"].endswith(f"/{retired.successor.slug}/")

    def test_leads_to_what_was_brought_along(self, client):
        retired = _retired()
        _petition(retired)

        response = client.get(f"/sa-kan-du-paverka/{retired.slug}/")

        assert response["Location"].endswith("/tidigare/")

    def test_is_not_found_without_rules_in_force(self, client):
        rule_set = RuleSetFactory(draft=True)

        response = client.get(f"/sa-kan-du-paverka/{rule_set.pathway.slug}/")

        assert response.status_code == 404


class TestPast:
    def test_marks_every_petition_as_not_verifiable(self, client):
        petition = _petition(_retired())

        url = f"/en/sa-kan-du-paverka/{petition.pathway.slug}/tidigare/"
        page = client.get(url).content.decode()

        assert "Imported, not verifiable" in page
        assert petition.title in page

    def test_shows_a_page_at_a_time(self, client):
        pathway = _retired()
        for number in range(1, 28):
            _petition(pathway, number)

        url = f"/sa-kan-du-paverka/{pathway.slug}/tidigare/?sida=2"
        page = client.get(url).content.decode()

        assert page.count("<h2>Bänkar") == 2

    def test_is_not_found_where_nothing_was_brought_along(self, client):
        assert client.get("/sa-kan-du-paverka/x/tidigare/").status_code == 404
        url = f"/sa-kan-du-paverka/{PathwayFactory().slug}/tidigare/"
        assert client.get(url).status_code == 404


class TestPaperForm:
    def test_has_the_columns_that_the_law_names(self, client):
        way = OtherWayFactory(paper_form="popular_initiative")

        page = client.get(f"/en/sa-kan-du-paverka/{way.slug}/blankett/")

        for column in ("Signature by hand", "Date", "Name in clear", "Address"):
            assert column in page.content.decode()

    def test_is_not_found_for_other_ways(self, client):
        way = OtherWayFactory()

        url = f"/sa-kan-du-paverka/{way.slug}/blankett/"
        assert client.get(url).status_code == 404


class TestMatrix:
    def test_marks_overlaps_gaps_and_changes(self, client, presets_loaded):
        first = AssignmentFactory()
        AssignmentFactory(
            responsibility=first.responsibility, valid_from=dt.date(2026, 6, 1)
        )
        AssignmentFactory(valid_until=dt.date(2021, 1, 1))

        page = client.get("/en/inflytandevagar/?sedan=2026-01-01").content.decode()

        assert page.count("Overlap</span>") == 1
        assert page.count("Nobody responsible</span>") == 1
        assert page.count("New</span>") == 1

    def test_forgives_a_wrong_date(self, client):
        assert client.get("/inflytandevagar/?sedan=igår").status_code == 200

    def test_takes_as_many_queries_for_three_as_for_one(
        self, client, django_assert_max_num_queries
    ):
        for _count in (1, 3):
            rule_set = RuleSetFactory(gathering=True, votes=5)
            AssignmentFactory(responsibility__pathway=rule_set.pathway)
            with django_assert_max_num_queries(9):
                client.get("/inflytandevagar/")

    def test_comes_as_csv_without_formulas(self, client, presets_loaded):
        OtherWayFactory(name="=1+1")

        ways = client.get("/inflytandevagar/vagar.csv")

        assert ways["Content-Type"].startswith("text/csv")
        text = ways.content.decode("utf-8-sig")
        assert "Boråsförslaget;" in text
        assert "\r\n'=1+1;" in text

    def test_gives_past_assignments_too_as_csv(self, client):
        assignment = AssignmentFactory(valid_until=dt.date(2021, 1, 1))

        text = client.get("/inflytandevagar/uppdrag.csv").content.decode("utf-8-sig")

        assert f"{assignment.responsibility};{assignment.body};" in text
        assert "2021-01-01" in text


class TestOldPaths:
    def test_lead_on_where_nothing_else_is_found(self, client):
        pathway = RuleSetFactory().pathway
        OldPath.objects.create(path="/e-petition/om", pathway=pathway)

        response = client.get("/e-petition/om/")

        assert response.status_code == 301
        assert response["Location"] == f"/sa-kan-du-paverka/{pathway.slug}/"

    def test_leave_the_rest_not_found(self, client):
        assert client.get("/finns-inte/").status_code == 404


class TestPresets:
    @pytest.mark.parametrize("slug", all_presets())
    def test_can_each_be_read_as_a_page(self, strategist_client, slug):
        strategist_client.post("/arbetsyta/vagar/fran-forlaga/", {"preset": slug})
        preset = all_presets()[slug]

        url = f"/arbetsyta/vagar/vag/{preset.pathway['slug']}/1/"

        assert strategist_client.get(url).status_code == 200
