import type { ClassTable, RuleTable } from '../grammar/grammar.ts'

export const DUTCH_CLASSES: ClassTable = {
  nl_contract:
    'contract|contracten|abonnement|abonnementen|licentie|licenties|overeenkomst|samenwerking|account|relatie|dienst|diensten|platform|software|pakket|product|systeem|tool|jullie|u|leverancier|lidmaatschap',
  nl_leave:
    'opzeggen|opgezegd|zeggen op|zeg op|zeggen|opzegging|beeindigen|beeindigd|beeindiging|stoppen|stopzetten|stopgezet|stappen over|overstappen|overgestapt|vertrekken|weggaan|annuleren|ontbinden|ontbonden|afscheid|afscheid nemen|vervangen|sluiten|verlaten|stappen op|stappen uit|afbouwen|afstoten',
  nl_ask:
    'geen zorgen|zeggen niet op|een klant van ons|een van onze klanten|een klant wil|onze klant|hoe kan ik|hoe kunnen we|hoe zeg ik een|is het mogelijk|is er een|waar vind ik|kan ik een|rapport|vergadering|nieuwsbrief|testaccount|afspraak|webinar|herinnering|vorige leverancier|dubbele|statuspagina',
}

export const DUTCH_RULES: RuleTable = {
  termination: `
    84 (verlengen|verlengt|vernieuwen) ~5 (niet|niet meer) !$nl_ask @negated
    82 (account|rekening|abonnement) ~2 (opheffen|opzeggen|sluiten|beeindigen|verwijderen) !$nl_ask
    82 (besloten|beslist|gekozen) ~3 (te stoppen|stoppen|over te stappen|weg te gaan|afscheid te nemen|niet verder) @negated
    80 (zonder jullie|zonder u) ~3 (verder|door|verdergaan)
    80 (al over op|overgestapt op|overgegaan naar|zijn over op) ~6 (nieuwe|ander|andere|systeem|pakket)
    80 (kunnen|mogen) ~2 (ons|onze) ~3 (afsluiten|uitzetten|verwijderen|opheffen|sluiten)
    80 (wij|we) zijn (weg|klaar met jullie|ermee gestopt|vertrokken)
    84 $nl_contract ~6 (opzeggen|opgezegd|op te zeggen|op|opzegging|beeindigen|beeindigd|te beeindigen|stopzetten|ontbinden|niet verlengen|aflopen) !$nl_ask @negated
    84 (opzeggen|opgezegd|zeggen|zeg|opzegging|beeindigen|beeindigd|beeindiging|stopzetten|ontbinden|annuleren) ~5 $nl_contract !$nl_ask @negated
    84 (opzegging|opzegbrief|schriftelijke opzegging|hierbij zeg|hierbij zeggen|per direct opzeggen|opzegtermijn) !$nl_ask @negated
    84 (niet|geen|niet meer) ~5 (verlengen|verlengd|verlenging|vernieuwen|doorgaan|voortzetten|door|door te gaan|verder gaan|verder) !$nl_ask @negated
    80 (we|wij|ik) ~3 (stappen over|stoppen|vertrekken|gaan weg|stappen op|nemen afscheid|zijn klaar|gaan over|kiezen) ~6 (concurrent|andere|jullie|contract|leverancier|platform|ermee|partij) !$nl_ask @negated
    80 (sluit|sluiten|verwijder|verwijderen|sluiten jullie) ~2 (ons|mijn|onze) ~1 (account|omgeving|accounts)`,
  churn_intent: `
    78 (tot|als|nog een keer|nog een|gaat het) ~10 (stoppen we ermee|dan stoppen we|zijn we weg|stappen we over|zeggen we op|houdt het op) @negated
    64 (overwegen|overweegt|denken|twijfelen|onderzoeken|heroverwegen|spelen met de gedachte|kijken of) ~8 $nl_leave !$nl_ask @negated
    78 (als|anders|tenzij|indien) ~14 (zeggen we op|opzeggen|zeggen wij|stappen we over|stappen wij over|zijn we weg|beeindigen we|beeindigen wij|zeggen we het contract op|zeggen we) !$nl_ask @negated
    62 (verlenging|contract|samenwerking) ~5 (in gevaar|onzeker|ter discussie|op losse schroeven|op het spel)`,
  competitor: `
    62 (aanbesteden|aanbesteding|orienteren op|helft van de prijs|bij jullie blijven|houdt het voor ons op|waarom zouden we nog) !$nl_ask @negated
    64 (concurrent|concurrenten|concurrentie|andere leverancier|andere partij|andere aanbieder|alternatief|alternatieven|nieuwe leverancier|andere oplossing) ~8 (goedkoper|beter|offerte|aanbod|getekend|testen|gesprek|gesprekken|overstappen|kiezen|gekozen|zoeken|biedt|bieden) !$nl_ask @negated
    64 (overstappen|stappen over|gesprek|gesprekken|zoeken|offerte|getekend|kijken|testen|overgestapt) ~5 (concurrent|concurrenten|concurrentie|andere leverancier|andere partij|andere aanbieder|alternatieven|alternatief|nieuwe leverancier) !$nl_ask @negated`,
  legal: `
    84 (bij|door|aan|van) ~2 (juridische afdeling|advocaat|advocaten|jurist|juristen) !$nl_ask @negated
    84 (advocaat|advocaten|jurist|juristen|juridische afdeling|rechtsbijstand|bedrijfsjurist) ~8 (ingeschakeld|inschakelen|neemt|contact|gevraagd|geadviseerd|heeft|hebben|bekijkt|bekijken|zaak|overgedragen|gaat|dossier) !$nl_ask @negated
    84 (rechtszaak|rechter|aansprakelijk|schadevergoeding|ingebrekestelling|in gebreke|juridische stappen|juridische acties|contractbreuk|wanprestatie|dagvaarding|dagvaarden|sommatie|naar de rechter|boeteclausule) !$nl_ask @negated`,
  regulator: `
    82 (autoriteit persoonsgegevens|toezichthouder|afm|dnb|acm|consumentenbond|autoriteiten|autoriteit) ~8 (melden|gemeld|melding|klacht|aangifte|informeren|onderzoek|indienen) @negated
    80 (melden|gemeld|melding|klacht|aangifte) ~5 (autoriteit persoonsgegevens|toezichthouder|afm|acm|autoriteiten|autoriteit) @negated`,
  security_incident: `
    84 (iemand|onbekende|vreemde) ~6 (klantenbestand|gegevens|account|wachtwoorden|bestanden) ~3 (gedownload|gestolen|gekopieerd|overgenomen|ingelogd|gewijzigd)
    86 (datalek|gehackt|hackers|hack|ransomware|onbevoegde|onbevoegden|ongeautoriseerde|inbraak in ons|beveiligingsincident|cyberaanval|gelekt|uitgelekt) !$nl_ask @negated
    84 (gegevens|facturen|dossiers|bestanden|data) ~3 (andere|ander|een andere) ~1 (klant|klanten|bedrijf|bedrijven) @negated
    84 (onze gegevens|klantgegevens|persoonsgegevens|wachtwoorden|onze data) ~6 (openbaar|op straat|gelekt|gestolen|zichtbaar|internet|te koop)
    84 (ex|voormalig|voormalige|ontslagen|oud) ~1 (medewerker|werknemer|collega|beheerder) ~6 (toegang|inloggen|downloadt|ingelogd)`,
  data_loss: `
    82 (bestellingen|orders|bijlagen|alle|bestanden) ~5 (zijn weg|gewist|verdwenen|kwijt|verloren) !$nl_ask @negated
    82 (data|gegevens|bestanden|database|klanten|orders|alles|historie|documenten|projecten|dossiers) ~6 (kwijt|weg|verdwenen|verloren|gewist|verwijderd|overschreven|onherstelbaar|foetsie) !$nl_ask @negated
    80 (dataverlust|gegevensverlies|zijn alles kwijt|backup is leer|back up is leeg|niet te herstellen) !$nl_ask @negated`,
  outage: `
    82 (winkels|kassa's|kantoor|magazijn|fabriek|al onze|overal) ~5 (offline|plat|dicht|foutmelding|duimen te draaien|stil|zonder systeem) !$nl_ask
    82 (niets|niemand|alles|systeem|platform|site|website|webshop|productie|applicatie|server|kassa|dienst) ~6 (werkt|ligt plat|ligt eruit|plat|eruit|down|stil|onbereikbaar|vast|laadt|inloggen|kapot|gecrasht|werken|stilgevallen|doet het) ~2 (meer|niet|niets)? !$nl_ask @negated
    82 (storing|uitval) ~6 (sinds|vanochtend|weer|uur|productie|hele|alle|landelijke) !$nl_ask @negated
    80 (kunnen|kan) ~3 (niet|niets|geen|niet meer|niks) ~4 (werken|verkopen|factureren|inloggen|leveren|verzenden|afrekenen|facturen|bestellingen|orders|betalen|bestellen) !$nl_ask @negated`,
  business_impact: `
    80 (salarissen|lonen|loon|facturen|leveringen|bestellingen|orders|betalingen|zendingen) ~8 (niet|mislukt|te laat|geblokkeerd|fout|vast) ~12 (jullie|uw|door|vanwege|omdat|bestand|systeem|koppeling) @negated
    78 (verliezen|verloren|kost ons) ~5 (geld|omzet|klanten|duizenden|euro|orders|uur) @negated`,
  chargeback: `
    78 (incasso|incasso's|afschrijving|betaling|betalingen) ~5 (gestorneerd|storneren|terugboeken|teruggeboekt|geblokkeerd|betwist|betwisten|teruggehaald)
    78 (storneren|stornering|terugboeking|chargeback)`,
  executive_escalation: `
    58 (manager|directeur|directie|leidinggevende|baas|verantwoordelijke|teamleider|bestuur) ~6 (spreken|doorverbinden|praten|escaleren|eis|eisen|bellen|wil|boos|verantwoordelijk)
    58 (spreken|doorverbinden|verbind|escaleren|praten) ~5 (manager|directeur|directie|leidinggevende|baas|verantwoordelijke|teamleider)
    58 (officiele|formele) (klacht)`,
  no_response: `
    54 (niemand|geen|nog steeds|nooit) ~6 (antwoord|reactie|reageert|belt|teruggebeld|gereageerd|gehoord|antwoordt|terugbelt|reacties) @negated
    52 (wachten|wacht|wachtend) ~4 (al|sinds|dagen|weken|nog steeds|maanden)`,
  repeat_contact: `
    54 (voor de|de) (derde|vierde|vijfde|tiende|zoveelste|3e|4e|5e) (keer|maal)
    52 (hoe vaak|alweer|steeds weer|elke keer|altijd hetzelfde|steeds hetzelfde|weer hetzelfde|telkens) ~8 (moet|uitleggen|probleem|fout|storing|kapot|zelfde|excuus)? @negated`,
  anger: `
    54 (klaar mee|lekker dan|stukgemaakt|ontevreden|beloofd voor|hebben het beloofd|fraai is dat|mooi is dat) @negated
    56 (onacceptabel|onaanvaardbaar|belachelijk|schandalig|schande|woedend|woest|boos|zat|beu|genoeg van|geduld|waardeloos|waardeloze|rampzalig|drama|amateurs|amateuristisch|bagger|zwaar teleurgesteld|teleurgesteld|teleurstellend|ongehoord|om te huilen|schaam|schamen|triest|klote|frustrerend|gefrustreerd) !$nl_ask @negated`,
  deadline: `
    52 (voor|uiterlijk) ~2 (vrijdag|maandag|morgen|vandaag|dinsdag|woensdag|donderdag|einde van de week|het weekend) ~8 (anders|verwacht|verwachten|opgelost|oplossing|antwoord|eisen|eis) @negated`,
}
