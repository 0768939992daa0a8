import { Agent, request as httpRequest } from 'node:http'

export type Call = { method?: string; path: string; headers?: Record<string, string>; body?: string }

export type Load = {
  /** Milliseconds from when each call was due (at a given rate) or sent (as fast as it goes) to its last byte. */
  latencies: number[]
  seconds: number
  /** How often each status came. */
  statuses: Map<number, number>
}

type Options = {
  url: string
  connections: number
  /** Ends after this many calls, or after this time. */
  count?: number
  seconds?: number
  /** Calls per second, sent when due whether or not earlier ones have been answered; without it, one after the other on each connection. */
  rate?: number
  call(number: number): Call
}

/** Sends calls over kept-alive connections. A call that is due but finds no free connection waits, and the wait counts. */
export async function load({
  url,
  connections,
  count = Number.POSITIVE_INFINITY,
  seconds = 3_600,
  rate,
  call,
}: Options): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const { hostname, port } = new URL(url)
  const latencies: number[] = []
  const statuses = new Map<number, number>()
  const began = performance.now()
  const until = began + seconds * 1000
  let next = 0

  const send = (number: number, since: number) =>
    new Promise<void>((resolve, reject) => {
      const { method = 'GET', path, headers = {}, body } = call(number)
      const length =
        body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
      const sent = httpRequest(
        { agent, hostname, port, method, path, headers: { ...headers, ...length } },
        (answer) => {
          answer.on('data', () => {})
          answer.on('end', () => {
            latencies.push(performance.now() - since)
            const status = answer.statusCode ?? 0
            statuses.set(status, (statuses.get(status) ?? 0) + 1)
            resolve()
          })
          answer.on('error', reject)
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })

  if (rate === undefined) {
    const one = async () => {
      while (next < count && performance.now() < until) await send(next++, performance.now())
    }
    await Promise.all(Array.from({ length: connections }, one))
  } else {
    const open: Promise<void>[] = []
    while (next < count && performance.now() < until) {
      const due = Math.min(count, Math.floor(((performance.now() - began) / 1000) * rate))
      while (next < due) {
        open.push(send(next, began + (next / rate) * 1000))
        next += 1
      }
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await Promise.all(open)
  }
  agent.destroy()
  return { latencies, seconds: (performance.now() - began) / 1000, statuses }
}

/** The same as JSON over one call; for setting things up. Throws on anything but a 2xx. */
export async function post<T>(url: string, path: string, apiKey: string, body: unknown): Promise<T> {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}: ${text.slice(0, 500)}`)
  return JSON.parse(text) as T
}
