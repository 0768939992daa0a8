import { getAsset, getAssetKeys, getRawAsset, isSea } from 'node:sea'

/** Whether this is the single executable, which carries in itself what otherwise lies in files beside the program. */
export const isExecutable: boolean = isSea()

const names: ReadonlySet<string> = new Set(isExecutable ? getAssetKeys() : [])

/** A text it carries. Throws where there is none of that name. */
export function embeddedText(name: string): string {
  return getAsset(name, 'utf8')
}

/** What it carries under a name; null where it carries nothing of the kind. The bytes must not be written to. */
export function embeddedBytes(name: string): Uint8Array<ArrayBuffer> | null {
  return names.has(name) ? new Uint8Array(getRawAsset(name) as ArrayBuffer) : null
}
