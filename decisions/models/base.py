"""The locks of what is carried: nobody who is gone carries it, and recording a decision closes its whole draft."""

from collections.abc import Iterable

import pgtrigger

ALL_BUT = """
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY[{but}] = to_jsonb(NEW) - ARRAY[{but}] THEN RETURN NEW; END IF;
"""
UNLESS = """
    IF TG_OP <> 'DELETE' AND NEW.{unless} AND (TG_OP = 'INSERT' OR OLD.{unless}) THEN RETURN NEW; END IF;
"""
FREEZE = """
    IF EXISTS (SELECT 1 FROM decisions_record r WHERE r.decision_id IN (OLD.{column}, NEW.{column})) THEN
        RAISE EXCEPTION 'This decision is recorded: it can be added to, never changed';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""
OWNER = """
                    -- Locked, so that nobody who is leaving at this moment is given something to carry.
                    SELECT u.is_active AND u.organisation_id = NEW.organisation_id INTO here
                      FROM accounts_user u WHERE u.id = NEW.owner_id FOR SHARE;
                    IF here IS DISTINCT FROM true THEN
                        RAISE EXCEPTION 'Only somebody who is here, in the same organisation, carries a {thing}';
                    END IF;
                    RETURN NEW;
                """


def owner_is_here(thing: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="owner_is_here",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("owner_id"),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        declare=[("here", "boolean")],
        func=OWNER.replace("{thing}", thing),
    )


def frozen_once_recorded(
    column: str = "decision_id", but: Iterable[str] = (), unless: str = ""
) -> list[pgtrigger.Trigger]:
    """Triggers that refuse every change to a row whose decision is recorded, but for some columns.

    `unless` is a column that tells rows which came after the record.
    """
    after = UNLESS.replace("{unless}", unless) if unless else ""
    open_to_change = ALL_BUT.replace("{but}", ", ".join(f"'{each}'" for each in but)) if but else ""
    return [
        pgtrigger.Trigger(
            name="frozen_once_recorded",
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            when=pgtrigger.Before,
            func=after + open_to_change + FREEZE.replace("{column}", column),
        )
    ]
