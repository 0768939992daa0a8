/** The data cannot be opened as it is. The message tells the person what to do; whoever starts Hoist prints only that. */
export class StartRefusal extends Error {
  override name = 'StartRefusal'
}
