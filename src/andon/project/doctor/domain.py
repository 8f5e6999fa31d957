"""What the DNS says of a domain that we write from, in plain words.

DMARC passes when SPF or DKIM passes *for the domain in From*. SPF looks at the return path, which is of our domain;
DKIM at the domain that signed. So one of both must stand for this domain.
"""

from andon.channels.email.dns_lookup import DnsAway, find_records
from andon.channels.models import DkimKey

from .finding import Finding


def domain_records(domain: str, key: DkimKey | None) -> list[Finding]:
    """MX, SPF, DKIM, DMARC and how they fit; one finding when no name server answers."""
    try:
        return [_mx(domain), _spf(domain), _dkim(domain, key), _dmarc(domain, key)]
    except DnsAway:
        said = f"no name server answers about {domain}: nothing can be said about its records"
        return [Finding("look", "DNS", said, "Ask again from where the DNS can be reached, or set ANDON_MAIL_DNS.")]


def _mx(domain: str) -> Finding:
    found = find_records(domain, "MX")
    if not found:
        remedy = "Without an MX record nobody can answer, and many servers take no mail from such a domain."
        return Finding("ill", f"MX of {domain}", "none", remedy)
    return Finding("well", f"MX of {domain}", ", ".join(sorted(found)))


def _texts(name: str, begins: str) -> list[str]:
    return [text for text in find_records(name, "TXT") if text.lower().startswith(begins)]


def _spf(domain: str) -> Finding:
    what, found = f"SPF of {domain}", _texts(domain, "v=spf1")
    if not found:
        remedy = f"Publish a TXT record at {domain}, such as “v=spf1 mx include:<your relay> -all”."
        return Finding("look", what, "none: nothing says which servers may send for it", remedy)
    if len(found) > 1:
        return Finding("ill", what, f"{len(found)} records, so none counts (RFC 7208)", "Make one of them.")
    if found[0].rstrip().endswith("+all"):
        return Finding("ill", what, f"“{found[0]}” lets everybody send for it", "End it with -all or ~all.")
    said = f"“{found[0]}”. Our return paths are of {domain}, so SPF counts for DMARC if it names your relay"
    return Finding("well", what, said)


def _dkim(domain: str, key: DkimKey | None) -> Finding:
    what = f"DKIM of {domain}"
    if key is None:
        said = "Andon does not sign; right if your relay signs for this very domain"
        return Finding("look", what, said, "Else make a key in Settings, Mailboxes.")
    found = [text for text in find_records(key.record_name, "TXT") if "p=" in text]
    published = any(_public(text) == key.public for text in found)
    if published and key.signs_since:
        return Finding("well", what, f"signed with {key.record_name}, which is published")
    if published:
        return Finding("look", what, f"{key.record_name} is published, but signing is off", "Switch it on.")
    said = f"{key.record_name} holds another key" if found else f"{key.record_name} is not published"
    remedy = f"Publish this TXT record there: {key.record}"
    return Finding("ill" if key.signs_since else "look", what, said, remedy)


def _public(record: str) -> str:
    tags = dict(part.strip().partition("=")[::2] for part in record.split(";"))
    return "".join(tags.get("p", "").split())


def _dmarc(domain: str, key: DkimKey | None) -> Finding:
    what = f"DMARC of {domain}"
    found = _texts(f"_dmarc.{domain}", "v=dmarc1") or _texts(f"_dmarc.{_above(domain)}", "v=dmarc1")
    if not found:
        remedy = f"Publish at _dmarc.{domain}: “v=DMARC1; p=none; rua=mailto:<you>”, and make it stricter later."
        return Finding("look", what, "none: who forges this domain is not stopped", remedy)
    tags = {name.strip().lower(): value.strip().lower() for name, value in _pairs(found[0])}
    aligned = [
        how for how, good in (("DKIM", key and key.signs_since), ("SPF", bool(_texts(domain, "v=spf1")))) if good
    ]
    if not aligned:
        remedy = "Sign with a key of this domain, or publish an SPF record that names your relay."
        return Finding("ill", what, f"“{found[0]}”, but neither SPF nor DKIM can stand for {domain}", remedy)
    what_then = {"none": "are only counted", "quarantine": "go to the spam folder", "reject": "are refused"}
    said = f"mails that fail {what_then.get(tags.get('p', ''), 'are treated as their server likes')}"
    return Finding("well", what, f"{said}; ours can pass by {' and '.join(aligned)}")


def _pairs(record: str) -> list[tuple[str, str]]:
    return [(name, value) for name, _is, value in (part.partition("=") for part in record.split(";")) if name.strip()]


def _above(domain: str) -> str:
    """The domain above, whose DMARC holds for those below: of two names at least."""
    parts = domain.split(".")
    return ".".join(parts[1:]) if len(parts) > 2 else domain
