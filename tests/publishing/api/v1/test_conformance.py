"""A machine reads the document and asks for all that it promises, rightly and wrongly."""

from __future__ import annotations

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    missing_required_header,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
    use_after_free,
)

from medverkan.publishing.api import keys
from medverkan.publishing.api.v1.document import document
from medverkan.reference.bodies.kinds import BodyKind
from tests.factories.api import fault_rules, issued, reported
from tests.factories.ballots import BallotFactory
from tests.factories.bodies import BodyFactory

pytestmark = pytest.mark.django_db

# Few, and the same in every run: a test that finds something new on another day is no gate.
FEW = settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    missing_required_header,
    unsupported_method,
    ignored_auth,
    use_after_free,
]

config = SchemathesisConfig.from_dict({"generation": {"deterministic": True}})
schema = schemathesis.openapi.from_dict(document(), config=config)
schema.app = get_wsgi_application()


@pytest.fixture(autouse=True)
def one_connection():
    """Keep the test's connection open between requests, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def known(settings) -> dict[str, str]:
    """What is there to be read, and a key, in a town where something is published."""
    cache.clear()
    settings.API_WRITES_PER_MINUTE = 1_000_000
    BodyFactory(kind=BodyKind.EXECUTIVE_BOARD)
    case = reported(fault_rules())
    return {
        "key": issued().secret,
        "reference": case.reference,
        "slug": case.pathway.slug,
        "uuid": str(BallotFactory().uuid),
    }


@schema.parametrize()
@FEW
def test_what_is_answered_is_what_the_document_says(case, known):
    if case.meta.generation.mode == GenerationMode.POSITIVE:
        _ask_for_what_is_there(case, known)

    headers = {keys.HEADER: known["key"]}
    response = case.call(headers=headers)

    case.validate_response(response, checks=CHECKS, headers=headers)


def _ask_for_what_is_there(case, known: dict[str, str]) -> None:
    for name in case.path_parameters or {}:
        case.path_parameters[name] = known[name]
    if isinstance(case.body, dict) and "kind" in case.body:
        # Names are not in the document, so that those made up lead nowhere.
        case.body |= {"kind": known["slug"], "topic": None, "area": None}
