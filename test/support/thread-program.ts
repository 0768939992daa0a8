import { DomainError } from '../../shared/errors.ts'
import type { Scope } from '../../server/workers/program.ts'
import { serve } from '../../server/workers/serve.ts'

// A program that does what tests ask for.

export function openTrial({ greeting }: { greeting: string }) {
  let calls = 0
  return {
    tasks: {
      greet: (name: string) => ({ words: `${greeting}, ${name}`, calls: ++calls }),
      count: async (to: number, { turn, progress }: Scope<number>) => {
        for (let at = 1; at <= to; at += 1) {
          progress(at)
          await turn()
        }
        return to
      },
      refuse: () => {
        throw new DomainError('conflict', 'It is taken', { issues: [{ path: ['name'], message: 'taken' }] })
      },
      fail: () => {
        throw Object.assign(new RangeError('too far'), { code: 'TOO_FAR' })
      },
      die: () => process.exit(3),
    },
  }
}

serve({ trial: async () => openTrial })
