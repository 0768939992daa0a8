import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Backup } from '../../shared/backups/backup.ts'
import { text } from '../../shared/text.ts'
import { toIso } from '../../shared/time/instant.ts'
import { recordAudit } from '../audit/record.ts'
import { rawRoute, route } from '../http/rest.ts'
import { makeNow, requireBackups, requireInstallationAdmin } from './service.ts'

const tag = 'Backups'

const BackupResponse = z.object({
  /** Of its file, in `backups` in the data folder. */
  name: z.string(),
  madeAt: z.string(),
  kind: z.enum(['routine', 'upgrade']),
  /** Of Hoist. */
  version: z.string(),
  schema: z.number(),
  bytes: z.number(),
  rows: z.number(),
  tookMs: z.number(),
})

function toWire({ madeAt, ...backup }: Backup): z.input<typeof BackupResponse> {
  return { ...backup, madeAt: toIso(madeAt) }
}

export const backupsRest = [
  route(
    {
      method: 'get',
      path: '/api/backups',
      access: 'admin',
      summary: 'Backups of the whole installation, newest first',
      tag,
      response: z.object({ backups: z.array(BackupResponse) }),
    },
    async (app, caller) => {
      await requireInstallationAdmin(app, caller)
      return { backups: requireBackups(app.backups).list().map(toWire) }
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/backups',
      access: 'admin',
      summary: 'Make a backup now and wait until it is verified',
      tag,
      response: BackupResponse,
    },
    async (app, caller) => {
      await requireInstallationAdmin(app, caller)
      return toWire(await makeNow(app, caller))
    },
  ),
  rawRoute(
    {
      method: 'get',
      path: '/api/backups/{name}',
      access: 'admin',
      summary: 'Download a backup: a SQLite file with everything in it, to be kept as a secret',
      tag,
      params: z.strictObject({ name: text(100) }),
    },
    async (app, caller, { params: { name } }) => {
      await requireInstallationAdmin(app, caller)
      const file = requireBackups(app.backups).file(name)
      const { size } = await stat(file)
      const change = { action: 'backup.downloaded', subject: `backup:${name}`, name }
      await app.db.write((tx) => recordAudit(tx, caller, app.clock.now(), change))
      return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>, {
        headers: {
          'content-type': 'application/vnd.sqlite3',
          'content-length': String(size),
          'content-disposition': `attachment; filename="${name}"`,
          'cache-control': 'no-store',
        },
      })
    },
  ),
]
