"""Whoever has protected identity is looked for wherever a stranger, or a colleague, may fetch."""

import pytest
from django.core.management import call_command

from medverkan.foundation import clock
from medverkan.foundation.audit.models import Event
from medverkan.foundation.files.models import StoredFile
from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases import operations
from medverkan.participation.cases.following import mailings, steps
from medverkan.participation.cases.models import FILE_KIND, Case
from medverkan.reference.bodies.roles import Role
from tests.factories import files
from tests.factories.bodies import RoleAssignmentFactory
from tests.factories.cases import AT, assigned_officer, lodged, officer_of, sender
from tests.factories.pathways import RuleSetFactory
from tests.participation.cases.following.conftest import follow

pytestmark = pytest.mark.django_db

TOKEN = "t" * 43
SECRETS = (
    "Xerxes",
    "hemlig@example.org",
    "070-1740605",
    "Gömda gränd",
    "57.7211",
    "12.9401",
)
PUBLIC = (
    *("/", "/forslag/", "/arenden/", "/arenden/karta/", "/arenden/karta.geojson"),
    *("/arenden/flode.atom", "/arenden.csv", "/arenden.json", "/sok/?q=satutunti"),
    *("/sa-svarar-vi.json", "/api/v1/cases"),
    *("/open311/v2/requests.json", "/open311/v2/requests.xml"),
    "/fran-forslag-till-verklighet.csv",
)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def file() -> StoredFile:
    return files.stored(kind=FILE_KIND, name="xerxes.jpg")


@pytest.fixture
def case(file) -> Case:
    """A published proposal, from somebody protected, that people follow."""
    case = lodged(
        pathway=RuleSetFactory(gathering=True).pathway,
        title="Satutunti", text="Sagostund på finska.",
        place="Gömda gränd 3", latitude=57.7211, longitude=12.9401,
        files=(file,), token=TOKEN,
        by=sender(
            name="Xerxes Dold", email="hemlig@example.org", phone="070-1740605",
            address="Gömda gränd 3", has_protected_identity=True, public_name="Xerxes Dold",
        ),
    )  # fmt: skip
    return operations.publish(
        case=case, title="Satutunti", text="Sagostund på finska.", shows_place=True,
        version=case.version, actor=officer_of(case), at=AT,
    )  # fmt: skip


def given_away(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret.lower() in text.lower()]


class TestAStranger:
    def test_finds_the_proposal_and_never_who_wrote_it(self, client, case):
        call_command("reindex", verbosity=0)
        own = [
            f"/arenden/{case.reference}/",
            f"/api/v1/cases/{case.reference}",
        ]

        pages = {path: client.get(path) for path in (*own, *PUBLIC)}

        assert "Satutunti" in pages[own[0]].text
        assert {
            path: found
            for path, page in pages.items()
            if (found := given_away(b"".join(page).decode()))
        } == {}
        missing = {path for path, page in pages.items() if page.status_code == 404}
        assert missing == set()

    def test_gets_no_file(self, client, case, file):
        for path in (
            f"/fil/{file.name}/",
            f"/media/{file.name}",
            f"/media/{file.path}",
        ):
            assert client.get(path).status_code == 404

    def test_who_follows_reads_no_name_in_the_letters(self, case):
        follow(case, "bo")
        mailings.begin_steps(list(Event.objects.filter(name__in=steps.names())), AT)
        mailings.work(AT)

        assert Delivery.objects.count() > 1
        for letter in Delivery.objects.exclude(to_email="hemlig@example.org"):
            assert given_away(letter.subject + letter.text + letter.html) == []


class TestAColleague:
    @pytest.mark.parametrize("role", [Role.OFFICER, Role.CONTACT_CENTRE, Role.REVIEWER])
    def test_elsewhere_gets_no_file(self, client, case, file, role):
        client.force_login(RoleAssignmentFactory(role=role).user)

        assert client.get(f"/fil/{file.name}/").status_code == 404

    def test_at_the_contact_centre_sees_the_case_and_not_who_it_is(self, client, case):
        client.force_login(RoleAssignmentFactory(role=Role.CONTACT_CENTRE).user)

        page = client.get(f"/arbetsyta/arenden/alla/{case.reference}/")

        assert "Sagostund" in page.text
        assert given_away(page.text) == []

    def test_with_a_conflict_of_interest_gets_no_file_any_more(
        self, client, case, file
    ):
        user, officer = assigned_officer(case)
        client.force_login(user)
        assert client.get(f"/fil/{file.name}/").status_code == 200

        operations.declare_conflict(
            case=case, user=user, ground="declared", actor=officer, at=AT
        )

        assert client.get(f"/fil/{file.name}/").status_code == 404
