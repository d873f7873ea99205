"""The shapes of what the API takes and gives; OpenAPI is made from them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer

from arena import clock
from arena.directory.models import OrganisationType
from arena.web.languages import Language

# Moments are written with the arena's own offset (RFC 3339).
Moment = Annotated[
    AwareDatetime,
    PlainSerializer(
        lambda moment: moment.astimezone(clock.zone()).isoformat(timespec="seconds"),
        return_type=str,
        when_used="json",
    ),
]
Text = Annotated[
    str, Field(max_length=20_000)
]  # Longer than any field: its own limit speaks first.


class Texts(BaseModel):
    """One text in both languages."""

    sv: str
    en: str


class OfferSummary(BaseModel):
    """A visit that groups can ask for."""

    slug: str
    title: Texts
    minutes: int = Field(description="Length of the visit")
    group_min: int
    group_max: int
    languages: list[str] = Field(description="ISO 639-1 codes")


class Offers(BaseModel):
    """All visits that groups can ask for."""

    offers: list[OfferSummary]


class SlotQuery(BaseModel):
    """Which free times are asked for."""

    model_config = ConfigDict(populate_by_name=True)

    starts_on: date = Field(alias="from", description="First date, in the arena's zone")
    ends_on: date = Field(alias="to", description="Last date, included; 92 days later at most")
    group_size: int = Field(ge=1, le=1000)
    language: str = Field(min_length=2, max_length=2, description="ISO 639-1 code")


class Slot(BaseModel):
    """One free time."""

    starts_at: Moment
    ends_at: Moment


class Slots(BaseModel):
    """Free times, earliest first."""

    slots: list[Slot]


class VisitRequest(BaseModel):
    """A request for a visit. The first choice is held at once."""

    model_config = ConfigDict(extra="forbid")

    starts_at: AwareDatetime = Field(description="One of the free times, with offset")
    group_size: int = Field(ge=1, le=1000)
    language: Text = Field(description="Of the visit: an ISO 639-1 code that the offer has")
    organisation: Text
    contact_name: Text
    contact_email: Text
    organisation_type: OrganisationType = OrganisationType.SMALL_COMPANY
    organisation_number: Text = ""
    country: Text = Field(default="SE", description="ISO 3166-1 alpha-2 code")
    contact_phone: Text = ""
    contact_language: Language | None = Field(
        default=None, description="Of mails; Swedish for Swedish visits, else English"
    )
    purpose: Text = ""
    questions: Text = ""
    alternatives: list[AwareDatetime] = Field(
        default_factory=list, max_length=2, description="Second and third choice"
    )


class VisitReceipt(BaseModel):
    """What the booker gets at once. An address that is not known is asked to confirm by mail."""

    reference: str
    status: str = Field(
        description="`unverified` until the address is confirmed, then `received` …"
    )
    manage_url: str = Field(description="The booker's own page: a secret, to be kept from others")


class EventQuery(BaseModel):
    """Which events are asked for; without dates the coming 92 days."""

    model_config = ConfigDict(populate_by_name=True)

    starts_on: date | None = Field(default=None, alias="from")
    ends_on: date | None = Field(default=None, alias="to", description="Included")


class PublicEvent(BaseModel):
    """Something that takes place, as the public may know it."""

    uid: str
    title: Texts
    starts_at: Moment
    ends_at: Moment
    place: Texts
    url: str | None


class Events(BaseModel):
    """Public events, earliest first."""

    events: list[PublicEvent]


class PublicNeed(BaseModel):
    """What somebody looks for, as the public may know it; who is interested, nobody may."""

    reference: str
    title: Texts = Field(description="A language in which nothing is said is empty")
    effect: Texts
    organisation: str
    state: str = Field(
        description="`published`, `dialogue_closed`, `procurement`, `pilot`, `nothing`, `withdrawn`"
    )
    dialogue: str = Field(description="`not_begun`, `open`, `closed`, `procurement`")
    topics: list[str]
    questions_until: date | None
    interest_until: date | None
    published_at: Moment
    changed_at: Moment
    url: str


class Needs(BaseModel):
    """Public needs: what is open first."""

    needs: list[PublicNeed]


class Pilots(BaseModel):
    """Public pilots."""

    pilots: list[dict[str, Any]]


class FieldProblem(BaseModel):
    """What is wrong with one field, and what to do."""

    field: str
    message: str


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[FieldProblem] = Field(default_factory=list)
    nearest: list[Moment] = Field(default_factory=list, description="Free times near a taken one")
