import type { Lane } from './engine.ts'

/** While both lanes wait, one bulk job goes after this many of people's. */
const PEOPLE_PER_BULK = 8

type Fifo<Job> = { push(job: Job): void; shift(): Job | undefined; size(): number }

/** An array whose head moves: shifting a long array would copy it each time. */
function createFifo<Job>(): Fifo<Job> {
  let jobs: (Job | undefined)[] = []
  let head = 0
  return {
    push: (job) => void jobs.push(job),
    shift() {
      const job = jobs[head]
      jobs[head] = undefined
      head += 1
      if (head >= jobs.length) {
        jobs = []
        head = 0
      } else if (head > 512 && head * 2 > jobs.length) {
        jobs = jobs.slice(head)
        head = 0
      }
      return job
    },
    size: () => jobs.length - head,
  }
}

export type Lanes<Job> = {
  /** False when `limit` jobs wait in that lane already. */
  push(job: Job, lane: Lane): boolean
  /** The lane whose turn it is: people's, with a bulk job in between now and then; null when nobody waits. */
  next(bulkAllowed?: boolean): Lane | null
  take(lane: Lane): Job | undefined
  sizes(): Record<Lane, number>
}

/** Two waiting lines in one: a flood of bulk work delays people by one job at most, and people do not stop bulk work for good. */
export function createLanes<Job>(limit: number): Lanes<Job> {
  const fifos: Record<Lane, Fifo<Job>> = { people: createFifo<Job>(), bulk: createFifo<Job>() }
  let peopleInARow = 0
  return {
    push(job, lane) {
      if (fifos[lane].size() >= limit) return false
      fifos[lane].push(job)
      return true
    },
    next(bulkAllowed = true) {
      const people = fifos.people.size() > 0
      const bulk = bulkAllowed && fifos.bulk.size() > 0
      if (people && !(bulk && peopleInARow >= PEOPLE_PER_BULK)) return 'people'
      return bulk ? 'bulk' : null
    },
    sizes: () => ({ people: fifos.people.size(), bulk: fifos.bulk.size() }),
    take(lane) {
      peopleInARow = lane === 'people' ? peopleInARow + 1 : 0
      return fifos[lane].shift()
    },
  }
}
