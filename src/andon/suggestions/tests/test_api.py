"""Suggestions, for programs."""

from typing import Any

import pytest

from andon.incidents.models import Incident
from andon.incidents.reads.linked_cases import linked_cases
from andon.kit.ids import new_id
from andon.people.models import User

from .conftest import Suggest, Tell

pytestmark = pytest.mark.django_db


def test_the_suggestions_of_a_case(api: Any, tell: Tell, suggest: Suggest, alice: User, charlie: User) -> None:
    one, two = tell(), tell()
    found = suggest(two, one.subject, "duplicate")
    call = api(alice)
    (told,) = call.get(f"/cases/{two.ref}/suggestions").json()
    assert (told["kind"], told["target_id"], told["title"]) == ("duplicate", str(one.id), one.title)
    assert told["why"] == ["both say “checkout”, “hangs”"]
    assert [row["id"] for row in call.get("/suggestions", state="open", kind="duplicate").json()["items"]] == [
        str(found.id)
    ]
    assert api(charlie).get("/suggestions").json()["items"] == []
    assert api(charlie).get(f"/cases/{two.ref}/suggestions").status_code == 404


def test_accepting_dismissing_undoing(api: Any, tell: Tell, suggest: Suggest, alice: User, omar: User) -> None:
    one, two = tell(), tell()
    at = f"/suggestions/{suggest(two, one.subject).id}"
    call = api(alice)
    assert call.post(f"{at}/undo_suggestion").status_code == 409
    bad = call.post(f"{at}/accept_suggestion", {"how": "link"})
    assert bad.status_code == 422
    assert "how" in bad.content.decode()
    # Of different customers: merging asks for a confirmation and a reason, which is given where cases are merged.
    assert call.post(f"{at}/accept_suggestion", {"how": "merge"}).status_code == 422
    assert call.get(f"/cases/{two.ref}/suggestions").json()[0]["state"] == "open"
    assert call.post(f"{at}/accept_suggestion").json()["how"] == "relate"
    assert [one_["case_id"] for one_ in call.get(f"/cases/{one.ref}/related_cases").json()] == [str(two.id)]
    assert call.post(f"{at}/dismiss_suggestion").status_code == 409
    assert call.post(f"{at}/undo_suggestion").json()["state"] == "undone"
    assert call.get(f"/cases/{one.ref}/related_cases").json() == []
    assert api(omar).post(f"{at}/dismiss_suggestion").status_code == 403
    assert call.post(f"/suggestions/{new_id()}/dismiss_suggestion").status_code == 404


def test_all_that_look_like_an_incident(
    api: Any, tell: Tell, suggest: Suggest, incident: Incident, alice: User, charlie: User
) -> None:
    ids = [str(suggest(tell(), incident.subject, "link").id) for _ in range(3)]
    call = api(alice)
    assert len(call.get(f"/incidents/{incident.ref}/suggestions").json()) == 3
    assert api(charlie).get(f"/incidents/{incident.ref}/suggestions").json() == []
    assert api(charlie).post("/suggestions/accept_suggestions", {"suggestions": ids}).status_code == 404
    assert len(call.post("/suggestions/accept_suggestions", {"suggestions": ids}).json()) == 3
    assert call.post("/suggestions/accept_suggestions", {"suggestions": ids}).json() == []
    assert linked_cases(incident).count() == 3


def test_related_by_hand(api: Any, tell: Tell, alice: User, charlie: User) -> None:
    one, two = tell(), tell()
    call = api(alice)
    for _ in range(2):
        assert len(call.post(f"/cases/{one.ref}/relate_cases", {"case": two.ref}).json()) == 1
    assert call.post(f"/cases/{one.ref}/relate_cases", {"case": one.ref}).status_code == 422
    assert api(charlie).post(f"/cases/{one.ref}/relate_cases", {"case": two.ref}).status_code == 404
    assert call.post(f"/cases/{two.ref}/unrelate_cases", {"case": one.ref}).json() == []


def test_figures(api: Any, tell: Tell, suggest: Suggest, mei: User, alice: User) -> None:
    suggest(tell(), tell().subject, state="accepted", how="relate")
    related = next(one for one in api(mei).get("/suggestion_figures").json() if one["kind"] == "related")
    assert (related["shown"], related["accepted"], related["precision"]) == (1, 1, 100)
    assert (related["precision_low"], related["precision_high"]) == (21, 100)
    assert related["weeks"][-1]["accepted"] == 1
    assert api(alice).get("/suggestion_figures").status_code == 403
