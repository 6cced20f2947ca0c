"""The editions on offer, and the hashes that freeze the released ones."""

from decisions.guidance.pack import Pack
from decisions.guidance.packs.golden_rules_2008 import GOLDEN_RULES_2008
from decisions.guidance.packs.golden_rules_2024 import GOLDEN_RULES_2024

PACKS: dict[str, Pack] = {pack.id: pack for pack in (GOLDEN_RULES_2008, GOLDEN_RULES_2024)}

DEFAULT_PACK_ID = "golden_rules_2024"

# A released pack never changes: records were made on it. A correction is a new pack with a new id.
RELEASED: dict[str, str] = {
    "golden_rules_2008": "08400005cb02cb1292bad105ea4ce1b66b103fe1852b0e164a7e4ee2d1c277a8",
    "golden_rules_2024": "dd2a6d53f4bf920a0c1443c5dbd627b05b621adbfb52c7323c9734ec15bab453",
}


def get(pack_id: str) -> Pack:
    """Raises LookupError, with the editions there are, for an id that is not one of them."""
    if pack_id not in PACKS:
        raise LookupError(f"There is no such edition of the guidance. Choose one of: {', '.join(PACKS)}.")
    return PACKS[pack_id]
