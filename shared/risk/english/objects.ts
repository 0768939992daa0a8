import type { ClassTable } from '../grammar/grammar.ts'

/** Small classes that rules share. */
export const OBJECTS: ClassTable = {
  ours: 'our|my|mine|ours|the company|company|this|the whole|the entire|the current|our current|my current|our whole|our entire|all our|all my|both our',
  please:
    'please|pls|plz|kindly|asap|immediately|right now|now|today|at once|i request|we request|requesting|request that|would you|can you|could you|go ahead and|i demand|we demand|just|help me|help us',
  ourproduct:
    'your product|your platform|your service|your services|your software|your tool|your tools|your system|your app|your application|your solution|your suite|your company|your firm|your business|your contract|your product line|your modules|your licences|your licenses|your subscription|this product|this platform|this service|this software|this tool|this system|this app|this solution|this vendor|this provider|this contract|the platform|the product|the software|the service|the tool|the solution|the contract|the subscription|the licences|the licenses|our contract|our subscription|our licences|our licenses|our licence|our license|our agreement|the agreement|our account with you|our accounts|our service with you|our plan|our account|my account|my subscription|my contract|my membership|you as a vendor|you as our vendor|you as a supplier|you as our supplier|you as our provider|you as a partner|doing business with you|business with you|working with you|relationship with you|partnership with you|the partnership|the relationship|our partnership|our relationship|this partnership|this relationship|the engagement|our engagement|this engagement|this agreement|this subscription|your offering|the vendor|our seats|all our seats|all seats',
  benignrenew:
    'certificate|certificates|ssl|domain|passport|visa|licence plate|library|lease|key|keys|token|tokens|password|trial|deadline|invitation|warranty|insurance|prescription|card|happy to|glad to|looking forward|thrilled|delighted|excited to|pleased to|renewal signed|signed the renewal|signed and sent|already renewed|have renewed|just renewed|gladly|with pleasure|no reason not',
  benignaccount:
    "a stop on|stop on my|user account|users account|user's account|test account|test accounts|demo account|duplicate account|duplicate|old account|secondary account|sub account|service account|her account|his account|their account|employee|employees|former employee|former colleague|colleague|colleagues|child account|sandbox|savings|checking|payee|beneficiary|merged|old workspace|of our users|departed|who left|one of our|ex employee|guest account|trial account|intern|interns|contractor|contractors",
  involuntary:
    'why was|why is|why has|why did|locked|blocked|frozen|hacked|by mistake|accidentally|by accident|has been closed|was closed|been blocked|been deactivated|was deactivated|reopen|reactivate|restore',
  benignleave:
    'holiday|holidays|vacation|leave early|early today|airport|for lunch|the office|for the day|for the weekend|parental leave|maternity leave|for the holidays|annual leave|home|on friday back|train|flight|country|house',
  sentenceend: 'anymore|any more|any longer',
}
