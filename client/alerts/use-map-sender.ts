import { trpc } from '../trpc.ts'
import { told } from '../ui/toasts.tsx'

/** Gives a sender's messages to a customer, those that wait and those to come. */
export function useMapSender(onMapped?: () => void) {
  const utils = trpc.useUtils()
  return trpc.alerts.mapSender.useMutation({
    onSuccess: async ({ messages }) => {
      onMapped?.()
      told(messages === 1 ? '1 message has its customer' : `${messages} messages have their customer`)
      await Promise.all([utils.alerts.invalidate(), utils.customers.invalidate(), utils.contacts.invalidate()])
    },
  })
}
