"""What must be put right, above the form."""

from medverkan.foundation.design.examples.field import ExampleForm

TEMPLATE = "components/error_summary.html"
EXAMPLES = {
    "Tre fel": {"form": ExampleForm({"email": "anna"}, auto_id="wrong_%s")},
}
