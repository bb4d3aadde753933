"""Every address and who gets in: a new address fails here until it has been given a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from medverkan.foundation.notices.models import Delivery
from medverkan.reference.bodies.roles import Role
from medverkan.reference.register.models import Record
from tests.factories.ballots import BallotFactory
from tests.factories.bodies import RoleAssignmentFactory, UserFactory
from tests.factories.cases import lodged

pytestmark = pytest.mark.django_db

WORKSPACE = ("arbetsyta/", "rost/arbete/")
# What stands under an object of one body: closed to the officers of every other.
OF_ONE_BODY = (
    "cases:case",
    "cases:act",
    "cases:merge",
    "cases:board",
    "cases:forward",
    "cases:review",
    "cases:identity",
    "register:",
    "ballots:desk",
    "records:",
)
NOT_OF_ONE_BODY = {
    "cases:merge_chosen",
    "register:registers",
    "ballots:desk_index",
    "records:retention",
    "records:requests",
}

# What a stranger gets, of those addresses that are not in the workspace.
FOR_STRANGERS = {
    200: {
        "health", "robots", "security", "site:home", "site:search", "site:accessibility", "site:personal_data",
        "site:cookies", "site:easy_read", "site:request_document", "design:gallery",
        "design:workspace", "design:workspace_opened", "cases:say", "cases:meanwhile", "cases:find", "cases:paper_form", "cases:paper_form_pdf",
        "cases:figures", "cases:figures_csv", "cases:figures_json", "cases:index", "cases:map", "cases:map_data",
        "cases:outcomes", "cases:outcomes_csv", "cases:outcomes_json",
        "cases:proposals", "cases:refused", "cases:feed", "cases:subscribe", "cases:subscribe_sent", "pathways:ways", "pathways:way",
        "pathways:matrix", "pathways:ways_csv",
        "pathways:areas_csv", "bodies:responsibilities", "bodies:body", "bodies:areas", "ballots:keys",
        "ballots:rosters", "ballots:verifier", "ballots:vote", "ballots:sent",
        "ballots:ask_to_withdraw", "ballots:check", "ballots:number",
        "ballots:corrections", "ballots:heads", "ballots:withdraw", "opendata:index",
        "records:ask", "records:asked", "site:report_accessibility",
        "opendata:cases_csv", "opendata:cases_json", "opendata:catalogue", "api:open311_services",
        "api:open311_requests", "api:open311_discovery", "api:reference", "api_v1:openapi",
        "api_v1:cases", "api_v1:bodies", "api_v1:topics", "api_v1:areas", "api_v1:pathways",
        "api_v1:matrix", "api_v1:figures", "api_v1:ballot",
    },
    204: {"csp_report"},
    302: {"accounts_home", "accounts_export", "accounts_erase", "accounts_second_factor"},
    401: {"api_v1:by_link"},
    # With a secret, a reference or a name that is not known.
    404: {
        "files:download", "files:public_copy", "cases:mine", "cases:add",
        "cases:withdraw", "cases:rate", "cases:own_data", "cases:correct_contact",
        "cases:hide_name", "cases:protect_identity", "cases:export_own_data", "cases:detail", "cases:follow",
        "cases:follow_sent", "cases:guidance", "cases:unsubscribe", "cases:subscription", "cases:report_content", "cases:report_sent", "cases:put_question", "cases:question_sent", "cases:answer_question", "cases:answer_conversion", "cases:answer_merge", "cases:invite", "cases:invitation", "cases:coauthor", "cases:leave", "cases:ask_guardian", "cases:stand_behind", "cases:follows", "cases:follow_choice", "cases:unfollow",
        "cases:unfollow_all", "ballots:roster", "ballots:tile",
        "ballots:withdraw_by_secret", "ballots:about", "ballots:leaves", "notices:unsubscribe",
        "design:error", "notices:demo", "accounts_demo_sign_in", "openid_connect_login",
        "openid_connect_callback", "ballots:eid", "ballots:eid_withdrawal", "ballots:export",
        "ballots:corrections_data", "ballots:confirm", "pathways:past",
        "pathways:paper_form", "api:open311_definition", "api:open311_request",
        "api:open311_token", "api_v1:case", "api_v1:pathway", "api_v1:unknown",
    },
    410: {"cases:sender", "cases:questions", "cases:change_about", "cases:question", "cases:look_through"},
    415: {"api_v1:similar"},
    422: {"cases:about"},
}  # fmt: skip


def addresses(
    patterns: Iterable[URLPattern | URLResolver], space: str = "", route: str = ""
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield name, route and parameters of every address whose view is ours."""
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, inner, here)
        elif pattern.name and pattern.callback.__module__.startswith("medverkan."):
            yield space + pattern.name, here, tuple(pattern.pattern.converters)


