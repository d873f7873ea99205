"""OpenAPI: the description is made from the views and the shapes they name."""

from __future__ import annotations

from typing import Any

from flask import abort
from pydantic import ValidationError
from spectree import Response as Answers
from spectree import SpecTree

from arena.api import problems
from arena.api.schemas import Problem

ERRORS = (422, 429, 500, 503)


def _refuse(
    request: Any, response: Any, error: Exception | None, instance: Any, adapter: Any
) -> None:
    """Answer what pydantic refused with a problem document."""
    if isinstance(error, ValidationError):
        abort(problems.invalid(error))


spec = SpecTree(
    "flask",
    mode="strict",
    title="Arena",
    version="1",
    description=(
        "What Arena offers to other programs: visits that can be asked for, their free times, "
        "and public events. Times are RFC 3339 with offset; every error is a problem document "
        "(RFC 9457). A POST may carry an Idempotency-Key: sent again within 24 hours it is not "
        "done again."
    ),
    before=_refuse,
    validation_error_model=Problem,
)


def answers(status: int, model: type, *errors: int) -> Answers:
    """Describe an answer: `model` with `status`, a problem document with each of `errors`."""
    codes: dict[str, type] = {f"HTTP_{code}": Problem for code in (*ERRORS, *errors)}
    return Answers(**{f"HTTP_{status}": model}, **codes)


def document() -> dict[str, Any]:
    """Return the OpenAPI document."""
    described: dict[str, Any] = spec.spec
    for path in described["paths"].values():
        for operation in path.values():
            for code, answer in operation["responses"].items():
                if int(code) >= 400 and "application/json" in answer.get("content", {}):
                    answer["content"] = {
                        "application/problem+json": answer["content"]["application/json"]
                    }
    return described
