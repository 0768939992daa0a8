type Filter = Record<string, string | number | undefined> & { from?: number | undefined; to?: number | undefined }

/** Where the escalations of a filter are as CSV. */
export function exportAddress({ from, to, ...rest }: Filter): string {
  const period = Object.entries({ from, to }).flatMap(([key, at]) =>
    at === undefined ? [] : [[key, new Date(at).toISOString()] as const],
  )
  const others = Object.entries(rest).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as const],
  )
  return `/api/analytics/export.csv?${new URLSearchParams([...period, ...others].map(([key, value]) => [key, value]))}`
}
