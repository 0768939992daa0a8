/** A refusal of the sign-in endpoints, shaped as the forms read it. */
type AuthRefusal = { code: string; message: string; issues: [] }

async function post(path: string, body: Record<string, unknown>): Promise<void> {
  const response = await fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (response.ok) return
  const answer = (await response.json().catch(() => ({}))) as Partial<AuthRefusal>
  throw {
    code: response.status === 401 ? 'wrong_password' : (answer.code ?? 'internal'),
    message: answer.message || 'Hoist did not accept this. Try again.',
    issues: [],
  } satisfies AuthRefusal
}

/** Starts a session by cookie. Rejects with a refusal to show beside the form. */
export async function signIn(email: string, password: string): Promise<void> {
  await post('sign-in/email', { email, password })
}

export async function signOut(): Promise<void> {
  await post('sign-out', {})
}

/** Changes the signed-in person's password; other sessions end. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await post('change-password', { currentPassword, newPassword, revokeOtherSessions: true })
}
