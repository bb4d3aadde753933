"""Foreign keys point down, as imports do (import-linter sees only the imports)."""

from __future__ import annotations

import tomllib

from django.apps import apps
from django.db.models import Field, Model

from tests.architecture.source import ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


def points_up(source: str, target: str) -> bool:
    """Tell whether a layer contract puts the target's module above the source's."""
    for contract in CONTRACTS["contracts"]:
        heights: dict[str, int] = {}
        for height, row in enumerate(contract.get("layers", [])):
            for layer in row.split(" : "):
                for module in (source, target):
                    if f"{module}.".startswith(f"{layer}."):
                        heights[module] = height
        if len(heights) == 2 and heights[target] < heights[source]:
            return True
    return False


def keys_of(model: type[Model]) -> list[Field]:
    """Return the fields of a model that refer to another model."""
    own = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [field for field in own if field.related_model]


class TestForeignKeys:
    def test_point_down(self) -> None:
        wrong = [
            f"{model._meta.label}.{field.name} refers up to {field.related_model}"
            for model in apps.get_models()
            if model.__module__.startswith("medverkan.")
            for field in keys_of(model)
            if points_up(model.__module__, field.related_model.__module__)
        ]

        assert wrong == []

    def test_this_check_sees_an_upward_one(self) -> None:
        bodies = "medverkan.reference.bodies.models"
        audit = "medverkan.foundation.audit.models"
        notices = "medverkan.foundation.notices.models"

        assert points_up(audit, bodies)
        assert points_up(audit, notices)
        assert not points_up(bodies, audit)
        assert not points_up(bodies, bodies)
