"""The simulator held against real proposals, and presets against the services they are of."""

import datetime as dt
import json
from collections import Counter

import pytest
from django.core.management import call_command

from medverkan.foundation import calendar
from medverkan.foundation.permissions import IdentityLevel
from medverkan.reference.pathways import presets, simulator
from medverkan.reference.pathways.simulator import PastCase, Support
from tests.shared_data import folder

OPENED_AT = dt.datetime(2025, 1, 8, 8, 0, tzinfo=dt.UTC)
# What a service is called in the data, and here.
SERVICES = {
    ("Borås", "Boråsförslaget"): "borasforslaget-150",
    ("Göteborg", "Göteborgsförslaget"): "goteborgsforslaget",
    ("Malmö", "Malmöinitiativet"): "malmoinitiativet",
    ("Örnsköldsvik", "E-förslag"): "ornskoldsvik-e-forslag",
}


def _lines(name):
    text = (folder("proposals") / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def real(monkeypatch):
    """Each real title with a vote on every n-th day, so that all come out differently."""
    rows = _lines("grums_2020_2021.jsonl") + _lines("swedish_proposals.jsonl")
    cases = [
        PastCase(
            reference=str(n),
            title=row["title"],
            lodged_at=OPENED_AT,
            published_at=OPENED_AT,
            author_identity=IdentityLevel.LOA3,
            supports=tuple(
                Support(counted_at=OPENED_AT + dt.timedelta(days=day), count=1 + n // 7)
                for day in range(0, 120, 1 + n % 13)
            ),
        )
        for n, row in enumerate(rows)
    ]
    monkeypatch.setattr(simulator, "past_cases", lambda: cases)
    return cases


def counted_by_hand(case, *, days):
    """Count as a clerk would: those dated before the end of the last day of the window."""
    last = calendar.local_date(OPENED_AT) + dt.timedelta(days=days)
    return sum(
        one.count
        for one in case.supports
        if calendar.local_date(one.counted_at) <= last
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "key", ["borasforslaget-150", "goteborgsforslaget", "ornskoldsvik-e-forslag"]
)
def test_the_simulator_adds_real_proposals_up_as_a_clerk_does(real, key, capsys):
    preset = presets.get(key)
    needed = preset.thresholds[0]["absolute_count"]
    by_hand = {
        case.reference: counted_by_hand(case, days=preset.parameters["window_days"])
        for case in real
    }

    call_command("simulate", key, "--json")
    told = json.loads(capsys.readouterr().out)

    assert {one["reference"]: one["counted"] for one in told["cases"]} == by_hand
    results = Counter(
        "reached" if number >= needed else "not_reached" for number in by_hand.values()
    )
    summary = told["summary"]
    assert {k: n for k, n in summary["results"].items() if n} == dict(results)
    assert summary["case_count"] == len(real) == 84
    every = sum(case.support_count for case in real)
    assert summary["too_late"] == every - sum(by_hand.values())
    assert len(results) == 2


@pytest.mark.parametrize(("service", "key"), SERVICES.items(), ids=SERVICES.values())
def test_a_preset_says_what_the_service_says(service, key):
    rows = json.loads((folder("domain") / "swedish_proposal_services.json").read_text())
    said = next(row for row in rows if (row["municipality"], row["service"]) == service)
    preset = presets.get(key)

    assert preset.thresholds[0]["absolute_count"] == said["threshold"]
    assert preset.parameters.get("window_days") == said["window_days"]
    assert preset.parameters.get("similar_months") == said.get("duplicate_months")
    assert preset.parameters.get("publish_days") == said.get(
        "publish_within_working_days"
    )
