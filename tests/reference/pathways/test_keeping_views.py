import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from medverkan.foundation import calendar, clock
from medverkan.reference.pathways.models import SwitchOver
from tests.factories.bodies import BodyFactory
from tests.factories.pathways import (
    AssignmentFactory,
    OtherWayFactory,
    ResponsibilityFactory,
    RuleSetFactory,
    draft,
)

pytestmark = pytest.mark.django_db

EDITOR = "/arbetsyta/vagar/"


def _decision():
    today = calendar.local_date(clock.now())
    return {
        "body": BodyFactory().pk,
        "date": today.isoformat(),
        "paragraph": "§ 112",
        "register_number": "KS 2026-00098",
    }


class TestSwitchOver:
    def _plan(self, client, on_date="2099-01-01"):
        sent = {
            "from_pathway": RuleSetFactory().pathway.pk,
            "to_rule_set": draft().pk,
            "on_date": on_date,
        }
        return client.post(f"{EDITOR}byten/", sent)

    def test_is_planned_then_decided_by_another(self, strategist_client, second_client):
        url = self._plan(strategist_client)["Location"]

        assert strategist_client.post(url, _decision()).status_code == 403
        assert second_client.get(url).status_code == 200
        assert second_client.post(url, _decision()).status_code == 302
        assert second_client.post(url, _decision()).status_code in (403, 422)
        assert SwitchOver.objects.get().state == "carried_out"

    def test_is_called_off(self, strategist_client):
        url = self._plan(strategist_client)["Location"]

        for _time in range(2):
            assert strategist_client.post(f"{url}avbryt/").status_code == 302

        assert SwitchOver.objects.get().state == "called_off"

    def test_needs_a_day_to_come(self, strategist_client):
        assert self._plan(strategist_client, "2020-01-01").status_code == 422

    def test_is_not_for_officers(self, officer_client):
        assert officer_client.get(f"{EDITOR}byten/").status_code == 403


class TestOldPathsPage:
    def test_keeps_one_address_a_line(self, strategist_client):
        pathway = RuleSetFactory().pathway
        url = f"{EDITOR}vag/{pathway.slug}/gamla-adresser/"

        strategist_client.post(url, {"paths": "/e-petition/om\n\n/petition\n"})

        assert pathway.old_paths.count() == 2
        assert "/petition" in strategist_client.get(url).content.decode()


class TestImportPetitions:
    def _send(self, client, text, **more):
        pathway = RuleSetFactory().pathway
        file = SimpleUploadedFile("a.csv", text.encode())
        url = f"/en{EDITOR}vag/{pathway.slug}/tidigare/"
        return client.post(url, {"file": file, "source": "portalen", **more})

    def test_names_each_bad_row_of_a_dry_run(self, strategist_client):
        text = "titel;datum;antal\nBra;2015-01-01;2\nDålig;x;2\n"

        page = self._send(strategist_client, text, is_dry_run="on").content.decode()

        assert "1 petition would be brought in" in page
        assert "Row 3:" in page

    def test_brings_them_in(self, strategist_client):
        text = "titel;datum;antal\nBra;2015-01-01;2\n"

        page = self._send(strategist_client, text).content.decode()

        assert "1 petition was brought in" in page

    @pytest.mark.parametrize("text", ["titel;datum;antal;namn\n", "titel\n", "\x00;\n"])
    def test_refuses_the_file_with_a_reason(self, strategist_client, text):
        assert self._send(strategist_client, text).status_code == 422


class TestAssignments:
    URL = "/arbetsyta/uppdrag/"

    def test_are_recorded_and_ended(self, strategist_client):
        area = ResponsibilityFactory()
        sent = {
            "responsibility": area.pk,
            "body": BodyFactory().pk,
            "role": "responsible",
            "valid_from": "2026-01-01",
        }

        assert strategist_client.post(self.URL, sent).status_code == 302
        assignment = area.assignments.get()
        url = f"{self.URL}{assignment.pk}/avsluta/"
        assert (
            strategist_client.post(url, {"last_day": "2025-01-01"}).status_code == 422
        )
        assert (
            strategist_client.post(url, {"last_day": "2026-06-01"}).status_code == 302
        )
        assert (
            strategist_client.post(url, {"last_day": "2026-06-01"}).status_code == 422
        )
        assert area.assignments.get().valid_until == dt.date(2026, 6, 1)

    def test_show_their_areas(self, strategist_client):
        assignment = AssignmentFactory()
        url = f"{self.URL}ansvar/{assignment.responsibility.slug}/"

        assert str(assignment.body) in strategist_client.get(url).content.decode()
        assert strategist_client.get(self.URL).status_code == 200

    def test_have_areas_that_are_named(self, strategist_client):
        sent = {"slug": "dialog", "name_sv": "Dialog", "order": 1}

        strategist_client.post(f"{self.URL}ansvar/", sent)
        strategist_client.post(
            f"{self.URL}ansvar/dialog/", {"name_sv": "Medborgardialog", "order": 1}
        )

        page = strategist_client.get(self.URL).content.decode()
        assert "Medborgardialog" in page

    def test_are_not_for_officers(self, officer_client):
        assert officer_client.get(self.URL).status_code == 403


class TestOtherWays:
    URL = "/arbetsyta/uppdrag/andra-vagar/"

    def test_are_written_and_rewritten(self, strategist_client):
        sent = {
            "slug": "fragestund",
            "name_sv": "Frågestund",
            "description_sv": "Fråga i fullmäktige.",
            "participation_level": "dialogue",
            "order": 1,
            "is_shown": "on",
        }

        assert strategist_client.post(f"{self.URL}ny/", sent).status_code == 302
        sent["name_sv"] = "Allmänhetens frågestund"
        strategist_client.post(f"{self.URL}fragestund/", sent)

        page = strategist_client.get(self.URL).content.decode()
        assert "Allmänhetens frågestund" in page

    def test_say_what_is_missing(self, strategist_client):
        way = OtherWayFactory()

        response = strategist_client.post(f"{self.URL}{way.slug}/", {"name_sv": ""})

        assert response.status_code == 422
