import { serve } from './workers/serve.ts'

// What runs on threads of their own, by name. Everything a program imports is loaded there and only there.

const programs = {
  analytics: async () => (await import('./analytics/thread.ts')).openAnalytics,
  backtests: async () => (await import('./rules/backtest/thread.ts')).openBacktests,
  backup: async () => (await import('./backups/program.ts')).openBackup,
  checkpoint: async () => (await import('./db/checkpoint-program.ts')).openCheckpoint,
}

export type Programs = typeof programs

serve(programs)
