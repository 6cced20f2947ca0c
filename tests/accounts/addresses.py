"""Every address of the site, by name, with what fills it in for a test."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse

SAMPLES: dict[str, object] = {
    "reference": "IS-2222-2222",
    "consent": "CO-2222-2222",
    "asked": "AD-2222-2222",
    "sheet": "SH-2222-2222",
    "incident": "IN-2222-2222",
    "wrong": "FW-2222-2222",
    "pack": "PK-2222-2222",
    "link": 1,
    "whom": 1,
    "who": 1,
    "slug": "situation",
    "place": "weighing.0.text",
    "name": "items",
    "pk": 1,
    "pack_id": "golden_rules_2024",
    "before": "golden_rules_2008",
    "after": "golden_rules_2024",
    "provider_id": "nobodys",
    "uidb36": "1",
    "key": "abc-def",
    "token": "abc-def",
    "membership": 1,
    "absence": 1,
    "relationship": 1,
    "flow": "BF-2222-2222",
    "record": "BF-2222-2222",
    "listed": "partners",
    "kind": "agreement",
    "variant": "child",
    "mark": "0" * 32,
    "figure": "advice-waiting",
}


def patterns(within: list[URLPattern | URLResolver] | None = None) -> Iterator[URLPattern]:
    for each in get_resolver().url_patterns if within is None else within:
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns)
        else:
            yield each


def path_of(name: str, /, **where: object) -> str:
    """The address of that name, with the values given or the sample ones."""
    pattern = next(each for each in patterns() if each.name == name)
    wanted = pattern.pattern.regex.groupindex
    return reverse(name, kwargs={part: (SAMPLES | where)[part] for part in wanted})
