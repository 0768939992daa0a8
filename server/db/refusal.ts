/**
 * Why the data cannot be opened, as the exit code that a service manager sees (sysexits.h): `damaged` 74, `locked` by
 * another process 75, `unreachable` 69, `unsuitable` 78: another program's, a newer Hoist's, or in the wrong place.
 */
const EXIT_CODES = { unreachable: 69, damaged: 74, locked: 75, unsuitable: 78 } as const

export type RefusalKind = keyof typeof EXIT_CODES

/** The data cannot be opened as it is. The message tells the person what to do; whoever starts Hoist prints only that. */
export class StartRefusal extends Error {
  override name = 'StartRefusal'
  readonly kind: RefusalKind

  constructor(message: string, kind: RefusalKind = 'unsuitable') {
    super(message)
    this.kind = kind
  }

  get exitCode(): number {
    return EXIT_CODES[this.kind]
  }
}
