/** What a task may use while it runs on its thread. */
export type Scope<Progress = never> = {
  /** Aborted when whoever asked has lost interest or the server stops: for what takes a signal. */
  signal: AbortSignal
  /** Tells whoever asked how far it is. */
  progress(value: Progress): void
  /**
   * Lets the thread hear messages: a cancellation, another call. A long task awaits it every few milliseconds of work,
   * since queries on SQLite give it no other chance. Rejects with the signal's reason once it is aborted.
   */
  turn(): Promise<void>
}

/** One thing a thread can be asked for. What goes in and comes out is copied (structured clone). */
export type Task<Input, Output, Progress = never> = (input: Input, scope: Scope<Progress>) => Output | Promise<Output>

export type Tasks = Record<string, Task<never, unknown, unknown>>

/** A thread's own state, opened at its first call: connections, caches. */
export type Opened<T extends Tasks> = { tasks: T; close?(): void | Promise<void> }

/** How a thread's program begins, with the data its maker gave it. */
export type Opener<Data, T extends Tasks> = (data: Data) => Opened<T> | Promise<Opened<T>>

/** The programs of an entry by name, each loaded only where it runs. */
export type ProgramTable = Record<string, () => Promise<Opener<never, Tasks>>>
