import { ownClauses } from '#modules/policy/core/own-clauses.ts'
import type { PackId } from '#modules/policy/core/regime.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { type ChainEvent, chainBreaks, holders } from '../core/chain.rule.ts'
import { incidentTitles } from '../core/count.rule.ts'
import { packageStates, titleOf } from '../core/package.machine.ts'
import type { incidentsOf } from '../store/incident.store.ts'
import { asChain, type EventDetails, type EventRow, type PackageRow } from '../store/package.store.ts'

/** A package as lists show it. */
export const headOf = ({ actor }: QueryContext, row: PackageRow) => ({
  packageId: row.id,
  version: row.version,
  kind: row.kind,
  label: row.label,
  occupationName: row.occupationName,
  level: row.level,
  startsAt: row.startsAt.toISOString(),
  quantity: row.quantity,
  candidates: row.candidates,
  spares: row.spares,
  state: row.state,
  stateName: packageStates[row.state],
  holderName: row.holderName,
  isHolder: row.holderAccountId !== null && row.holderAccountId === actor.accountId,
})

type IncidentRow = Awaited<ReturnType<typeof incidentsOf>>[number]

export const shownIncident = ({ id, kind, openedAt, closedAt, ...row }: IncidentRow) => ({
  ...{ incidentId: id, version: row.version, packageId: row.packageId, title: incidentTitles[kind] },
  ...{ subject: row.subject, expected: row.expected, found: row.found, clauses: [...row.clauses] },
  ...{ openedAt: openedAt.toISOString(), openedBy: row.openedBy, explanation: row.explanation },
  ...{ closedBy: row.closedBy, closedAt: closedAt?.toISOString() ?? null },
})

const countsText = (counts: NonNullable<EventDetails['counts']>) =>
  Object.entries(counts)
    .map(([item, count]) => `${item}${count}`)
    .join('，')

const detailLines = (details: EventDetails): readonly { readonly label: string; readonly text: string }[] =>
  [
    { label: '封条编号', text: details.sealNumber },
    { label: '代封', text: details.substituteSeal ? '白纸代替封条，骑缝签名' : undefined },
    { label: '保密室', text: details.secureRoom },
    { label: '人员', text: details.people?.join('、') },
    { label: '车辆', text: details.vehicle },
    { label: '正常用时', text: details.expectedMinutes && `${details.expectedMinutes}分钟` },
    { label: '考生见证', text: details.witnesses?.join('、') },
    { label: '数量', text: details.counts && countsText(details.counts) },
    { label: '启封人', text: details.present?.join('、') },
    { label: '核对', text: details.checks?.join('，') },
  ].flatMap(({ label, text }) => (text ? [{ label, text }] : []))

/** The chain as it is drawn: each link with its signatures, who holds the package then, and the gaps named. */
export const shownChain = (rows: readonly EventRow[], pack: PackId) => {
  const chain: readonly ChainEvent[] = asChain(rows)
  const [breaks, held] = [chainBreaks(chain), holders(chain)]
  return rows.map((row, position) => ({
    ...{ step: row.step, title: titleOf(row.step), state: row.state, at: row.at.toISOString() },
    ...{ place: row.place, quantity: row.quantity, receivedQuantity: row.receivedQuantity },
    ...{ sealIntact: row.sealIntact, byName: row.by.name, toName: row.to?.name ?? null },
    ...{ witnessName: row.witnessName, signedAt: row.signedAt?.toISOString() ?? null, note: row.note },
    holderName: held[position]!.name,
    details: [...detailLines(row.details)],
    gaps: breaks
      .filter(({ at }) => at === position)
      .map(({ sentence, clauses }) => ({ sentence, clauses: [...ownClauses(pack, clauses)] })),
  }))
}
