import pytest

from medverkan.reference.bodies import drawing
from medverkan.reference.bodies.kinds import AreaKind
from medverkan.reference.bodies.models import Area


def square(west, south, side):
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def area(pk, outline, parent=None, kind=AreaKind.DISTRICT):
    return Area(pk=pk, parent_id=parent, kind=kind, outline=outline)


@pytest.fixture
def areas():
    """A municipality (1) of a village (3) and a town (2), which has two districts (4, 5)."""
    return [
        area(1, square(12, 57, 1), kind=AreaKind.MUNICIPALITY),
        area(2, square(12.1, 57.1, 0.4), parent=1),
        area(3, square(12.7, 57.7, 0.2), parent=1),
        area(4, square(12.1, 57.1, 0.2), parent=2),
        area(5, square(12.3, 57.3, 0.2), parent=2),
    ]


class TestDraw:
    def test_shows_the_whole_with_its_parts_and_not_theirs(self, areas):
        drawn = drawing.draw(areas, {2: 9, 3: 1, 4: 4})

        assert [shape.kind for shape in drawn.shapes].count("district") == 2
        assert [circle.number for circle in drawn.circles] == [9, 1]

    def test_shows_the_parts_of_what_was_chosen(self, areas):
        drawn = drawing.draw(areas, {4: 4, 5: 0}, chosen=areas[1])

        assert [circle.number for circle in drawn.circles] == [4]
        assert [shape.is_chosen for shape in drawn.shapes] == [True, False, False]

    def test_marks_an_area_without_parts_in_the_one_around(self, areas):
        drawn = drawing.draw(areas, {}, chosen=areas[4])

        assert [shape.is_chosen for shape in drawn.shapes] == [False, False, True]

    def test_fits_the_sheet_with_north_above(self, areas):
        drawn = drawing.draw(areas, {2: 9, 3: 1})
        town, village = drawn.circles

        assert village.y < town.y
        assert village.x > town.x
        assert town.radius > village.radius
        assert all(0 < circle.x < drawing.WIDTH for circle in drawn.circles)
        assert all(0 < circle.y < drawn.height for circle in drawn.circles)
        # A degree northwards is almost twice as long as one eastwards here.
        assert drawn.height / drawing.WIDTH == pytest.approx(1.85, abs=0.05)

    def test_marks_a_position(self, areas):
        drawn = drawing.draw(areas, {}, chosen=areas[4], position=(57.4, 12.4))

        x, y = drawn.mark
        # Three quarters to the east, one quarter down: where the district lies in the town.
        assert x == pytest.approx(0.75 * drawing.WIDTH, abs=5)
        assert y == pytest.approx(0.25 * drawn.height, abs=5)
        assert drawing.draw(areas, {}).mark is None

    def test_leaves_out_what_is_nought(self, areas):
        assert drawing.draw(areas, {}).circles == []

    def test_is_nothing_without_outlines(self):
        assert drawing.draw([], {1: 3}) is None

    def test_shows_areas_that_no_area_holds_together(self, areas):
        apart = [area(1, square(12, 57, 1)), area(2, square(14, 57, 1))]

        assert len(drawing.draw(apart, {1: 1, 2: 2}).circles) == 2
