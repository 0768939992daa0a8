import type { Reader } from '../db/engine.ts'
import type { Seal } from '../secrets/seal.ts'
import type { Endpoint } from './channels/language-model.ts'
import { type AlertSettingRow, getAlertSetting } from './settings-store.ts'

function place(organizationId: string): string {
  return `alert-model:${organizationId}`
}

/** The key of a language model as it is stored: readable with the installation's secret and only for this organization. */
export function sealKey(seal: Seal, organizationId: string, key: string): string {
  return seal.seal(key, place(organizationId))
}

/** The language model of an organization; null where none is configured. Throws where its key cannot be opened. */
export async function endpointOf(conn: Reader, seal: Seal, organizationId: string): Promise<Endpoint | null> {
  return openEndpoint(seal, await getAlertSetting(conn, organizationId))
}

export function openEndpoint(
  seal: Seal,
  { organizationId, modelUrl, modelName, modelKeySealed }: AlertSettingRow,
): Endpoint | null {
  if (modelUrl === null || modelName === null) return null
  const key = modelKeySealed === null ? null : opened(seal, modelKeySealed, organizationId)
  return { url: modelUrl, model: modelName, key }
}

function opened(seal: Seal, sealed: string, organizationId: string): string {
  try {
    return seal.open(sealed, place(organizationId))
  } catch {
    throw new Error('The saved key cannot be opened with this installation’s secret; enter it again under Alerts')
  }
}
