import type { Outputs } from '../trpc.ts'
import { Callout, Tag } from '../ui/tag.tsx'

type Socket = Outputs['slack']['connection']['socket']

/** How the Socket Mode connection is; nothing where there is none. */
export function SocketLine({ socket }: { socket: Socket }) {
  if (socket === null) return null
  if (socket.state === 'connected')
    return (
      <p className="h-dim" style={{ marginBottom: 12 }}>
        <Tag tone="ok">Socket Mode is connected</Tag>
      </p>
    )
  if (socket.state === 'connecting')
    return (
      <p className="h-dim" style={{ marginBottom: 12 }}>
        <Tag>Socket Mode is connecting</Tag>
      </p>
    )
  return (
    <div style={{ marginBottom: 12 }}>
      <Callout tone={socket.state === 'refused' ? 'critical' : 'high'}>
        <b>Socket Mode is not connected.</b> {socket.words}. Hoist keeps trying.
      </Callout>
    </div>
  )
}
