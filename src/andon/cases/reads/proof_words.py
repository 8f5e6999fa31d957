"""Whether a mail is from whom it says, in words for agents."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from andon.channels.email.proof import Proof


@dataclass(frozen=True, slots=True)
class ProofWords:
    """`detail`: what each method said."""

    state: str
    icon: str
    text: str
    detail: str


def proof_words(proof: Proof) -> ProofWords:
    detail = ", ".join(f"{method.upper()}: {result}" for method, result in proof.results.items())
    if proof.is_proved:
        words = {"how": proof.by.upper(), "domain": proof.domain}
        return ProofWords("ok", "check", _("proved by %(how)s of %(domain)s") % words, detail)
    if "temperror" in proof.results.values():
        detail = _("The DNS did not answer. ") + detail
    return ProofWords("risk", "question", _("not proved"), detail or _("Nothing says who sent it."))
