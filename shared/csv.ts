/** Text that a spreadsheet would run as a formula gets a leading apostrophe. */
export function formulaSafe(cell: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell
}
