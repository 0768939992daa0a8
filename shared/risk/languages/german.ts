import type { ClassTable, RuleTable } from '../grammar/grammar.ts'

export const GERMAN_CLASSES: ClassTable = {
  de_contract:
    'vertrag|vertrage|vertrags|vertragsverhaltnis|abo|abonnement|subscription|lizenz|lizenzen|zusammenarbeit|geschaftsbeziehung|rahmenvertrag|wartungsvertrag|konto|account|mitgliedschaft|partnerschaft|tool|software|plattform|produkt|system|losung|dienst|service|ihnen|euch|vertragspartner|vertragsende|laufzeit',
  de_leave:
    'kundigen|kundigt|gekundigt|kundige|kundigung|beenden|beendet|beende|auflosen|aufgelost|aussteigen|steigen aus|abschaffen|ablosen|abgelost|ersetzen|ersetzt|trennen|trennung|einstellen|stornieren|storniert|abspringen|abwandern|wechseln|schliessen|loschen|auslaufen|auslaufen zu lassen|raus|abschalten|abgeschaltet',
  de_will:
    'werden|werde|wollen|mochten|haben|hat|ist|sind|wird|mussen|sehen uns gezwungen|uberlegen|entschieden|beschlossen|hiermit|beschluss|entschluss|entscheidung|wir|vorstand|geschaftsfuhrung|leitung',
  de_ask:
    'keine sorge|kundigen nicht|nicht zu kundigen|der kunde will|ein kunde|einer unserer kunden|unser kunde|kunde von uns|wie kann ich|wie konnen wir|wie kundige ich einen|wo finde ich|gibt es eine|gibt es einen|ist es moglich|testkonto|testaccount|bericht|termin|meeting|newsletter|einzelnen nutzer|statusseite|besprechung|webinar|lizenzfrage|nicht kundigen|keine kundigung|ehemaliger anbieter|fruherer anbieter',
}

