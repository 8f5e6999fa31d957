"""What the receiving server takes at most on this machine: pooled connections that do nothing but send."""

import multiprocessing
import smtplib
import threading
import time
from collections.abc import Sequence
from email.message import EmailMessage

CONNECTIONS = 4


def raw_rate(port: int, mails: int) -> float:
    """Mails a second over that many connections, from a process of its own."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        seconds: float = pool.apply(_send, (port, mails))
    return mails / seconds


def _send(port: int, mails: int) -> float:
    each = [range(start, mails, CONNECTIONS) for start in range(CONNECTIONS)]
    threads = [threading.Thread(target=_send_some, args=(port, numbers)) for numbers in each]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def _send_some(port: int, numbers: Sequence[int]) -> None:
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        for number in numbers:
            mail = EmailMessage()
            mail["From"], mail["To"] = "care@drill.example", f"raw{number}@drill.example"
            mail["Subject"], mail["Message-ID"] = "Re: Checkout fails", f"<raw{number}@drill.example>"
            mail.set_content("We found the cause. Fix expected: 15:00. " * 8, charset="utf-8", cte="quoted-printable")
            smtp.sendmail("care@drill.example", [f"raw{number}@drill.example"], mail.as_bytes())
