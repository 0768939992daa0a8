import type { ClassTable, RuleTable } from '../grammar/grammar.ts'

export const SPANISH_CLASSES: ClassTable = {
  es_contract:
    'contrato|contratos|suscripcion|suscripciones|licencia|licencias|cuenta|acuerdo|colaboracion|relacion|servicio|servicios|plataforma|herramienta|software|producto|membresia|alianza',
  es_leave:
    'cancelar|cancelamos|cancelaremos|cancelo|cancelacion|rescindir|rescindimos|rescindiremos|rescision|terminar|terminamos|terminaremos|dar de baja|darnos de baja|darme de baja|nos damos de baja|damos de baja|la baja|baja|poner fin|finalizar|abandonar|dejar|dejamos|dejaremos|dejar de usar|marcharnos|nos vamos|irnos|cambiar de proveedor|cambiarnos|cambiamos de|prescindir|prescindiremos|cerrar|eliminar|romper|resolver el contrato|sustituir',
  es_ask:
    'no nos vamos|tranquilos|un cliente nuestro|uno de nuestros clientes|un cliente quiere|no se preocupen|no vamos a cancelar|como puedo|como se|como podemos|es posible|hay alguna forma|donde puedo|existe una|hay una pagina|informe|reunion|boletin|cuenta de prueba|usuario que|duplicado|anterior proveedor|cita|webinar|recordatorio',
}

