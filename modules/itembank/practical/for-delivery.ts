import type { QueryContext } from '#platform/command/context.ts'
import { type PracticalPaper, supplyKinds } from './core/practical.ts'
import type { PracticalChoice } from './for-scoring.ts'
import { getPractical, inForceFor, readPractical } from './store/practical.store.ts'

/** One line of the preparation notice, as one station needs it. */
export interface NoticeSupply {
  readonly module: string
  /** 场地、设备、材料、工具仪表 */
  readonly kind: string
  readonly name: string
  readonly spec: string
  readonly unit: string
  readonly perStation: number
}

/** What of a practical paper goes out before the test: never its tasks, points or vetoes. */
export interface PracticalPreparation extends PracticalChoice {
  readonly isInForce: boolean
  readonly occupationCode: string
  readonly level: number
  readonly modules: readonly { readonly code: string; readonly name: string; readonly minutes: number }[]
  readonly supplies: readonly NoticeSupply[]
}

const suppliesOf = ({ modules }: PracticalPaper): readonly NoticeSupply[] =>
  modules.flatMap(({ code: module, preparation }) => [
    ...(preparation.station.description === ''
      ? []
      : [
          {
            ...{ module, kind: '场地', name: preparation.station.description, spec: '', unit: '个工位' },
            perStation: preparation.station.perCandidate,
          },
        ]),
    ...supplyKinds.flatMap(({ key, name: kind }) =>
      preparation[key].map(({ name, spec, unit, qtyPerStation }) => ({
        ...{ module, kind, name, spec, unit },
        perStation: qtyPerStation,
      })),
    ),
  ])

/** SPC-A1.4-03, HN-2.4-05: the preparation notice of a practical paper. Throws MissingRow. */
export const practicalPreparationFor = async (
  context: QueryContext,
  organisationId: string,
  practicalId: string,
): Promise<PracticalPreparation> => {
  const row = await getPractical(context.tx, organisationId, practicalId)
  const paper = await readPractical(context, organisationId, practicalId)
  const { paperNo, title, edition, occupationCode, level } = row
  return {
    ...{ practicalId, paperNo, title, edition, occupationCode, level },
    isInForce: row.state === 'in-force',
    modules: paper.modules.map(({ code, name, minutes }) => ({ code, name, minutes })),
    supplies: suppliesOf(paper),
  }
}

/** HN-1.8.3.8-04: what candidates bring themselves, whichever of the papers in force is used. */
export const candidateMaterials = async (
  context: QueryContext,
  organisationId: string,
  of: { readonly occupationCode: string; readonly level: number },
): Promise<readonly string[]> => {
  const brought: string[] = []
  for (const { id } of await inForceFor(context.tx, organisationId, of)) {
    const { modules } = await readPractical(context, organisationId, id)
    brought.push(...modules.flatMap(({ preparation }) => preparation.candidateBrings))
  }
  return [...new Set(brought)]
}
