import { eq } from 'drizzle-orm'
import { type Notice, notify } from '../../server/notifications/notify.ts'
import type { App } from '../../server/app.ts'
import type { Role } from '../../shared/roles.ts'
import { type TestApp, type TestAppOptions, testApp } from './harness.ts'
import { type FakeSlack, fakeSlack, TOKEN } from './slack.ts'
import { type FakeSmtp, fakeSmtp, SMTP_PASSWORD, SMTP_USER } from './smtp.ts'

/** A server whose organization is connected to a Slack and, if asked for, a mail server on loopback. */
export type ConnectedApp = TestApp & { slack: FakeSlack; smtp: FakeSmtp; close(): Promise<void> }

/** Every person has a Slack id: `U-admin`, `U-member`, … */
export async function connectedApp(options: TestAppOptions & { email?: boolean } = {}): Promise<ConnectedApp> {
  const slack = await fakeSlack()
  const smtp = await fakeSmtp()
  const test = await testApp({ ...options, env: { SLACK_API_URL: slack.url, ...options.env } })
  await test.trpc('admin').channels.saveSlack.mutate({ botToken: TOKEN })
  if (options.email) await connectEmail(test, smtp)
  await test.app.db.write(async (tx) => {
    const { member } = tx.t
    for (const [role, { userId }] of Object.entries(test.people))
      await tx
        .update(member)
        .set({ slackUserId: `U-${role}` })
        .where(eq(member.userId, userId))
  })
  slack.calls.length = 0
  return {
    ...test,
    slack,
    smtp,
    async close() {
      slack.expectNothingUnexpected()
      await slack.close()
      await smtp.close()
    },
  }
}

export async function connectEmail(test: TestApp, smtp: FakeSmtp): Promise<void> {
  await test.trpc('admin').channels.saveEmail.mutate({
    host: '127.0.0.1',
    port: smtp.port,
    security: 'none',
    user: SMTP_USER,
    password: SMTP_PASSWORD,
    fromAddress: 'hoist@example.com',
  })
}

/** Tells one person of something; `dedupKey` names the cause. */
export async function tell(
  test: { app: App; organizationId: string; people: TestApp['people'] },
  role: Role,
  notice: Partial<Notice> & { dedupKey: string },
): Promise<void> {
  const { userId } = test.people[role]
  const whole = { type: 'escalation_received' as const, title: 'Acme', body: 'Because', ...notice, userId }
  await test.app.db.write((tx) => notify(tx, test.organizationId, [whole], test.app.clock.now()))
}

/** Every delivery of the installation, oldest first. */
export async function deliveries(app: App) {
  const { delivery } = app.db.read.t
  return app.db.read.select().from(delivery).orderBy(delivery.createdAt, delivery.id)
}
