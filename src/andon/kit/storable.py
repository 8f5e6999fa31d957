"""What PostgreSQL can keep of a text: no NUL, and no half of a surrogate pair."""


def is_storable(value: object) -> bool:
    """Of a text, or of every text in what was read from JSON, names too. Raises RecursionError for what is too deep."""
    if isinstance(value, str):
        return "\0" not in value and (value.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in value))
    if isinstance(value, dict):
        return all(is_storable(key) and is_storable(one) for key, one in value.items())
    return not isinstance(value, list) or all(map(is_storable, value))
