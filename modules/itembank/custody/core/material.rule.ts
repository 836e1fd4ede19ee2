import { statedValue } from '#modules/policy/core/parameter.ts'
import type { Regime } from '#modules/policy/core/regime.ts'

/** The four steps of material after a session, in their order. */
export const materialSteps = ['collected', 'confirmed', 'arranged', 'sealed'] as const
export type MaterialStep = (typeof materialSteps)[number]
export const materialStepNames: { readonly [S in MaterialStep]: string } = {
  collected: '回收',
  confirmed: '确认',
  arranged: '整理',
  sealed: '封装',
}

/** The step that follows; undefined when all are done. */
export const nextMaterialStep = (done: MaterialStep | null): MaterialStep | undefined =>
  materialSteps[done === null ? 0 : materialSteps.indexOf(done) + 1]

/** SDE-4.6-27: the kinds a document asks for; none where it is silent. */
export const materialKinds = ({ paper }: Regime): readonly string[] =>
  statedValue(paper.sessionMaterials) ?? []

/** SDE-4.6-27: kinds that are not sealed yet; a batch stays open while there is one. */
export const materialsOpen = (
  kinds: readonly string[],
  materials: readonly { readonly item: string; readonly state: MaterialStep }[],
): readonly string[] =>
  kinds.filter((kind) => !materials.some(({ item, state }) => item === kind && state === 'sealed'))
