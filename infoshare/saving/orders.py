"""Orders to the database that are put together from our own texts, such as functions and triggers."""


def filled(order: str, **parts: object) -> str:
    """The order with each {name} replaced; braces round anything else stay. Never for what anybody typed."""
    for name, text in parts.items():
        order = order.replace(f"{{{name}}}", str(text))
    return order
