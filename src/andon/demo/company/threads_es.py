"""What customers write in Spanish, and how it went on; read by `threads.py`."""

THREADS = """
== reembolso | refunds | refund
T El reembolso del pedido {order} no ha llegado
T Cliente sin su dinero
C Buenos días, devolvimos {amount} del pedido {order} hace una semana y la clienta dice que no ha recibido nada.
C2 ¿Podéis mirarlo?
A Buenos días, {first}. El reembolso salió el mismo día con la referencia {ref}. El banco lo tiene; con ese número lo
A2 encuentran enseguida.
C Se lo paso. Gracias.
A De nada. Lo dejo abierto hasta que me confirmes que lo tiene.
C Ya lo tiene. Muchas gracias por la ayuda.
S Consultado el reembolso en el banco -> enviado, referencia {ref}

== impresora | till-app | tablet, printing
T La impresora de tickets no conecta con la tableta
T No salen los tickets
C Hola, desde ayer la tableta no encuentra la impresora. Hemos reiniciado las dos cosas varias veces.
A Hola, {first}. ¿Cambió el router o el nombre del wifi?
C Sí, ayer vino el técnico y nos puso uno nuevo.
A Entonces hay que volver a enlazarla: Ajustes, Impresoras, Buscar. La dirección antigua ya no vale.
C Hecho, ya imprime. ¡Gracias!
S Reiniciadas tableta e impresora -> igual
S Enlazada de nuevo con el wifi nuevo -> imprime

== catalogo | import | import
T La importación se para en la línea {n}
T Error al importar productos
C Subimos el fichero de la temporada y se para siempre en la línea {n}: «valor no permitido». No vemos qué tiene de
C2 raro.
A Hola, {first}. En esa línea el precio lleva un punto y una coma: 1.299,00. Si quitas el punto entra. He pedido que
A2 el mensaje lo diga con claridad.
C Era eso. Han entrado todos.

== factura | invoices | invoice
T Factura con el NIF antiguo
T Cambiar los datos de la factura
C Cambiamos de sociedad en octubre y las facturas siguen saliendo con el NIF anterior. Necesitamos la de este mes
C2 corregida.
A Hola, {first}. Ya he cambiado los datos y tienes la factura rectificada en Dinero, Facturas.
C Perfecta. Gracias por la rapidez.

== envio-canarias | rates | delivery
T Gastos de envío a Canarias
T No aparece el envío a las islas
C Los clientes de Canarias no ven ninguna forma de envío. Antes salía la de correos.
A Buenas tardes, {first}. La tarifa de Canarias caducó el día 1. ¿Quieres que la prolongue con los mismos precios?
C Sí, hasta fin de año, por favor.
A Hecho, ya sale en la tienda.
C Comprobado, ya entran pedidos.

== tallas | catalogue | how-to
T ¿Cómo añado una guía de tallas?
T Guía de tallas por marca
C ¡Hola! Nos devuelven muchos zapatos por la talla. ¿Se puede poner una guía por marca?
A Hola, {first}. Sí: en la marca, apartado Textos, Guía de tallas. Sale en todos sus productos.
C ¡Qué fácil! Ya está puesta.

== stock-tienda | stock | stock
T El stock de la tienda no coincide con la web
T Vendemos cosas que no hay
C En la tienda de Sevilla la web dice que quedan {k} de {product} y no queda ninguno. Pasa desde el inventario del
C2 lunes.
A Hola, {first}. El inventario del lunes quedó sin confirmar, por eso la web sigue con los números antiguos. Te falta
A2 pulsar «Confirmar recuento».
C Vaya, lo hemos confirmado y ya cuadra. Gracias.
S Mirado el inventario del lunes -> sin confirmar
"""
