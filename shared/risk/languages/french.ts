import type { ClassTable, RuleTable } from '../grammar/grammar.ts'

export const FRENCH_CLASSES: ClassTable = {
  fr_contract:
    'contrat|contrats|abonnement|abonnements|licence|licences|compte|partenariat|collaboration|relation|plateforme|outil|logiciel|solution|service|services|souscription|accord|adhesion|engagement|prestation',
  fr_leave:
    'resilier|resilions|resilie|resiliation|resilierons|resilierai|annuler|annulons|annule|quitter|quittons|arreter|arretons|arrete|mettre fin|mettons fin|mettrons fin|rompre|rompons|cesser|cessons|abandonner|abandonnons|partir|partons|partirons|changer de prestataire|changer de fournisseur|changeons de|fermer|cloturer|supprimer|se separer|nous separer|denoncer|denonciation|interrompre|stopper|remplacer|remplacons',
  fr_ask:
    'rassurez vous|ne partons pas|ne quittons pas|un de nos clients|un client veut|un client souhaite|notre client|comment puis je|comment faire|comment puis|est il possible|est ce que je peux|peut on|y a t il|ou puis je|rapport|reunion|newsletter|rendez vous|compte test|compte de test|utilisateur qui|doublon|webinaire|ancien prestataire|ancien fournisseur|page de statut',
}

