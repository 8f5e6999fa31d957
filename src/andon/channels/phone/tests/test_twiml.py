"""What a call says is text, whatever stands in it, and never longer than Twilio takes."""

from xml.etree import ElementTree as Tree

from hypothesis import given
from hypothesis import strategies as st

from andon.channels.phone.rules.twiml import MOST, asked, repeated, said

ACTION = "https://care.example/connect/twilio/1/keys/page:1?a=1&b=2"


def test_words_never_become_markup() -> None:
    made = asked("</Say><Dial>+1</Dial> & “5 < 6”", "Press 1.", ACTION, "en-GB", farewell="Bye.")
    root = Tree.fromstring(made)  # noqa: S314
    assert {element.tag for element in root.iter()} == {"Response", "Gather", "Say"}
    gathers = root.findall("Gather")
    assert [gather.get("numDigits") for gather in gathers] == ["1", "1", "1"]
    assert {gather.get("action") for gather in gathers} == {ACTION}
    assert "</Say><Dial>+1</Dial> & “5 < 6” Press 1." in (gathers[0].findtext("Say") or "")
    # Without any key it is said again, and then ended.
    assert [element.tag for element in root] == ["Gather", "Gather", "Gather", "Say"]


@given(st.text(max_size=5000))
def test_any_words_make_a_document_that_twilio_takes(words: str) -> None:
    documents = [
        asked(words, "Press 1.", ACTION, "en-GB", farewell="Bye."), repeated(words, "en-GB"), said(words[:700], "en-GB")
    ]  # fmt: skip
    for made in documents[:2]:
        assert len(made) <= MOST
    for made in documents:
        assert Tree.fromstring(made.encode()).tag == "Response"  # noqa: S314
