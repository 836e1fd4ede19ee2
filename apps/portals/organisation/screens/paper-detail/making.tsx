import type * as assembly from '#modules/itembank/assembly/making.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { type Fact, FactList } from '../../../kit/facts.tsx'
import { saveHanded } from '../../../kit/handed-file.ts'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { ReportView } from '../assembly-detail/report.tsx'

type Made = ReplyOf<typeof assembly.paperMaking>

const list = (names: readonly string[], none: string) => (names.length === 0 ? none : names.join('、'))

const rulesFacts = (of: Made): readonly Fact[] =>
  of.rulesName === null
    ? []
    : [
        { label: '组卷规则', value: `${of.rulesName} 第${of.edition}版` },
        { label: '规则编制人', value: of.rulesAuthorName ?? '—', clauses: ['SPC-A1.4-01'] },
      ]

const peopleFacts = ({ outside, itemAuthors, itemReviewers }: Made): readonly Fact[] =>
  outside
    ? [
        { label: '试卷来源', value: outside.source },
        { label: '命题人', value: outside.author, clauses: ['SDE-4.5-26'] },
        { label: '审题人', value: outside.checker },
        { label: '使用理由', value: outside.reason },
      ]
    : [
        { label: '命题人', value: list(itemAuthors, '试题没有命题人记录'), clauses: ['SDE-4.5-26'] },
        { label: '审题人', value: list(itemReviewers, '试题没有审题人记录'), clauses: ['SPC-A1.4-01'] },
      ]

const standardText = ({ standard }: Made): string =>
  standard ? `${standard.kindName}：${standard.title}（${standard.version}）` : '题库尚未登记所依据的标准'

const factsOf = (of: Made): readonly Fact[] => [
  { label: '依据的标准', value: standardText(of), clauses: ['SDE-4.5-26', 'SPC-A1.4-01'] },
  ...rulesFacts(of),
  ...peopleFacts(of),
  { label: '组卷人', value: of.assembledByName },
  { label: '试卷审核人', value: of.checkedByName ?? '尚未审核' },
]

const Attachment = ({ paperId }: { readonly paperId: string }) => {
  const view = useCommand<typeof assembly.viewAttachment>('itembank.viewAttachment')
  const open = async () => {
    const outcome = await view.run({ paperId })
    if (outcome && !outcome.refused)
      saveHanded({
        name: outcome.value.fileName,
        base64: outcome.value.file,
        mediaType: outcome.value.mediaType,
      })
  }
  return (
    <>
      <div>
        <Button kind="plain" busy={view.pending} onClick={open}>
          下载附件（留有记录）
        </Button>
      </div>
      <Trouble of={view} book={itembankRefusals} />
    </>
  )
}

/** By whom, by which rules and on which standard a paper was made, and how it compares with the rules. */
export const Making = ({ paperId }: { readonly paperId: string }) => {
  const made = useQuery<typeof assembly.paperMaking>('itembank.paperMaking', { paperId })
  return (
    <Loaded of={made} book={itembankRefusals}>
      {(value) => (
        <>
          <section className="panel">
            <FactList facts={factsOf(value)} />
          </section>
          {value.outside && <Attachment paperId={paperId} />}
          {value.report && <ReportView of={value.report} />}
        </>
      )}
    </Loaded>
  )
}
