"""Says in words what kind of device a browser says it is; good enough to know one's own again."""

BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "an Android phone or tablet"),
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("CrOS", "a Chromebook"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
)


def in_words(user_agent: str) -> str:
    browser = _first(user_agent, BROWSERS, "A browser")
    return f"{browser} on {_first(user_agent, SYSTEMS, 'a device we do not know')}"


def _first(user_agent: str, known: tuple[tuple[str, str], ...], otherwise: str) -> str:
    return next((words for mark, words in known if mark in user_agent), otherwise)
