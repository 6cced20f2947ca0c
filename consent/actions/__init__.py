"""Everything that can happen to people and their consent: the only writers, each with its audit event."""

from consent.actions.people import (
    change,
    change_relationship,
    end_relationship,
    enter,
    known_by,
    list_viewed,
    relate,
    viewed,
)

__all__ = ["change", "change_relationship", "end_relationship", "enter", "known_by", "list_viewed", "relate", "viewed"]