export const FRENCH_RULES: RuleTable = {
  termination: `
    82 (comment|je veux|nous voulons|procedure|pour|souhaite|souhaitons) ~3 (resilier|me desabonner|cloturer mon compte|fermer mon compte) @negated
    82 (nous|on) ~2 (arretons|arrete|s'en va|en va|part|partons|allons ailleurs|ne continue|cesse|cessons) ~5 (concurrence|fin|la|collaboration|tout|juin|la plateforme|mois)? !$fr_ask @negated
    80 (termine|fini) ~2 (pour nous)
    80 (migration|bascule|transition) ~6 (terminee|termine|finie|achevee|nouvel outil|autre outil) @negated
    80 (couper|coupez|fermer|desactiver|desactivez) ~2 (nos|notre|mes) ~1 (acces|comptes|utilisateurs)
    80 (sans vous) ~4 (continuer*|prochaine|suite|annee)
    84 $fr_leave ~5 $fr_contract !$fr_ask @negated
    84 (resilier|resilions|resilie|resiliation|resilierons|denoncer|denonciation) !$fr_ask @negated
    84 $fr_contract ~6 (resilie|resiliation|prend fin|prendra fin|pas renouvele|pas reconduit|ne sera pas|annule|termine) !$fr_ask @negated
    84 (ne|n') ~4 (renouvel*|reconduir*|reconduis*|prolong*|poursuiv*|continu*) !$fr_ask @negated
    84 (pas|non|sans|plus) ~3 (renouvel*|reconduir*|reconduction|prolong*|poursuivre|continuer) !$fr_ask @negated
    80 (nous) ~2 (partons|quittons|partirons|vous quittons|vous quitterons|passons|arretons|allons partir|allons passer) ~6 (concurrent|concurrence|ailleurs|autre|vous|fin|plateforme) !$fr_ask @negated
    80 (fermer|cloturer|supprimer|fermez|supprimez|cloturez) ~2 (notre|mon|votre|nos) ~1 (compte|espace|comptes)`,
  churn_intent: `
    64 (envisageons|envisage|songeons|reflechissons|pensons|hesitons|etudions|songer|envisager|reconsiderons|remettons en question) ~5 $fr_leave !$fr_ask @negated
    78 (si|sinon|faute de|a defaut|sans quoi) ~14 (resilier*|resilions|resilie|mettrons fin|partirons|partons|quitterons|romprons|annulerons|changerons) !$fr_ask @negated
    62 (renouvellement|contrat|partenariat) ~5 (compromis|incertain|en danger|en peril|menace|en jeu|remis en cause|remis en question)`,
  competitor: `
    62 (autres solutions|appel d' offres|appel offres|voir ailleurs|d' offres|raison de rester|bonne raison de|pourquoi rester) !$fr_ask @negated
    64 (concurrent|concurrents|concurrence|autre prestataire|autre fournisseur|autre solution|alternative|alternatives|nouveau prestataire|nouveau fournisseur) ~8 (moins cher|offre|propose|meilleur|meilleure|signe|teste|testons|contacte|discussion|choisi|devis|migrer|passer|basculer|cherche*) !$fr_ask @negated
    64 (passer|passons|basculer|migrer|migrons|chercher|cherchons|signe|discutons|choisi|devis) ~5 (concurrent|concurrents|concurrence|autre prestataire|autre fournisseur|autre solution|alternative|alternatives|nouveau prestataire) !$fr_ask @negated`,
  legal: `
    84 (mains|entre les mains|transmis) ~3 (service juridique|avocat|avocats|juristes) @negated
    82 (obligations contractuelles|demanderons reparation|reparation du prejudice|engager des poursuites) @negated
    84 (avocat|avocats|avocate|service juridique|juriste|conseil juridique|departement juridique) ~8 (contacter*|saisi|saisir|prendra|va|vont|a|ont|dossier|transmis|transmets|conseille|demande|examine|mis en|charge|recommande) !$fr_ask @negated
    84 (poursuites|poursuivre en justice|tribunal|mise en demeure|porter plainte|porterons plainte|dommages et interets|voie judiciaire|action en justice|contentieux|violation du contrat|rupture de contrat|manquement contractuel|penalites|juridiquement|en justice) !$fr_ask @negated`,
  regulator: `
    82 (saisi|saisir|saisirons|autorite de controle|autorite) ~3 (cnil|demande|demandent|enquete|dgccrf|amf) @negated
    82 (cnil|autorite|regulateur|amf|acpr|dgccrf|repression des fraudes|autorites) ~8 (signaler|signale|plainte|saisir|saisie|saisi|informer|informe|notifier|declarer|alerter|enquete) @negated
    80 (saisir|signaler|plainte|alerter|informer|notifier) ~5 (cnil|autorite|regulateur|dgccrf|autorites|repression des fraudes) @negated
    80 (violation du rgpd|non conforme au rgpd|infraction au rgpd)`,
  security_incident: `
    84 (visibles|accessibles|visible|accessible) ~3 (tout le monde|n'importe qui|tous|publiquement) @negated
    86 (fuite de donnees|fuite des donnees|violation de donnees|pirate|pirates|piratage|hacke|rancongiciel|intrusion|acces non autorise|compromis nos|cyberattaque|attaquant) !$fr_ask @negated
    84 (donnees|factures|dossiers|fichiers|documents) ~4 (d'|des|de|un|une|autres) ~2 (autre client|autres clients|autre societe|autre entreprise|tiers|inconnus) @negated
    84 (nos donnees|donnees clients|donnees personnelles|donnees confidentielles) ~6 (publiques|en ligne|accessibles|exposees|visibles|vendues|volees)
    84 (ancien|ancienne|ex) ~1 (salarie|salariee|employe|employee|collaborateur) ~8 (acces|connecter|connecte|telecharge|accede)`,
  data_loss: `
    82 (moitie|milliers|totalite|ensemble|tous) ~4 (dossiers|donnees|fichiers|clients|commandes) ~4 (introuvable|introuvables|disparu|manquent|manquants|perdue|perdus|efface*) @negated
    82 (donnees|dossiers|fichiers|historique|base|clients|commandes|tout|documents|projets) ~6 (perdu|perdue|perdues|perdus|disparu|disparue|disparues|efface|effaces|effacees|supprimees|ecrasees|irrecuperables|introuvables|detruites) !$fr_ask @negated
    80 (perte de donnees|perdu toutes|perdu tous|sauvegarde est vide|irrecuperable) !$fr_ask @negated`,
  outage: `
    82 (aucun|aucune|personne|nos magasins|nos equipes|nos caisses) ~6 (peut|peuvent|attendent|encaisser|travailler|acceder|hors ligne|a l' arret) !$fr_ask @negated
    82 (coupure|panne) (totale|generale|complete) @negated
    80 (erreur) ~1 (500|503) ~2 (partout|generalisee) @negated
    82 (plus rien|rien|personne|tout|systeme|plateforme|site|service|production|application|serveur|serveurs|logiciel|boutique) ~6 (fonctionne|marche|en panne|bloque|bloquee|a l'arret|l' arret|arret|inaccessible|down|hors service|plante|tombe|injoignable|connecter|paralyse|paralysee) !$fr_ask @negated
    82 (panne totale|panne generale|panne|coupure) ~6 (depuis|ce matin|encore|heures|production|tous|toute) !$fr_ask @negated
    80 (ne|n') ~2 (peut|peuvent|pouvons|arrive|arrivons|parvenons) ~3 (plus|pas) ~3 (travailler|connecter|vendre|livrer|facturer|encaisser|acceder|expedier|payer) !$fr_ask @negated`,
  business_impact: `
    80 (salaires|paie|paies|factures|livraisons|commandes|virements|paiements|expeditions) ~8 (pas|bloque*|en retard|echoue|retarde*|impossible) ~12 (votre|vos|a cause|faute|fichier|systeme|panne) @negated
    78 (perdons|perdre|perdu|coute) ~5 (argent|chiffre d'affaires|clients|milliers|euros|commandes|ventes) @negated`,
  chargeback: `
    78 (prelevement|prelevements|paiement|paiements|debit) ~5 (rejete|rejeter|opposition|conteste|contester|contestes|rembourser par la banque|bloque)
    78 (opposition|contester|conteste|contestons) ~5 (banque|prelevement|prelevements|paiement|paiements|debit)`,
  executive_escalation: `
    58 (responsable|directeur|directrice|superieur|direction|manager|dirigeant|patron|hierarchie|pdg) ~6 (parler|passer|passez|contacter|joindre|exige|demande|furieux|entretien|escalader|rappelle|rappeler)
    58 (parler|passer|passez|mettre en relation|joindre|escalader|remonter) ~6 (responsable|directeur|directrice|superieur|direction|manager|hierarchie|pdg)
    58 (reclamation|plainte) ~3 (officielle|formelle|deposer|formuler|depose)?`,
  no_response: `
    54 (personne|aucune|toujours pas|sans|jamais) ~6 (repond|reponse|rappele|reponses|retour|nouvelle|nouvelles|repondu|suivi) @negated
    52 (attends|attendons|attend) ~4 (toujours|depuis|encore|semaines|jours)`,
  repeat_contact: `
    54 (pour la|c'est la|la) ~2 (troisieme|quatrieme|cinquieme|dixieme|enieme|3eme|4eme|5eme) ~1 (fois)
    52 (combien de fois|encore une fois|a chaque fois|toujours le meme|toujours la meme|sans cesse|toujours les memes) ~8 (probleme|expliquer|erreur|panne|bug|faut|dois|histoire|repeter|chose|excuse*)? @negated`,
  anger: `
    54 (ca suffit|suffit maintenant|tout casse|merci du cadeau|en dessous de tout|aviez promis|avait promis|promis une|nous avait assure|on se moque) @negated
    56 (inacceptable|inadmissible|honteux|honte|scandaleux|scandale|ras le bol|marre|furieux|furieuse|catastrophique|catastrophe|lamentable|ridicule|perdre patience|perds patience|perdons patience|patience|excede|excedes|excedee|incompetent|incompetents|incompetence|deplorable|foutage|moque|moquez|nul|nulle|pitoyable|decu|decue|decus|mecontent|mecontents|colere|insupportable|intolerable|assez) ~6 (de|d'|est|a|du|vous|votre|service|support|patience|limites)? !$fr_ask @negated`,
  deadline: `
    52 (d'ici|avant|au plus tard) ~3 (vendredi|lundi|demain|ce soir|fin de semaine|mardi|mercredi|jeudi|fin du mois|midi) ~8 (sinon|exige|attends|attendons|resolu|regle|solution|reponse) @negated`,
}
