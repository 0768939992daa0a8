import sea from 'node:sea'

/** Whether this is the single executable, which carries in itself what otherwise lies in files beside the program. */
export const isExecutable = sea.isSea()

/** A text it carries. Throws where there is none of that name. */
export function embeddedText(name: string): string {
  return sea.getAsset(name, 'utf8')
}
