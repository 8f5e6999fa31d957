"""The bare part in front of Django: hosts, sizes, health, metrics, and what passes through to the screens."""

import socket
from collections.abc import Callable
from urllib.parse import urlsplit

import httpx

from andon.people.models import Team, User
from tests.doors import Caller
from tests.live_server import Product


def raw(product: Product, sent: bytes, *, hang_up: bool = False) -> bytes:
    """Bytes on the wire, which no decent client would send."""
    address = urlsplit(product.url)
    with socket.create_connection(("127.0.0.1", address.port or 80), timeout=10) as connection:
        connection.sendall(sent)
        if hang_up:
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    return answer


def test_health_and_metrics(product: Product) -> None:
    answer = httpx.get(f"{product.url}/healthz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    metrics = httpx.get(f"{product.url}/metrics").text
    assert 'andon_requests_total{door="/healthz",method="GET",status="200"}' in metrics
    assert 'andon_due_work{lane="page"}' in metrics
    assert httpx.post(f"{product.url}/healthz").status_code == 405


def test_metrics_of_another_host_need_a_token(product: Product, api: Callable[..., Caller], ada: User) -> None:
    bad = httpx.get(f"{product.url}/metrics", headers={"Authorization": "Bearer andon_no"})
    assert bad.status_code == 401
    good = httpx.get(f"{product.url}/metrics", headers={"Authorization": f"Bearer {api(ada, scopes=['read']).token}"})
    assert good.status_code == 200


def test_foreign_hosts_are_refused(product: Product) -> None:
    answer = httpx.get(f"{product.url}/accounts/login/", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_nobody_is_believed_about_where_he_comes_from(product: Product) -> None:
    answer = httpx.get(f"{product.url}/accounts/login/", headers={"X-Forwarded-Host": "evil.example"})
    assert answer.status_code == 200
    assert "evil.example" not in answer.text


def test_django_answers_behind_it(product: Product) -> None:
    answer = httpx.get(f"{product.url}/accounts/login/")
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")
    assert httpx.get(f"{product.url}/static/ui/js/live.js").status_code == 200
    assert httpx.get(f"{product.url}/nothing/here/").status_code == 404
    assert httpx.get(f"{product.url}/accounts/login/?next=/caf\u00e9").status_code == 200


def test_a_chunked_body_arrives_whole(product: Product, api: Callable[..., Caller], ada: User) -> None:
    headers = {"Authorization": f"Bearer {api(ada).token}", "Content-Type": "application/json"}
    answer = httpx.post(
        f"{product.url}/api/v1/teams/create_team", content=iter([b'{"name":', b'"Search"}']), headers=headers
    )
    assert answer.status_code == 201, answer.text


def test_what_is_too_large_is_refused_before_it_is_read(product: Product) -> None:
    head = b"POST /api/v1/teams/create_team HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    assert raw(product, head + b"Content-Length: 99000000\r\n\r\n").startswith(b"HTTP/1.1 413")


def test_a_large_body_passes(product: Product, api: Callable[..., Caller], ada: User) -> None:
    headers = {"Authorization": f"Bearer {api(ada).token}", "Content-Type": "application/json"}
    large = b'{"name": "' + b"x" * (20 * 1024 * 1024) + b'"}'
    answer = httpx.post(f"{product.url}/api/v1/teams/create_team", content=large, headers=headers, timeout=30)
    assert answer.status_code == 422


def test_a_body_that_is_cut_off_does_nothing(product: Product, api: Callable[..., Caller], ada: User) -> None:
    token = api(ada).token
    head = (
        f"POST /api/v1/teams/create_team HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
        "Content-Type: application/json\r\nContent-Length: 40\r\n\r\n"
    )
    raw(product, head.encode() + b'{"name": "Half"}', hang_up=True)
    assert httpx.get(f"{product.url}/healthz").status_code == 200
    assert not Team.objects.exists()
