import { useParams } from 'react-router'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { DetailScreen } from '../../../desk/detail-screen.tsx'
import { ButtonLink } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'
import { Coverage } from './coverage.tsx'
import { Overview } from './overview.tsx'
import { Trees } from './trees.tsx'

type Detail = ReplyOf<typeof knowledge.bankDetail>

const standing = ({ items, papers, parts }: Detail) => {
  const theory = parts.find(({ part }) => part === 'theory')
  if (!theory?.edition) return '还没有施行中的理论知识细目表：先导入或编制，试题才能加入。'
  return `试题${items}道，试卷${papers}份，理论知识鉴定点${theory.points}个。`
}

const treeStanding = ({ parts }: Detail) =>
  parts
    .map(({ name, edition, points }) =>
      edition === null ? `${name}：尚无施行中的细目表` : `${name}：第${edition}版施行中，${points}个鉴定点`,
    )
    .join('；')

const Bank = ({ of }: { readonly of: Detail }) => (
  <DetailScreen
    title={of.name}
    actions={
      <>
        <ButtonLink kind="plain" to={`/items?${new URLSearchParams({ bank: of.name })}`}>
          试题
        </ButtonLink>
        <ButtonLink kind="plain" to={`/items/import?${new URLSearchParams({ bank: of.name })}`}>
          导入试题
        </ButtonLink>
        {of.availableActions.includes('itembank.changeBank') && (
          <ButtonLink kind="plain" to={`/banks/${of.bankId}/edit`}>
            修改登记
          </ButtonLink>
        )}
      </>
    }
    tabs={[
      { key: 'about', title: '概况', standing: standing(of), content: <Overview of={of} /> },
      { key: 'tree', title: '细目表', standing: `${treeStanding(of)}。`, content: <Trees bank={of} /> },
      {
        key: 'coverage',
        title: '覆盖',
        standing: '各鉴定点和难度有多少试题，缺在哪里。',
        content: <Coverage bank={of.name} />,
      },
    ]}
  />
)

const Found = ({ bankId }: { readonly bankId: string }) => {
  const detail = useQuery<typeof knowledge.bankDetail>('itembank.bankDetail', { bankId })
  return (
    <Loaded of={detail} book={itembankRefusals}>
      {(value) => <Bank of={value} />}
    </Loaded>
  )
}

export default function BankDetail() {
  const { bankId = '' } = useParams()
  return (
    <UndertakingGate>
      <Found bankId={bankId} />
    </UndertakingGate>
  )
}
