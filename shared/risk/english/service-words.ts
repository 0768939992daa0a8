import type { ClassTable } from '../grammar/grammar.ts'

/** Consumers at a counter, not customers who are lost. */
export const SERVICE_WORDS: ClassTable = {
  consumerrefund:
    'merchant|seller|my refund|purchase|item|atm|refund i|the store|the shop|showing up|show up on|statement|top up|hotel|airline|how do i|how can i|can i get a refund|is it possible|refund policy|tax refund|refund status|refund shown',
  consumerwait:
    'my card|new card|card to|card still|the card|cash|transfer|top up|topup|cheque|check to|delivery|package|order|refund|balance|deposit|payment|identity|verification|visa|pending',
  consumerask: 'my card|pin|atm|top up|who are you|what is your name|joke|play|alexa|siri|song|weather',
  countbenign:
    'third time lucky|happy|great|thanks|congrat*|next week|next month|per month|of the month|of month|every second|a second|one second|just a second|grade|week of|of every',
  ourmiss: 'we missed|i missed|our mistake|sorry|apologies|happy to|on my side|on our side',
  ourpay: 'we are late|sorry|apologies|our payment|my bill|my payment|rent|library|bill',
}
