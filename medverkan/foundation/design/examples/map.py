"""A map of the areas, which a script of the page opens: here it is closed."""

TEMPLATE = "components/map.html"
EXAMPLES = {
    "Stadsdelarna": {
        "label": "Karta. Piltangenterna flyttar den.",
        "features_url": "/omraden.geojson",
    },
}
