import type { RuleTable } from '../grammar/grammar.ts'

/** Somebody goes, or says that they might. */
export const CHURN_RULES: RuleTable = {
  termination: `
    # We have decided to end it.
    84 $we ~4 $will ~3 $leave ~4 ($commitment|$ourproduct)
    82 $we ~3 $will ~3 $leaveoff ~3 $vendor
    80 $we ~3 $leaveoff ~3 ($ourproduct|$commitment|you)
    82 $we ~3 (cancelling|canceling|terminating|ending|discontinuing|dropping|ditching|dumping|replacing|leaving|exiting|winding down|wind down|phasing out|retiring|decommissioning|scrapping|cutting|offboarding from) ~3 ($commitment|$ourproduct|you as|you by|you at|you on|you next|you in|you for|you with)
    82 $we ~3 $will ~3 (replace you|replacing you|leave you|leaving you|drop you|dropping you|ditch you|dump you|fire you|firing you|let you go|letting you go|quit you|retire you|sunset you|exit you|cut you)
    80 (cancel|terminate|end|discontinue|cancelling|canceling|terminating|ending) ~1 ($ours|this|the) ~2 $commitment @asked
    78 $please ~3 (cancel|terminate|end|discontinue|stop) ~3 $commitment !$benignaccount @asked
    # The notice itself.
    88 (written|formal|official|our|this|hereby|advance|days|day|months|month|weeks) ~2 (cancellation|termination|notice of termination|notice of cancellation|notice to terminate|notice to cancel|notice of non renewal|non renewal notice|termination notice|cancellation notice|resignation) !$benign
    86 (notice of|notice to|giving notice|give notice|given notice|gave notice|serve notice|serving notice|served notice|hand in our notice|handed in our notice|notify you|inform you|formally notify|formally inform|notification of) ~6 (terminat*|cancel*|end|ending|non renewal|not renew*|not be renewing|not to renew|won't be renewing|discontinu*|leaving|not continue|not be continuing|not extend|not be extending|withdraw*|leave|close our account|close the account)
    84 (cancellation|termination|non renewal) ~2 (effective|letter|request|attached|of our|of the contract|notice|takes effect|with immediate effect|of this contract|of this agreement|clause|for convenience)
    84 (cancel*|terminat*) ~4 (with immediate effect|effective immediately|effective today|effective from|as of today|at the end of the term|end of term|end of the billing period|end of this month|end of the month|end of the quarter|end of the year|as per the contract|as per our contract|per clause|per section)
    # Not going on.
    86 $we ~3 $not ~3 $renew !$benignrenew
    86 $we ~4 (no plans to|no intention of|no intention to|no interest in|zero interest in|no appetite to|no appetite for|no desire to|no budget to|decided against|opted against|voted against|advised against|recommended against|against|stopped short of|pass on|passing on|skip|skipping|forgo|forgoing|decline|declining|declined) ~3 $renew !$benignrenew
    84 ($commitment|renewal|$ourproduct) ~4 $not ~2 (renewed|be renewed|being renewed|extended|be extended|being extended|prolonged|continued|be continued|continue|happening|happen|be signing|going ahead|go ahead)
    84 (not|won't|don't|never) ~2 (renew|renewing|extend|extending|re signing|resigning|prolonging) ~4 ($commitment|$ourproduct|with you|past|beyond|when|after|next|this year|once)
    82 (let|letting) ~1 ($ours|this|the|our current|it) ~2 ($commitment|it|things|this)? ~1 (lapse|expire|run out|run its course|end|die|go)
    82 $we ~3 (letting|let) ~4 (lapse|expire|run out|run its course)
    80 (last|final) ~1 (month|quarter|year|term|invoice|payment|renewal|billing cycle|day|week|season) ~2 (with you|as a customer|as your customer|as customers|on your platform|on the platform|with your company|using you)
    80 (last|final) (invoice|payment|bill) ~3 (you will|you'll|from us|we pay|we will pay|you get|you receive|we settle)
    82 (end of the road|end of the line|come to an end|reached the end of|time to part ways|time to move on|parting of ways|separate ways|done with you|done with your|done doing business|we are out of here|we are done with you|count us out|consider us gone|consider this contract|consider us a former|we quit|off your platform|off the platform by|out of your platform|off your books|off the customer list|consider yourselves fired|you are fired|lost our business|lost us as|lost a customer|you have lost us|you've lost us|lost my business|lost this account|lost the account|ex customer|former customer) !$joy
    78 (consider|regard|treat|take) ~1 (this|it) ~1 (message|email|e mail|mail|letter|note|as)? ~3 (cancellation|notice|termination|resignation|goodbye|farewell)
    80 (how|what) ~6 (terminate|cancel|get out of|exit|leave|end|break) ~2 $ours ~2 (contract|agreement|subscription|msa) @asked
    # What follows: leaving is under way.
    84 (exported|export|migrated|moved|transferred|copied|backed up|downloaded|extracted) ~2 (everything|all our data|our data|all of our data|the data|all data|our records|all our records) ~8 (new vendor|new provider|new supplier|new system|new tool|new platform|close us|close our account|shut us|delete our|switch off|turn us off|cancel*|terminat*|leav*|another|elsewhere|competitor|replacement)
    84 (close|shut) us (down|out|off)
    82 (close|shut|wind|delete|deactivate|switch off|turn off|disable|remove|decommission) ~2 (our|the whole|the entire) ~1 (tenant|instance|workspace|environment|company account|organisation|organization|account|corporate account) ~8 (new vendor|new provider|end of|last day|done|leaving|no longer|finished|for good|permanently|terminat*|cancel*|contract)
    80 (offboarding|off boarding|exit plan|exit strategy|transition out|transition plan|handover plan|migration away|wind down plan|data return|return of our data|exit interview|exit process|termination assistance|exit checklist|decommissioning plan) !$howto
    82 (new vendor|new provider|new supplier|new platform|new system|new tool|the replacement|your replacement|your successor|successor|other system|alternative) ~3 (goes live|go live|going live|is live|live on|launches|takes over|take over|kicks off|starts|has been signed|is signed|signed|contract is signed|in place|already running|up and running|cutover|rollout begins|onboards) !$benignrenew
    80 (switch|turn|shut) ~2 (off|down) ~3 (our account|our tenant|our instance|our workspace|our environment|our licences|our licenses|our subscription|our contract)
    80 (auto renew*|auto renewal|autorenew*|automatic renewal) ~4 (off|disable*|cancel*|stop*|remove*|deactivat*|declin*|opt*)
    80 (turn off|disable|cancel|stop|switch off|remove|deactivate|decline|opt out of) ~3 (auto renew*|auto renewal|autorenew*|automatic renewal|our renewal|the renewal|renewal)
    78 (getting rid of|get rid of|replacing|replace|dropping|drop|ditching|ditch|removing|ousting|scrapping|terminating|cancelling|cutting|future of|fate of) ~2 ($ourproduct|you) ~4 (agenda|item one|item number|first item|top of|on the table|priority|vote|board|meeting|our plan|our plans|approved|decided|next quarter|this quarter|next month|next week|january|february|march|april|june|july|august|september|october|november|december)
    78 $deciders ~8 ($leaveoff|getting rid of|replace|replacing|drop|dropping|ditch|cancel|cancelling|terminate|terminating|cut|cutting|discontinue|exit|end|kill|axe|pull) ~3 ($ourproduct|you|$commitment)
    78 $deciders ~6 (pull the plug|pulled the plug|voted to leave|voted to go|said no to|rejected the renewal|rejected your|blocked the renewal|vetoed the renewal|wants you out|want you out|wants us off|wants us out|want us off|killed the renewal|not approve the renewal|not approve another|won't approve|won't sign|refuses to sign|refused to sign|declined to sign|has ruled you out|cut the budget for you|cut your budget|struck you|crossed you off)
    76 $we ~3 (no longer|not) ~3 (need|require|be requiring|be needing|want|be using|use|using|be a customer|be customers|be your customer|work with|be working with|do business with|continue with) ~3 ($ourproduct|$commitment|you|your|with you|this account) !$benign
    78 $we ~4 (serve*|give*|gave|send*|sent|submit*|issu*|deliver*) ~4 (notice|termination letter|cancellation letter|termination notice|our resignation) !$benign
    78 (sunset|retire|replace|decommission|phase out|wind down|exit|unwind|discontinue) ~4 ($ourproduct|$commitment|you) ~4 (by|before|this|next|over the|end of|in q*|during)`,
  churn_intent: `
    # They might.
    64 $we ~4 $maybe ~4 $leave ~4 ($commitment|$ourproduct|you|altogether)
    64 $we ~4 $maybe ~3 $leaveoff
    64 $we ~4 $maybe ~3 $move ~3 $rivals
    62 $maybe ~4 (leave|leaving|cancel|cancelling|canceling|terminate|terminating|drop|dropping|replace|replacing) ~3 ($ourproduct|$commitment|you)
    64 (unless|or|otherwise|or else|if) ~12 $we ~3 $will ~2 ($leaveoff|leave you|cancel|terminate|switch|move to another|walk|go elsewhere|look elsewhere) !$everyday
    78 (if|unless|or|otherwise|else|until) ~14 $we ~3 $will ~3 ($leave|$leaveoff) ~3 ($commitment|$ourproduct|you)
    78 (if|unless|or|otherwise|else|until) ~14 (cancel|terminate|end) ~1 ($ours|this|the) ~2 $commitment
    66 ($we|$ours) ~6 (renewal|renewing|contract) ~6 (risk|at risk|in question|in doubt|doubt|doubtful|in jeopardy|jeopardy|jeopardised|jeopardized|on the line|at stake|uncertain|unlikely|not a given|off the table|under review|in danger|not looking good|shaky|hang in the balance|on hold|will depend|hard to justify|difficult to justify|tough sell|hard sell|no case)
    62 (future|relationship|partnership|account|business) ~4 (risk|at risk|in question|in doubt|jeopardy|on the line|at stake|over|in danger|under review|beyond repair|broken|damaged)
    62 (struggling|struggle|hard|difficult|impossible|tough|not easy|hard pressed|can't|cannot|unable) ~3 (justify|defend|make a case|make the case|sell|argue) ~5 (cost|spend|expense|price|renewal|renewing|contract|purchase|investment|subscription|you|staying|keeping|$ourproduct|budget|continuing)
    62 (one who|i have to|i am having to|i now have to) ~3 (defend|justify|explain) ~4 (purchase|decision|choice|contract|investment|renewal|choosing you|picking you|buying)
    62 (convince|give) ~1 (me|us) ~4 (why|reason|reasons|to stay|to renew|not to leave|not to cancel|case) @asked
    62 (why|reason|reasons|point|sense) ~3 (should we|would we|to) ~2 (stay|renew|keep|keep paying|continue|continue paying|stick|remain|carry on paying|extend) !$howto @asked
    62 (last|final) (chance|warning|straw|attempt|opportunity|strike|try|time i am asking|time we are asking|time i ask)
    60 (one more|another) ~4 (outage|incident|bug|mistake|failure|miss|slip|delay|problem|issue|time|and) ~5 (we|i) ~3 (leave|out|gone|done|go|walk|switch|move|cancel|terminate)
    62 (regret|regretting|second thoughts|having doubts|buyer's remorse|buyers remorse|wrong choice|wrong decision|bad decision|made a mistake|big mistake|mistake choosing|mistake to choose|wish we had never|wish we had not|wish we hadn't|never should have signed|should never have signed|should have gone with|should have stayed with|should have picked|would not recommend|wouldn't recommend|can't recommend|cannot recommend|not recommend you|would not buy again|would not choose you) !$joy
    60 (not|isn't|no longer|hardly|questionable|doubtful) ~2 (fit|right fit|good fit|a fit|right partner|right tool|right product|right solution|working out|working for us|viable|sustainable|tenable) ~3 (for us|for our|anymore|any more|any longer|$sentenceend)? !$benign
    64 (looking|look|searching|search|hunting|shopping) ~2 (elsewhere|around|for alternatives|for an alternative|for a replacement|for other options|for another|for a new vendor|for a new provider|for something else)
    64 $we ~4 (budget|budgets|spend|costs|vendors|vendor list|tools|tooling) ~3 (cut|cuts|cutting|consolidat*|slash*|reduc*|rationalis*|rationaliz*) ~6 (you|your|$ourproduct|list|chopping block|first to go)
    62 (chopping block|on the block|first to go|cost cutting list|cut list|vendor consolidation|consolidating vendors|vendor rationali*) !$howto
    62 (data export|export of all|full export|export all|bulk export|copy of all our data|all of our data|export everything|get our data out|take our data|our data out|extract our data) ~8 (before we|leav*|cancel*|contract|end|term|migrat*|terminat*|deadline|move|switch|elsewhere)
    66 (notice period|cancellation terms|termination clause|exit clause|exit terms|cancellation policy|early termination|termination fee|cancellation fee|terms for leaving|break clause|way out of the contract|way out of our contract|get out of our contract|out of the contract|out of our contract|out of this contract|terminate early|cancel early|when can we leave|when can we cancel|earliest we can) @asked
    60 (what would it take|what does it take|what is involved|what is the fastest way|what is the quickest way|how soon can|how quickly can|earliest date) ~4 (leave|cancel|terminate|get out|exit|end|wind down|close) @asked
    62 (downgrade|downgrading|scale back|scaling back|scale down|scaling down|cut back|cutting back|reduce|reducing|halve|halving|cut) ~4 (seats|licences|licenses|plan|contract|spend|subscription|usage|users) ~6 (because|since|due to|until|nobody|not worth|value|unhappy|rather|instead of cancelling)
    60 (stop|stopping|pause|pausing|halt|halting|freeze|freezing|suspend|suspending|hold|holding|withhold|withholding) ~2 (the rollout|our rollout|rollout|roll out|the expansion|our expansion|the renewal|renewal|the contract|negotiations|the upgrade|payment|payments|all payments|the project|implementation|the implementation|the pilot|paying)
    # An account that is to be closed.
    62 $shut ~1 ($ours|this|the|an|all my|all our|my current|my entire) ~1 (account|accounts|membership|subscription|profile and account) !$benignaccount !$involuntary @asked @negated
    60 $shut (all of my|all of our|all of the) (account|accounts) !$benignaccount @asked
    60 (account|accounts|membership|subscription) ~4 (deleted|closed|cancelled|canceled|terminated|deactivated|removed|shut down|go away|discontinued|erased|wiped) ~3 $please !$benignaccount !$involuntary
    60 (i|we) ~3 (would like|want|wish|need|asking|request|requesting|demand) ~4 (account|accounts|membership|subscription) ~3 (deleted|closed|cancelled|canceled|terminated|deactivated|removed|shut down|gone|discontinued|ended) @negated
    60 $please ~2 $shut account !$benignaccount
    60 (how to|need to|want to|wish to|like to|going to) $shut ~1 (account|accounts) !$benignaccount @asked
    60 ($not|no longer) ~3 (want|need|keep|use|using) ~2 (this account|my account|the account|our account|an account|membership|subscription|be a customer|be your customer|bank with|do business) !$benignaccount
    58 (account) ~1 (termination|closure|cancellation|deletion|closing) @asked
    62 (never|not) ~3 (do business|work|bank|deal|use|buy|order) ~3 (with you|your company|your services|from you|here) ~2 (again|anymore|any longer|ever)?`,
  competitor: `
    66 $we ~4 $will ~4 ($move|$leaveoff) ~5 $rivals
    78 $we ~5 (signed|sign|signing|chosen|chose|selected|picked|decided|committed|awarded|gone|moving|switching|migrating|moved|switched|migrated|shifting|transitioning) ~4 $rivals !$past
    62 $we ~4 $talkto ~4 $rivals !$past
    60 $talkto ~3 $rivals ~8 (contract|renewal|ends|quarter|better|cheaper|price|you)
    62 $rivals ~6 (cheaper|lower|less expensive|half the price|better price|better offer|better deal|undercut|undercuts|undercutting|beat your price|fraction of|for less|% less|percent less|% lower|% cheaper|percent lower|percent cheaper|less than you|outperform*|already offers|offers the same|does the same|same features|has this|does it better|better support|can do it|can do this|poach|wooing|courting|offered us|offered to|offering us|pitched us|quoted us|approached us|made us an offer|migrate us for free|will migrate us|free migration)
    62 (pricing|quote|offer|bid|proposal|price|prices|package|contract) ~3 (came in|comes in|is|was|are|arrived|sits) ~3 (lower|cheaper|less|below|under|half|better) ~6 (same|sla|yours|than you|than your|than ours|you|features)?
    60 (% lower|percent lower|% cheaper|percent cheaper|% less|percent less|half the price|half the cost|half of what|third of the price|fraction of the price|fraction of the cost|much cheaper|far cheaper|a lot cheaper) ~8 (you|your|same|with|stay|sla|we pay|pay you|features|contract|feature set|competitor|alternative)
    64 (match|beat) ~2 (their|that|this|the) ~2 (price|offer|quote|pricing|terms|deal) @asked
    62 (rfp|request for proposal|tender|bake off|vendor comparison|vendor selection|vendor review|beauty contest|market scan|market review|benchmarking exercise) ~8 (replace*|your|you|alternativ*|other|renewal|contract|space|category|ahead|running|issued|launch*|out to|started|going|sent)
    60 (running|issuing|issued|launching|launched|starting|started|sending out|sent out|preparing|putting out|going out) ~3 (rfp|tender|request for proposal|bake off|vendor review|vendor selection|competitive review|competitive process)
    58 (your|the) (competitor|competitors|competition|rivals) ~8 (better|already|would|does|do|offer|offers|offering|has|have|faster|knocking|calling|happy to)
    62 (trial|demo|pilot|poc|proof of concept|workshop|kickoff|contract) ~2 (with|of|from) ~2 $rivals !$past`,
  champion_leaving: `
    56 (i am|i will be|i'll be|our|my) ~5 (leaving|departing|resigned|resigning|stepping down|moving on|moving to another|changing jobs|been let go|laid off|made redundant|handing over) ~4 (the company|company|organisation|organization|firm|at the end of|end of the month|position|post|my role) !$benignleave !$everyday
    58 (my|his|her|their) last (day|week) ~4 (with the company|at the company|at|here|in the office|is|as|with us)
    56 (champion|sponsor|advocate|admin|administrator|owner|project lead|main user|main contact|main point of contact|point of contact|decision maker|head of|cto|cfo|ceo|vp|director|cio) ~5 (left|leaving|leaves|departed|has gone|is gone|resigned|is moving on|stepped down|stepping down|was let go|laid off|replaced|quit|retires|retiring|moved on)
    54 (new|incoming) (cto|cfo|ceo|cio|coo|vp|director|head of|boss|management|leadership|owner|manager|procurement) ~8 (prefers|favours|favors|prefer|used|wants to|rethink|review|reviewing|reconsider|different tool|own tools|not convinced|sceptical|skeptical|no relationship|question|questions|questioning|not a fan|worked with)
    50 (we|our company|our firm|the company|we've) ~3 (acquired|being acquired|been acquired|merging|merged|bought by|taken over|reorgani*|restructur*|merger) ~10 (their|your|$ourproduct|vendor|tool|consolidat*|standardi*|contract|review)`,
}
