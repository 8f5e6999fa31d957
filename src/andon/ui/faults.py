"""An action's refusal, shown in the form it came from."""

from django.forms import BaseForm

from andon.kit.errors import Invalid, Refused


def show_refusal(form: BaseForm, refused: Refused) -> None:
    """Put each fault at its field (`emails.1` at emails); what has no field of this form stands above it."""
    if not isinstance(refused, Invalid):
        form.add_error(None, refused.message)
        return
    for name, message in refused.faults.items():
        field = name if name in form.fields else name.partition(".")[0]
        form.add_error(field if field in form.fields else None, message)
