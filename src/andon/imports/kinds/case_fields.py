"""The fields of old cases, and the words by which other systems say their status and why they were closed."""

from django.utils.translation import gettext_lazy as _

from andon.cases.rules.lifecycle import CLOSED, NEW, OPEN, WAITING_CUSTOMER, WAITING_OTHERS
from andon.cases.rules.reasons import CloseReason

from .contacts import EMAIL_NAMES
from .kind import MANY, MOMENT, Field

FIELDS = (
    Field(
        "external_key",
        _("Its key there"),
        "id|key|external id|case id|case number|ticket|ticket id|ticket number|number|nr|"
        "ticketnummer|fallnummer|numéro|número|numero|vorgangsnummer|case|no",
    ),
    Field(
        "title",
        _("Title"),
        "title|subject|summary|betreff|titel|sujet|objet|asunto|assunto|oggetto|título",
    ),
    Field(
        "body",
        _("What she wrote"),
        "body|description|text|message|comment|beschreibung|nachricht|descripción|descrição|"
        "descrizione|mensaje|mensagem|first message",
    ),
    Field(
        "opened_at",
        _("Opened at"),
        "opened at|opened|created|created at|date|created date|erstellt|erstellt am|datum|"
        "eröffnet|créé le|creado|fecha|criado em|data|creato il|date opened",
        MOMENT,
    ),
    Field("status", _("Status"), "status|state|zustand|statut|état|estado|stato"),
    Field(
        "closed_at",
        _("Closed at"),
        "closed at|closed|resolved at|resolved|solved at|geschlossen|geschlossen am|"
        "gelöst am|fermé le|cerrado|fechado em|chiuso il|date closed",
        MOMENT,
    ),
    Field(
        "close_reason",
        _("Why it was closed"),
        "close reason|reason|closing reason|abschlussgrund|grund|raison|motivo",
    ),
    Field(
        "close_note",
        _("Note about its end"),
        "close note|resolution|solution|lösung|résolution|resolución|soluzione|resolução",
    ),
    Field(
        "email",
        _("Her e-mail address"),
        f"{EMAIL_NAMES}|requester email|customer email|contact email|reporter|from|absender",
    ),
    Field(
        "name",
        _("Her name"),
        "name|requester|requester name|customer name|contact|contact name|kontakt|melder",
    ),
    Field(
        "account",
        _("Account: external id or name"),
        "account|account id|company|customer|customer id|organisation|organization|firma|"
        "kunde|kundennummer|société|entreprise|empresa|azienda|cliente",
    ),
    Field("team", _("Team"), "team|group|queue|gruppe|équipe|equipo|equipe|gruppo"),
    Field(
        "owner",
        _("Owner: e-mail or name"),
        "owner|assignee|agent|assigned to|bearbeiter|zugewiesen an|assigné à|asignado a",
    ),
    Field("tags", _("Tags"), "tags|tag|labels|schlagworte|étiquettes|etiquetas", MANY),
    Field(
        "order_number",
        _("Order number"),
        "order|order number|order id|bestellung|bestellnummer|commande|pedido|ordine",
    ),
    Field("locale", _("Language"), "language|locale|sprache|langue|idioma|lingua"),
)
_WORDS = {
    NEW: "new|neu|nouveau|nuevo|novo|nuovo",
    OPEN: "open|in progress|offen|in bearbeitung|ouvert|en cours|abierto|aberto|aperto",
    WAITING_CUSTOMER: "waiting_customer|pending|waiting|waiting for customer|waiting on customer|wartend|en attente|"
    "pendiente|pendente|in attesa",
    WAITING_OTHERS: "waiting_others|on hold|on-hold|hold|waiting for others|zurückgestellt",
    CLOSED: "closed|solved|resolved|done|geschlossen|abgeschlossen|gelöst|erledigt|fermé|résolu|clos|cerrado|resuelto|"
    "fechado|resolvido|chiuso|risolto",
}
STATUS_OF = {word: status for status, words in _WORDS.items() for word in words.split("|")}
REASON_OF = {str(word).casefold(): one.value for one in CloseReason for word in (one.value, one.label)}
