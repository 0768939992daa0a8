import { run } from './cli/program.ts'

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  node: process.versions.node,
  input: () => process.stdin,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  stopped: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    }),
  leave: () => process.exit(1),
})
