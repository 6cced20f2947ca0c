"""The editions on offer, and the hashes that freeze the released ones."""

from decisions.guidance.pack import Pack
from decisions.guidance.packs.golden_rules_2008 import GOLDEN_RULES_2008
from decisions.guidance.packs.golden_rules_2024 import GOLDEN_RULES_2024

PACKS: dict[str, Pack] = {pack.id: pack for pack in (GOLDEN_RULES_2008, GOLDEN_RULES_2024)}

DEFAULT_PACK_ID = "golden_rules_2024"

# A released pack never changes: records were made on it. A correction is a new pack with a new id.
RELEASED: dict[str, str] = {
    "golden_rules_2008": "a577feb156984f92103694d92f4b403aeb0a7cb13607bd3eae41259334e26c23",
    "golden_rules_2024": "1e028874f7c55be837b6f5044d78c4b95a2f1e010aceceaeb09f916cb232ab71",
}


def get(pack_id: str) -> Pack:
    """Raises LookupError, with the editions there are, for an id that is not one of them."""
    if pack_id not in PACKS:
        raise LookupError(f"There is no such edition of the guidance. Choose one of: {', '.join(PACKS)}.")
    return PACKS[pack_id]
