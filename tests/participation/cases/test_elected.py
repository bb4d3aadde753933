import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from medverkan.foundation.accounts import actors
from medverkan.foundation.audit.models import Event
from medverkan.foundation.calendar import local_date
from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.cases import elected, operations
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import Channel, Outcome
from medverkan.reference.bodies.roles import Role
from medverkan.reference.register.models import Record
from tests.factories.bodies import BodyFactory, RoleAssignmentFactory, UserFactory
from tests.factories.cases import AT, lodged, officer_of, said, sender

pytestmark = pytest.mark.django_db

LAST_MONTH = AT - dt.timedelta(days=30)


@pytest.fixture
def case():
    return lodged(at=LAST_MONTH, title="Hemlig rubrik", text="Ingen ska läsa det här.")


@pytest.fixture
def member(case):
    """A user elected to the board of the case."""
    user = UserFactory()
    RoleAssignmentFactory(user=user, role=Role.ELECTED_MEMBER, body=case.authority)
    return user


def board_of(case):
    return elected.of_board(case.authority, today=local_date(AT), at=AT)


def answer(case):
    operations.reply(
        case=case, text="Klart.", outcome=Outcome.FIXED, version=case.version,
        actor=officer_of(case), at=LAST_MONTH + dt.timedelta(days=1),
    )  # fmt: skip


class TestBoard:
    def test_shows_no_case_that_is_not_published(self, client, case, member):
        client.force_login(member)

        page = client.get(reverse("cases:my_board")).content.decode()

        assert case.reference not in page
        assert "Hemlig rubrik" not in page

    def test_shows_published_cases_of_the_board_alone(self, case):
        others = lodged(at=LAST_MONTH)
        for one in (case, others):
            Case.objects.filter(pk=one.pk).update(
                publication="published", published_title="Lampan", published_at=AT
            )

        assert board_of(case).published == [case]

    def test_never_shows_a_published_case_that_became_secret(self, case):
        Case.objects.filter(pk=case.pk).update(
            published_title="Lampan", published_at=AT, is_protected=True
        )

        assert board_of(case).published == []

    @pytest.mark.parametrize(("count", "shown"), [(1, None), (4, None), (5, 5)])
    def test_counts_months_but_not_few(self, case, count, shown):
        for _ in range(count - 1):
            lodged(at=LAST_MONTH, topic=case.topic)

        assert board_of(case).months[-1].received == shown

    def test_hides_another_month_when_the_total_would_tell(self, case):
        for _ in range(5):
            lodged(at=LAST_MONTH - dt.timedelta(days=60), topic=case.topic)

        received = [month.received for month in board_of(case).months]

        assert received.count(None) == 2

    def test_says_what_came_of_answers_when_they_are_enough(self, case):
        every = [case, *(lodged(at=LAST_MONTH, topic=case.topic) for _ in range(4))]
        for one in every[:4]:
            answer(one)
        few = board_of(case).outcomes
        answer(every[4])

        assert few == []
        assert [count for _label, count in board_of(case).outcomes] == [5]

    def test_of_others_does_not_exist(self, client, member):
        client.force_login(member)
        elsewhere = BodyFactory()

        assert (
            client.get(reverse("cases:board", args=[elsewhere.slug])).status_code == 404
        )

    def test_is_where_members_begin_their_day(self, client, member):
        client.force_login(member)

        response = client.get(reverse("cases:workspace"))

        assert response.url == reverse("cases:my_board")

    def test_asks_the_database_as_often_for_many_cases(
        self, case, django_assert_max_num_queries
    ):
        for _ in range(6):
            answer(lodged(at=LAST_MONTH, topic=case.topic))

        with django_assert_max_num_queries(20):
            board_of(case)


class TestForward:
    def send(self, client, case, **values):
        url = reverse("cases:forward", args=[case.authority.slug])
        sent = {
            "key": "one", "channel": "email", "arrived_at": "2026-11-08 19:30",
            "language": "sv", "title": "Brev om skolgården", "text": "Hej Dragan.",
            "pathway": case.pathway_id, "name": "Aino", "email": "aino@example.org",
            "answer_by": "email",
        }  # fmt: skip
        return client.post(url, sent | values)

    def forwarded(self):
        return Case.objects.filter(opening__title="Brev om skolgården")

    def test_registers_it_at_the_board_as_of_when_it_was_got(
        self, client, case, member
    ):
        client.force_login(member)

        response = self.send(client, case)

        made = self.forwarded().get()
        record = Record.objects.get(about_case=made.pk)
        assert response.status_code == 302
        assert made.authority == case.authority
        assert made.arrived_at == dt.datetime(2026, 11, 8, 18, 30, tzinfo=dt.UTC)
        assert record.authority == case.authority
        assert Event.objects.filter(name="case.forwarded", about_case=made.pk).exists()

    def test_makes_one_case_if_sent_twice(self, client, case, member):
        client.force_login(member)

        self.send(client, case)
        self.send(client, case)

        assert self.forwarded().count() == 1

    def test_takes_an_attached_letter_instead_of_words(self, client, case, member):
        client.force_login(member)
        letter = SimpleUploadedFile("brev.txt", b"Hej.", content_type="text/plain")

        assert self.send(client, case, text="").status_code == 422
        assert self.send(client, case, text="", file=letter).status_code == 302

    def test_is_for_members_of_the_board_alone(self, case):
        stranger = UserFactory()
        RoleAssignmentFactory(
            user=stranger, role=Role.ELECTED_MEMBER, body=BodyFactory()
        )

        with pytest.raises(NotPermitted):
            operations.forward_letter(
                said=said(), sender=sender(), board=case.authority, arrived_at=AT,
                channel=Channel.EMAIL, actor=actors.actor_of(stranger, AT), at=AT,
            )  # fmt: skip

    def test_lets_the_member_see_nothing_of_the_case(self, client, case, member):
        client.force_login(member)
        self.send(client, case)
        url = reverse("cases:case", args=["alla", self.forwarded().get().reference])

        assert client.get(url).status_code in (403, 404)
