"""What customers write in German, and how it went on; read by `threads.py`."""

THREADS = """
== rechnung-doppelt | invoices | invoice
T Rechnung Oktober doppelt gebucht
T Zwei Abbuchungen für einen Monat
C Guten Tag, für Oktober wurden uns zweimal {amount} abgebucht. Bitte eine der beiden Buchungen zurückzahlen und
C2 eine Gutschrift ausstellen.
A Guten Tag {first}, das ist unser Fehler: Der Wechsel des Tarifs wurde als neuer Vertrag gebucht. Die zweite Rechnung
A2 ist storniert, das Geld ist unterwegs.
C Danke. Die Gutschrift brauche ich für den Abschluss noch diese Woche.
A Sie liegt seit heute unter Geld, Rechnungen.
C Gefunden, alles in Ordnung.

== etiketten | labels | label, printing
T Versandetiketten werden abgeschnitten
T Etikettendrucker druckt nur die Hälfte
C Hallo, seit heute früh wird bei uns jedes zweite Etikett rechts abgeschnitten. Der Barcode fehlt, der Fahrer nimmt
C2 die Pakete so nicht mit. Es geht um rund {n} Pakete am Tag.
A Guten Tag {first}, welche Größe ist beim Drucker eingestellt, 100 × 150 oder 105 × 148?
C 105 × 148, so war es immer.
A Dann stellen Sie bitte bis morgen auf 100 × 150 um, damit fährt heute alles mit. Wir berichtigen die Vorlage.
C Klappt, der Fahrer hat alles mitgenommen.
S Etikett in 100 × 150 gedruckt -> vollständig

== lagerbestand | stock | stock
T Lagerbestand stimmt nach Rückgabe nicht
T Retouren werden nicht zugebucht
C Wenn wir eine Rückgabe an der Kasse annehmen, geht der Bestand von {product} nicht wieder hoch. Im Onlineshop steht
C2 dann „ausverkauft“, obwohl fünf Stück im Regal liegen.
A Guten Tag {first}, in Ihrem Konto steht bei Rückgaben „Ware prüfen“. Sie kommt erst in den Bestand, wenn jemand die
A2 Prüfung bestätigt. Es warten {k} Rückgaben.
C Das wusste hier niemand. Kann man die Prüfung abschalten?
A Ja, unter Lieferung, Rückgaben, Prüfung. Für einzelne Warengruppen können Sie sie behalten.
C Erledigt, vielen Dank.

== kasse-langsam | till-app | tablet, speed
T Kasse braucht ewig beim Start
T Tablet hängt nach dem Einschalten
C Unsere Kassen-Tablets brauchen seit dem letzten Update drei bis vier Minuten bis zum ersten Verkauf. Um neun stehen
C2 die Kunden vor der Tür.
A Guten Tag {first}, das Tablet lädt beim ersten Start alle Bilder neu, das sind bei Ihnen {n}. Haben die Tablets über
A2 Nacht Strom und WLAN?
C Nein, wir schalten sie abends aus.
A Lassen Sie sie bitte eine Nacht am Netz, dann sind die Bilder da und der Start ist wieder kurz.
C Hat geholfen, zwölf Sekunden. Danke!
S Tablets über Nacht am Netz gelassen -> Start in 12 Sekunden

== umsatzsteuer-ch | tax | tax
T Falsche Mehrwertsteuer bei Lieferung in die Schweiz
T MwSt. auf Rechnungen nach Zürich
C Bei Bestellungen in die Schweiz weist der Shop deutsche Umsatzsteuer aus. Unser Steuerberater ist nicht begeistert.
A Guten Tag {first}, für die Schweiz fehlt in Ihrem Shop die Steuerzone. Ich habe sie angelegt, aber nicht
A2 eingeschaltet, damit Sie vorher einen Blick darauf werfen.
C Sieht richtig aus, bitte einschalten. Was ist mit den alten Rechnungen?
A Eingeschaltet. Die {k} alten können Sie unter Bestellungen gesammelt berichtigen; die Anleitung liegt bei.
C Perfekt, danke für die schnelle Hilfe.

== mitarbeiter | staff | staff, how-to
T Neue Mitarbeiterin kann keine Rückgaben buchen
T Rechte für Aushilfen
C Guten Morgen, unsere neue Kollegin sieht den Knopf „Rückgabe“ nicht. Welche Rolle braucht sie?
A Guten Morgen {first}, „Verkauf mit Rückgabe“. Die Rolle „Aushilfe“ darf nur verkaufen.
C Danke, geändert. Läuft.

== api-schluessel | api | api, integration
T API-Schlüssel läuft ab, was tun?
T Neuer Schlüssel ohne Ausfall
C Unser Schlüssel für die Warenwirtschaft läuft am Monatsende ab. Können zwei Schlüssel gleichzeitig gelten? Wir
C2 können nicht alle Filialen in derselben Minute umstellen.
A Guten Tag {first}, ja: Legen Sie einen zweiten an, stellen Sie um und widerrufen Sie dann den alten. Unter „zuletzt
A2 benutzt“ sehen Sie, ob noch jemand den alten nimmt.
C Genau das haben wir gesucht. Umgestellt, der alte ist weg.

== gutschein | prices | discount
T Gutschein gilt nicht für reduzierte Ware
T Rabattaktion greift nicht
C Unser Gutschein HERBST15 wird an der Kasse abgelehnt, sobald ein reduzierter Artikel im Korb liegt. Online geht es.
A Guten Tag {first}, an der Kasse ist „nicht mit anderen Rabatten“ gesetzt, online nicht. Was soll gelten?
C Online hat recht. Bitte angleichen.
A Das können Sie unter Preise, Gutscheine, Wo er gilt. Ich habe es für diesen Gutschein schon geändert.
C Funktioniert, vielen Dank.

== sendung | tracking | tracking
T Sendung {order} seit Tagen ohne Status
T Paket verschwunden?
C Das Paket zur Bestellung {order} steht seit fünf Tagen auf „unterwegs“. Die Kundin ruft täglich an.
A Guten Tag {first}, ich habe beim Paketdienst nachgefragt: Es liegt im Depot, weil die Hausnummer fehlt. Können Sie
A2 sie mir nennen?
C Hausnummer 14 b. Das war unser Fehler im Shop.
A Ist weitergegeben, Zustellung morgen.
C Ist angekommen. Danke, dass Sie drangeblieben sind.
S Beim Paketdienst nachgefragt -> Hausnummer fehlte
"""