ALL = list(addresses(get_resolver().url_patterns))
STAFF = [one for one in ALL if one[1].startswith(WORKSPACE)]


@pytest.fixture
def known(settings: Any) -> dict[str, Any]:
    """Values for the parameters of addresses: of things that are there, where it matters."""
    settings.DEMO = False
    case = lodged()
    record = Record.objects.get(about_case=case.pk)
    ballot = BallotFactory(body_id=case.body_id)
    return {
        "uuid": ballot.uuid, "reference": case.reference, "verb": "anteckna",
        "year": record.year, "number": record.number, "token": "x" * 22,
        "secret": "x" * 22, "path": "x", "place": 1, "version": 1, "pk": 1,
        "language": "sv", "day": "2026-11-10", "level": 0, "index": 0, "match_id": 1,
        "proposal_id": 1, "threshold": 1, "alarm_id": 1, "name": "okant",
        "format": "json", "code": "okand", "hint": "okant",
        "slug": case.authority.slug, "pathway": case.pathway.slug,
        "delivery": Delivery.objects.get().uuid, "item": 1, "list": "alla",
    }  # fmt: skip


def path_of(name: str, parameters: tuple[str, ...], known: dict[str, Any]) -> str:
    """Return an address of this name."""
    values = {each: known[each] for each in parameters}
    if name.startswith("pathways:") and "slug" in values:
        values["slug"] = known["pathway"]
    if name.startswith("notices:") and "uuid" in values:
        values["uuid"] = known["delivery"]
    if name.startswith("cases:") and "name" in values:
        values["name"] = known["list"]
    return reverse(name, kwargs=values)


def ask(client: Client, path: str) -> HttpResponse:
    """Get the address, or post to it where it takes nothing else."""
    response = client.get(path)
    return client.post(path) if response.status_code == 405 else response


def signed_in(role: str = "", *, body: Any = None) -> Client:
    """Return the browser of somebody who holds a role somewhere, or none."""
    user = UserFactory()
    if role:
        RoleAssignmentFactory(user=user, role=role, body=body or lodged().body)
    client = Client()
    client.force_login(user)
    return client


def test_every_address_has_a_place():
    placed = set().union(*FOR_STRANGERS.values()) | {name for name, *_ in STAFF}

    assert placed == {name for name, *_ in ALL}


def test_strangers_get_what_is_public_and_nothing_else(client, known):
    expected, got = {}, {}
    for status, names in FOR_STRANGERS.items():
        for name, _route, parameters in ALL:
            if name in names:
                expected[name] = status
                got[name] = ask(client, path_of(name, parameters, known)).status_code

    differing = {name: got[name] for name in got if got[name] != expected[name]}
    assert not differing


def test_strangers_are_sent_from_the_workspace_to_sign_in(client, known):
    let_in = {}
    for name, _route, parameters in STAFF:
        response = ask(client, path_of(name, parameters, known))
        to_sign_in = response.status_code == 302 and "logga-in" in response.url
        if not to_sign_in and response.status_code not in (403, 404):
            let_in[name] = response.status_code

    assert not let_in


@pytest.mark.parametrize("role", ["", Role.ELECTED_MEMBER, Role.STRATEGIST])
def test_those_without_work_there_are_kept_out_of_the_cases(role, known):
    client = signed_in(role)
    let_in = {}
    for name, _route, parameters in STAFF:
        if role and not name.startswith(OF_ONE_BODY):
            continue
        status = ask(client, path_of(name, parameters, known)).status_code
        if status not in (403, 404):
            let_in[name] = status

    assert not let_in


def test_officers_of_another_body_are_kept_out_of_its_cases(known):
    client = signed_in(Role.OFFICER)
    let_in = {}
    for name, _route, parameters in STAFF:
        if name.startswith(OF_ONE_BODY) and name not in NOT_OF_ONE_BODY:
            status = ask(client, path_of(name, parameters, known)).status_code
            if status not in (403, 404):
                let_in[name] = status

    assert not let_in
