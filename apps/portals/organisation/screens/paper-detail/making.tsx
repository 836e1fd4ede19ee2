import type * as assembly from '#modules/itembank/assembly/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { type Fact, FactList } from '../../../kit/facts.tsx'
import { saveHanded } from '../../../kit/handed-file.ts'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { ReportView } from '../assembly-detail/report.tsx'

type Made = ReplyOf<typeof assembly.paperMaking>

const factsOf = (of: Made): readonly Fact[] => [
  { label: '组卷人', value: of.assembledByName, clauses: ['SDE-4.5-26'] },
  ...(of.rulesName === null
    ? []
    : [
        { label: '组卷规则', value: `${of.rulesName} 第${of.edition}版` },
        { label: '规则编制人', value: of.rulesAuthorName ?? '—', clauses: ['SPC-A1.4-01'] },
      ]),
  { label: '依据的标准', value: of.standard ?? '备案中没有这一职业等级的标准' },
  ...(of.outside
    ? [
        { label: '试卷来源', value: of.outside.source },
        { label: '命题人', value: of.outside.author, clauses: ['SDE-4.5-26'] },
        { label: '审核人', value: of.outside.checker },
        { label: '使用理由', value: of.outside.reason },
      ]
    : []),
]

const Attachment = ({ paperId }: { readonly paperId: string }) => {
  const view = useCommand<typeof assembly.viewAttachment>('itembank.viewAttachment')
  const open = async () => {
    const outcome = await view.run({ paperId })
    if (!outcome || outcome.refused) return
    const { fileName: name, mediaType, file: base64 } = outcome.value
    saveHanded({ name, mediaType, base64 })
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
