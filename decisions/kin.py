"""Whom a role means by a word for kin: "His father" and "Dad's solicitor", never "Parents' evening lead"."""

import re
from collections.abc import Mapping

from consent.names import bare, words

PARTNERS = frozenset({"partner", "boyfriend", "girlfriend", "husband", "wife", "fiance", "fiancee"})
# What a role calls somebody who is known by a kind of relationship.
KIN: Mapping[str, frozenset[str]] = {
    "mother": frozenset({"mother", "mum", "mummy", "mam", "mom", "parent"}),
    "father": frozenset({"father", "dad", "daddy", "parent"}),
    "second_parent": frozenset({"parent"}),
    "step_parent": frozenset({"stepfather", "stepmother", "stepdad", "stepmum", "stepparent", *PARTNERS}),
    "grandparent": frozenset(
        {"grandfather", "grandmother", "grandparent", "grandad", "granddad", "grandma", "grandpa", "gran", "granny"}
        | {"nan", "nana"}
    ),
    "sibling": frozenset({"brother", "sister", "sibling"}),
    "other_relative": frozenset({"uncle", "aunt", "auntie", "cousin"}),
    "foster_carer": frozenset({"foster", "fostercarer", "fostermother", "fosterfather", "fosterparent", "fostermum"}),
    "special_guardian": frozenset({"guardian", "specialguardian"}),
    "guardian": frozenset({"guardian", "specialguardian"}),
    "carer": frozenset({"carer"}),
    "other": PARTNERS,
}
WORDS = frozenset().union(*KIN.values())
# Who lives with somebody, or speaks for them: what goes to these reaches them.
CLOSE = PARTNERS | {"solicitor", "lawyer", "barrister", "representative", "family", "relative", "friend", "household"}
HOME = frozenset({"home", "house", "address"})
CHILDREN = frozenset({"child", "son", "daughter", "baby", "twin"})
# What stands around them, and names nobody.
SMALL = frozenset(
    words(
        """a an and both her his i in me my of old or our the their they this to your birth biological adoptive natural
    former new ex main single other young person people boy girl he she who"""
    )
)
NOBODYS_NAME = frozenset({*WORDS, *CLOSE, *CHILDREN, *SMALL, "not", "known", "unknown", "nobody", "none"})
OF = frozenset({"of", "for", "to", "with", "at", "in", "from", "by"})


def calls(text: str, kind: str) -> bool:
    """Whether this is what somebody of this kind is called, or somebody close to them."""
    return any(_calls(phrase, KIN.get(kind, frozenset())) for phrase in _phrases(text))


def named_in(text: str, kind: str) -> bool:
    """Whether a sentence holds a word for them, wherever."""
    return any(KIN.get(kind, frozenset()).intersection(phrase) for phrase in _phrases(text))


def begins(name: str, kind: str) -> bool:
    """ "Dad Sean" stands in the box of a name."""
    first = [phrase[0] for phrase in _phrases(name)[:1] if phrase]
    return bool(KIN.get(kind, frozenset()).intersection(first))


def names_nobody(name: str) -> bool:
    """ "Dad" and "Not known" stand in the box of a name too."""
    return all(NOBODYS_NAME.issuperset(phrase) for phrase in _phrases(name))


def _calls(phrase: list[str], wanted: frozenset[str]) -> bool:
    """By its head: "Mum and Dad", "Friend of the mother". What else they are called says nothing: "Parent governor"."""
    head = _head(phrase)
    if not wanted & set(phrase) or head not in WORDS | CLOSE | HOME | CHILDREN:
        return False
    before = set(phrase[: phrase.index(head)])
    if wanted & set(phrase) <= PARTNERS:  # "Mum's partner"; not "GP partner"
        return head in PARTNERS and before <= WORDS | SMALL | CHILDREN
    return head in wanted or head in CLOSE | HOME | WORDS or before <= WORDS | SMALL


def _head(phrase: list[str]) -> str:
    until = next((at for at, word in enumerate(phrase) if at and word in OF), len(phrase))
    return phrase[until - 1] if until else ""


def _phrases(text: str) -> list[list[str]]:
    """Its parts, each word without what makes it many or whose: "Father's", "fathers", "step-father"."""
    joined = re.sub(r"\b(step|grand|foster|special)[\s-]+(?=[a-z])", r"\1", re.sub("[’`]", "'", bare(text)))
    joined = re.sub(r"\b(caldicott|children'?s?)\s+guardian", "officer", joined)  # a role, and nobody's kin
    parts = re.split(r"[,;:()/\[\]]|\s[-–—]\s", joined)
    return [[_one(word) for word in re.findall(r"[^\W_]+(?:'[^\W_]+)?", part)] for part in parts]


def _one(word: str) -> str:
    """ "Children" are a child, as here nobody is counted."""
    word = re.sub(r"'s?$", "", word)
    one = {"children": "child", "wives": "wife", "families": "family"}.get(word, word.removesuffix("s"))
    return one if one in WORDS | CLOSE | CHILDREN else word
