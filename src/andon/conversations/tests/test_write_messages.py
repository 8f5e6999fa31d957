"""Messages: batched, once, cleaned, for their audience."""

import pytest
from conftest import MoveClock
from django.test import Client
from tests.cast import NOBODY

from andon.conversations.actions.withdraw_message import withdraw_message
from andon.conversations.actions.write_messages import write_messages
from andon.conversations.message_in import AttachmentIn, MessageIn
from andon.conversations.models import Attachment, Message
from andon.conversations.readers import register_reader
from andon.conversations.reads.messages_for import messages_for
from andon.conversations.rules.audience import AUDIENCES, classes_read_by
from andon.kit.errors import Conflict, Invalid, NotAllowed
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.models import User

pytestmark = pytest.mark.django_db
register_reader("lamp", lambda subject, access: classes_read_by("agents"))


def said(body: str = "Hello", **more: object) -> MessageIn:
    given: dict[str, object] = {
        "subject": Subject("lamp", new_id()),
        "seen_by": "customer",
        "body": body,
        "author_name": "Dana",
        "channel": "email",
        **more,
    }
    return MessageIn(**given)  # type: ignore[arg-type]


def test_writes_many_in_a_fixed_number_of_statements(django_assert_max_num_queries: object) -> None:
    lamp = Subject("lamp", new_id())
    for count in (1, 60):
        with django_assert_max_num_queries(8):  # type: ignore[operator]
            write_messages([said(str(n), subject=lamp) for n in range(count)], by=NOBODY)
    assert len(messages_for(lamp, AUDIENCES)) == 61


def test_a_known_message_id_is_written_once() -> None:
    (first,) = write_messages([said(message_id="<a@x>")], by=NOBODY)
    again, fresh = write_messages([said("other", message_id="<a@x>"), said("new", message_id="<b@x>")], by=NOBODY)
    assert (again, fresh.body) == (first, "new")
    same = write_messages([said("c", message_id="<c@x>"), said("c", message_id="<c@x>")], by=NOBODY)
    assert same[0] == same[1]


def test_each_audience_reads_its_classes() -> None:
    lamp = Subject("lamp", new_id())
    write_messages([said(seen, subject=lamp, seen_by=seen) for seen in AUDIENCES], by=NOBODY)
    for audience, expected in (("customer", 1), ("agents", 2), ("engineering", 3)):
        assert len(messages_for(lamp, classes_read_by(audience))) == expected


def test_html_is_kept_clean() -> None:
    (message,) = write_messages(
        [said(html='<p onclick="x()">Hi <script>alert(1)</script><a href="javascript:x">y</a></p>')], by=NOBODY
    )
    assert "script" not in message.html
    assert "onclick" not in message.html
    assert message.html.startswith("<p>Hi ")


@pytest.mark.parametrize("wrong", [{"body": " "}, {"seen_by": "everybody"}, {"body": "a\0b"}])
def test_bad_input_is_refused_by_field(wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        write_messages([said(**wrong)], by=NOBODY)
    assert set(refused.value.faults) == set(wrong)


def test_a_mention_reaches_whom_it_names(alice: User, bob: User) -> None:
    internal, public = write_messages(
        [said("@bob please look", seen_by="agents"), said("@bob please look")], by=alice.actor
    )
    assert internal.mentions == [bob.id]
    assert public.mentions == []


def test_undo_within_its_time_by_its_author(alice: User, bob: User, move_clock: MoveClock) -> None:
    from datetime import timedelta

    from andon.kit import clock

    until = clock.now() + timedelta(seconds=10)
    first, second = write_messages([said("a", undo_until=until), said("b", undo_until=until)], by=alice.actor)
    with pytest.raises(NotAllowed):
        withdraw_message(first, by=bob.actor)
    withdraw_message(first, by=alice.actor)
    withdraw_message(first, by=alice.actor)
    move_clock.forward(seconds=11)
    with pytest.raises(Conflict):
        withdraw_message(second, by=alice.actor)
    assert list(Message.objects.standing()) == [second]


class TestAttachment:
    @pytest.fixture
    def file(self, alice: User) -> Attachment:
        page = AttachmentIn(name="../../evil\u202e.html", content=b"<script>1</script>", content_type="text/html")
        (message,) = write_messages([said(attachments=[page], seen_by="agents")], by=alice.actor)
        return message.attachments.get()

    def test_it_is_saved_never_run(self, file: Attachment, client: Client, alice: User) -> None:
        client.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
        answer = client.get(f"/attachments/{file.id}/")
        assert answer.content == b"<script>1</script>"
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"] == 'attachment; filename="evil.html"'
        assert "sandbox" in answer["Content-Security-Policy"]
        assert client.post(f"/attachments/{file.id}/").status_code == 405

    def test_who_may_not_read_the_message_finds_nothing(self, file: Attachment, client: Client, alice: User) -> None:
        file.message.seen_by = "engineering"
        file.message.save()
        assert client.get(f"/attachments/{file.id}/").status_code == 302
        client.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(f"/attachments/{file.id}/").status_code == 404


def test_formatted_text_is_shown_in_a_sandbox(client: Client, alice: User) -> None:
    (message,) = write_messages([said(html='<p>Hi</p><img src="https://x.example/a.png">')], by=alice.actor)
    client.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(f"/messages/{message.id}/html/")
    assert b"<p>Hi</p>" in answer.content
    assert "img-src" not in answer["Content-Security-Policy"]
    assert "img-src https:" in client.get(f"/messages/{message.id}/html/?images=1")["Content-Security-Policy"]
