import type { Parameter } from '#modules/policy/core/parameter.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** Staff id of the examiner who answers for a module, by the module's code. */
export type Steps = Readonly<Record<string, string>>

const clauses = ['HN-3.1.1-28']

/** HN-3.1.1-28: every module names its examiner, somebody of the panel, before anything is scored. */
export const checkSteps = (
  steps: Steps,
  given: {
    readonly modules: readonly { readonly code: string; readonly name: string }[]
    readonly panel: readonly { readonly staffId: string }[]
    readonly hasSheets: boolean
  },
): Verdict<Steps, 'SCORING_BEGUN' | 'MODULE_UNNAMED' | 'NOT_OF_PANEL'> => {
  if (given.hasSheets) {
    return refuse('SCORING_BEGUN', {
      sentence: '本考场已经开始评分，不能再变更各模块的负责考评员。',
      remedy: '确需变更的，请在考场情况记录单中说明。',
      clauses,
    })
  }
  const unnamed = given.modules.find(({ code }) => steps[code] === undefined)
  if (unnamed) {
    return refuse('MODULE_UNNAMED', {
      sentence: `模块“${unnamed.name}”还没有负责考评员。`,
      remedy: '请为每个模块确定一名考评员。',
      clauses,
      field: unnamed.code,
    })
  }
  const isForeign = given.modules.some(
    ({ code }) => !given.panel.some(({ staffId }) => staffId === steps[code]),
  )
  if (!isForeign) return accept(Object.fromEntries(given.modules.map(({ code }) => [code, steps[code]!])))
  return refuse('NOT_OF_PANEL', {
    sentence: '负责考评员须为本考场考评组成员。',
    remedy: '请从考评组成员中选择。',
    clauses,
  })
}

/** Refuses scoring while the modules have no examiners, where the pack asks for them. */
export const stepsMissing = (
  rule: Parameter<true>,
  steps: Steps | undefined,
): Refusal<'STEPS_UNNAMED'> | undefined =>
  rule.provenance === 'not-stated' || steps !== undefined
    ? undefined
    : refuse('STEPS_UNNAMED', {
        sentence: '评分前须先确定各模块的负责考评员。',
        remedy: '请考评组长或考务人员先确定。',
        clauses: [...rule.clauses],
      })
