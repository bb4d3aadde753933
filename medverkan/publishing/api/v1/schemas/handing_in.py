"""What is handed in, and what is told of it."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from medverkan.participation.cases.models import TEXT_LENGTH, TITLE_LENGTH
from medverkan.publishing.api.v1.schemas.shared import Reference, Url

Line = Annotated[str, Field(max_length=200)]


class _Strict(Schema):
    model_config = ConfigDict(extra="forbid", strict=True)


class NewCase(_Strict):
    """What somebody says, about what, and how to reach them: the fields of the form on the web."""

    text: str = Field(
        min_length=1,
        max_length=TEXT_LENGTH,
        examples=["Lampan vid gångbron har varit trasig i en vecka."],
    )
    title: str | None = Field(
        None,
        max_length=TITLE_LENGTH,
        description="Made from the text where it is left out.",
        examples=["Trasig lampa vid gångbron"],
    )
    kind: str = Field(
        max_length=60, description="A slug of /pathways.", examples=["felanmalan"]
    )
    topic: str | None = Field(
        None,
        max_length=80,
        description="A slug of /topics. Without one, we sort it.",
        examples=["gator"],
    )
    area: str | None = Field(
        None, max_length=80, description="A slug of /areas.", examples=["centrum"]
    )
    answers: dict[str, Line] = Field(
        default_factory=dict,
        description="To what /topics says is asked about the topic, by code.",
        examples=[{"nummer-pa-stolpen": "0417"}],
    )
    place: Line | None = Field(None, examples=["Gångbron över ån"])
    latitude: float | None = Field(None, ge=-90, le=90, examples=[57.72])
    longitude: float | None = Field(None, ge=-180, le=180, examples=[12.94])
    answer_by: Literal["email", "letter", "phone", "none"] | None = Field(
        None,
        description="By e-mail where an address is given, else by the secret link alone.",
    )
    email: str | None = Field(None, max_length=254, examples=["marja@example.org"])
    phone: str | None = Field(None, max_length=40)
    address: str | None = Field(None, max_length=300)
    name: str | None = Field(
        None, max_length=150, description="May be left out, but where the rules ask."
    )
    postcode: str | None = Field(None, max_length=10, examples=["501 80"])
    window_months: int | None = Field(
        None, description="Where the rules let the author choose."
    )
    goes_to: Literal["body", "council"] | None = Field(
        None, description="Where the rules let the author choose who decides."
    )
    shows_name: bool = False
    may_be_published: bool = Field(
        False, description="Text and answer may be shown, without the name."
    )


class SentWith(Schema):
    """What the headers tell beside the key."""

    idempotency_key: str | None = Field(
        None,
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        description="What is sent twice under the same key is one case.",
    )


class Received(Schema):
    """What became of it. The secret link is told only here."""

    reference: Reference
    secret_link: Url = Field(
        description="The page of the one who wrote: hand it on, and keep it nowhere.",
        examples=["https://medverkan.example/mitt-arende/mN8x.../"],
    )
    token: str = Field(
        description="Opens GET /cases/by-link in the header X-Secret-Link.",
        examples=["mN8xExempelExempelEx22"],
    )


class Wording(_Strict):
    """A text that somebody is writing."""

    text: str = Field(
        max_length=TEXT_LENGTH,
        description="Below twelve letters nothing is looked for; 2 000 are read.",
        examples=["Det är mörkt vid gångbron"],
    )
    place: Line | None = None


class SimilarRow(Schema):
    """Something published that says the same, and why it is shown."""

    title: str
    url: Url
    reasons: str
    is_elsewhere: bool = Field(description="It is about another place.")
    answer: str = Field(description="The answer itself, where it is guidance.")


class Similar(Schema):
    """At most three published things that say the same."""

    similar: list[SimilarRow]
