/** The path of an address without its percent signs; null where they are not UTF-8. */
export function decodedPath(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
