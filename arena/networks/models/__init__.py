"""The tables of networks."""

from arena.networks.models.admissions import Admission, AdmissionState
from arena.networks.models.agreements import Agreement, AgreementParty, AgreementType, Matter
from arena.networks.models.networks import (
    CharterVersion,
    Circle,
    Entry,
    Membership,
    Network,
    Office,
    OfficeName,
    Seat,
)

__all__ = [
    "Admission",
    "AdmissionState",
    "Agreement",
    "AgreementParty",
    "AgreementType",
    "CharterVersion",
    "Circle",
    "Entry",
    "Matter",
    "Membership",
    "Network",
    "Office",
    "OfficeName",
    "Seat",
]
