import datetime as dt

import pytest
from django.contrib.auth import SESSION_KEY
from pytest_django.asserts import assertTemplateUsed

from medverkan.foundation import calendar, clock
from medverkan.foundation.permissions import SYSTEM
from medverkan.reference.bodies.kinds import BodyKind
from medverkan.reference.pathways.forms import PathwayForm, RuleSetForm
from medverkan.reference.pathways.models import Pathway, RuleSet
from medverkan.reference.pathways.operations import create_from_preset
from medverkan.reference.pathways.presets import get
from tests.factories.bodies import BodyFactory
from tests.factories.pathways import PathwayFactory, RuleSetFactory, draft

pytestmark = pytest.mark.django_db

EDITOR = "/arbetsyta/vagar/"


def _url(rule_set, verb=""):
    url = f"{EDITOR}vag/{rule_set.pathway.slug}/{rule_set.version}/"
    return f"{url}{verb}/" if verb else url


def _as_posted(form):
    """Return what a browser would send for the form as it stands."""
    sent = {}
    for field in form:
        value = field.value()
        if isinstance(value, list):
            sent[field.html_name] = [getattr(one, "pk", one) for one in value]
        elif value is True:
            sent[field.html_name] = "on"
        elif value is not None and value is not False:
            sent[field.html_name] = value
    return sent


def _decision(**values):
    today = calendar.local_date(clock.now())
    return {
        "body": BodyFactory().pk,
        "date": today.isoformat(),
        "paragraph": "§ 112",
        "register_number": "KS 2026-00098",
        "in_force_date": today.isoformat(),
        **values,
    }


class TestPathways:
    def test_lists_versions_for_all_staff(self, officer_client, presets_loaded):
        page = officer_client.get(EDITOR)

        assert page.status_code == 200
        assert "Boråsförslaget" in page.content.decode()

    def test_is_not_for_residents(self, client):
        assert client.get(EDITOR).status_code in (302, 403)

    def test_makes_a_draft_from_a_preset(self, strategist_client):
        response = strategist_client.post(
            f"{EDITOR}fran-forlaga/", {"preset": "malmoinitiativet"}
        )

        rule_set = RuleSet.objects.get()
        assert rule_set.is_draft
        assert response["Location"] == _url(rule_set)

    def test_makes_none_of_an_unknown_preset(self, strategist_client):
        sent = {"preset": "x"}

        response = strategist_client.post(f"{EDITOR}fran-forlaga/", sent)

        assert response.status_code == 404

    def test_makes_none_for_an_officer(self, officer_client):
        officer_client.post(f"{EDITOR}fran-forlaga/", {"preset": "berom"})

        assert not RuleSet.objects.exists()


class TestPathway:
    def test_changes_what_residents_read(self, strategist_client):
        rule_set = RuleSetFactory()
        url = f"{EDITOR}vag/{rule_set.pathway.slug}/"

        sent = {"name_sv": "Nytt namn", "name_fi": "Uusi nimi", "order": 5}
        assert strategist_client.post(url, sent).status_code == 302

        name = Pathway.objects.get().name
        assert name == {"sv": "Nytt namn", "fi": "Uusi nimi"}

    @pytest.mark.parametrize(
        "wrong", [{"name_sv": ""}, {"icon": "finns-inte"}, {"order": -1}]
    )
    def test_keeps_what_was_typed_when_something_is_wrong(
        self, strategist_client, wrong
    ):
        url = f"{EDITOR}vag/{RuleSetFactory().pathway.slug}/"
        sent = {"name_sv": "A", "name_en": "Kept words", "order": 5, **wrong}

        response = strategist_client.post(url, sent)

        assert response.status_code == 422
        assert "Kept words" in response.content.decode()

    def test_drafts_the_next_version(self, strategist_client):
        rule_set = RuleSetFactory()

        strategist_client.post(f"{EDITOR}vag/{rule_set.pathway.slug}/ny/")

        assert RuleSet.objects.get(version=2).is_draft


