import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medverkan.reference.bodies import geometry

FOLDER = Path(geometry.__file__).parent / "demo"
SQUARE = [[12, 57], [13, 57], [13, 58], [12, 58], [12, 57]]
HOLE = [[12.4, 57.4], [12.6, 57.4], [12.6, 57.6], [12.4, 57.6], [12.4, 57.4]]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=30,
)


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def contains(outline, longitude, latitude):
    return geometry.contains(outline, latitude=latitude, longitude=longitude)


class TestOutline:
    def test_keeps_longitude_and_latitude_alone(self):
        high = [[*position, 140.5] for position in SQUARE]

        kept = geometry.outline(polygon(high) | {"crs": {"name": "x"}, "bbox": []})

        assert kept == polygon(SQUARE)

    def test_rounds_to_a_tenth_of_a_metre(self):
        fine = [[12.123456789, 57], *SQUARE[1:-1], [12.123456789, 57]]

        assert geometry.outline(polygon(fine))["coordinates"][0][0] == [12.123457, 57]

    def test_takes_several_polygons(self):
        value = {"type": "MultiPolygon", "coordinates": [[SQUARE], [HOLE]]}

        assert geometry.outline(value) == value

    @pytest.mark.parametrize(
        "value",
        [
            None,
            "Polygon",
            {"type": "Point", "coordinates": [12, 57]},
            {"type": "Polygon"},
            polygon(),
            polygon([]),
            polygon(SQUARE[:3]),
            polygon(SQUARE[:-1]),
            polygon([["12", "57"], *SQUARE[1:]]),
            polygon([[True, False]] * 4),
            polygon([[12]] * 4),
            {"type": "MultiPolygon", "coordinates": [SQUARE]},
        ],
    )
    def test_is_refused_where_it_is_none(self, value):
        with pytest.raises(geometry.NotAnOutline):
            geometry.outline(value)

    @pytest.mark.parametrize(
        "x", [325_000, float("nan"), float("inf"), -180.1, 10**400]
    )
    def test_in_metres_is_outside_the_world(self, x):
        with pytest.raises(geometry.OutsideTheWorld):
            geometry.outline(polygon([[x, 57]] * 4))

    def test_has_an_end(self):
        long = [[12, 57], *[[13, 57]] * (geometry.MOST_POSITIONS - 2), [12, 57]]
        geometry.outline(polygon(long))

        with pytest.raises(geometry.TooManyPositions):
            geometry.outline(polygon([*long, [12, 57]]))

    @given(ANYTHING, st.sampled_from(["Polygon", "MultiPolygon"]))
    def test_meets_nothing_that_it_cannot_judge(self, coordinates, kind):
        try:
            kept = geometry.outline({"type": kind, "coordinates": coordinates})
        except geometry.NotAnOutline:
            return
        assert geometry.outline(kept) == kept


class TestContains:
    def test_tells_inside_from_outside(self):
        square = polygon(SQUARE)

        assert contains(square, 12.5, 57.5)
        assert not contains(square, 13.5, 57.5)
        assert not contains(square, 11.5, 57.5)
        assert not contains(square, 12.5, 58.5)

    def test_leaves_holes_out(self):
        ring = polygon(SQUARE, HOLE)

        assert contains(ring, 12.2, 57.5)
        assert not contains(ring, 12.5, 57.5)

    def test_looks_into_each_polygon(self):
        east = [[x + 2, y] for x, y in SQUARE]
        both = {"type": "MultiPolygon", "coordinates": [[SQUARE], [east]]}

        assert contains(both, 12.5, 57.5)
        assert contains(both, 14.5, 57.5)
        assert not contains(both, 13.5, 57.5)

    @given(st.floats(57.001, 57.999))
    def test_gives_a_shared_border_to_one_neighbour(self, latitude):
        east = polygon([[x + 1, y] for x, y in SQUARE])

        assert contains(polygon(SQUARE), 13, latitude) != contains(east, 13, latitude)


class TestSurface:
    def test_is_that_of_the_outer_ring_less_its_holes(self):
        assert geometry.surface(polygon(SQUARE)) == 1
        assert geometry.surface(polygon(SQUARE, HOLE)) == pytest.approx(0.96)

    def test_is_the_same_the_other_way_round(self):
        assert geometry.surface(polygon(SQUARE[::-1])) == 1


class TestDemo:
    def test_has_an_outline_of_each_area_within_the_municipality(self):
        demo = json.loads((FOLDER / "organisation.json").read_text(encoding="utf-8"))
        outlines = {
            row["slug"]: geometry.outline(row["outline"]) for row in demo["areas"]
        }
        whole = outlines.pop("boras-kommun")

        assert outlines
        for slug, outline in outlines.items():
            assert all(contains(whole, *at) for at in geometry.positions(outline)), slug
