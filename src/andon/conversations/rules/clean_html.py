"""HTML from outside becomes harmless before it is kept: no scripts, forms, frames or styles. nh3 cleans.

Images keep their address; the frame that shows the message loads them only when the reader asks (its policy).
"""

import nh3

_ATTRIBUTES = {**nh3.ALLOWED_ATTRIBUTES, "*": {"dir", "lang"}}


def clean_html(html: str) -> str:
    """Safe markup with absolute links only."""
    if not html:
        return ""
    return nh3.clean(
        html.replace("\0", ""),
        attributes=_ATTRIBUTES,
        link_rel="noopener noreferrer nofollow",
        url_schemes={"http", "https", "mailto", "tel"},
        clean_content_tags={"script", "style", "template", "noscript"},
    )
