/** Zones whose clocks change in every way there is: north and south, by half an hour, at midnight, across the date line, off and on again. */
export const CHANGING_ZONES = [
  'America/New_York',
  'Europe/London',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'America/Havana',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Asia/Tehran',
  'America/Sao_Paulo',
]
