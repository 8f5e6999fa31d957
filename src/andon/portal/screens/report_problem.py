"""Report a problem: for anybody. What is shown does not tell whether we know the address."""

from datetime import timedelta

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from andon.cases.fields_form import CaseFieldsForm
from andon.cases.reads.case_types import portal_types
from andon.kit.errors import Invalid, Refused, TooMuch
from andon.kit.ids import new_id
from andon.portal.actions.report_problem import report_problem as report
from andon.portal.forms import ReportForm
from andon.portal.limits import refuse_too_many
from andon.portal.report_in import ReportIn
from andon.portal.show import for_strangers, show
from andon.ui.faults import show_refusal

_SALT = "portal.reported"
_SHOWN_FOR = timedelta(days=1)


@never_cache
@require_http_methods(["GET", "POST"])
@for_strangers
def report_problem(request: HttpRequest) -> HttpResponse:
    types = portal_types()
    own = CaseFieldsForm(request.POST or None, types=types, choose=len(types) > 1, customer=True)
    if request.method == "GET":
        return _show(request, ReportForm(initial={"nonce": new_id().hex}), own)
    form = ReportForm(request.POST, request.FILES)
    if not (form.is_valid() and own.is_valid()) or own.not_asked_yet():
        return _show(request, form, own, status=422)
    try:
        refuse_too_many(request, form.cleaned_data["email"], what="report")
        case = report(_report(form, own))
    except Refused as refused:
        if others := own.show_refusal(refused):
            show_refusal(form, Invalid(others))
        response = _show(request, form, own, status=429 if isinstance(refused, TooMuch) else 422)
        if isinstance(refused, TooMuch):
            response.headers["Retry-After"] = str(refused.retry_after)
        return response
    return redirect("portal:reported", signing.dumps(case.ref, salt=_SALT))


@require_GET
@for_strangers
def reported(request: HttpRequest, signed: str) -> HttpResponse:
    """The number, and what happens next. The case itself opens only by the link in the mail."""
    try:
        ref = signing.loads(signed, salt=_SALT, max_age=_SHOWN_FOR)
    except signing.BadSignature:
        return redirect("portal:report_problem")
    return show(request, "portal/reported.html", {"ref": ref, "portal_at": "report"})


def _report(form: ReportForm, own: CaseFieldsForm) -> ReportIn:
    given = form.cleaned_data
    return ReportIn(
        name=given["name"],
        email=given["email"],
        body=given["body"],
        locale=translation.get_language() or "en",
        about=given["about"],
        order_number=given["order_number"],
        attachments=given["attachments"],
        nonce=given["nonce"],
        case_type=own.chosen,
        fields={key: value for key, value in own.given().items() if value is not None},
    )


def _show(request: HttpRequest, form: ReportForm, own: CaseFieldsForm, *, status: int = 200) -> HttpResponse:
    if form.is_bound:
        form.tell_of_lost_files()
    context = {"form": form, "own": own, "portal_at": "report"}
    return show(request, "portal/report_problem.html", context, status=status)
