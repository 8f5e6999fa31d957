"""What customers write in Italian, and how it went on; read by `threads.py`."""

THREADS = """
== rimborso | refunds | refund
T Rimborso dell'ordine {order} non arrivato
T La cliente non ha ricevuto i soldi
C Buongiorno, abbiamo rimborsato {amount} per l'ordine {order} dieci giorni fa e la cliente non ha ancora nulla.
A Buongiorno {first}, il rimborso è partito lo stesso giorno con il riferimento {ref}. Con questo numero la banca lo
A2 trova subito.
C Grazie, lo comunico.
A Tengo aperta la richiesta finché non mi conferma.
C È arrivato, grazie mille.
S Cercato il rimborso presso la banca -> partito, riferimento {ref}

== scontrini | till-app | tablet, printing
T Il tablet non stampa più gli scontrini
T Stampante non trovata
C Da questa mattina nessuno dei due tablet trova la stampante. Abbiamo già riavviato tutto.
A Buongiorno {first}, la spia della stampante è verde o arancione?
C Arancione.
A Arancione vuol dire che ha perso la rete. Tenga premuto il tasto carta per cinque secondi e la colleghi di nuovo da
A2 Impostazioni, Stampanti.
C Adesso stampa. Grazie!
S Riavviati tablet e stampante -> nessun effetto
S Collegata di nuovo la stampante -> stampa

== listino | prices | discount
T Sconto applicato due volte
T Prezzi sbagliati in saldo
C Nel fine settimana lo sconto dei saldi è stato applicato due volte su {product}. Abbiamo venduto {k} pezzi sotto
C2 costo.
A Buongiorno {first}, ci sono due campagne con lo stesso periodo e nessuna dice «non cumulabile». Ne ho sospesa una,
A2 d'accordo?
C Sì, grazie. Come lo evitiamo la prossima volta?
A Con «non cumulabile» su ogni campagna; da questa settimana la pagina avvisa quando due periodi si toccano.
C Molto utile, grazie.

== spedizioni | rates | delivery
T Spedizione in Sicilia non disponibile
T Nessuna consegna per le isole
C I clienti siciliani non vedono più nessuna spedizione al momento dell'ordine.
A Buongiorno {first}, il corriere ha cambiato i codici delle isole. Il team Consegne li ha aggiornati un'ora fa.
C Ora gli ordini arrivano. Grazie.

== fattura | invoices | invoice
T Fattura intestata alla vecchia società
T Correggere la fattura di ottobre
C Abbiamo cambiato partita IVA a settembre, ma la fattura di ottobre è ancora con quella vecchia.
A Buongiorno {first}, ho corretto i dati e ristampato la fattura. La trova in Denaro, Fatture.
C Perfetto, ricevuta.

== ruoli | staff | staff, how-to
T Come do i permessi a una stagista?
T Ruolo per chi fa solo il magazzino
C Vorremmo che la stagista vedesse solo il magazzino e non gli incassi. È possibile?
A Certo, {first}: Personale, Ruoli, «Magazzino». Gli incassi non li vede.
C Fatto, grazie!
"""
