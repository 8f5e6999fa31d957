from uuid import UUID

from django.http import Http404

from andon.contracts.models import Contract
from andon.people.middleware import StaffRequest


def contract_or_404(request: StaffRequest, id: UUID) -> Contract:
    found = Contract.objects.visible_to(request.access).select_related("account").filter(id=id).first()
    if found is None:
        raise Http404
    return found
