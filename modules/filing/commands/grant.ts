import { organisationFacts } from '#modules/party/facts.ts'
import type { Regime } from '#modules/policy/core/pack.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { day, isDay } from '#platform/clock/day.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { addScope, grantFiling } from '../contract.ts'
import {
  checkCode,
  checkOwnCity,
  checkScopeItem,
  doubledItem,
  refuseDoubled,
  type ScopeRefusal,
  type ScopeRequest,
} from '../core/filing.rule.ts'
import { findFiling, insertFiling, insertScopeItems, isCodeTaken } from '../store.ts'

type ScopeInput = InputOf<typeof addScope>['items'][number]

const dayOrNull = (text: string | null) => (text !== null && isDay(text) ? text : null)

/** Every line checked, and none twice. The first refusal names the line that is wrong. */
export const checkItems = (
  items: readonly ScopeInput[],
  law: Regime,
): Verdict<ScopeRequest[], ScopeRefusal | 'SCOPE_DOUBLED'> => {
  const checked: ScopeRequest[] = []
  for (const item of items) {
    const verdict = checkScopeItem(
      { ...item, validFrom: day(item.validFrom), validUntil: dayOrNull(item.validUntil) },
      law,
    )
    if (verdict.refused) return verdict
    checked.push(verdict.value)
  }
  const doubled = doubledItem(checked)
  return doubled ? refuseDoubled(doubled) : accept(checked)
}

const refuseTaken = (code: string) =>
  refuse('ORGANISATION_CODE_TAKEN', {
    sentence: `编码${code}已下发给其他机构。`,
    remedy: '请核对省里下发的编码。',
    clauses: ['SDS-A1-03'],
    field: 'organisationCode',
  })

/** The pack under which this product files organisations for now: the track of social evaluation organisations. */
const pack = 'shandong-social'

/** The authority files an organisation: its code, and the occupations, trades and levels it may assess. */
export const grantHandler: CommandHandler<typeof grantFiling> = async (context, input) => {
  const { tx, actor, today } = context
  const { organisationId } = input
  const own = checkOwnCity(actor, await organisationFacts(tx, organisationId))
  if (own.refused) return own
  const law = regime(pack, today)
  const code = checkCode(input.organisationCode, law)
  if (code.refused) return code
  const items = checkItems(input.items, law)
  if (items.refused) return items
  const earlier = await findFiling(tx, organisationId)
  if (earlier && earlier.state !== 'withdrawn') {
    return refuse('ALREADY_FILED', {
      sentence: `该机构已经备案，编码${earlier.code}。`,
      remedy: '请在原备案上增加范围或办理延续。',
      clauses: ['SDS-1.0-01'],
      field: 'organisationId',
    })
  }
  if (await isCodeTaken(tx, code.value)) return refuseTaken(code.value)
  const decision = {
    decisionDocument: input.documentNumber,
    decidedOn: day(input.filedOn),
    decisionReason: '',
  }
  const row = await insertFiling(tx, {
    organisationId,
    pack,
    code: code.value,
    documentNumber: input.documentNumber,
    filedOn: day(input.filedOn),
    announcedOn: dayOrNull(input.announcedOn),
    validUntil: dayOrNull(input.validUntil),
  })
  const ids = await insertScopeItems(
    tx,
    row,
    items.value.map((item) => ({ ...item, ...decision })),
  )
  const data = { code: code.value, documentNumber: input.documentNumber, filedOn: input.filedOn }
  const clauses = ['SDS-1.0-01', 'SDS-1.0-03', 'SDS-A1-03']
  context.record({ type: 'filing-granted', table: 'filing', row, data, clauses })
  context.recordAll({
    type: 'scope-granted',
    table: 'scopeItem',
    organisationId,
    ids,
    data: { documentNumber: input.documentNumber },
    clauses: ['SDS-1.0-02', 'SDS-A1-04'],
  })
  return accept({ filingId: row.id })
}
