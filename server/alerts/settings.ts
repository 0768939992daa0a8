import type { AlertSettings, AlertSettingsChange } from '../../shared/alerts/settings.ts'
import { OpinionAnswer, OPINION_INSTRUCTIONS } from '../../shared/alerts/opinion.ts'
import { badField, DomainError } from '../../shared/errors.ts'
import { auditDiff } from '../../shared/audit/diff.ts'
import { recordAudit } from '../audit/record.ts'
import type { Caller, Context } from '../context.ts'
import { changeOrganization } from '../people/organizations/service.ts'
import { findOrganization } from '../people/organizations/store.ts'
import type { Seal } from '../secrets/seal.ts'
import { type AddressGuard, addressProblem } from './channels/address.ts'
import type { LanguageModel } from './channels/language-model.ts'
import { endpointOf, sealKey } from './endpoint.ts'
import { type AlertSettingRow, getAlertSetting, saveAlertSetting } from './settings-store.ts'

type Parts = Context & { seal: Seal; addressGuard: AddressGuard; languageModel: LanguageModel }

export async function readAlertSettings({ db }: Context, { organizationId }: Caller): Promise<AlertSettings> {
  const row = await getAlertSetting(db.read, organizationId)
  const organization = await findOrganization(db.read, organizationId)
  const { cooldownHours, modelUrl, modelName, modelKeySealed } = row
  return {
    cooldownHours,
    alertsForManagers: organization?.settings.alertsForManagers ?? false,
    model:
      modelUrl === null || modelName === null
        ? null
        : { url: modelUrl, name: modelName, hasKey: modelKeySealed !== null },
  }
}

/**
 * Changes how the organization is alerted; what is left out stays as it is. A key belongs to an address: it is kept only
 * where that stays the same. Throws bad_request for an address that may not be spoken to.
 */
export async function changeAlertSettings(
  app: Parts,
  caller: Caller,
  { alertsForManagers, cooldownHours, model }: AlertSettingsChange,
): Promise<AlertSettings> {
  const { organizationId } = caller
  const problem = model ? addressProblem(model.url, app.addressGuard) : null
  if (problem !== null) throw badField(['model', 'url'], problem)
  if (alertsForManagers !== undefined) await changeOrganization(app, caller, { settings: { alertsForManagers } })
  const now = app.clock.now()
  await app.db.write(async (tx) => {
    const before = await getAlertSetting(tx, organizationId)
    const change = {
      ...(cooldownHours !== undefined && { cooldownHours }),
      ...(model !== undefined && modelColumns(app.seal, before, model)),
    }
    const [was, is] = [audited(before), audited({ ...before, ...change })]
    if (Object.keys(auditDiff(was, is)).length === 0) return
    await saveAlertSetting(tx, organizationId, change, now)
    const changed = { action: 'alerts.configured', subject: 'alerts', name: 'Alerts' }
    await recordAudit(tx, caller, now, { ...changed, before: was, after: is })
  })
  return readAlertSettings(app, caller)
}

type ModelColumns = Pick<AlertSettingRow, 'modelUrl' | 'modelName' | 'modelKeySealed'>

function modelColumns(
  seal: Seal,
  { organizationId, modelUrl, modelKeySealed }: AlertSettingRow,
  model: NonNullable<AlertSettingsChange['model']> | null,
): ModelColumns {
  if (model === null) return { modelUrl: null, modelName: null, modelKeySealed: null }
  const { url, name, key } = model
  const kept = url === modelUrl ? modelKeySealed : null
  return {
    modelUrl: url,
    modelName: name,
    modelKeySealed: typeof key === 'string' ? sealKey(seal, organizationId, key) : key === null ? null : kept,
  }
}

function audited({ cooldownHours, modelUrl, modelName, modelKeySealed }: AlertSettingRow): Record<string, unknown> {
  return { cooldownHours, modelUrl, modelName, apiKey: modelKeySealed }
}

/** Asks the model about a harmless sentence; its answer in words. Throws conflict where none is configured. */
export async function tryModel(app: Parts, { organizationId }: Caller): Promise<{ ok: boolean; words: string }> {
  const endpoint = await endpointOf(app.db.read, app.seal, organizationId).catch((error: unknown) => String(error))
  if (endpoint === null)
    throw new DomainError('conflict', 'No language model is configured yet: save its address first')
  if (typeof endpoint === 'string') return { ok: false, words: endpoint }
  try {
    const question = { instructions: OPINION_INSTRUCTIONS, data: { message: 'Thank you, everything works now.' } }
    const { riskLevel } = await app.languageModel.ask(endpoint, question, OpinionAnswer)
    return { ok: true, words: `${endpoint.model} answers, and calls a thank-you ${riskLevel} risk` }
  } catch (error) {
    return { ok: false, words: error instanceof Error ? error.message : String(error) }
  }
}
