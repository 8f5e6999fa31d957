"""What customers write in French, and how it went on; read by `threads.py`."""

THREADS = """
== remboursement | refunds | refund
T Remboursement de la commande {order} introuvable
T Ma cliente attend son remboursement
C Bonjour, nous avons remboursé {amount} pour la commande {order} il y a neuf jours. La cliente n'a toujours rien
C2 reçu.
A Bonjour {first}, le virement est parti le jour même, sous la référence {ref}. Avec ce numéro sa banque le retrouve
A2 tout de suite.
C Merci, je lui transmets.
A Je garde le dossier ouvert jusqu'à votre confirmation.
C C'est arrivé ce matin, merci beaucoup.
S Recherché le virement auprès de la banque -> parti, référence {ref}

== tva | tax | tax
T TVA à 20 % sur nos livres
T Mauvais taux de TVA
C Bonjour, nos livres sortent avec une TVA à 20 % au lieu de 5,5 %. Où est-ce que cela se règle ?
A Bonjour {first}, le taux dépend du groupe de taxe du produit : Produits, sélection, Modifier en masse, Groupe de
A2 taxe, Livres et presse.
C Parfait, c'est corrigé.

== etiquettes | labels | label, printing
T Étiquettes illisibles pour un transporteur
T Le code-barres ne passe pas
C Depuis ce matin, les codes-barres d'un transporteur ne passent plus au scanner. Le camion passe à 16 h, nous avons
C2 {n} colis.
A Bonjour {first}, pouvez-vous imprimer une étiquette à 100 %, sans « ajuster à la page » ?
C À 100 % le scanner la lit.
A Très bien. C'est un réglage du nouveau pilote de l'imprimante ; je vous ai envoyé la page qui l'explique.
C Tout est parti, merci.
S Imprimé à 100 % -> lisible

== domaine | storefront | domain
T Notre site affiche une alerte de sécurité
T Certificat non valide
C Bonjour, depuis le changement d'hébergeur de notre domaine, le navigateur affiche une alerte. C'est urgent, nous
C2 sommes en pleine vente privée.
A Bonjour {first}, l'entrée « www » pointe vers une ancienne adresse. Mettez le CNAME sur shops.fernhill.example et le
A2 certificat arrive en dix minutes.
C C'est fait. Cela marche sur mon téléphone !
S Vérifié l'entrée DNS -> ancienne adresse

== stock-negatif | stock | stock
T Stock négatif sur {product}
T Nous vendons ce que nous n'avons plus
C Nous avons vendu deux fois le dernier {product}. Comment est-ce possible ?
A Bonjour {first}, la vente hors stock est autorisée pour cet article depuis juillet. Voulez-vous la retirer ?
C Oui, pour tous les articles si possible.
A Vous pouvez le faire en une fois par Modifier en masse ; {k} articles sont concernés.
C Voilà qui est fait. Merci.

== cadeau | gift-cards | gift-card
T Carte cadeau refusée en caisse
T Solde de carte cadeau à zéro
C Une carte cadeau de {amount} vendue hier est refusée en caisse. La cliente attend devant nous.
A Bonjour {first}, elle a été vendue mais pas activée : la caisse était hors ligne. Je viens de l'activer.
C Elle passe. La cliente vous remercie !
S Activé la carte -> acceptée

== export-compta | exports | export
T Export comptable incomplet
T Il manque des lignes dans l'export
C L'export de novembre s'arrête au 14. Notre expert-comptable attend le fichier.
A Bonjour {first}, l'export s'arrête à 50 000 lignes et vous les dépassez désormais. Prenez « par semaine » : les
A2 fichiers sont complets.
C Reçu, complet. Il faudrait le dire dans la page.
N Dire dans la page d'export que le fichier est coupé à 50 000 lignes.
"""
