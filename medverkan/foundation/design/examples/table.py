"""Figures in rows; the frame scrolls on a narrow screen."""

TEMPLATE = "components/table.html"
EXAMPLES = {
    "Ärenden per nämnd": {
        "caption": "Ärenden och svarstid per nämnd",
        "columns": [
            {"label": "Nämnd", "numeric": False},
            {"label": "Ärenden", "numeric": True},
            {"label": "Mediantid, arbetsdagar", "numeric": True},
        ],
        "rows": [["Tekniska nämnden", 1240, 6], ["Kulturnämnden", 96, None]],
    },
}
