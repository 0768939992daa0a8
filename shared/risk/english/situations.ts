import type { ClassTable } from '../grammar/grammar.ts'

/** Classes of the trouble rules. */
export const SITUATIONS: ClassTable = {
  cannot:
    "can't|cannot|can not|cant|couldn't|could not|unable to|not able to|isn't able to|aren't able to|no way to|is able to|are able to|prevented from|keeps failing to|fails to|fail to|impossible to|stopped being able",
  workverb:
    'log in|login|log into|sign in|sign into|get in|get into|access|open|load|save|work|use|process|ship|send|sell|serve|see|print|pay|invoice|book|order|connect|reach|take payments|take orders|place orders|place an order|check in|check out|run|operate|dispatch|answer|fulfil|fulfill|bill|deploy|do anything|do their jobs|do their job|do our job|complete|submit|pull up|get on|continue|trade|export|upload',
  system:
    'system|platform|service|site|website|app|application|server|servers|portal|api|dashboard|tool|software|production|prod|environment|instance|tenant|database|integration|gateway|checkout|login|login page|sso|cluster|region|network|product|backend|webhook|webhooks|queue|workspace|mobile app|shop|store|payment page|phone system|call centre|everything|your end|it|this',
  asking:
    'is there a|do you have|status page|notify us when|notified when|tells us when|tell us when|let us know when|let us know if|in case of|what happens if|what happens when|what happens to|how do you|how does|how would|how do we|what is your|what is the|question about|do you offer|does your|do you support|should there be|if there is|if there were|in the event|planned maintenance|maintenance window|scheduled downtime|planned downtime|drill|simulation|simulate|tabletop|exercise|training|policy|policies|questionnaire|whitepaper|documentation|checklist|audit questionnaire|are you affected|were you affected|webinar|blog|article|news|certificate|insurance|last year|previous vendor|previous provider|how to|zero downtime|without downtime|any downtime|no downtime|expected downtime',
  consumer:
    'chase account|capital one|wells fargo|my chase|checking account|savings account|fraudulent activity on my|my account has been|my information|my card|debit card|credit card|bank account|my phone|my pin|atm|my bank|my account was hacked|my facebook|my instagram|card details|my wallet|my purse|identity theft|fraud department|my credit|my top up|cash|withdrawal',
  selfdelete:
    'i accidentally|accidentally deleted|by accident|we accidentally|my mistake|i deleted|we deleted|filter|can you restore a|how do i restore|deleted by me|a duplicate|duplicates|please delete|to be deleted|can be deleted|should be deleted|want to delete|can we delete|can i delete|gdpr|retention|on purpose|test data|old data|your data|weight',
  softcost: 'time|minutes|hour|two days|a day|an afternoon|a couple|per month extra',
  mild: 'one|a few|some|two|single|minor|slight|typo|small|couple',
}
