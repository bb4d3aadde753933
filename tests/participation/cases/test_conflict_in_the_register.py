"""A conflict of interest (jäv) and the rows of the register, which anyone may ask for."""

import pytest
from django.urls import reverse

from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Disqualification
from medverkan.reference.bodies.roles import Role
from medverkan.reference.register import operations as register
from medverkan.reference.register.queries import open_record_of_case
from tests.factories.bodies import RoleAssignmentFactory, actor
from tests.factories.cases import AT, lodged

pytestmark = pytest.mark.django_db

ACTS = {
    "word": lambda told: register.word(subject_line="Fråga", class_code=None, **told),
    "mark": lambda told: register.mark_secrecy(provision="OSL 26:1", **told),
    "unmark": lambda told: register.remove_secrecy_mark(**told),
    "close": lambda told: register.close_record(**told),
    "reopen": lambda told: register.reopen_record(**told),
    "hold": lambda told: register.place_hold(ground="dispute", reason="Tvist.", **told),
}


@pytest.fixture
def case():
    return lodged()


@pytest.fixture
def registrar(case):
    return RoleAssignmentFactory(role=Role.REGISTRAR, body=case.authority).user


@pytest.fixture
def record(case, registrar):
    """The case's record, after the registrar has told of her conflict of interest."""
    by = actor(Role.REGISTRAR, body=case.authority, user=registrar)
    operations.declare_conflict(
        case=case,
        user=registrar,
        ground=Disqualification.Ground.DECLARED,
        actor=by,
        at=AT,
    )
    return open_record_of_case(case.pk)


def address(name, record):
    args = [record.authority.slug, record.year, record.number]
    return reverse(f"register:{name}", args=args)


def test_the_row_stays_readable_since_it_is_public_to_anyone_who_asks(
    client, record, registrar
):
    client.force_login(registrar)

    page = client.get(address("record", record))

    assert record.register_number in page.text
    assert "Lampan vid bron" not in page.text
    assert f'action="{address("word", record)}"' not in page.text


@pytest.mark.parametrize("act", ACTS)
def test_nothing_of_it_can_be_changed(act, case, record, registrar):
    by = actor(Role.REGISTRAR, body=case.authority, user=registrar)

    with pytest.raises(NotPermitted):
        ACTS[act]({"record": record, "actor": by, "at": AT})


@pytest.mark.parametrize("act", ACTS)
def test_a_colleague_without_a_conflict_goes_on(act, case, record):
    by = actor(Role.REGISTRAR, body=case.authority)

    ACTS[act]({"record": record, "actor": by, "at": AT})


def test_other_rows_stay_the_registrars(record, case, registrar):
    by = actor(Role.REGISTRAR, body=case.authority, user=registrar)
    other = open_record_of_case(lodged(topic=case.topic).pk)

    assert register.close_record(record=other, actor=by, at=AT).closed_at == AT