class TestChange:
    @pytest.mark.parametrize(
        "slug", ["borasforslaget-150", "medborgarforslag", "lulea-e-forslag"]
    )
    def test_changes_nothing_when_sent_back_as_it_is(self, strategist_client, at, slug):
        made = create_from_preset(preset=get(slug), actor=SYSTEM, at=at)
        before = RuleSet.objects.values().get()
        rows = list(
            made.thresholds.values_list("effect", "absolute_count", "per_mille")
        )

        sent = _as_posted(RuleSetForm(instance=made))
        assert strategist_client.post(_url(made, "andra"), sent).status_code == 302

        after = RuleSet.objects.values().get()
        changed = {name for name in before if before[name] != after[name]}
        assert changed == {"drafted_by_id"}
        assert rows == list(
            made.thresholds.values_list("effect", "absolute_count", "per_mille")
        )

    def test_shows_the_form(self, strategist_client):
        page = strategist_client.get(_url(draft(), "andra"))

        assert page.status_code == 200
        assert 'name="threshold_handed_over_count"' in page.content.decode()

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"gathers_support": ""}, "counting_scheme"),
            ({"threshold_handed_over_per_mille": "1"}, "per_mille"),
            ({"window_months": "3,6"}, "window"),
            ({"window_months": "tre"}, "window_months"),
            ({"is_statutory": "on"}, "statutory"),
        ],
    )
    def test_says_what_the_database_would_refuse(self, strategist_client, wrong, field):
        rule_set = draft(gathering=True, votes=150)
        sent = _as_posted(RuleSetForm(instance=rule_set)) | wrong

        response = strategist_client.post(_url(rule_set, "andra"), sent)

        assert response.status_code == 422
        assert "ds-error-summary" in response.content.decode()

    def test_leaves_an_adopted_one_alone(self, strategist_client):
        rule_set = RuleSetFactory()

        response = strategist_client.get(_url(rule_set, "andra"))

        assert response["Location"] == _url(rule_set)

    def test_overwrites_nothing_that_somebody_else_has_saved(self, strategist_client):
        rule_set = draft(gathering=True, votes=150)
        sent = _as_posted(RuleSetForm(instance=rule_set))
        RuleSet.objects.filter(pk=rule_set.pk).update(answer_days=33)

        late = strategist_client.post(
            _url(rule_set, "andra"), sent | {"publish_days": 7}
        )

        page = late.content.decode()
        assert late.status_code == 409
        assert "Nu står det: 33" in page
        assert 'name="publish_days" value="7"' in page
        rule_set.refresh_from_db()
        assert (rule_set.answer_days, rule_set.publish_days) == (33, 5)


class TestThePeriodOfAPathway:
    URL = f"{EDITOR}vag/vagen/"

    def send(self, client, **changes):
        form = PathwayForm(pathway=Pathway.objects.get())
        return client.post(self.URL, _as_posted(form) | changes)

    def test_opens_and_closes_at_midnight_around_whole_days(self, strategist_client):
        PathwayFactory(slug="vagen")

        self.send(strategist_client, opens_date="2027-01-01", closes_date="2027-06-30")

        pathway = Pathway.objects.get()
        assert pathway.opens_at.isoformat() == "2026-12-31T23:00:00+00:00"
        assert pathway.closes_at.isoformat() == "2027-06-30T22:00:00+00:00"
        form = PathwayForm(pathway=pathway)
        assert form["closes_date"].value() == dt.date(2027, 6, 30)

    def test_ends_no_earlier_than_it_begins(self, strategist_client):
        PathwayFactory(slug="vagen")

        page = self.send(
            strategist_client, opens_date="2027-01-02", closes_date="2027-01-01"
        )

        assert page.status_code == 422

    def test_of_the_past_is_not_opened_again(self, at):
        PathwayFactory(slug="vagen", retired_at=at, closes_at=at)

        form = PathwayForm(pathway=Pathway.objects.get())

        assert "closes_date" not in form.fields

    def test_keeps_what_was_typed_beside_what_somebody_else_saved(
        self, strategist_client
    ):
        PathwayFactory(slug="vagen")
        sent = _as_posted(PathwayForm(pathway=Pathway.objects.get()))
        Pathway.objects.update(name={"sv": "Annans namn"})

        late = strategist_client.post(self.URL, sent | {"name_sv": "Mitt namn"})

        page = late.content.decode()
        assert late.status_code == 409
        assert "Nu står det: Annans namn" in page
        assert 'value="Mitt namn"' in page


