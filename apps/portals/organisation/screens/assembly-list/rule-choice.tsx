import type * as assembly from '#modules/itembank/assembly/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ButtonLink } from '../../../kit/button.tsx'
import { Select } from '../../../kit/fields.tsx'
import { EmptyState } from '../../../kit/states.tsx'

export type RuleSets = ReplyOf<typeof assembly.ruleSetList>['ruleSets']

/** Which rules; where there are none, the way to make some. */
export const RuleChoice = (props: {
  readonly ruleSets: RuleSets
  readonly value: string
  readonly onPick: (ruleSetId: string) => void
}) => (
  <Select
    label="组卷规则"
    value={props.value}
    onText={props.onPick}
    required
    choices={props.ruleSets.map(({ ruleSetId, bank, name, edition, items }) => ({
      value: ruleSetId,
      label: `${bank} · ${name} 第${edition}版（${items}题）`,
    }))}
  />
)

export const NoRules = () => (
  <EmptyState title="还没有组卷规则">
    <p className="quiet">先导入或编写组卷规则，再组卷。</p>
    <ButtonLink to="/rules">组卷规则</ButtonLink>
  </EmptyState>
)
