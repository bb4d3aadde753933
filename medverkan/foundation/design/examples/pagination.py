"""From page to page of a long list."""

from django.core.paginator import Paginator
from django.test import RequestFactory

_REQUEST = RequestFactory().get("/design/", {"namnd": "tn"})

TEMPLATE = "components/pagination.html"
EXAMPLES = {
    "Mitt i": {"page": Paginator(range(400), 20).page(7), "request": _REQUEST},
}
