import type { Step } from './recording.ts'

const SECTOR = 512

/** A file as it may be found after the power went: what was flushed for sure, and what was written since. */
export type Disk = {
  apply(step: Step): void
  /** One possible content: of the writes since the last flush some arrived, some did not, some only in part. */
  afterPowerCut(chance: () => number): Buffer
}

export function createDisk(content: Buffer): Disk {
  let durable = content
  let pending: Step[] = []
  return {
    apply(step) {
      if (step.kind !== 'sync') pending.push(step)
      else {
        if (pending.length > 0) durable = applied(durable, pending)
        pending = []
      }
    },
    afterPowerCut(chance) {
      const arrived = pending
        .filter(() => chance() < 0.5)
        .map((step) => (step.kind === 'write' && chance() < 0.5 ? torn(step, chance) : step))
      return applied(durable, arrived)
    },
  }
}

function applied(before: Buffer, steps: readonly Step[]): Buffer {
  const ends = steps.map((step) => (step.kind === 'write' ? step.at + step.bytes.length : 0))
  const space = Buffer.alloc(
    Math.max(before.length, ...ends, ...steps.map((step) => (step.kind === 'cut' ? step.size : 0))),
  )
  before.copy(space)
  let size = before.length
  for (const step of steps) {
    if (step.kind === 'cut') {
      if (step.size < size) space.fill(0, step.size, size)
      size = step.size
    } else if (step.kind === 'write') {
      step.bytes.copy(space, step.at)
      size = Math.max(size, step.at + step.bytes.length)
    }
  }
  return space.subarray(0, size)
}

/** Disks write whole sectors. */
function torn(step: Extract<Step, { kind: 'write' }>, chance: () => number): Step {
  const first = SECTOR - (step.at % SECTOR)
  const whole = Math.max(0, Math.ceil((step.bytes.length - first) / SECTOR))
  const kept = Math.floor(chance() * (whole + 1))
  return { ...step, bytes: step.bytes.subarray(0, kept === 0 ? 0 : first + (kept - 1) * SECTOR) }
}
