"""The geometry of charts."""

from __future__ import annotations

from medverkan.foundation.design.charts import BarChart, LineChart, Series


def lines(*values: float | None, target: float | None = None) -> LineChart:
    return LineChart(
        title="Answers",
        summary="They rise.",
        labels=[str(place) for place in range(len(values))],
        series=[Series("Us", values)],
        target=target,
        height=156,
    )


class TestBarChart:
    def test_measures_bars_by_the_longest(self) -> None:
        chart = BarChart(
            "Cases", "Topic", "cases", rows=[("Roads", 200), ("Parks", 50)]
        )

        assert [bar.share for bar in chart.bars] == ["100.0", "25.0"]

    def test_survives_nothing_to_show(self) -> None:
        assert BarChart("Cases", "Topic", "cases", rows=[]).bars == []
        assert BarChart("Cases", "Topic", "cases", rows=[("Roads", 0)]).bars[
            0
        ].share == ("0.0")


class TestLineChart:
    def test_starts_at_zero_and_ends_at_a_round_value(self) -> None:
        labels = [line["label"] for line in lines(71, 94).grid]

        assert labels == ["0", "25", "50", "75", "100"]

    def test_places_points_between_floor_and_ceiling(self) -> None:
        [curve] = lines(0, 100).curves

        assert curve.points == [{"x": "25.0", "y": "124.0"}, {"x": "75.0", "y": "24.0"}]

    def test_breaks_the_line_where_a_value_is_missing(self) -> None:
        [curve] = lines(1, None, 2, 3).curves

        assert len(curve.points) == 3
        assert len(curve.segments) == 1

    def test_makes_room_for_the_target(self) -> None:
        assert lines(10, 20, target=90).grid[-1]["label"] == "100"

    def test_draws_uncertainty_where_it_is_known(self) -> None:
        series = Series("Us", [2, 3], low=[1, None], high=[3, None])
        chart = LineChart("A", "B", labels=["1", "2"], series=[series])

        assert len(chart.curves[0].uncertainty) == 1

    def test_shows_at_most_eight_labels_and_always_the_last(self) -> None:
        axis = lines(*range(30)).axis

        assert len(axis) <= 8
        assert axis[-1]["label"] == "29"

    def test_tells_the_same_in_its_table(self) -> None:
        assert lines(1, None).table_rows == [["0", 1], ["1", None]]
