/** Names of fields whose value is a secret: none of them reaches a log line or the audit log. */
const SECRET_FIELDS = new Set([
  'password',
  'newPassword',
  'currentPassword',
  'token',
  'botToken',
  'appToken',
  'signingSecret',
  'clientSecret',
  'webhookSecret',
  'key',
  'apiKey',
  'secret',
  'cookie',
  'authorization',
  'x-api-key',
])

export function isSecretField(name: string): boolean {
  return SECRET_FIELDS.has(name)
}
