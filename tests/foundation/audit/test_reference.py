from medverkan.foundation.audit import reference
from tests.factories.audit import THING_HAPPENED


class TestEventsPage:
    def test_lists_every_event_type_with_its_data(self):
        row = f"| `{THING_HAPPENED.name}` | 1 | staff | `what`: str |"

        assert row in reference.events_page()
