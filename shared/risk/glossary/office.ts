/** Offices, calendars, schools and what else business mail speaks of. The columns are those of `glossary.ts`. */
export const OFFICE_WORDS = `
  quiet calm peaceful | ruhig ruhe | calme tranquille | tranquilo tranquilos calma | rustig | calmo tranquilo | calmo tranquillo tranquilli
  responsible | zustandig verantwortlich | responsable | responsable | verantwoordelijk | responsavel | responsabile
  ashamed embarrassed embarrassing | peinlich schame | honte gene | verguenza | schaam | vergonha | vergogno imbarazzante
  fair trade show conference | messe konferenz | salon congres | feria congreso | beurs congres | feira congresso | fiera congresso
  learn learned interns trainees | lernen gelernt azubis | apprendre appris apprentis stagiaires | aprender aprendices | leren geleerd leerlingen stagiairs | aprender estagiarios | imparare tirocinanti
  school teacher teachers students pupils | schule lehrer schuler studenten | ecole enseignants eleves etudiants professeurs | colegio profesores alumnos | school leraren leerlingen studenten | escola professores alunos | scuola insegnanti studenti
  hotel restaurant | hotel restaurant gasthaus | hotel restaurant | hotel restaurante | hotel restaurant | hotel restaurante | albergo ristorante
  field sales rep | aussendienst vertrieb vertriebler | terrain commercial commerciaux | comercial comerciales ventas | buitendienst verkoop verkoper | comercial vendas | vendite commerciale
  website homepage site | webseite website seite | site web | web sitio pagina | website site | site pagina | sito web
  search filter sort list column field | suche filter sortieren liste spalte spalten feld | recherche filtre trier liste colonne colonnes champ | buscar filtro ordenar lista columna columnas campo | zoeken filter sorteren lijst kolom kolommen veld | pesquisa filtro ordenar lista coluna campo | cerca filtro ordinare elenco colonna campo
  logo colour color design template | logo farbe farben design vorlage | logo couleur couleurs design modele | logo color colores diseno plantilla | logo kleur kleuren ontwerp sjabloon | logotipo cor cores modelo | logo colore colori modello
  language english german french | sprache englisch deutsch franzosisch | langue anglais allemand francais | idioma ingles aleman frances | taal engels duits frans | lingua idioma ingles | lingua inglese
  calendar zone timezone | kalender zeitzone | calendrier agenda fuseau | calendario zona | agenda kalender tijdzone | calendario fuso | calendario fuso
  mobile tablet browser | handy tablet browser | portable tablette navigateur navigateurs | movil tableta navegador navegadores | mobiel tablet browser browsers | telemovel navegador | cellulare tablet browser
  sick ill health recovery | krank gesund besserung | malade sante retablissement | enfermo enferma salud | ziek beterschap gezond | doente saude | malato salute
  baby maternity parental wedding birthday christmas | elternzeit hochzeit geburtstag weihnachten | maternite mariage anniversaire noel | maternidad boda cumpleanos navidad | verlof bruiloft verjaardag kerst | maternidade casamento natal | maternita matrimonio natale
  morning afternoon evening noon night | fruh vormittag nachmittag abend mittag nacht | matin soir midi nuit | manana tarde noche mediodia anoche | ochtend middag avond nacht vanmorgen gisteravond | manha tarde noite | mattina stamattina pomeriggio sera notte
  monday tuesday wednesday thursday friday saturday sunday | montag dienstag mittwoch donnerstag freitag samstag sonntag | lundi mardi mercredi jeudi vendredi samedi dimanche | lunes martes miercoles jueves viernes sabado domingo | maandag dinsdag woensdag donderdag vrijdag zaterdag zondag | segunda terca quarta quinta sexta sabado domingo | lunedi martedi mercoledi giovedi venerdi sabato domenica
  january february march april may june july august september october november december | januar februar marz april mai juni juli august september oktober november dezember | janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre | enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre | januari februari maart april mei juni juli augustus september oktober november december | janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro | gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
  spring summer autumn winter quarter | fruhjahr fruhling sommer herbst winter quartal quartalsende | printemps ete automne hiver trimestre | primavera verano otono invierno trimestre | lente zomer najaar herfst winter kwartaal | primavera verao outono inverno trimestre | primavera estate autunno inverno trimestre
  last final finally | letzte letzten letztes letzter endgultig endlich | dernier derniere derniers definitivement enfin | ultimo ultima ultimos definitivamente final | laatste eindelijk definitief | ultimo ultima finalmente | ultimo ultima finalmente
  next following upcoming | nachste nachsten nachster kommende | prochain prochaine suivant | proximo proxima siguiente | volgende komende eerstvolgende | proximo proxima seguinte | prossimo prossima seguente
  only just merely | nur bloss lediglich | seulement juste simplement | solo solamente | alleen slechts enkel maar | so apenas | solo soltanto
  very really truly | sehr wirklich echt | tres vraiment | muy realmente verdad | erg heel echt | muito mesmo | molto davvero
  too much enough | zu viel genug reicht | trop assez suffit | demasiado bastante basta | te veel genoeg | demais bastante chega | troppo abbastanza basta
  here there | hier dort da | ici la | aqui ahi alli | hier daar | aqui ali | qui li
  outside door queue | draussen tur schlange | dehors porte file | fuera puerta cola | buiten deur rij | fora porta fila | fuori porta coda
  kids family children | kinder familie | enfants famille | ninos hijos familia | kinderen familie gezin | criancas filhos familia | bambini figli famiglia
  without | ohne | sans | sin | zonder | sem | senza
  with together | mit zusammen gemeinsam | avec ensemble | con juntos | met samen | com juntos | con insieme
  partner partnership cooperation relationship | partner partnerschaft zusammenarbeit beziehung | partenaire partenariat collaboration relation | socio colaboracion relacion | partner samenwerking relatie | parceiro colaboracao relacao | partner collaborazione rapporto
  company business firm group subsidiary subsidiaries headquarters | firma unternehmen betrieb konzern tochter zentrale fusion | entreprise societe groupe filiale filiales siege fusion | empresa negocio grupo filial filiales central fusion | bedrijf onderneming groep dochter dochters hoofdkantoor fusie | empresa grupo filial sede fusao | azienda ditta gruppo filiale sede fusione
  department division accounting finance | abteilung buchhaltung finanzabteilung | service comptabilite finances departement | departamento contabilidad finanzas | afdeling boekhouding administratie financien | departamento contabilidade financas | reparto contabilita finanza
  auditor audit auditors | prufer wirtschaftsprufer audit prufung | auditeur auditeurs commissaire audit | auditor auditores auditoria | accountant auditor audit | auditor auditoria | revisore audit
  insurance insurer | versicherung versicherer haftpflichtversicherer | assurance assureur | seguro aseguradora | verzekering verzekeraar aansprakelijkheidsverzekeraar | seguro seguradora | assicurazione assicuratore
  notice period terms clause conditions | kundigungsfrist klausel bedingungen agb | preavis clause conditions cgv | preaviso clausula condiciones | opzegtermijn clausule voorwaarden | aviso clausula condicoes | preavviso clausola condizioni
  status disruption maintenance downtime availability | statusseite verfugbarkeit wartung | statut disponibilite maintenance interruption | estado disponibilidad mantenimiento corte | status beschikbaarheid onderhoud | estado disponibilidade manutencao | stato disponibilita manutenzione
  drill exercise practise simulate | ubung uben proben notfallubung | exercice entrainer simuler | ejercicio ensayar simulacro simular | oefening oefenen noodoefening | exercicio simulacro | esercitazione simulare
  certificate certified iso | zertifikat zertifiziert iso | certificat certifie iso | certificado iso | certificaat gecertificeerd iso | certificado iso | certificato iso
  share shared sharing copy copied | teilen geteilt kopieren kopiert kopie | partager partage copier copie | compartir compartido copiar copiando | delen gedeeld kopieren kopie | partilhar copiar | condividere condiviso copiare
  block blocked lock locked | sperren gesperrt sperrt blockiert | bloquer bloque bloquez verrouille | bloquear bloqueen bloqueada | blokkeren geblokkeerd blokkeer | bloquear bloqueado | bloccare bloccate
  blackmail extort ransom extortion | erpressen erpresst erpressung losegeld | chantage rancon | chantajean chantaje rescate | afgeperst chantage losgeld | chantagem resgate | ricatto riscatto
  adopt adoption | einfuhrung nutzung akzeptanz | adoption utilisation | adopcion uso | adoptie gebruik | adocao uso | adozione uso
  fight rebel refuses revolt mutiny | sturm rebellieren meutern | revolte rebellent | rebelan rebelion | opstand | revolta | rivolta
  fed sick tired | satt leid nase schnauze | marre assez bout | harto harta hartos cansado | zat beu moe | farto farta cansado | stufo stufi stanco
  insult cheat cheated tricked lie lied | betrogen getauscht luge gelogen verarschen | trompe trompes mensonge arnaque menti | engano enganados mentira estafa | bedrogen misleid leugen | enganados mentira burla | ingannati bugia truffa
  worth value pointless | wert lohnt sinnlos | vaut valeur | merece vale valor | waard loont zinloos | vale valor | vale valore
  guess maybe perhaps probably | vielleicht wahrscheinlich | probablement | quizas quiza probablemente | misschien waarschijnlijk | talvez provavelmente | forse probabilmente
  surprise surprised strange weird odd | uberrascht seltsam komisch | surpris etrange bizarre | sorprendido raro extrano | verrast vreemd raar | surpreso estranho | sorpreso strano
  confusing difficult hard complicated | schwierig schwer kompliziert verwirrend | difficile complique | dificil complicado cuesta | moeilijk lastig ingewikkeld | dificil complicado | difficile complicato
  easy simple smooth smoothly | einfach leicht reibungslos tadellos | facile simple parfaitement | facil sencillo | makkelijk eenvoudig soepel | facil simples | facile semplice
`
