"""What customers write in Portuguese, and how it went on; read by `threads.py`."""

THREADS = """
== reembolso-pt | refunds | refund
T O reembolso da encomenda {order} não chegou
T Cliente à espera do dinheiro
C Bom dia, devolvemos {amount} da encomenda {order} há oito dias e a cliente diz que não recebeu.
A Bom dia, {first}. O reembolso saiu no próprio dia com a referência {ref}. Com esse número o banco encontra-o logo.
C Obrigada, vou passar a informação.
A Fico à espera da sua confirmação.
C Já chegou. Muito obrigada.
S Procurado o reembolso no banco -> enviado, referência {ref}

== etiquetas | labels | label, printing
T Etiquetas saem em branco
T A impressora de etiquetas não imprime
C Desde hoje as etiquetas de uma transportadora saem em branco. Temos {n} encomendas para sair às quatro.
A Boa tarde, {first}. Pode escolher PDF em vez de ZPL só por hoje? O ficheiro ZPL traz uma letra que a impressora não
A2 tem.
C Em PDF sai bem. Obrigado, apanhámos a carrinha.
S Impressa uma etiqueta em PDF -> sai bem
S Impressa uma etiqueta em ZPL -> em branco

== iva-madeira | tax | tax
T IVA da Madeira
T Taxa errada para as ilhas
C As vendas para a Madeira saem com o IVA do continente. Como se muda?
A Bom dia, {first}. Em Dinheiro, Impostos, Zonas: a zona «Madeira» existe, falta ligá-la.
C Está ligada e certa. Obrigado.

== multibanco | pay-later | payment
T Referências de pagamento caducam cedo demais
T Clientes não conseguem pagar depois
C As referências caducam ao fim de um dia e os clientes queixam-se. Dá para três dias?
A Bom dia, {first}. Dá: Pagamentos, Pagar mais tarde, Validade. Já aparece com 1, 3 ou 7 dias.
C Mudei para três. Obrigada!

== loja-lenta | storefront | website, speed
T A loja está lenta ao fim da tarde
T Site demora a abrir
C Entre as seis e as oito a nossa loja demora dez segundos a abrir. De manhã é normal.
A Boa tarde, {first}. A página de entrada tem {k} filmes que se carregam todos de uma vez. Posso passá-los a «só
A2 quando se vê»?
C Pode, por favor.
A Feito. Meço agora dois segundos às sete da tarde.
C Que diferença! Obrigado.
S Medida a página de entrada -> filmes carregados todos de uma vez
S Filmes só quando se veem -> dois segundos

== stock-pt | stock | stock
T Stock da loja não bate certo
T O site vende o que já não há
C O site diz que há {k} de {product} e na loja não há nenhum. É desde a última contagem.
A Bom dia, {first}. A contagem ficou por confirmar. Basta carregar em «Confirmar contagem».
C Era mesmo isso. Obrigado pela paciência.
"""
