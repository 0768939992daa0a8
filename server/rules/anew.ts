import type { Writer } from '../db/engine.ts'
import { liveRuleRows, noteRule } from './store.ts'

/**
 * Lets every rule look at all workflows again, because something that all of them read was changed. What a rule has done
 * already it does not do again.
 */
export async function beginAnew(tx: Writer, organizationId: string): Promise<void> {
  for (const { id, arriving, arrivingAfter } of await liveRuleRows(tx, organizationId))
    await noteRule(tx, organizationId, id, {
      arriving: arriving ?? 'fire',
      // Both sort before every id. A pass that is under way must see that it was set back, also before its first note.
      arrivingAfter: arrivingAfter === '' ? ' ' : '',
    })
}
