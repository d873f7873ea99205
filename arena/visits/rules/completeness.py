"""What a request still lacks before it can be confirmed without asking."""

from __future__ import annotations

from enum import StrEnum


class Gap(StrEnum):
    """Something that staff will have to know; `arena.visits.meanings` has the words."""

    PURPOSE = "purpose"
    PHONE = "phone"
    ORGANISATION_TYPE = "organisation_type"
    ORGANISATION_NUMBER = "organisation_number"
    INVOICE_REFERENCE = "invoice_reference"
    ALTERNATIVES = "alternatives"


def gaps(
    *,
    purpose: str,
    phone: str | None,
    organisation_type: str,
    organisation_number: str | None,
    invoice_reference: str,
    country: str,
    fee_sek: int,
    alternatives: int,
) -> list[Gap]:
    """Return what a request lacks.

    An invoice needs a Swedish body's number, and the reference of whoever ordered it. A second time
    to choose from is a help, but nothing that a request is incomplete without.
    """
    lacking = {
        Gap.PURPOSE: not purpose.strip(),
        Gap.PHONE: not phone,
        Gap.ORGANISATION_TYPE: not organisation_type,
        Gap.ORGANISATION_NUMBER: fee_sek > 0 and country == "SE" and not organisation_number,
        Gap.INVOICE_REFERENCE: fee_sek > 0 and not invoice_reference.strip(),
        Gap.ALTERNATIVES: alternatives == 0,
    }
    return [gap for gap, is_lacking in lacking.items() if is_lacking]
