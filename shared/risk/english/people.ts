import type { ClassTable } from '../grammar/grammar.ts'

/** Who acts, and on what of ours. */
export const PEOPLE: ClassTable = {
  we: 'we|us|i|our|my|$deciders|our company|our side|our end|everyone here|everybody here|the whole company|the whole team',
  deciders:
    'the board|our board|board members|management|our management|upper management|senior management|leadership|our leadership|leadership team|executive team|exec team|executives|execs|c suite|our ceo|our cfo|our cto|our cio|our coo|the ceo|the cfo|the cto|the cio|the coo|our president|our chairman|our founder|our director|our vp|my boss|my manager|my director|my vp|my ceo|my cfo|our procurement|procurement|our finance|finance team|finance department|head office|headquarters|hq|parent company|steering committee|our committee|the business|our owners|our shareholders|our investors|my company|our group|our it|it department|our partners|our stakeholders|stakeholders|the partners|the owners|the directors|my superiors|higher ups|top management|our md|managing director',
  you: "you|your|yours|your company|your team|your product|your platform|your service|your services|your software|your tool|your system|your app|your organisation|your organization|you guys|you people|you lot|y'all",
  vendor:
    '$product|you|you guys|your company|your firm|your business|your organisation|your organization|your team|your outfit',
  product:
    'product|platform|service|services|software|tool|tooling|tools|system|solution|application|app|suite|contract|contracts|agreement|msa|subscription|subscriptions|licence|licences|license|licenses|licensing|account|accounts|partnership|relationship|engagement|membership|retainer|arrangement|seats|vendor|provider|supplier|deal|plan|business with you|offering|stack',
  commitment:
    'contract|contracts|agreement|agreements|msa|subscription|subscriptions|membership|licence|licences|license|licenses|retainer|partnership|relationship with you|business relationship|engagement|service agreement|services agreement|order form|cooperation|collaboration|plan with you|deal with you|working relationship|arrangement',
  rivals:
    'competitor|competitors|rival|rivals|alternative|alternatives|another vendor|other vendors|another provider|other providers|another supplier|other suppliers|another platform|other platforms|another tool|other tools|another solution|other solutions|another product|other products|another company|new vendor|new provider|new supplier|new platform|new partner|different vendor|different provider|different supplier|different platform|different tool|different solution|someone else|somebody else|something else|elsewhere|replacement|replacements|competing product|competing products|competing offer|open source alternative|in house solution|in house tool|one of your competitors|incumbent|other options|other option|other offers|different options|alternative vendor|alternative vendors|alternative provider|alternative solutions|alternative product|alternative products|other vendor|other provider|other supplier|other tool|other solution|your competition|the competition|in house',
  crowd:
    'users|our users|staff|our staff|employees|our employees|everyone|everybody|the team|our team|my team|people|customers|our customers|our clients|clients|patients|students|teachers|drivers|agents|whole office|entire office|whole company|entire company|whole team|entire team|all of us|nobody|no one|no user|half of our|all our|all of our|our shops|our stores|all stores|all shops|our branches|all branches|all sites|all locations|our warehouse|our warehouses|production|prod|our site|our website|our plant|our factory|our checkout|the checkout|our call centre|our call center|our clinic|our hospital|both offices|all offices|offices|our agents|call centre|call center|front desk|sales floor|warehouse',
  strangers:
    'our customer wants|our customers want|customer of ours|a customer|one of our customers|our end users|a user|some users|someone who|a client of ours|tenant|subscriber|subscribers|an employee|a participant|a member wants|participants|applicant|applicants|a patient|a student|a guest|guests',
}
