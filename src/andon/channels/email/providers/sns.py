"""Amazon SNS: whether a message is Amazon's own, and saying yes to a subscription."""

import base64
import binascii
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.x509 import load_pem_x509_certificate

from andon.kit import clock
from andon.kit.errors import Refused
from andon.kit.http import NoAnswer, request

# Whoever may choose where the certificate comes from signs as Amazon: a region only, for "sns.s3-<region>" is a bucket
# that anybody may own.
_AMAZONS = re.compile(r"https://sns\.[a-z]{2,4}(-[a-z]{2,12}){1,3}-[0-9]{1,2}\.amazonaws\.com(\.cn)?/")
_CERTIFICATE = re.compile(r"[^?#]+\.pem")
_SIGNED = {
    "Notification": ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    "SubscriptionConfirmation": ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
}
_SIGNED["UnsubscribeConfirmation"] = _SIGNED["SubscriptionConfirmation"]


class NotAmazons(Exception):
    """It bears no signature of Amazon's."""


class Unreachable(Exception):
    """Amazon does not answer just now."""


def check_signature(message: Mapping[str, Any]) -> None:
    """Raises NotAmazons, or Unreachable where the certificate cannot be had."""
    names = _SIGNED.get(_text(message, "Type"))
    if names is None:
        raise NotAmazons("unknown type")
    version = _text(message, "SignatureVersion")
    # SNS still signs by SHA-1 unless the topic's owner asks for version 2.
    digest = {"1": SHA1(), "2": SHA256()}.get(version)  # noqa: S303
    if digest is None:
        raise NotAmazons("unknown signature")
    signed = "".join(f"{name}\n{_text(message, name)}\n" for name in names if message.get(name) is not None)
    try:
        signature = base64.b64decode(_text(message, "Signature"), validate=True)
        _key(_text(message, "SigningCertURL")).verify(signature, signed.encode(), PKCS1v15(), digest)
    except (InvalidSignature, binascii.Error, UnicodeEncodeError):
        raise NotAmazons("wrong signature") from None


def confirm(message: Mapping[str, Any]) -> None:
    """Visit the address by which a subscription is confirmed. Raises NotAmazons, Unreachable."""
    if _fetch(_text(message, "SubscribeURL"))[0] != 200:
        raise Unreachable("the subscription was not confirmed")


def _key(url: str) -> RSAPublicKey:
    status, pem = _certificate(url)
    if status != 200:
        _certificate.cache_clear()
        raise Unreachable("no certificate")
    try:
        certificate = load_pem_x509_certificate(pem)
        key = certificate.public_key()
    except ValueError:
        raise NotAmazons("no certificate") from None
    now = clock.wall()
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        _certificate.cache_clear()
        raise NotAmazons("the certificate is over")
    if not isinstance(key, RSAPublicKey):
        raise NotAmazons("no RSA key")
    return key


@lru_cache(maxsize=8)
def _certificate(url: str) -> tuple[int, bytes]:
    if not _CERTIFICATE.fullmatch(url):
        raise NotAmazons("not an address of a certificate")
    return _fetch(url)


def _fetch(url: str) -> tuple[int, bytes]:
    if not _AMAZONS.match(url):
        raise NotAmazons("not an address of SNS")
    try:
        answer = request("GET", url)
    except (NoAnswer, Refused) as error:
        raise Unreachable(str(error)) from None
    return answer.status_code, answer.content


def _text(message: Mapping[str, Any], name: str) -> str:
    found = message.get(name)
    return found if isinstance(found, str) else ""
