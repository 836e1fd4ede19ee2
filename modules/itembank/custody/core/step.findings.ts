import { type Hand, sameHand } from './chain.rule.ts'
import {
  balance,
  type Counts,
  countBeforeHandingOut,
  countCollected,
  type Finding,
  tookLonger,
} from './count.rule.ts'
import {
  type PackageKind,
  type PackageState,
  type PackageStep,
  packageStates,
  packageSteps,
} from './package.machine.ts'

/** A package as its steps see it. */
export interface StepSubject {
  readonly kind: PackageKind
  readonly state: PackageState
  readonly quantity: number
  readonly endsAt: Date
  readonly opensAt: Date
  readonly holder: Hand
  /** What was put into the envelope, and what was handed out of it. */
  readonly contents: Counts
  readonly distributed: Counts | null
  /** What differed after the examination and nobody has explained yet. */
  readonly unexplained: readonly string[]
  readonly departed: { readonly at: Date; readonly expectedMinutes: number } | null
}

export interface StepRequest {
  readonly step: PackageStep
  readonly at: Date
  readonly by: Hand
  readonly roles: readonly string[]
  readonly sealIntact: boolean
  readonly sealNumber: string | null
  readonly substituteSeal: boolean
  /** Whether the room named has a valid inspection on the day. */
  readonly secureRoom: { readonly name: string; readonly isValid: boolean } | null
  readonly people: readonly string[]
  readonly vehicle: string | null
  readonly expectedMinutes: number | null
  readonly witnesses: readonly string[]
  readonly counts: Counts
  readonly note: string
}

export const isLate = ({ departed }: StepSubject, { step, at }: StepRequest) =>
  step === 'arrive' && departed !== null && tookLonger(departed.expectedMinutes, departed.at, at)

/** An instant as people read it, in China. */
const inWords = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

const openingFindings = (subject: StepSubject, { at }: StepRequest): readonly Finding[] => {
  const early: Finding = {
    kind: 'opened-early',
    expected: `不早于${inWords(subject.opensAt)}`,
    found: inWords(at),
    clauses: ['HN-2.3.4-04', 'HN-2.1-06'],
  }
  const regular = ['received', 'shown', 'released'].includes(subject.state)
  return [
    ...(at.getTime() < subject.opensAt.getTime() ? [early] : []),
    ...(regular
      ? []
      : [
          {
            kind: 'not-fetched' as const,
            expected: '监考领取后当场启封',
            found: `${packageStates[subject.state]}时启封`,
            clauses: ['HN-2.3.4-04'],
          },
        ]),
  ]
}

const transportFinding = ({ departed }: StepSubject, { at, note }: StepRequest): Finding => ({
  kind: 'transport',
  expected: `${departed?.expectedMinutes ?? 0}分钟`,
  found: `${Math.round((at.getTime() - (departed?.at.getTime() ?? 0)) / 60_000)}分钟：${note.trim()}`,
  clauses: ['HN-2.3.6-01'],
})

/** What a step finds that is not as it should be. It is recorded all the same: what happened, happened. */
export const findingsOf = (subject: StepSubject, request: StepRequest): readonly Finding[] => {
  const { step, counts, sealIntact } = request
  const seal: readonly Finding[] =
    sealIntact || step === 'count' || step === 'distribute' || step === 'collect'
      ? []
      : [{ kind: 'seal', expected: '密封完好', found: '密封不完好', clauses: ['SDS-4.2-06', 'SDS-4.4-17'] }]
  switch (step) {
    case 'open':
      return [...seal, ...openingFindings(subject, request)]
    case 'count':
      return countBeforeHandingOut(subject.contents, counts)
    case 'collect':
      return countCollected(subject.distributed ?? {}, counts)
    case 'tally':
      return balance(subject.quantity, { answered: counts.答卷 ?? 0, blank: counts.空白 ?? 0 })
    case 'arrive':
      return isLate(subject, request) ? [...seal, transportFinding(subject, request)] : seal
    default:
      return seal
  }
}

export const chainFinding = (subject: StepSubject, { step, by }: StepRequest): readonly Finding[] =>
  !packageSteps[step].byHolder || sameHand(subject.holder, by)
    ? []
    : [
        {
          kind: 'broken-chain',
          expected: `由保管人${subject.holder.name}办理，或先办理交接`,
          found: `${by.name}办理“${packageSteps[step].title}”，没有交接记录`,
          clauses: ['SDS-4.2-06'],
        },
      ]
