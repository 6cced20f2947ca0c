"""Things that can't both stand in one record. Each gives the sentence that says so, or "" where all is well."""

from collections.abc import Collection

from consent import status


def choices_disagree(decided: str, choices: set[str]) -> str:
    """A sentence where the decision and the choices made for each recipient contradict each other, else "".

    "" among the choices is one that is still to be made, and that could be any: that it is missing is said elsewhere.
    """
    goes, kept = choices & {"share", "redact"}, choices & {"redact", "withhold"}
    if decided == "share" and kept:
        return "You decided to share everything, but something is marked to be kept back, or shared only in part."
    if decided == "share_part" and choices and "" not in choices and not (goes and kept):
        return "You decided to share part, so something must go to somebody, and something must be kept back."
    if decided == "do_not_share" and goes:
        return "You decided not to share, but something is marked to be shared."
    return ""


def confidentiality_alone(*, decided: str, grounds: Collection[str], best_interests: str, departs: bool = False) -> str:
    """Confidentiality never justifies withholding what it is in the child's best interests to share (S5).

    Where the guidance points to sharing (`departs`), want of consent is the same excuse in another coat.
    """
    excuses = {"confidentiality", "consent_refused"} if departs else {"confidentiality"}
    if decided != "do_not_share" or best_interests != "yes" or not grounds or not set(grounds) <= excuses:
        return ""
    alone = "Confidentiality alone" if set(grounds) == {"confidentiality"} else "Want of consent"
    return (
        f"You said that sharing would be in the child's best interests. {alone} can't be the ground "
        "for not sharing then. Give the other grounds there are, take advice, or decide to share."
    )


# Why consent may not come into it, and the only outcome each reason goes with.
NEEDLESS = {"nobody_identified": "share_deidentified", "nothing_shared": "do_not_share"}


def consent_matters(*, outcome: str | None, consent_status: str, reason: str, decided: str) -> str:
    """Consent comes into it wherever somebody can be identified and something is shared."""
    if consent_status != "not_needed":
        return ""
    if outcome not in NEEDLESS.values():
        return "Your answers say that people can be identified, so say what consent there is."
    if reason and NEEDLESS[reason] != outcome:
        return "That reason does not fit your answers. Choose another one."
    if outcome == "do_not_share" and decided in {"share", "share_part"}:
        return "You said that nothing is shared, but you decided to share. Say what consent there is."
    return ""


def somebody_is_identified(*, lawful_basis: str, outcome: str | None) -> str:
    """Information is not personal only where the route found that nobody can be identified."""
    if lawful_basis == "not_personal" and outcome != "share_deidentified":
        return "Your answers say that people can be identified, so it is personal data. Choose another basis."
    return ""


def consent_is_absent(*, common_law: str, lawful_basis: str, condition: str, consent_status: str) -> str:
    """Consent is relied on only where there is consent, and data protection law's kind only where it was given."""
    if common_law == "consent" and consent_status not in {"given", "implied"}:
        return "There is no consent in this decision, so it can't be what you rely on. Choose another basis."
    if (lawful_basis == "consent" or condition == "explicit_consent") and consent_status != "given":
        return "Data protection law's consent must have been given, and here it was not. Choose another basis."
    return ""


def implied_is_closed(*, between: str, consent_status: str) -> str:
    """Implied consent is for one organisation or a care relationship (S4)."""
    if consent_status == "implied" and not status.implied_is_open(between):
        return (
            "Consent can be implied only inside one organisation or a care relationship. You said that this would go "
            "to another organisation. Choose another answer, or change what you said there."
        )
    return ""


def exception_contradicts(*, decided: str, best_interests: str) -> str:
    """A sentence where the exception is relied on, and sharing is said to be best for the child."""
    if decided != "do_not_share" or best_interests != "yes":
        return ""
    return (
        "The duty to share applies, and you wrote that sharing is in the child's best interests. Then it can't be more "
        "detrimental to the child than not sharing. Change one of the two."
    )
