from django.urls import NoReverseMatch, reverse


def url_of(screen: str) -> str:
    """The screen's address; "" while its room offers no such screen."""
    try:
        return reverse(screen)
    except NoReverseMatch:
        return ""
