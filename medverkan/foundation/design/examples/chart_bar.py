"""Amounts side by side, as a table that is also a picture."""

from medverkan.foundation.design.charts import BarChart

TEMPLATE = "components/chart_bar.html"
EXAMPLES = {
    "Ärenden efter ämne": {
        "chart": BarChart(
            title="Vad ärendena handlar om, de senaste 90 dagarna",
            what="Ämne",
            unit="ärenden",
            rows=[
                ("Gator och trafik", 1240),
                ("Parker och natur", 512),
                ("Skola och förskola", 304),
                ("Äldreomsorg", 96),
            ],
        ),
    },
}
