import type { ClassTable, RuleTable } from '../grammar/grammar.ts'

export const ITALIAN_CLASSES: ClassTable = {
  it_contract:
    'contratto|contratti|abbonamento|abbonamenti|licenza|licenze|account|accordo|collaborazione|rapporto|servizio|servizi|piattaforma|software|strumento|prodotto|partnership|fornitura',
  it_leave:
    'disdire|disdiciamo|disdetta|disdico|rescindere|rescindiamo|rescissione|recedere|recediamo|recesso|annullare|annulliamo|interrompere|interrompiamo|terminare|terminiamo|cessare|chiudere|chiudiamo|abbandonare|lasciare|lasciamo|cambiare fornitore|cambiamo fornitore|cancellare|porre fine|risolvere il contratto|sostituire|sostituiamo|disattivare',
  it_ask:
    "non ce ne andiamo|tranquilli|un nostro cliente|uno dei nostri clienti|un cliente vuole|non disdiciamo|come posso|come si|come possiamo|e possibile|c'e un|dove posso|esiste una|report|riunione|newsletter|account di prova|promemoria|webinar|vecchio fornitore|precedente fornitore|duplicat*",
}

export const ITALIAN_RULES: RuleTable = {
  termination: `
    82 (chiudere|disattivarci|chiudete|cancellare) ~3 (mio conto|conto|nostro conto|nostri accessi|profilo) !$it_ask
    80 (siamo gia passati|siamo passati|gia migrato|abbiamo migrato|migrato tutto) ~6 (altra|altro|nuova|nuovo|piattaforma|fornitore)
    84 $it_leave ~5 $it_contract !$it_ask @negated
    84 (disdetta|disdire|disdiciamo|rescindere|rescindiamo|rescissione|recesso|recedere|recediamo) !$it_ask @negated
    84 (non|senza|nessun) ~5 (rinnov*|prorog*|prolung*|proseguir*|continu*|prosecuzione) !$it_ask @negated
    84 $it_contract ~6 (disdetto|rescisso|non verra rinnovato|non sara rinnovato|terminato|annullato|chiuso) !$it_ask @negated
    80 (passiamo|siamo passati|andiamo|ce ne andiamo|migriamo|abbiamo firmato con|abbiamo scelto) ~6 (concorrente|concorrenza|altro|altra|fornitore|soluzione|altrove)? !$it_ask @negated
    80 (chiudere|chiudete|cancellare|cancellate|eliminare|eliminate|disattivare) ~2 (nostro|mio|il nostro|il mio) ~1 account`,
  churn_intent: `
    78 (o) ~6 (cambiamo fornitore|ce ne andiamo|disdiciamo|recediamo)
    64 (pensando|valutando|considerando|stiamo pensando|riflettendo|pensiamo|valutiamo) ~6 $it_leave !$it_ask @negated
    78 (se|altrimenti|oppure|in caso contrario) ~14 (disdiciamo|disdire|disdiremo|rescinderemo|rescindiamo|recediamo|ce ne andiamo|cambiamo fornitore|chiudiamo|annulliamo|recederemo) !$it_ask @negated
    62 (rinnovo|contratto|rapporto) ~5 (a rischio|in dubbio|in pericolo|in bilico|in discussione)`,
  competitor: `
    64 (concorrente|concorrenti|concorrenza|altro fornitore|altri fornitori|alternativa|alternative|nuovo fornitore|altra soluzione) ~8 (meno|migliore|offerta|offre|preventivo|firmato|provando|cercando|scelto|passare|passiamo|trattative) !$it_ask @negated
    64 (passare|passiamo|cercando|firmato|valutando|preventivo|trattative|migrare) ~5 (concorrente|concorrenti|concorrenza|altro fornitore|alternative|alternativa|nuovo fornitore|altra soluzione) !$it_ask @negated`,
  legal: `
    84 (mano|mani|al|nostro) ~3 (ufficio legale|avvocato|avvocati|studio legale) @negated
    84 (avvocato|avvocati|legale|legali|ufficio legale|studio legale) ~8 (contattera|contatteranno|vi|sta|ha|hanno|valut*|incaricato|mani|consigliato|scrivera|pratica|procedere|esaminando) !$it_ask @negated
    84 (vie legali|azione legale|azioni legali|tribunale|causa|diffida|risarcimento|danni|inadempimento|inadempienza|violazione del contratto|messa in mora|denunciare|querela) ~3 (legale|legali|contro|di|per|dei|del|contrattuale)? !$it_ask @negated`,
  regulator: `
    82 (garante|autorita|consob|agcom|antitrust|banca d'italia|autorita di vigilanza) ~8 (segnal*|reclamo|denuncia|esposto|inform*|notific*|indag*) @negated
    80 (segnal*|reclamo|denuncia|esposto|notific*) ~5 (garante|autorita|consob|agcom|antitrust) @negated`,
  security_incident: `
    86 (qualcuno|uno sconosciuto|sconosciuti) ~3 (entrato|entrata|accesso|accedendo|scaricato|rubato) ~5 (credenziali|account|dati|sistema|amministratore)
    86 (violazione dei dati|fuga di dati|data breach|hackerato|hackerati|hackerata|ransomware|accesso non autorizzato|intrusione|attacco informatico|dati rubati|dati esposti) !$it_ask @negated
    84 (dati|fatture|documenti|file|pratiche) ~3 (altro|altri|altra|altre|un altro) ~1 (cliente|clienti|azienda|aziende) @negated
    84 (ex) ~1 (dipendente|collega|collaboratore|amministratore) ~8 (accesso|accedere|accede|scaricando|entra|entrare)`,
  data_loss: `
    82 (spariti|sparito|persi|scomparsi|cancellati) ~4 (tutti|gli ordini|dati|clienti|file|documenti)
    82 (dati|ordini|archivio|storico|clienti|tutto|documenti|file|database) ~6 (persi|perso|perse|spariti|sparito|scomparsi|cancellati|cancellato|eliminati|sovrascritti|irrecuperabili) !$it_ask @negated
    80 (perdita di dati|abbiamo perso tutti|abbiamo perso tutto|perso tutti i) !$it_ask @negated`,
  outage: `
    82 (negozi|casse|magazzino|uffici|linee) ~4 (fermi|ferme|fermo|non funzionano|bloccate|bloccati|chiusi)
    82 (niente|nessuno|tutto|sistema|piattaforma|sito|servizio|produzione|applicazione|server|negozio) ~6 (funziona|fermo|ferma|giu|bloccato|bloccata|carica|irraggiungibile|riesce|down|crashato|in tilt|accedere) !$it_ask @negated
    80 (non) ~2 (riusciamo|possiamo|riescono|riesce|possono) ~4 (lavorare|vendere|fatturare|entrare|accedere|incassare|spedire|pagare) !$it_ask @negated`,
  business_impact: `
    80 (stipendi|buste paga|fatture|ordini|consegne|pagamenti|spedizioni) ~8 (non|bloccat*|ritardo|fallit*|ferm*|senza) ~12 (vostro|vostra|suo|causa|colpa|file|sistema|integrazione) @negated
    78 (perdendo|perdiamo|perso|costando) ~5 (soldi|denaro|vendite|clienti|migliaia|fatturato|euro) @negated`,
  executive_escalation: `
    58 (parlare|passatemi|passi|voglio|esigo|contattare) ~5 (responsabile|direttore|direttrice|capo|superiore|direzione|dirigente)`,
  no_response: `
    54 (nessuno|nessuna|senza|ancora) ~6 (risponde|risposta|richiamato|risposto|riscontro|risposte|richiama) @negated
    52 (aspetto|aspettiamo|aspettando|attendiamo|attendo) ~4 (da|giorni|settimane|mesi|ancora)`,
  repeat_contact: `
    54 (terza|quarta|quinta|decima|ennesima) volta
    52 (quante volte|ancora una volta|di nuovo|sempre lo stesso|sempre la stessa|stesso problema) ~8 (spiegare|devo|problema|errore|ripetere|stesso|guasto|storia)? @negated`,
  anger: `
    54 (addebitato due|nessuno rimborsa|ha rotto tutto|avevate promesso|scontenti|insoddisfatti) @negated
    56 (inaccettabile|vergogna|vergognoso|vergognosa|stufo|stufi|stufa|stanco di|stanchi di|pazienza|pessimo|pessima|ridicolo|furioso|furiosi|indecente|schifo|incompetenti|incompetenza|delusi|deluso|delusa|scandaloso|disastro|intollerabile|presa in giro) !$it_ask @negated`,
}
