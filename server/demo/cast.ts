import type { DefinitionAction } from '../../shared/workflows/schema.ts'

/** Who and what the sample organization is made of. */

export type SamplePerson = { key: string; name: string; role: 'manager' | 'member'; team: string }

export const TEAMS = ['Enterprise CS', 'Scale CS', 'Solutions'] as const

export const PEOPLE: readonly SamplePerson[] = [
  { key: 'ines.keller', name: 'Ines Keller', role: 'manager', team: 'Enterprise CS' },
  { key: 'dana.reyes', name: 'Dana Reyes', role: 'member', team: 'Enterprise CS' },
  { key: 'yuki.mori', name: 'Yuki Mori', role: 'member', team: 'Enterprise CS' },
  { key: 'tom.okafor', name: 'Tom Okafor', role: 'manager', team: 'Scale CS' },
  { key: 'sam.patel', name: 'Sam Patel', role: 'member', team: 'Scale CS' },
  { key: 'lea.fontaine', name: 'Léa Fontaine', role: 'member', team: 'Scale CS' },
  { key: 'marek.nowak', name: 'Marek Nowak', role: 'manager', team: 'Solutions' },
  { key: 'aisha.bello', name: 'Aisha Bello', role: 'member', team: 'Solutions' },
]

export const CUSTOMER_NAMES = [
  'Kestrel Systems',
  'Zürich Versorgung',
  'Larkspur Labs',
  'Northwind Insurance',
  'Meridian Health',
  'Contoso Robotics',
  'Saffron Textiles',
  'Blue Ridge Airlines',
  'Acme Logistics',
  'Tyrell Hotels',
  'Monarch Foods',
  'Initech & Sons',
  'Halcyon Media',
  'Brightwater Energy',
  'Redwood Analytics',
  'Solstice Retail',
  'Ortega Bank',
  'Fjord Shipping',
  'Juniper Learning',
  'Quartz Mining',
  'Verde Agro',
  'Pinnacle Legal',
  'Atlas Freight',
  'Cobalt Games',
  'Maple Clinics',
  'Orchid Cosmetics',
  'Delta Ceramics',
  'Harbor Property',
  'Nimbus Weather',
  'Sparrow Payments',
  'Titan Steel',
  'Willow Care',
  'Amber Telecom',
  'Cedar Schools',
  'Ember Fitness',
  'Granite Builders',
  'Indigo Travel',
  'Lumen Optics',
  'Onyx Security',
  'Prairie Dairy',
] as const

export const SEGMENTS = ['Enterprise', 'Mid-Market', 'SMB'] as const
export const ZONES = [
  'America/New_York',
  'Europe/Berlin',
  'Europe/London',
  'Asia/Tokyo',
  'America/Sao_Paulo',
  'UTC',
] as const
export const TAGS = ['pilot', 'reference', 'multi-region', 'gov', 'at-risk'] as const

export const DEFINITIONS: readonly { name: string; actions: DefinitionAction[] }[] = [
  { name: 'Renewal', actions: actions('Send usage review', 'Executive call', 'Contract sent') },
  { name: 'Onboarding', actions: actions('Kick-off call', 'Single sign-on', 'First report', 'Hand-over') },
  { name: 'Quarterly business review', actions: actions('Collect goals', 'Prepare deck', 'Meeting held') },
  { name: 'Risk review', actions: actions('Call the champion', 'Write a recovery plan') },
  { name: 'Expansion', actions: actions('Find the sponsor', 'Offer sent') },
  { name: 'Pricing approval', actions: actions('Approval of finance') },
]

function actions(...names: string[]): DefinitionAction[] {
  return names.map((name, at) => ({
    id: name.toLowerCase().replaceAll(/[^a-z]+/g, '-'),
    name,
    dueInDays: (at + 1) * 7,
  }))
}

export const REASONS = [
  'Third unanswered export ticket before the board meets.',
  'Their new CFO wants to renegotiate; needs somebody senior.',
  'Health fell fast after the outage.',
  'Champion leaves at the end of the month.',
  'Discount above my limit.',
  'Integration blocked for two weeks.',
] as const

export const WRITINGS = {
  inbound: [
    'Could you resend the invoice for last month?',
    'The export has been failing since Monday. Any news?',
    'Thanks, that solved it. Great support as always!',
    'How do we add twenty more seats?',
    'We still have no answer on the export problem. This is the third time I ask and the board meets on Friday.',
    'Our security team needs the latest penetration test report.',
    'We are looking at alternatives if this is not fixed before the renewal.',
    'Can we move the review to next Thursday?',
  ],
  outbound: [
    'On it. I will come back to you by tomorrow noon.',
    'The fix is live. Could you check on your side?',
    'Here is the report you asked for.',
    'Thursday works. I have sent a new invitation.',
  ],
} as const
