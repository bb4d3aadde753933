import json

import pytest
from django.core.management import CommandError, call_command

from tests.factories.cases import lodged
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db


def report(tmp_path, format: str, **options) -> bytes:
    body = lodged().authority.slug
    file = tmp_path / "report"
    asked = {"body": body, "from": "2026-11-01", "to": "2026-11-30"} | options
    typed = [f"--{name}={value}" for name, value in asked.items()]
    call_command("case_report", *typed, f"--format={format}", f"--output={file}")
    return file.read_bytes()


class TestReport:
    def test_has_the_figures_of_the_body(self, tmp_path):
        data = json.loads(report(tmp_path, "json"))

        assert data["figures"][0]["total"]["received"] == 1

    def test_tells_what_became_of_the_proposals(self, tmp_path):
        rule_set = RuleSetFactory(gathering=True, votes=150)
        slug = lodged(pathway=rule_set.pathway).authority.slug

        data = json.loads(report(tmp_path, "json", body=slug))
        pdf = report(tmp_path, "pdf", body=slug)

        assert data["proposals"]["total"]["received"] == 1
        assert pdf.startswith(b"%PDF")

    def test_is_a_table(self, tmp_path):
        assert ";total;" in report(tmp_path, "csv").decode()

    def test_is_an_accessible_pdf(self, tmp_path):
        pdf = report(tmp_path, "pdf")

        assert pdf.startswith(b"%PDF")
        assert b"pdfuaid" in pdf

    @pytest.mark.parametrize(
        "wrong", [{"body": "nobody"}, {"from": "yesterday"}, {"to": "2026-10-01"}]
    )
    def test_refuses_what_makes_no_sense(self, tmp_path, wrong):
        with pytest.raises(CommandError):
            report(tmp_path, "csv", **wrong)

    def test_may_ask_for_all_there_ever_was(self, tmp_path):
        ever = {"from": "1900-01-01", "to": "2199-12-31"}

        data = json.loads(report(tmp_path, "json", **ever))

        assert data["figures"][0]["total"]["received"] == 1
