import type { ClassTable } from '../grammar/grammar.ts'

/** Lawyers, managers and banks in everyday business. */
export const LEGAL_WORDS: ClassTable = {
  benignlegal:
    'add our|add him|add her|as a viewer|as viewer|new counsel|invite|nda|non disclosure|redline|redlines|redlined|dpa template|sign the|signed the|countersigned|countersign|contract template|order form|procurement process|approve the terms|approved|approves|reviewing the renewal|review the renewal|legal name|legal entity|law firm uses|for law firms|our clients are lawyers|renewal paperwork|comments on the contract|standard review|looks good|no objections|happy with the|privacy policy|terms of service|legal review of the new|legalzoom|webinar|job title|feature|module',
  askingonly:
    'do you have|how do you|what is your|what are your|can you share|could you share|is there|does your|what happens|template|questionnaire|for our records|clarify|explain|where can',
  benignmanager:
    'account manager|project manager|product manager|password manager|tag manager|add a manager|as a manager|manager role|manager permission|manager view|approve|approver|approval|workflow|our new manager|introduce|introduction|congratulations|thank|thanks|praise|great job|great work|kudos|hiring|escalation path|escalation policy|escalation rules|escalation rule|set up an escalation|feature|training|learning management|management console|management api|management ui|device management|user management|project management|data management|change management|exec summary|executive summary|executive dashboard|how do i|how can i|happy|call with your product|reference call|meeting invite',
  benignpress:
    'press release|joint|quote for|case study|press kit|media library|media files|media player|social media integration|social media manager|media folder|press the|press on|press button|press enter',
  consumerbank:
    "stop payment|stop payments|check number|cheque|on my account|my account|card payment i did not|i did not make|i didn't make|don't recognise|do not recognise|don't recognize|do not recognize|merchant|purchase i|seller|the shop|atm|how do i|how can i|can i dispute|how to",
}
