import { createHash } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

/** One Socket Mode connection, seen from Slack's side. */
export type SlackConnection = {
  /** Sends a JSON message. */
  say(message: object): void
  /** A ping, as Slack sends every few seconds. */
  ping(): void
  /** Ends it properly, with a close frame. */
  close(): void
  /** Cuts the line. */
  cut(): void
  /** Envelopes the client has acknowledged, in order. */
  acknowledged: string[]
  closed: boolean
}

/** Slack's half of Socket Mode: connections at single-use addresses, RFC 6455 as far as Slack uses it. */
export function socketServer(server: Server, unexpected: string[], onChange: () => void) {
  let issued = 0
  const tickets = new Set<string>()
  const connections: SlackConnection[] = []

  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    const ticket = new URL(request.url ?? '', 'ws://fake').searchParams.get('ticket') ?? ''
    const key = request.headers['sec-websocket-key']
    if (!tickets.delete(ticket) || key === undefined) {
      unexpected.push(`a socket with the ticket ${ticket}`)
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    )
    connections.push(connect(socket))
    onChange()
  })

  function connect(socket: Duplex): SlackConnection {
    const connection: SlackConnection = {
      say: (message) => send(socket, TEXT, Buffer.from(JSON.stringify(message))),
      ping: () => send(socket, PING, Buffer.from('Ping')),
      close: () => send(socket, CLOSE, Buffer.from([0x03, 0xe8])),
      cut: () => socket.destroy(),
      acknowledged: [],
      closed: false,
    }
    let pending: Buffer = Buffer.alloc(0)
    socket.on('data', (data: Buffer) => {
      pending = Buffer.concat([pending, data])
      for (let frame = read(pending); frame !== null; frame = read(pending)) {
        pending = pending.subarray(frame.length)
        if (frame.kind === TEXT) {
          const said = JSON.parse(frame.text) as { envelope_id?: string }
          if (typeof said.envelope_id !== 'string') unexpected.push(`over the socket: ${frame.text}`)
          else connection.acknowledged.push(said.envelope_id)
        } else if (frame.kind === CLOSE) socket.end()
        else if (frame.kind !== PONG) unexpected.push(`a frame of kind ${frame.kind}`)
      }
      onChange()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      connection.closed = true
      onChange()
    })
    return connection
  }

  return {
    connections,
    /** A new address, good for one connection. */
    ticket(): string {
      issued += 1
      const ticket = `ticket-${issued}`
      tickets.add(ticket)
      return ticket
    },
    close: () => {
      for (const one of connections) one.cut()
    },
  }
}

const TEXT = 1
const CLOSE = 8
const PING = 9
const PONG = 10

/** A frame as a server sends it: never masked, never split. */
function send(socket: Duplex, kind: number, payload: Buffer): void {
  const size = payload.length
  const head = size < 126 ? Buffer.from([0x80 | kind, size]) : Buffer.from([0x80 | kind, 126, size >> 8, size & 0xff])
  if (!socket.destroyed) socket.write(Buffer.concat([head, payload]))
}

/** The first whole frame; a client's are masked. */
function read(data: Buffer): { kind: number; text: string; length: number } | null {
  if (data.length < 6) return null
  const short = data[1]! & 0x7f
  const start = short === 126 ? 4 : 2
  const size = short === 126 ? data.readUInt16BE(2) : short
  if (data.length < start + 4 + size) return null
  const mask = data.subarray(start, start + 4)
  const payload = data.subarray(start + 4, start + 4 + size).map((byte, index) => byte ^ mask[index % 4]!)
  return { kind: data[0]! & 0x0f, text: Buffer.from(payload).toString(), length: start + 4 + size }
}
