import type * as assembly from '#modules/itembank/assembly/contract.ts'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ButtonLink } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import './assembly.css'

type Told = NonNullable<ReplyOf<typeof assembly.assemblyDetail>['explanation']>
type Gap = Told['gaps'][number]

const Gaps = ({ gaps }: { readonly gaps: readonly Gap[] }) => (
  <div className="assembly-scroll">
    <table className="assembly-table">
      <thead>
        <tr>
          <th>规则</th>
          <th className="number">合计需要</th>
          <th className="number">相差</th>
        </tr>
      </thead>
      <tbody>
        {gaps.map(({ rule, asked, missing, side }) => (
          <tr key={`${rule} ${side}`}>
            <td>{rule}</td>
            <td className="number">{asked > 0 ? asked : '—'}</td>
            <td className="number missed">
              {side === 'lack' ? '缺' : '多'}
              {missing}题
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** The coverage of this bank; until it is known, all banks. */
const useCoveragePlace = (bank: string): string => {
  const { value } = useQuery<typeof knowledge.bankList>('itembank.banks', {})
  const bankId = value?.banks.find((each) => each.bank === bank)?.bankId
  return bankId ? `/banks/${bankId}?tab=coverage` : '/banks'
}

/** Why it cannot be: the fewest rules in conflict, what lacks where, and what to do about it. */
export const Explanation = (props: {
  readonly of: Told
  readonly ruleSetId: string
  readonly bank: string
}) => {
  const { of, ruleSetId } = props
  const coverage = useCoveragePlace(props.bank)
  return (
    <>
      <section className="panel stack" role="alert">
        <h2>{of.rules.length === 1 ? '题库满足不了这条规则' : `这${of.rules.length}条规则不能同时满足`}</h2>
        <ol className="assembly-rules">
          {of.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ol>
        <p>
          {of.rules.length === 1
            ? '放宽这条规则，或补充试题，即可消除这一处。'
            : '放宽其中任何一条，或补充试题，即可消除这一处；其余规则与此无关。'}
        </p>
        {of.gaps.length > 0 && <Gaps gaps={of.gaps} />}
        <div className="row">
          <ButtonLink to={`/rules/${ruleSetId}`}>修改规则</ButtonLink>
          <ButtonLink kind="plain" to={coverage}>
            查看题库覆盖
          </ButtonLink>
          <ButtonLink kind="plain" to="/items/import">
            补充试题
          </ButtonLink>
        </div>
      </section>
      {of.shortages.length > 0 && (
        <section className="panel stack">
          <h2>全部规则合计的缺口</h2>
          <p className="quiet">全部规则一起看，至少还差这些题；补足后即可组卷。</p>
          <Gaps gaps={of.shortages} />
        </section>
      )}
    </>
  )
}
