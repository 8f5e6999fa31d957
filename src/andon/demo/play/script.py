"""What is said on the day that is played."""

ANDROID = "Android 5.1, southern Europe"
SOUTH = ("ES", "IT", "PT")

DANA = (
    "Checkout hangs on the payment step",
    "Good morning,\n\nsince about eight our checkout hangs on the payment step, on all 64 shop tablets; the website "
    "works. We restarted the app and tried another network. Our autumn campaign opens at ten, can somebody look at this "
    "now?\n\nDana Whitfield\nAcme Outdoor",
)
GIULIA = (
    "Buongiorno, da stamattina il checkout si blocca al passo del pagamento su tutti i tablet del negozio. Abbiamo già "
    "provato a reinstallare l'app. Dal sito invece si paga."
)
RUI = (
    "Checkout bloqueia no pagamento",
    "Bom dia,\n\ndesde as oito e meia o checkout bloqueia no pagamento em todos os tablets da loja. Perdemos umas vinte "
    "vendas. No site funciona.\n\nRui Matos, Casa Azul",
)
CARMEN = (
    "El checkout se bloquea en el pago",
    "Desde las ocho el checkout se bloquea en el paso del pago en todas las tabletas Android de las tiendas. Con tarjeta "
    "normal pasa, con monedero no.",
)
SARA = (
    "Checkout bloccato al pagamento",
    "Buongiorno,\n\nil checkout sui tablet del negozio si blocca al pagamento. Abbiamo due negozi fermi e i clienti in "
    "fila.\n\nSara Conti, Vela Mare",
)
MIGUEL = (
    "Checkout bloqueia no pagamento em Faro",
    "Olá,\n\na Dana disse-me que já sabem do problema. Em Faro o checkout também bloqueia no pagamento, nos quatro "
    "tablets da loja.\n\nMiguel Frade",
)

ALICE_FIRST = (
    "Good morning Dana,\n\nI see it from here: payments from the tablets stop at the last step. No need to restart again. "
    "I am getting the checkout team and will write to you with what they find."
)
DANA_ANSWERS = (
    "It is the Teapot wallet, on every tablet we tried. Card payments go through when we choose them by hand.\n\nDana"
)

TITLE = "Checkout hangs on the payment step of shop tablets"
CUSTOMER_TEXT = "Paying on shop tablets with Android 5.1 can hang at the last step. The website and card payments work."
CUSTOMER_TEXT_AFTER = "Paying on shop tablets works again once the till app was restarted, with every wallet."
FIX = "7.4.3 is out: it no longer waits for the wallet’s image"
WHY_ALREADY = "Dana and Giulia paid with it while I watched; five reports are too few for the curve."
INTERNAL_TEXT = "Reported by five shops, all on Android 5.1 in southern Europe. Not seen on the website."

LINE_OMAR_HAS_IT = "On it. 7.4.2 went out at 08:47 and changed how wallet pictures load."
WALLETS = "Teapot\nPayNow\nCard only"
QUESTION = {
    "text": "Which wallet did they use when it hung?",
    "kind": "choice",
    "choices": WALLETS,
    "customers": "on",
    "text_it": "Con quale portafoglio si è bloccato?",
    "choices_it": "Teapot\nPayNow\nSolo carta",
    "text_pt": "Com que carteira ficou bloqueado?",
    "choices_pt": "Teapot\nPayNow\nSó cartão",
    "text_es": "¿Con qué monedero se quedó parado?",
    "choices_es": "Teapot\nPayNow\nSolo tarjeta",
}
LINE_ALICE_ANSWERS = "@Omar Dana says Teapot on every tablet, and cards go through by hand. Carmen says the same."
LINE_OMAR_FINDS = (
    "That is it. 7.4.2 asks for TLS 1.3 on the wallet's picture; Android 5.1 cannot, and we wait for ever. "
    "Putting the old host back and a timeout."
)
LINE_OMAR_SAYS = (
    "The fix goes out in a few minutes. A tablet fetches it when the till app is restarted once; no need to reinstall."
)

UPDATE = {
    "en": "Good morning {first name},\n\npaying on shop tablets with Android 5.1 can hang since about eight. It happens with the "
    "Teapot wallet; cards work when chosen by hand, and so does the website. We have found the cause and expect the fix "
    "around {fix expected}. You do not need to do anything now; {owner} writes to you then.",
    "it": "Buongiorno {first name},\n\ndalle otto circa il pagamento sui tablet con Android 5.1 può restare bloccato. Succede "
    "con il portafoglio Teapot; le carte scelte a mano e il sito funzionano. Abbiamo trovato la causa e prevediamo la "
    "soluzione verso le {fix expected}. Per ora non deve fare nulla; {owner} le scriverà.",
    "pt": "Bom dia {first name},\n\ndesde cerca das oito o pagamento nos tablets com Android 5.1 pode ficar bloqueado. Acontece "
    "com a carteira Teapot; os cartões escolhidos à mão e o site funcionam. Já encontrámos a causa e contamos ter a "
    "correção pelas {fix expected}. Para já não precisa de fazer nada; {owner} escreve-lhe.",
    "es": "Buenos días, {first name}:\n\ndesde las ocho el pago en tabletas con Android 5.1 puede quedarse parado. Pasa con el "
    "monedero Teapot; las tarjetas elegidas a mano y la web funcionan. Ya tenemos la causa y esperamos la solución hacia "
    "las {fix expected}. Por ahora no hay que hacer nada; {owner} te escribirá.",
}
FINAL = {
    "en": "Good morning {first name},\n\nthe fix for paying on shop tablets is out. Please restart the till app once; paying then works "
    "again, also with Teapot. Tell us with one click on your case {case} whether it does, or just answer this mail.",
    "it": "Buongiorno {first name},\n\nla correzione per il pagamento sui tablet è attiva. Riavvii una volta l'app di cassa: il "
    "pagamento funziona di nuovo, anche con Teapot. Ci dica se è così dalla sua richiesta {case}, o risponda a questa mail.",
    "pt": "Bom dia {first name},\n\na correção para o pagamento nos tablets já saiu. Reinicie a aplicação uma vez e o pagamento volta "
    "a funcionar, também com Teapot. Diga-nos no seu caso {case} se está bem, ou responda a este e-mail.",
    "es": "Buenos días, {first name}:\n\nla solución para el pago en tabletas ya está. Reinicia la app una vez y el pago vuelve a "
    "funcionar, también con Teapot. Dinos en tu caso {case} si va bien, o responde a este correo.",
}
