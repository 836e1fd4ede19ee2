import { levelName } from '#modules/policy/core/level.ts'
import type { PackId } from '#modules/policy/core/pack.ts'
import { regime } from '#modules/policy/core/regime.ts'
import type { Day } from '#platform/clock/day.ts'
import { firstPlanDeadline } from './core/filing.deadline.ts'
import { filingMachine, filingStateWord } from './core/filing.machine.ts'
import { scopeMachine, scopeStateWord } from './core/scope.machine.ts'
import { isFilingValid, isItemValid } from './core/scope.rule.ts'
import type { FilingRow, ScopeRow } from './store.ts'

/** How a filing and its lines are shown: words for states, validity today, and the steps open to the caller. */
interface Viewer {
  readonly today: Day
  /** Roles with which the caller may decide here; empty where the organisation is not his (SDS-1.0-03). */
  readonly roles: readonly string[]
}

const enabled = (steps: readonly { readonly action: string; readonly title: string }[]) =>
  steps.map(({ action, title }) => ({ action, title, enabled: true }))

const scopeLineView = (item: ScopeRow, isFilingOpen: boolean, { today, roles }: Viewer) => ({
  scopeItemId: item.id,
  version: item.version,
  occupationCode: item.occupationCode,
  occupationName: item.occupationName,
  trade: item.trade,
  level: item.level,
  levelName: levelName(item.level),
  standard: item.standard,
  validFrom: item.validFrom,
  validUntil: item.validUntil,
  state: item.state,
  stateWord: scopeStateWord(item.state),
  isValidToday: isFilingOpen && isItemValid(item, today),
  decisionDocument: item.decisionDocument,
  decidedOn: item.decidedOn,
  decisionReason: item.decisionReason,
  availableActions: enabled(scopeMachine.available(item.state, roles)),
})

const firstPlanView = ({ announcedOn, pack }: FilingRow, today: Day) => {
  if (announcedOn === null) return null
  const deadline = firstPlanDeadline(announcedOn, regime(pack as PackId, today), today)
  return deadline && { ...deadline, clauses: [...deadline.clauses] }
}

export const filingView = (filing: FilingRow, items: readonly ScopeRow[], viewer: Viewer) => {
  const isOpen = isFilingValid(filing, viewer.today)
  return {
    filingId: filing.id,
    version: filing.version,
    code: filing.code,
    state: filing.state,
    stateWord: filingStateWord(filing.state),
    isValidToday: isOpen,
    documentNumber: filing.documentNumber,
    filedOn: filing.filedOn,
    announcedOn: filing.announcedOn,
    validUntil: filing.validUntil,
    decisionDocument: filing.decisionDocument,
    decidedOn: filing.decidedOn,
    decisionReason: filing.decisionReason,
    firstPlan: firstPlanView(filing, viewer.today),
    availableActions: [
      ...(isOpen && viewer.roles.length > 0
        ? [{ action: 'addScope', title: '增加范围', enabled: true }]
        : []),
      ...enabled(filingMachine.available(filing.state, viewer.roles)),
    ],
    items: items.map((item) => scopeLineView(item, isOpen, viewer)),
  }
}
