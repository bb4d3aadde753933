"""Parts of more than one shape."""

from __future__ import annotations

from typing import Annotated

from ninja import Schema
from pydantic import BeforeValidator, Field

# Names in configuration are kept in three languages and told in the one asked for.
Words = Annotated[str, BeforeValidator(str)]
Slug = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", examples=["gator"])]
Url = Annotated[
    str,
    Field(
        json_schema_extra={"format": "uri"},
        examples=["https://medverkan.example/arenden/2026-7KM4Q2TX/"],
    ),
]
Reference = Annotated[str, Field(examples=["2026-7KM4Q2TX"])]
Language = Annotated[
    str, Field(description="BCP 47, such as sv, fi or en.", examples=["sv"])
]


class Named(Schema):
    """Something with a name, and how it stands in addresses."""

    slug: Slug
    name: Words = Field(examples=["Gator och trafik"])
