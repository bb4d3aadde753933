"""One or more measures over time, with a target and how sure we are."""

from medverkan.foundation.design.charts import LineChart, Series

TEMPLATE = "components/chart_line.html"
EXAMPLES = {
    "Svar i tid": {
        "chart": LineChart(
            title="Andel ärenden som besvarades i tid",
            summary="Från 71 procent i januari till 94 procent i juni; målet är 90.",
            labels=["jan", "feb", "mar", "apr", "maj", "jun"],
            series=[Series("Borås", [71, 78, 83, 88, 91, 94])],
            target=90,
            unit="%",
        ),
    },
    "Med jämförelse": {
        "chart": LineChart(
            title="Invånare som upplever att de kan påverka",
            summary="Borås går från 31 till 38 procent, jämförbara kommuner från 34 till 35.",
            labels=["2018", "2020", "2022", "2024", "2026"],
            series=[
                Series(
                    "Borås",
                    [31, 33, None, 36, 38],
                    low=[28, 30, None, 33, 35],
                    high=[34, 36, None, 39, 41],
                ),
                Series("Jämförbara kommuner", [34, 34, 35, 35, 35]),
            ],
            unit="%",
            source="Påhittade värden.",
        ),
    },
}
