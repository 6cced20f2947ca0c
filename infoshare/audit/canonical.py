"""JSON as RFC 8785 writes it: the same value is the same bytes, wherever and by whomever it is written."""

import json
from typing import Any

import rfc8785
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast


def canonical(value: Any) -> str:
    return rfc8785.dumps(value).decode()


class CanonicalField(models.JSONField):
    """Kept as text, letter for letter as it is hashed. What it holds is looked up as in a JSONField (`facts__what`)."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "text"

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        return None if value is None else canonical(value)

    def from_db_value(self, value: str | None, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        return None if value is None else json.loads(value)

    def get_transform(self, lookup_name: str) -> Any:
        def of(text: Any) -> KeyTransform:
            return KeyTransform(lookup_name, Cast(text, models.JSONField()))

        return of
