/** A command cannot go on; `message` is the sentence the person reads. */
export class CliError extends Error {
  override name = 'CliError'
  /** 1 failed, 2 used wrongly. */
  readonly exitCode: 1 | 2

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** No server answers at the address. */
export class Unreachable extends CliError {
  override name = 'Unreachable'
}
