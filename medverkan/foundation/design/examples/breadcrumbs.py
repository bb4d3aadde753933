"""Where in the site this page lies."""

TEMPLATE = "components/breadcrumbs.html"
EXAMPLES = {
    "Ett ärende": {
        "items": [{"label": "Start", "url": "#"}, {"label": "Svar", "url": "#"}],
        "here": "Snöröjning vid Hulta torg",
    },
}
