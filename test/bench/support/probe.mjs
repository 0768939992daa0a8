import { monitorEventLoopDelay } from 'node:perf_hooks'

// Loaded into a measured server with --import. Answers over the channel to its parent what only the process itself knows.

const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
process.channel?.unref()
process.on('message', (message) => {
  if (message === 'reset') delay.reset()
  const { user, system } = process.cpuUsage()
  process.send?.({
    cpuSeconds: (user + system) / 1e6,
    rss: process.memoryUsage.rss(),
    // The timer itself is due every millisecond.
    silenceMs: Math.max(0, delay.max / 1e6 - 1),
    silenceP99Ms: Math.max(0, delay.percentile(99) / 1e6 - 1),
  })
})
process.channel?.unref()
