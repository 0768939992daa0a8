/** Money, talk, feelings, time and the small words. The columns are those of `glossary.ts`. */
export const TALK_WORDS = `
  invoice invoices invoiced bill bills billed billing | rechnung rechnungen berechnet schlussrechnung abrechnung | facture factures facturer facturation | factura facturas facturar facturado recibo recibos | factuur facturen gefactureerd factureren eindafrekening | fatura faturas faturar | fattura fatture
  price prices pricing cost costs rate fee fees | preis preise preisen kosten kostet gebuhr gebuhren tarif | prix cout couts tarif coute frais | precio precios coste costes cuesta tarifa | prijs prijzen kosten kost tarief | preco precos custo custa tarifa | prezzo prezzi costo costa tariffa
  expensive dear overpriced | teuer teurer teure hoch | cher chere eleve | caro cara alto | duur duurder hoog | caro cara alto | caro cara costoso alto
  cheap cheaper discount | billig billiger gunstig gunstiger rabatt | moins remise rabais | barato barata descuento | goedkoop goedkoper korting | barato desconto | economico sconto
  pay pays paid paying payment payments charge charged charges | zahlen zahlt bezahlen bezahlt zahlung zahlungen uberwiesen uberweisung | payer payons paye paient paiement paiements virement | pagar pagamos pagado pago pagos transferencia | betalen betaald betaling betalingen | pagar pagamos pago pagamento transferencia | pagare paghiamo pagato pagamento bonifico
  debit debits debited collection | lastschrift lastschriften abbuchung abgebucht | prelevement prelevements preleve | cargo cargos domiciliacion cobro cobrar cobrarnos | incasso afschrijving afschrijvingen afgeschreven afschrijven | debito cobranca | addebito addebiti
  reverse reversed dispute disputed chargeback recall recalled return returned | zuruckbuchen zuruckgebucht zuruckgeben zuruckholen widerrufen widersprochen rucklastschrift | rejeter rejette rejete contester contestons litige opposition | devolver devuelto devuelva disputa reclamar | terugboeken teruggeboekt gestorneerd betwist betwisten geschil | devolver devolvido disputa estorno | stornare contestare contestazione
  refund refunded refunds reimbursed credit | erstattung erstatten ruckerstattung gutschrift geld | rembourser rembourses remboursement avoir argent | reembolso reembolsar dinero abono | terugbetalen terugbetaling creditnota geld | reembolso dinheiro | rimborso soldi
  bank card cards | bank hausbank karte kreditkarte kreditkartenfirma | banque carte | banco tarjeta | bank kaart creditcard creditcardmaatschappij | banco cartao | banca carta
  budget savings spend spending | budget sparen einsparung | budget economies | presupuesto ahorro recorte | budget besparing bezuinigen | orcamento | budget risparmio
  buy buys bought purchase purchased procurement | kaufen gekauft kauf einkauf beschaffung | acheter achete achat achats | comprar comprado compra compras | kopen gekocht aankoop inkoop | comprar comprado compra compras | comprare comprato acquisto acquisti
  offer offers quote quoted tender bid bids | angebot angebote ausschreibung | offre offres devis appel | oferta ofertas presupuesto licitacion concurso | aanbod offerte offertes aanbesteding | oferta proposta concurso | offerta offerte preventivo gara
  promise promised promises assured guaranteed | versprochen zugesagt zusage versprechen hiess | promis promesse promettre garanti | prometieron prometido promesa dijeron | beloofd belofte toegezegd | prometido prometeram promessa | promesso promessa
  deadline date due | frist termin stichtag datum | delai date echeance | plazo fecha | deadline termijn datum | prazo data | scadenza data
  wait waits waited waiting | warten warte wartet gewartet warteschlange | attendre attends attendons attendent attente | esperar espero esperamos espera | wachten wacht gewacht | esperar espero | aspettare aspetto aspettiamo attesa
  answer answers answered reply replies replied response respond | antwort antworten antwortet reagiert reaktion ruckmeldung | reponse reponses repondre repond repondez | respuesta respuestas responder responde contesta contestan | antwoord antwoorden reageert reactie reageren | resposta responder responde | risposta risposte risponde rispondere
  call calls called phone ring rang | anrufen angerufen anruf rufe telefon zuruckrufen | appeler appelle appel appels telephone rappeler | llamar llamada llamo llaman telefono llamadas | bellen gebeld bel telefoontje telefoon terugbellen | ligar chamada telefone | chiamare chiamata telefono
  write wrote written mail mails email emails message messages | schreiben schreibe geschrieben mail mails nachricht nachrichten | ecrire ecris ecrit mail mails message messages courriel | escribir escribo escrito correo correos mensaje mensajes | schrijven schrijf gemaild mail mails bericht berichten | escrever escrevo email emails mensagem | scrivere scrivo scritto mail messaggio
  send sends sent | schicken schicke senden gesendet geschickt | envoyer envoyez envoie envoye | enviar envien mandar manden enviado | sturen stuur gestuurd verzenden | enviar envie enviado | inviare mandare inviato
  say says said tell tells told explain explained | sagen sage gesagt erklaren erklart erzahlt | dire dit expliquer explique reexpliquer | decir dice dicho explicar explico | zeggen zeg gezegd uitleggen vertellen | dizer disse explicar | dire detto spiegare
  ask asks asked question questions | fragen frage fragt gefragt | demander demande question questions | preguntar pregunta preguntas pide | vragen vraag vraagt gevraagd | perguntar pergunta | chiedere chiesto domanda
  help helps helped support | hilfe helfen geholfen support unterstutzung | aide aider support assistance | ayuda ayudar soporte | hulp helpen support ondersteuning | ajuda ajudar suporte | aiuto aiutare supporto
  complain complained complaint complaints | beschweren beschwerde beschwert | plainte plaintes reclamation | queja quejas quejarse | klagen klacht klachten | queixa reclamar | reclamo lamentela
  ignore ignored silence | ignorieren ignoriert vertrostet funkstille | ignorer ignore silence baladez | ignorar ignoran silencio largas | negeren genegeerd stilte lijntje | ignorar silencio enrolam | ignorare ignorati silenzio
  escalate escalated escalation | eskalieren eskalation | escalader escalade | escalar | escaleren | escalar | escalare
  angry furious livid upset annoyed | wutend sauer verargert argerlich | furieux colere fache faches agace | enfadado enfadados furioso indignado | boos woedend kwaad | furioso zangado chateado | arrabbiato furioso
  disappointed disappointing disappointment | enttauscht enttauschend enttauschung | decu decus decevant | decepcionado decepcion | teleurgesteld teleurstellend | desiludido desapontado | deluso delusi delusione
  patience wearing | geduld | patience | paciencia | geduld | paciencia | pazienza
  unacceptable disgrace ridiculous joke outrageous shame | unverschamt frechheit zumutung inakzeptabel lacherlich witz unfassbar | inadmissible inacceptable honte ridicule plaisanterie | inaceptable verguenza ridiculo broma | onacceptabel schandalig belachelijk grap | inaceitavel vergonha ridiculo | inaccettabile vergogna ridicolo
  useless worthless rubbish garbage crap | nutzlos mist schrott saftladen murks | inutile nul poubelle | inutil basura porqueria | waardeloos troep rotzooi | inutil lixo | inutile schifo
  trust confidence faith | vertrauen | confiance | confianza | vertrouwen | confianca | fiducia
  thanks thank grateful | danke dank bedanken | merci remercier | gracias agradecer | bedankt dank dankjewel bedanken | obrigado obrigada | grazie
  great excellent wonderful fantastic brilliant superb perfect lovely | super toll klasse prima perfekt wunderbar erstklassig | super genial genialissime parfait excellent formidable | genial estupendo perfecto excelente fenomenal | geweldig top prima perfect uitstekend eersteklas | otimo excelente perfeito | ottimo perfetto eccellente
  happy glad delighted thrilled pleased love loves loved enjoy | freuen freut freue begeistert zufrieden froh liebe | ravi ravis content contents adore adorent heureux | contento encantado encantados encanta alegra feliz | blij tevreden fijn enthousiast | feliz contente adoram | felice contenti contento adorano
  congratulations bravo cheers kudos | gluckwunsch gratuliere bravo | felicitations bravo chapeau | felicidades enhorabuena bravo | gefeliciteerd | parabens | complimenti congratulazioni
  good well fine okay ok nice | gut gute guten gutes schon schone passt ordnung | bien bon bonne | bien bueno buena vale | goed goede mooi prima oke | bem bom boa | bene buono buona
  bad worse worst poor terrible awful | schlecht schlechter schlimm furchtbar | mauvais pire terrible | malo mala peor fatal | slecht slechter erg | mau pior | cattivo peggio
  better best improve improved | besser bessere beste verbessert | mieux meilleur meilleure meilleurs | mejor mejores mejorado | beter betere beste verbeterd | melhor melhores | meglio migliore
  new newly | neu neue neuen neuer neues | nouveau nouvelle nouveaux nouvel | nuevo nueva nuevos | nieuw nieuwe | novo nova | nuovo nuova
  old previous | alt alte alten altes vorige bisherige | ancien ancienne vieux precedent | viejo vieja antiguo anterior | oud oude vorige | velho antigo anterior | vecchio vecchia precedente
  other others another else elsewhere different | andere anderen anderer anderes anderem woanders | autre autres ailleurs different | otro otra otros otras distinto | ander andere anders elders | outro outra outros | altro altra altri
  same identical | gleiche selbe dasselbe derselbe gleichen | meme memes | mismo misma | zelfde dezelfde hetzelfde | mesmo mesma | stesso stessa
  all everything whole entire complete completely total | alle alles ganze ganzen komplett gesamte gesamten | tout tous toute toutes entier complet | todo toda todos todas entero completo | alle alles hele heel volledig | todo toda todos tudo | tutto tutti tutta tutte
  everyone everybody each every | jeder jede jeden alle | chacun chaque tous | cada todos | iedereen elke elk | cada todos | ognuno ogni tutti
  nobody none | niemand keiner keine kein keinen | personne aucun aucune | nadie ninguno ninguna ningun | niemand geen | ninguem nenhum | nessuno nessuna
  nothing | nichts | rien | nada | niets | nada | niente nulla
  not don't doesn't isn't won't can't didn't aren't cannot wasn't hasn't haven't wouldn't never no | nicht nie niemals kein keine ohne | ne pas plus jamais sans aucun | no nunca jamas sin ni | niet geen nooit zonder | nao nunca sem | non mai senza
  again repeatedly | wieder erneut nochmal | encore nouveau | otra vez nuevo | weer alweer opnieuw | novamente outra | ancora nuovo
  still yet | noch immer | toujours encore | todavia sigue siguen aun sigo | nog steeds | ainda continua | ancora
  already | schon bereits | deja | ya | al | ja | gia
  always constantly | immer standig dauernd | toujours constamment | siempre | altijd steeds | sempre | sempre
  now currently | jetzt derzeit aktuell gerade | maintenant actuellement | ahora actualmente | nu momenteel | agora | adesso ora
  today tonight | heute | aujourd'hui | hoy | vandaag | hoje | oggi
  tomorrow | morgen | demain | manana | morgen | amanha | domani
  yesterday | gestern | hier | ayer | gisteren | ontem | ieri
  day days daily | tag tage tagen taglich | jour jours | dia dias | dag dagen dagelijkse | dia dias | giorno giorni
  week weeks weekly fortnight weekend | woche wochen wochenende | semaine semaines weekend | semana semanas | week weken weekend | semana semanas | settimana settimane
  month months monthly | monat monate monaten monatsende | mois | mes meses | maand maanden | mes meses | mese mesi
  year years annual yearly | jahr jahre jahren jahresende jahrlich | annee annees an ans annuel | ano anos anual | jaar jaren | ano anos | anno anni
  hour hours minute minutes | stunde stunden minute minuten uhr | heure heures minute minutes | hora horas minuto minutos | uur uren minuut minuten | hora horas minuto | ora ore minuto minuti
  time times first second third fourth fifth | mal erste zweite dritte vierte dritten vierten zeit | fois premiere deuxieme troisieme quatrieme temps | veces primera segunda tercera cuarta tiempo | keer eerste tweede derde vierde tijd | vezes primeira segunda terceira quarta tempo | volta volte prima seconda terza quarta tempo
  since | seit | depuis | desde hace llevan | sinds | desde | da
  until before by | bis vor bevor | avant | hasta antes | tot voor | ate antes | fino prima
  after afterwards then | nach danach dann | apres ensuite | despues luego tras | na daarna dan | depois | dopo poi
  if unless otherwise either | wenn falls sonst entweder | si sinon soit | si sino | als anders tenzij | se senao | se altrimenti
  because due reason why | weil wegen warum wieso grund | car parce pourquoi cause raison | porque motivo razon | omdat wegens waarom reden | porque motivo | perche motivo
  how what which where when who | wie was welche welcher wo wann wer | comment que quel quelle quels quelles ou quand qui | como que cual donde cuando quien | hoe wat welke welk waar wanneer wie | como que qual onde quando quem | come cosa quale quali dove quando chi
  can could able possible may | konnen kann konnte moglich darf durfen | pouvez pourriez peut puis pouvons possible | puede pueden podemos podria posible puedo | kun kunnen kan mogen mag mogelijk | pode podem podemos possivel | puo potete possiamo possibile
  want wants wanted would like wish | wollen will mochte mochten wunsche hatte hatten gern | veux voulons voudrions souhaitons aimerions aimerais | quiero queremos querriamos deseamos | wil willen graag zou | quero queremos gostaria | voglio vogliamo vorremmo
  need needs needed require | brauchen brauche benotigen notig | besoin faut | necesito necesitamos hace falta | nodig hebben | precisamos preciso | serve bisogno
  must should | muss mussen soll sollen sollte | dois devons doit devez | debo debemos tengo tenemos | moet moeten | devo devemos tenho | devo dobbiamo
  please kindly | bitte | plait merci veuillez | favor | alstublieft alsjeblieft graag | favor | favore
  we us our ours | wir uns unser unsere unseren unserem unserer | nous notre nos on | nosotros nuestro nuestra nuestros nuestras nos | we wij ons onze | nos nosso nossa nossos | noi nostro nostra nostri
  i me my mine | ich mir mich mein meine meinen | je moi mon ma mes | yo mi mis me | ik mij mijn me | eu meu minha | io mio mia
  you your yours | sie ihr ihre ihren ihnen ihrem ihrer euch euer eure | vous votre vos | ustedes usted su sus vosotros | jullie u uw je | voces vosso vossa voce | voi vostro vostra vi
  they them their he she his her | er ihm ihn sein seine deren | il elle ils elles leur son | ella ellos ellas | hij zij ze hun zijn haar | ele ela eles | lui lei loro
  meeting meetings appointment session | termin besprechung treffen montagstreffen sitzung | reunion reunions | reunion cita | overleg vergadering afspraak | reuniao | riunione appuntamento
  training course workshop webinar | schulung kurs workshop einsteigertraining | formation atelier cours | formacion curso taller | training cursus workshop | formacao curso | formazione corso
  report reports dashboard | bericht berichte auswertung auswertungen | rapport rapports tableau | informe informes panel | rapport rapporten dashboard | relatorio relatorios painel | rapporto report
  slides agenda link recording | folien tagesordnung link aufzeichnung protokoll | diapositives support lien ordre | presentacion enlace acta agenda | slides link verslag agenda | apresentacao link ata | slide link verbale
  holiday holidays vacation away | urlaub ferien betriebsurlaub feiertag bruckentag | conge conges vacances ferie | vacaciones festivo fiesta | vakantie vrij feestdag verlof | ferias feriado | ferie festivo
  office address building | buro adresse gebaude | bureau bureaux adresse | oficina direccion edificio sede | kantoor adres gebouw | escritorio morada | ufficio indirizzo sede
  user users seat seats member | nutzer benutzer platz platze plusplatze | utilisateur utilisateurs poste postes place places | usuario usuarios puesto puestos plazas | gebruiker gebruikers plek plekken | utilizador utilizadores | utente utenti
  ticket tickets case | ticket tickets vorgang anfrage | ticket tickets demande | tique tiques incidencia incidencias | ticket tickets melding | ticket pedido | ticket richiesta
  interface integration api | schnittstelle anbindung api | interface api connexion | interfaz api conexion | koppeling api | interface api ligacao | interfaccia api
  test tests tested trial pilot demo | test testen getestet probe probezeit pilot pilotphase | test essai pilote demonstration | prueba pruebas piloto demostracion | test getest proef proefaccount | teste piloto demonstracao | prova pilota demo
  start starts started begin launch launched | starten start startet beginnt beginnen anfangen | demarrer demarrage commence lancement commencer | empezar empieza inicio arranque lanzamiento | beginnen begint start lancering | comecar comeca lancamento | iniziare inizia lancio
  project projects phase | projekt projekte phase | projet projets phase | proyecto proyectos fase | project projecten fase | projeto fase | progetto fase
  use uses used using usage | nutzen nutzt benutzt einsetzen verwenden | utiliser utilisons utilise utilisent | usar usamos usa utilizar | gebruiken gebruikt gebruik | usar usamos usa | usare usiamo utilizzare
  give gives gave given | geben gibt gegeben | donner donne donnez | dar da damos | geven geeft gegeven | dar da | dare date
  come comes came arrive arrived | kommen kommt gekommen angekommen | venir vient arrive arriver | venir viene llegar llega llego | komen komt aangekomen | vir vem chegar | venire viene arrivare
  see sees saw seen look show shows view | sehen sehe gesehen ansehen nachsehen steht zeigt | voir vois vu regarder revoir affiche affichent | ver veo visto mirar revisar | zien zie zag kijken bekijken | ver vejo visto | vedere vedo visto
  find finds found search | finden findet gefunden suche | trouver trouve recherche | encontrar encuentra busqueda | vinden vindt gevonden zoeken | encontrar procura | trovare trova ricerca
  know knows knew understand | wissen weiss kennen verstanden | savoir sais connaitre comprendre | saber sabemos conocer entender | weten weet kennen begrijpen | saber conhecer | sapere capire
  think consider considering thought | uberlegen denken nachdenken uberlegung | penser envisageons reflexion songer | pensar pensando planteando pensarlo | denken nadenken overwegen | pensar considerar | pensare riflessione
  worry worried concern concerned nervous afraid | sorge sorgen besorgt angst nervos | inquiet inquiete inquietude craignons peur | preocupa preocupados preocupado miedo | zorgen bezorgd bang | preocupado preocupa medo | preoccupato paura
  hope hopes hopefully | hoffe hoffen hoffentlich | espere esperons | esperamos ojala | hoop hopelijk | espero esperamos | spero speriamo
  urgent urgently immediately immediate asap emergency | dringend sofort umgehend notfall eilig eilt | urgent urgence immediatement | urgente urgencia inmediatamente ya | dringend direct onmiddellijk spoed meteen | urgente imediatamente | urgente subito
  small little bit slight slightly minor | klein kleine kleinigkeit bisschen etwas wenig | petit petite peu leger legere | pequeno pequena poco algo | klein kleine beetje iets | pequeno pouco | piccolo poco
  big large huge more bigger | gross grosse grossere mehr | grand grande plus gros | grande gran mas | groot grote meer | grande mais | grande piu
  money cash thousand thousands euros | geld euro tausend tausende funfstellig | argent euros fortune milliers | dinero euros miles | geld euro's duizenden | dinheiro euros milhares | soldi euro migliaia
  press journalist public review forum linkedin | presse journalist offentlich bewertung forum zeitung | presse journaliste public avis journaux | prensa periodista publico resena | pers journalist openbaar recensie krant | imprensa jornalista publico | stampa giornalista pubblico
  paper back excel spreadsheet | papier zuruck excel tabelle faxgerat | papier retour excel tableur | papel vuelta excel | papier terug excel fax | papel volta excel | carta indietro excel
  alarm false | fehlalarm entwarnung alarm falsch falschen | fausse alerte alarme | falsa alarma alerta simulacro | alarm vals loos oefening | alarme falso | allarme falso
  sorry apologies apologise excuse | entschuldigung entschuldigen leid verzeihung | desole desolee excuses excusez | perdon disculpen lamento siento | sorry excuses spijt | desculpe desculpem | scusa scusate spiace
  goodbye farewell part ways | abschied verabschieden trennen wege | adieu separer separons chemins | adios despedimos separan caminos | afscheid scheiden wegen | adeus despedimos | addio strade
  join add adds added invite | hinzufugen einladen ladt anlegen dazugenommen erganzen | ajouter ajoutez inviter invitez | anadir anadan invitar inviten | toevoegen nodig uitnodigen zet | adicionar convidar | aggiungere invitare
`