export const SPANISH_RULES: RuleTable = {
  termination: `
    82 (preaviso|aviso) ~3 (resolucion|rescision|baja|terminacion|cancelacion) @negated
    80 (no contaremos|no contamos|ya no contaremos|sin ustedes|sin vosotros|no seguiremos) ~4 (ustedes|vosotros|seguir*|ano)? !$es_ask @negated
    82 (como) ~3 (cancelar|cerrar|eliminar|dar de baja) ~2 (mi|nuestra) ~1 (cuenta|contrato|suscripcion) @negated
    80 (ya migramos|hemos migrado|ya hemos migrado|migramos todo|ya estamos en|hemos pasado todo) ~8 (sistema|otro|otra|nuevo|nueva|desactivar|cerrar|plataforma) @negated
    80 (pueden|podeis|puede) ~1 (desactivar|cerrar|dar de baja|eliminar) ~2 (nuestros|nuestra|nuestro|nuestras) @negated
    84 $es_leave ~5 $es_contract !$es_ask @negated
    84 (rescindir|rescindimos|rescindiremos|rescision|darnos de baja|nos damos de baja|darme de baja|dar de baja) !$es_ask @negated
    84 $es_contract ~6 (cancelado|rescindido|no se renovara|termina|cancelacion|rescision|de baja) !$es_ask @negated
    84 (no|sin|tampoco) ~5 (renovar*|renovacion|prorrogar*|prolongar*|continuar*|seguir*|extender*|seguimos) ~6 ($es_contract|con ustedes|con vosotros|usando|adelante|ano|periodo)? !$es_ask @negated
    80 (nos vamos|nos cambiamos|nos pasamos|nos marchamos|hemos decidido irnos|hemos firmado con) ~6 (competencia|otro|otra|ustedes|vosotros|proveedor|final|fin)? !$es_ask @negated
    80 (cerrar|cierren|cerrad|eliminar|eliminen|borrar|borren) ~2 (nuestra|mi|la) ~1 cuenta`,
  churn_intent: `
    64 (pensando|considerando|valorando|planteando|evaluando|planteamos|estudiando|nos estamos planteando|dudamos) ~6 $es_leave !$es_ask @negated
    78 (si|o|de lo contrario|en caso contrario|salvo que) ~14 (cancelamos|cancelaremos|rescindiremos|rescindimos|rescindir|nos vamos|nos iremos|daremos de baja|cancelare|cancelar el contrato|terminaremos) !$es_ask @negated
    62 (renovacion|contrato|relacion) ~5 (en riesgo|peligra|en peligro|en duda|en juego|en el aire)`,
  competitor: `
    62 (otras opciones|oferta mejor|mejor oferta|a concurso|licitacion|buscar otra cosa|buscar alternativas|razon para quedarnos|por que seguir|por que deberiamos seguir|quedarnos con ustedes) !$es_ask @negated
    64 (competencia|competidor|competidores|otro proveedor|otra empresa|otros proveedores|otra solucion|alternativa|alternativas|nuevo proveedor|otra plataforma) ~8 (barato|mejor|oferta|ofrece|ofrecen|firmado|probando|hablando|presupuesto|menos|cambiar|buscando|migrar|elegido) !$es_ask @negated
    64 (buscando|cambiar|pasarnos|pasamos|migrar|migrando|firmado|hablando|negociando|evaluando|presupuesto) ~5 (competencia|competidor|competidores|otro proveedor|otra empresa|otros proveedores|alternativas|alternativa|nuevo proveedor|otra plataforma|otra solucion) !$es_ask @negated`,
  legal: `
    84 (manos|a cargo) ~3 (departamento juridico|abogado|abogados|asesoria juridica|departamento legal) @negated
    84 (abogado|abogados|abogada|departamento legal|departamento juridico|asesoria juridica|equipo legal|bufete) ~8 (contactar*|se pondra|pondran|esta|estan|ha|han|vamos|revis*|demanda|caso|manos|recomienda*|aconseja*|pide|tom*|dicho|guarde) !$es_ask @negated
    84 (demandar|demandaremos|demanda judicial|acciones legales|medidas legales|tribunales|tribunal|via judicial|juicio|danos y perjuicios|incumplimiento de contrato|incumplimiento del contrato|incumplimiento contractual|burofax|penalizacion por|querella|requerimiento formal) !$es_ask @negated`,
  regulator: `
    82 (agencia de proteccion de datos|aepd|regulador|autoridad|autoridades|consumo|cnmv|banco de espana|defensor del pueblo|facua|ocu) ~8 (denuncia|denunciar|denunciaremos|informar|reclamacion|notificar|queja|presentar|investig*) @negated
    80 (denunciar*|denuncia|reclamacion|queja|notificar|informar|reportar) ~6 (agencia de proteccion|aepd|regulador|autoridad|autoridades|consumo|cnmv) @negated`,
  security_incident: `
    86 (fuga de datos|filtracion de datos|brecha de seguridad|brecha de datos|hackeado|hackeada|hackeo|hackearon|ransomware|acceso no autorizado|intruso|ciberataque|han entrado en nuestra cuenta|datos filtrados) !$es_ask @negated
    84 (datos|facturas|expedientes|archivos|documentos) ~3 (otro|otros|otra|otras) ~1 (cliente|clientes|empresa|empresas) @negated
    84 (nuestros datos|datos de clientes|datos personales|datos confidenciales|contrasenas) ~6 (publicos|expuestos|filtrados|robados|accesibles|visibles|internet|en venta)
    84 (ex|antiguo|antigua|exempleado|ex empleado|despedido) ~2 (empleado|empleada|trabajador|trabajadora|sigue|todavia|aun|acceso) ~6 (acceso|entrar|accediendo|descargando|accede|sesion)`,
  data_loss: `
    82 (faltan|se borro|se borraron|se perdieron|se perdio|desaparecio|desaparecieron) ~4 (todo|miles|todos|todas|datos|registros|historial|pedidos|archivos) @negated
    82 (datos|registros|archivos|historial|base de datos|pedidos|clientes|todo|documentos|proyectos) ~6 (perdido|perdidos|desaparecido|desaparecidos|borrado|borrados|eliminado|eliminados|sobrescrito*|irrecuperables|desaparecieron|perdieron|han borrado) !$es_ask @negated
    80 (perdida de datos|hemos perdido todos|hemos perdido todo|han perdido nuestros|perdimos todos) !$es_ask @negated`,
  outage: `
    82 (se ha caido|se cayo|caida la|cajas no|no funcionan|sin poder|llevamos toda la manana|error 500) ~6 (plataforma|sistema|oficinas|tienda|cajas|clientes|atender|trabajar|paginas|servicio|todas|todos) !$es_ask @negated
    82 (nada|nadie|todo|sistema|plataforma|web|servicio|produccion|aplicacion|servidor|servidores|tienda|caja) ~6 (funciona|caido|caida|parado|parada|bloqueado|bloqueada|carga|colapsado|inaccesible|entrar|trabajar|acceder|paralizado|paralizada) !$es_ask @negated
    82 (caida total|caida general|caida|apagon) ~6 (desde|esta manana|otra vez|horas|produccion|todos) !$es_ask @negated
    80 (no) ~2 (podemos|pueden|puede|podremos) ~3 (trabajar|vender|facturar|entrar|acceder|cobrar|enviar|atender|operar|pagar) !$es_ask @negated`,
  business_impact: `
    80 (nominas|nomina|salarios|sueldos|facturas|pedidos|envios|pagos|entregas) ~8 (no|bloquead*|retrasad*|fallad*|fallo|tarde|sin) ~12 (su|vuestro|vuestra|culpa|por|fichero|archivo|sistema|integracion) @negated
    78 (perdiendo|perdemos|perdido|nos cuesta|costando) ~5 (dinero|ventas|clientes|miles|euros|ingresos|pedidos) @negated`,
  chargeback: `
    78 (devolver|devuelto|devolvemos|reclamar|reclamado|disputar|disputado|impugnar|rechazar|bloquead*|anular) ~5 (recibo|recibos|cargo|cargos|pago|pagos|domiciliacion) ~6 (banco|tarjeta)? @negated
    78 (banco|tarjeta) ~6 (devuelva|devolucion|reclamacion|disputa|contracargo|retroceda)`,
  executive_escalation: `
    58 (responsable|director|directora|jefe|jefa|gerente|encargado|superior|direccion|supervisor) ~6 (hablar|pasar|pase|paseme|contactar|exijo|exigimos|quiere|furioso|pide|llame)
    58 (hablar|paseme|pongame|ponganme|escalar|pasenme|comunicarme) ~5 (responsable|director|directora|jefe|gerente|encargado|superior|supervisor|alguien)
    58 (queja|reclamacion) ~3 (formal|oficial|presentar|interponer|poner)`,
  no_response: `
    54 (nadie|ninguna|sin|todavia no|aun no|siguen sin|sigo sin|seguimos sin) ~6 (contesta|responde|respuesta|noticias|contestado|respondido|contestan|llamado|respuestas|solucion) @negated
    52 (llevo|llevamos|esperando|espero) ~4 (esperando|dias|semanas|meses|horas)`,
  repeat_contact: `
    54 (tercera|cuarta|quinta|decima|enesima) vez
    52 (cuantas veces|otra vez|una y otra vez|siempre lo mismo|siempre igual|el mismo problema|los mismos problemas|cada semana|de nuevo) ~8 (explicar|tengo|problema|error|fallo|mismo|caido|repetir|falla|excusa*)? @negated`,
  anger: `
    54 (tomando el pelo|descontentos|descontento|descontenta|lo ha estropeado|nos prometieron|prometieron|seguimos igual|pide explicaciones|piden explicaciones|coge el telefono|ya van cinco|ya van tres|me devuelvan) @negated
    56 (inaceptable|intolerable|verguenza|vergonzoso|harto|harta|hartos|hartas|indignado|indignados|indignante|paciencia|estafa|desastre|desastroso|pesimo|pesima|lamentable|furioso|furiosa|basura|tomadura de pelo|incompetentes|incompetencia|ridiculo|decepcionado|decepcionados|decepcionante|insoportable|porqueria|burla|enfadado|enfadados|fatal) !$es_ask @negated`,
  deadline: `
    52 (antes del|antes de|para el) ~3 (viernes|lunes|manana|martes|miercoles|jueves|fin de semana|final de mes|mediodia) ~8 (si no|exijo|exigimos|esperamos|solucion|resuelto|respuesta|solucionado) @negated`,
}
