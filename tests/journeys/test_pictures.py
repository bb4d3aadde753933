"""The pictures of README and handbook, taken from the demo municipality."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Error as PlaywrightError

from medverkan.foundation import calendar, clock
from medverkan.foundation.accounts.actors import actor_of
from medverkan.foundation.accounts.models import User
from medverkan.foundation.permissions import ANYONE, SYSTEM
from medverkan.participation.ballots import operations as ballots
from medverkan.participation.ballots.operations import Voter
from medverkan.participation.ballots.tasks import seal_and_note
from medverkan.participation.cases import operations as cases
from medverkan.participation.cases import queries
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.operations import Said, Sender
from medverkan.participation.cases.states import Channel
from medverkan.reference.bodies import operations as bodies
from medverkan.reference.bodies.models import Topic
from medverkan.reference.pathways import operations as pathways
from medverkan.reference.pathways.models import Pathway

COLOURS = 128
VOTERS = 93
BOARD = "tekniska-namnden"
SAID = (
    "Lampan på gångvägen bakom Hulta skola är trasig sedan i tisdags. Det är kolsvart."
)

Take = Callable[..., None]


@pytest.fixture
def demo(transactional_db, settings) -> None:
    settings.DEMO = True
    call_command("demo")


@pytest.fixture
def city_without_cases(transactional_db, settings, tmp_path) -> None:
    settings.LEDGER_MEMORY_ROOT = tmp_path / "memory"
    settings.LEDGER_SPOOL_ROOT = tmp_path / "spool"
    bodies.load_demo(at=clock.now() - dt.timedelta(days=30))
    pathways.load_presets(actor=SYSTEM, at=clock.now())


@pytest.fixture
def take(request: pytest.FixtureRequest, tmp_path: Path) -> Take:
    """Return a function that saves what a page shows, in few colours."""
    folder = request.config.getoption("--screenshots") or tmp_path

    def save(page, name: str) -> None:
        file = folder / f"{name}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            page.screenshot(path=file)
        except PlaywrightError:
            # A browser on a busy machine fails to draw now and then; what the page shows
            # is judged by the journeys, not here.
            page.screenshot(path=file)
        image = Image.open(file).convert("RGB")
        image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)

    return save


def sign_in(page, name: str) -> None:
    page.goto(reverse("account_login"))
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


def published_proposal() -> Case:
    now = clock.now()
    lodged = cases.lodge(
        said=Said(
            title="Bänkar med ryggstöd längs Viskan",
            text="Många som är äldre vill gå längs ån men behöver vila på vägen. Sätt upp bänkar "
            "med ryggstöd och armstöd, en på var tvåhundrade meter.",
            pathway=Pathway.objects.get(slug="borasforslaget"),
            topic=Topic.objects.get(slug="gatubelysning"),
        ),
        sender=Sender(name="Asta Ek", email="asta.ek@example.org"),
        channel=Channel.WEB,
        actor=ANYONE,
        at=now - dt.timedelta(days=20),
    )
    case = lodged.case
    return cases.publish(
        case=case,
        title=case.opening.title,
        text=case.opening.text,
        version=case.version,
        actor=actor_of(User.objects.get(name="Monica Österdahl"), now),
        at=now - dt.timedelta(days=18),
    )


def vote(case: Case) -> None:
    at = clock.now() - dt.timedelta(days=2)
    for n in range(VOTERS):
        voter = Voter(email=f"voter{n % (VOTERS - 4)}@example.org", name="Bo Ek")
        begun = ballots.attempt(ballot=case.ballot, voter=voter, at=at)
        if n % 12:
            ballots.confirm(ballot=case.ballot, secret=begun.secret, at=at)
    seal_and_note(case.ballot, at=at)


class TestPictures:
    def test_show_the_demo(self, demo: None, open_page, take: Take) -> None:
        take(open_page("/", width=390, height=844), "home-390")
        page = open_page("/", height=1150)
        take(page, "home")
        self._of_reading(page, take)
        self._of_writing(page, take)
        self._of_working(page, take)

    def test_show_how_votes_are_counted(
        self, city_without_cases: None, open_page, take: Take
    ) -> None:
        case = published_proposal()
        vote(case)
        page = open_page(reverse("ballots:vote", args=[case.ballot.uuid]))
        take(page, "ballot")
        page.goto(reverse("ballots:number", args=[case.ballot.uuid]))
        take(page, "number")

    def _of_reading(self, page, take: Take) -> None:
        page.goto(reverse("cases:index"))
        take(page, "list")
        answered = queries.latest_answered(limit=1)[0]
        page.goto(reverse("cases:detail", args=[answered.reference]))
        take(page, "case")

    def _of_writing(self, page, take: Take) -> None:
        page.goto(reverse("cases:say"))
        page.locator("textarea[name=text]").fill(SAID)
        page.locator("main form button[type=submit]").click()
        take(page, "intake")

    def _of_working(self, page, take: Take) -> None:
        sign_in(page, "Frida Holmgren")
        page.goto(reverse("cases:inbox", args=["alla"]))
        take(page, "workspace-inbox")
        page.locator(".queue-title").first.click()
        page.wait_for_load_state()
        take(page, "workspace-case")
        page.context.clear_cookies()
        sign_in(page, "Roland Sjödahl")
        latest = Case.objects.filter(authority__slug=BOARD).latest("arrived_at")
        day = calendar.local_date(latest.arrived_at)
        page.goto(reverse("register:day", args=[BOARD]) + f"?dag={day}")
        take(page, "register")
