export const SHORTEST_PASSWORD = 10

/** What is wrong with a new password, in words, or null. */
export function passwordProblem(password: string): string | null {
  if (password.length < SHORTEST_PASSWORD) return `Use at least ${SHORTEST_PASSWORD} characters`
  return password.length > 200 ? 'Use at most 200 characters' : null
}
