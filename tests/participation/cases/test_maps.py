import pytest
from django.http import QueryDict
from django.urls import reverse

from medverkan.foundation import memory
from medverkan.participation.cases import maps, operations
from medverkan.participation.cases.queries import Filters
from tests.factories.bodies import AreaFactory, TopicFactory
from tests.factories.cases import AT, assigned_officer, lodged, officer_of
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

RING = [[12, 57], [13, 57], [13, 58], [12, 58], [12, 57]]
OUTLINE = {"type": "Polygon", "coordinates": [RING]}
BRIDGE = {"latitude": 57.721049, "longitude": 12.939951, "place": "Stora bron"}


@pytest.fixture
def town():
    """The whole, with a district that has an outline and one that has none."""
    whole = AreaFactory(slug="hela", name="Hela", outline=OUTLINE)
    AreaFactory(slug="hulta", name="Hulta", parent=whole, outline=OUTLINE)
    AreaFactory(slug="norrby", name="Norrby", parent=whole)
    memory.forget_all()
    return {area.slug: area for area in (whole, *whole.parts.all())}


@pytest.fixture
def publish():
    """Return a function that lodges and publishes a case."""
    topic, pathway = TopicFactory(), RuleSetFactory().pathway

    def publish(*, shows_place=False, **values):
        case = lodged(topic=topic, pathway=pathway, may_be_published=True, **values)
        return operations.publish(
            case=case,
            title="Lampan vid bron",
            text="Lampan är trasig.",
            shows_place=shows_place,
            version=case.version,
            actor=officer_of(case),
            at=AT,
        )

    return publish


def points(**filters):
    found = maps.features(Filters(**filters))
    return [each for each in found if each["geometry"]["type"] == "Point"]


class TestShownPlace:
    def test_is_kept_inside_unless_somebody_said_so(self, publish):
        hidden = publish(**BRIDGE)

        assert (hidden.shown_place, hidden.shown_position) == ("", None)

    def test_is_no_nearer_than_some_hundred_metres(self, publish):
        shown = publish(**BRIDGE, shows_place=True)

        assert shown.shown_place == "Stora bron"
        assert shown.shown_position == (57.721, 12.94)

    def test_can_be_taken_back(self, publish):
        case = publish(**BRIDGE, shows_place=True)
        operations.mask(
            case=case, title="Lampan", text="Trasig.", version=case.version,
            actor=officer_of(case), at=AT,
        )  # fmt: skip

        assert points() == []

    @pytest.mark.parametrize("address", ["cases:detail", "api_v1:case"])
    def test_stands_on_no_page_unless_somebody_said_so(self, client, publish, address):
        hidden, shown = publish(**BRIDGE), publish(**BRIDGE, shows_place=True)

        assert "Stora bron" not in client.get(reverse(address, args=[hidden])).text
        assert "Stora bron" in client.get(reverse(address, args=[shown])).text


class TestFeatures:
    def test_are_the_areas_and_what_may_be_shown(self, town, publish):
        publish(**BRIDGE)
        shown = publish(**BRIDGE, shows_place=True)
        lodged(**BRIDGE)

        assert len(maps.features(Filters())) == 3
        (point,) = points()
        assert point["geometry"]["coordinates"] == [12.94, 57.721]
        assert point["properties"]["url"] == f"/arenden/{shown.reference}/"

    def test_follow_the_filters(self, town, publish):
        publish(**BRIDGE, shows_place=True, area=town["hulta"])

        assert points(area_id=town["hela"].pk)
        assert not points(area_id=town["norrby"].pk)

    def test_have_an_end(self, town, publish, monkeypatch):
        monkeypatch.setattr(maps, "MOST_POINTS", 1)
        publish(**BRIDGE, shows_place=True)
        newest = publish(**BRIDGE, shows_place=True)

        assert [point["id"] for point in points()] == [newest.reference]


class TestOverview:
    def test_counts_an_area_with_its_parts(self, town, publish):
        publish(area=town["hulta"])
        publish(area=town["hulta"])
        publish(area=town["hela"])
        publish()

        found = maps.overview(Filters(), QueryDict())

        assert [(row.area.name, row.number) for row in found.areas] == [
            ("Hela", 3),
            ("Hulta", 2),
        ]
        assert found.elsewhere == 1
        assert [circle.number for circle in found.drawing.circles] == [2]

    def test_keeps_the_filters_in_each_link_but_not_the_page(self, town, publish):
        publish(area=town["hulta"])
        asked = QueryDict("svar=nej&omrade=norrby&efter=1-2")

        rows = maps.overview(Filters(), asked).areas

        assert [row.query for row in rows] == [
            "svar=nej&omrade=hela",
            "svar=nej&omrade=hulta",
        ]


class TestPage:
    def test_shows_the_drawing_the_numbers_and_the_list(self, client, town, publish):
        case = publish(area=town["hulta"])

        page = client.get(reverse("cases:map")).text

        assert "map-drawing" in page
        assert 'href="?omrade=hulta"' in page
        assert f"/arenden/{case.reference}/" in page

    def test_needs_no_outlines(self, client, publish):
        AreaFactory(name="Hulta")
        publish()

        page = client.get(reverse("cases:map")).text

        assert "map-drawing" not in page
        assert "Lampan vid bron" in page

    def test_bears_nonsense_in_the_address(self, client, town):
        for address in ("cases:map", "cases:map_data"):
            answer = client.get(reverse(address) + "?omrade=%00&organ=x&efter=y")
            assert answer.status_code == 200

    @pytest.mark.parametrize("count", [1, 3])
    @pytest.mark.parametrize(("name", "most"), [("map", 9), ("map_data", 4)])
    def test_asks_the_database_little(
        self, client, town, publish, count, name, most, django_assert_max_num_queries
    ):
        for _ in range(count):
            publish(**BRIDGE, area=town["hulta"], shows_place=True)

        with django_assert_max_num_queries(most):
            client.get(reverse(f"cases:{name}"))

    def test_may_be_kept_by_any_cache(self, client, town):
        answer = client.get(reverse("cases:map_data"))

        assert answer["Content-Type"] == "application/geo+json"
        assert "public" in answer["Cache-Control"]
        assert not answer.cookies


class TestCaseInTheWorkspace:
    def test_shows_where_its_position_lies(self, client, town):
        case = lodged(**BRIDGE)
        user, _actor = assigned_officer(case)
        client.force_login(user)
        address = reverse("cases:case", args=["alla", case.reference])

        assert "map-point" in client.get(address).text

        case.latitude = 59
        case.save()
        assert "map-point" not in client.get(address).text
