"""A whole form: its error summary, then its fields."""

from medverkan.foundation.design.examples.filters import ChooseForm

TEMPLATE = "components/form.html"
EXAMPLES = {"Tre fält": {"form": ChooseForm(auto_id="whole_%s")}}