export const GERMAN_RULES: RuleTable = {
  termination: `
    82 (bestatigen|bestatigung|eingang) ~4 kundigung @negated
    82 (fur uns|fur mich|dann|damit) ~3 (schluss|vorbei|erledigt|gelaufen) ~3 (laufzeit|jahr|zusammenarbeit)? !$de_ask
    80 (wir|ich) ~3 (steigen|ziehen|wenden) ~5 (aus|ab|uns ab) !$de_ask
    80 (ohne sie|ohne euch) ~3 (planen|weiter|weitermachen|auskommen|arbeiten)
    80 (planen|machen|arbeiten|gehen) ~3 (ohne sie|ohne euch)
    80 (umstellung|migration|umzug|wechsel) ~6 (neue|neuen|anderes|anderen) ~6 (abgeschlossen|fertig|erfolgt|vollzogen|durch)
    80 (konnen uns|konnt uns|konnen unseren zugang|konnen alles|konnen sie uns) ~2 (abschalten|loschen|abmelden|deaktivieren|schliessen)
    84 $de_will ~8 (kundigen|gekundigt|kundigung|kundige) !$de_ask @negated
    84 $de_contract ~6 (kundigen|gekundigt|kundigung|auflosen|aufgelost|beenden|beendet|auslaufen|auslaufen lassen) !$de_ask @negated
    84 (kundigen|kundige|beenden|beende|stornieren|stornieren sie) ~5 $de_contract !$de_ask @negated
    84 (nicht|keine|kein|nicht mehr) ~3 (verlangern|verlangert|verlangerung|erneuern|fortsetzen|fortgesetzt|weiterfuhren|fortfuhren|weitermachen|weiter nutzen|weiternutzen|zusammenarbeiten) !$de_ask @negated
    82 (fristlos|fristgerecht|ausserordentlich|ordentlich|schriftliche) ~2 (kundig*|gekundigt|kundigung) @negated
    80 (wir|ich) ~3 (wechseln|steigen aus|sind raus|trennen uns|gehen woanders|ziehen um|ziehen den stecker|verlassen) ~6 (anbieter|wettbewerb|konkurrenz|ihnen|euch|plattform|system|losung|vertrag|produkt) @negated
    80 (schliessen|loschen|deaktivieren) ~4 (unser|unseren|mein|unseren account) ~2 (konto|account|zugang|mandanten)
    78 (zusammenarbeit|geschaftsbeziehung|partnerschaft) ~4 (beenden|beendet|ende|vorbei|einstellen|aufkundigen)`,
  churn_intent: `
    64 (uberlegen|erwagen|denken daruber nach|prufen|zweifeln|uberlegt|spielen mit dem gedanken|stellt infrage|stellen in frage|uberdenken) ~8 $de_leave !$de_ask @negated
    78 (wenn|falls|sonst|ansonsten|andernfalls|sofern) ~14 (kundigen|kundigung|beenden wir|wechseln wir|steigen wir aus|sind wir weg|trennen wir uns) !$de_ask @negated
    62 (verlangerung|vertrag) ~5 (gefahrdet|fraglich|wackelt|auf der kippe|in gefahr|ungewiss|steht infrage|auf dem prufstand)
    60 (kundigungsfrist|ausstieg aus dem vertrag|aus dem vertrag raus|aus dem vertrag kommen|sonderkundigungsrecht)`,
  competitor: `
    64 (gunstigeres|besseres|gunstiger|halfte) ~4 (angebot|konkurrenz|mitbewerber*|wettbewerb*|preis) @negated
    64 (warum|wieso) ~3 (bleiben|weiterzahlen|verlangern|noch zahlen) @negated
    62 (ausschreibung|neu aus|schauen uns|sehen uns um|alternativen zu) !$de_ask
    64 (konkurrenz|wettbewerber|mitbewerber|anderer anbieter|anderen anbieter|anderem anbieter|neuen anbieter|neuer anbieter|alternativen|alternative) ~8 (gunstiger|billiger|angebot|besser|testen|getestet|wechseln|unterschrieben|gewechselt|evaluieren|sprechen|suchen|umsehen|prufen|gesprache|entschieden) !$de_ask @negated
    64 (angebot|gesprache|wechseln|wechsel|umgestiegen|migriert|suchen|sehen uns) ~5 (konkurrenz|wettbewerber|mitbewerber|anderen anbieter|neuen anbieter|nach alternativen|andere losung|anderen losung) !$de_ask @negated`,
  legal: `
    84 (bei|an|in|der|unserer|unserem|unseren|durch) ~2 (rechtsabteilung|anwalt|anwalte|anwalten|kanzlei|rechtsanwalt|syndikus) !$de_ask @negated
    84 (anwalt|anwalte|rechtsanwalt|anwaltin|rechtsabteilung|rechtsanwaltin|kanzlei|justiziar|rechtlich|rechtliche schritte|juristisch|juristische schritte) ~8 (eingeschaltet|einschalten|beauftragt|ubergeben|wird|werden|pruft|prufen|vorgehen|geraten|hat|melden|ubergebe|weiter|schritte|vorbehalten|konsultiert) !$de_ask @negated
    84 (klage|verklagen|klagen|gericht|schadensersatz|schadenersatz|vertragsbruch|vertragsverletzung|vertragsstrafe|abmahnung|mahnbescheid|rechtsweg|rechtliche schritte|rechtlichen schritten|in verzug|haftbar|fristsetzung|letzte frist|behalten uns vor) !$de_ask @negated`,
  regulator: `
    82 (datenschutzbehorde|aufsichtsbehorde|aufsicht|bafin|datenschutzbeauftragte*|verbraucherzentrale|behorde|bundesnetzagentur) ~8 (melden|gemeldet|meldung|beschwerde|anzeige|informieren|informiert|einschalten|ermittelt|fragt) !$de_ask @negated
    80 (dsgvo verstoss|verstoss gegen die dsgvo|datenschutzverstoss|datenschutzverletzung) @negated`,
  security_incident: `
    86 (datenleck|datenpanne|gehackt|hackerangriff|kompromittiert|ransomware|unbefugter|unbefugte|unbefugten|angreifer|sicherheitsvorfall|cyberangriff) !$de_ask @negated
    84 (sehen|sehe|sieht|zugriff auf|einsehen|angezeigt|bekommen|erhalten) ~4 (daten|rechnungen|unterlagen|kundendaten|dateien) ~3 (anderer|anderen|fremder|fremde|eines anderen|von anderen) @negated
    84 (fremde|daten anderer|daten eines anderen|kundendaten|personaldaten|passworter) ~6 (offentlich|im netz|im internet|einsehbar|sichtbar|geleakt|abgeflossen|gestohlen|offen) @negated
    84 (ehemaliger|ex|fruherer|gekundigter|ausgeschiedener) ~1 (mitarbeiter|kollege|angestellter|admin) ~6 (zugriff|zugang|einloggen|anmelden|herunter*|ladt)`,
  data_loss: `
    82 (daten|datensatze|kundendaten|datenbank|alles|auftrage|historie|dokumente|projekte|eintrage|dateien|monate) ~6 (weg|verschwunden|geloscht|verloren|futsch|uberschrieben|unwiederbringlich|vernichtet|nicht mehr da|zerstort) !$de_ask @negated
    80 (datenverlust|backup ist leer|sicherung ist leer|nicht wiederherstell*) !$de_ask @negated`,
  outage: `
    82 (plattform|system|portal|kassen|lager|produktion|shop|werk|server|buro|filialen|standorte) ~5 (weg|tot|still|alles|schlange|stillgelegt|fehler 500|offline|lahm) !$de_ask
    80 (lassen sich|lasst sich|konnen) ~2 (nicht|nichts) ~3 (drucken|offnen|starten|buchen|versenden|speichern|aufrufen) !$de_ask @negated
    82 (nichts|niemand|keiner|alles|komplett|system|plattform|produktion|shop|server|anwendung|seite|software) ~6 (geht mehr|geht nichts|funktioniert|ladt|steht still|steht|stillstand|ausgefallen|down|lahm|lahmgelegt|nicht erreichbar|abgesturzt|tot|arbeiten|anmelden|einloggen) ~3 (mehr|nicht|seit|still|mehr seit)? !$de_ask @negated
    82 (totalausfall|komplettausfall|ausfall|stillstand|storung) ~6 (seit|heute|produktion|wieder|gesamten|ganzen|alle|standort*) !$de_ask @negated
    80 (konnen|kann) ~3 (nicht|nichts|keine) ~4 (arbeiten|verkaufen|ausliefern|buchen|einloggen|anmelden|versenden|kassieren|abrechnen|drucken|rechnungen|bestellungen) !$de_ask @negated`,
  business_impact: `
    80 (gehalter|lohne|lohnabrechnung|lieferungen|bestellungen|rechnungen|zahlungen|auftrage|uberweisungen) ~8 (nicht|konnten nicht|fehlgeschlagen|verspatet|falsch|ausgeblieben|blockiert) ~12 (ihre|ihr|euer|eure|euch|ihnen|wegen|weil|datei|system|schnittstelle) @negated
    78 (verlieren|verloren|kostet uns|kosten uns|umsatz) ~5 (geld|umsatz|kunden|auftrage|tausende|euro|stunde|tag) @negated`,
  chargeback: `
    78 (lastschrift|abbuchung|zahlung|zahlungen|betrag) ~5 (zuruckgebucht|zuruckbuchen|widersprochen|zuruckgeholt|rucklastschrift|zuruckholen|gesperrt|storniert)
    78 (ruckbuchung|rucklastschrift|ruckbelastung)`,
  executive_escalation: `
    58 (vorgesetzte*|geschaftsfuhrer|geschaftsfuhrung|chef|chefin|vorstand|fuhrungskraft|teamleiter|abteilungsleiter|verantwortlichen) ~6 (sprechen|verbinden|reden|eskalieren|melden|kontakt|verlangen|erwartet|will|fragt|stinksauer) @negated
    58 (eskalieren|eskalation|beschwerde|beschweren) ~4 (ich|wir|offiziell|formlich|uber|an|diese|dies)?`,
  no_response: `
    54 (niemand|keiner|nicht|keine|immer noch|seit) ~6 (antwort|antwortet|ruckmeldung|reagiert|meldet sich|gemeldet|zuruckgerufen|geantwortet|ruckruf) @negated
    52 (warten|warte) ~4 (seit|tagen|wochen|immer noch|ewig|vergeblich)`,
  repeat_contact: `
    54 (zum) ~1 (dritten|vierten|funften|zehnten|wiederholten|x ten|hundertsten) mal
    52 (wie oft|schon wieder|immer wieder|immer dasselbe|immer das gleiche|standig|jede woche|erneut) ~6 (noch|muss|erklaren|fehler|problem|ausfall|ausgefallen|kaputt|anrufen|melden|schreiben|derselbe|gleiche)? @negated`,
  anger: `
    54 (der kragen|unzufrieden|na super|na toll|vielen dank auch|noch schlimmer|zugesagt und|nicht gehalten|versprochen|verlangt eine erklarung|erwarte ich dass) @negated
    56 (unverschamtheit|frechheit|katastrophe|katastrophal|unzumutbar|inakzeptabel|nicht akzeptabel|unfassbar|lacherlich|skandal|sauerei|zumutung|wutend|stinksauer|stinkwutend|geduld|reicht|schnauze voll|nase voll|am ende unserer geduld|verarschen|mist|schrott|saftladen|peinlich|blamabel|enttauscht|enttauschend|unprofessionell|mir reicht es|uns reicht es|so geht das nicht|armutszeugnis|frustriert|verargert) @negated`,
  deadline: `
    52 (bis|spatestens) ~3 (freitag|montag|morgen|heute|ende der woche|monatsende|dienstag|mittwoch|donnerstag|mittag) ~8 (erwarte|erwarten|sonst|losung|antwort|gelost|behoben|andernfalls|frist) @negated`,
}