class TestAdopt:
    def test_puts_the_rules_in_force_by_a_second_person(self, second_client):
        rule_set = draft()

        response = second_client.post(_url(rule_set, "anta"), _decision())

        assert response.status_code == 302
        rule_set.refresh_from_db()
        assert rule_set.is_in_force(clock.now())

    def test_is_refused_the_one_who_drafted(self, strategist_client):
        strategist_client.post(f"{EDITOR}fran-forlaga/", {"preset": "berom"})
        rule_set = RuleSet.objects.get()

        response = strategist_client.post(_url(rule_set, "anta"), _decision())

        assert response.status_code == 403

    @pytest.mark.parametrize(
        "wrong",
        [
            {"in_force_date": "2020-01-01"},
            {"date": "2099-01-01"},
            {"paragraph": ""},
            {"register_number": ""},
            {"body": "0"},
        ],
    )
    def test_says_what_is_wrong(self, second_client, wrong):
        response = second_client.post(_url(draft(), "anta"), _decision(**wrong))

        assert response.status_code == 422
        assert "ds-error-summary" in response.content.decode()

    def test_takes_no_decision_of_a_company(self, second_client):
        company = BodyFactory(kind=BodyKind.COMPANY)

        response = second_client.post(_url(draft(), "anta"), _decision(body=company.pk))

        assert response.status_code == 422

    def test_tells_who_drafted_it_that_somebody_else_does(self, strategist_client):
        own = RuleSetFactory(
            draft=True, drafted_by_id=strategist_client.session[SESSION_KEY]
        )

        for response in (
            strategist_client.get(_url(own, "anta")),
            strategist_client.post(_url(own, "anta"), _decision()),
        ):
            assert response.status_code == 403
            assertTemplateUsed(response, "pathways/editor/own_draft.html")
        own.refresh_from_db()
        assert own.is_draft

    def test_says_so_when_it_is_adopted_already(self, second_client):
        response = second_client.post(_url(RuleSetFactory(), "anta"), _decision())

        assert response.status_code == 422


class TestDiscard:
    def test_throws_a_draft_away(self, strategist_client):
        strategist_client.post(_url(draft(), "kasta"))

        assert not RuleSet.objects.exists()

    def test_keeps_what_is_adopted(self, strategist_client):
        strategist_client.post(_url(RuleSetFactory(), "kasta"))

        assert RuleSet.objects.exists()


class TestRuleSet:
    def test_shows_parameters_and_what_residents_would_read(self, officer_client):
        rule_set = RuleSetFactory(gathering=True, votes=150)

        page = officer_client.get(f"/en{_url(rule_set)}").content.decode()

        assert "What residents would read" in page
        assert "150: The board takes it up and decides" in page


class TestCompare:
    def test_marks_what_differs(self, officer_client):
        old = RuleSetFactory(gathering=True, votes=100)
        new = draft(pathway=old.pathway, gathering=True, votes=150)

        url = f"/en{EDITOR}jamfor/?ena={old.pathway.slug}:1&andra={new.pathway.slug}:2"
        page = officer_client.get(url).content.decode()

        assert page.count('class="differs"') == 1

    @pytest.mark.parametrize("query", ["", "?ena=x", "?ena=x:1&andra=y:2"])
    def test_asks_for_two_that_exist(self, officer_client, query):
        assert officer_client.get(f"{EDITOR}jamfor/{query}").status_code == 200


class TestSimulate:
    def test_sets_the_two_alternatives_of_2020_against_each_other(self, officer_client):
        url = f"{EDITOR}simulera/?ena=synpunkt&andra=forslag-till-namnd"

        assert officer_client.get(url).status_code == 200

    def test_is_not_for_residents(self, client):
        assert client.get(f"{EDITOR}simulera/").status_code in (302, 403)
