import { useState } from 'react'
import type * as plan from '#modules/plan/contract.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import { Button } from '../../kit/button.tsx'
import { ClauseChips } from '../../kit/clause.tsx'
import { Select } from '../../kit/fields.tsx'
import { say } from '../../kit/toast.tsx'
import { fileAddress, uploadFile } from '../../kit/upload.ts'

export type Attachment = InputOf<typeof plan.enterScheme>['attachments'][number]

const parts = (['理论', '技能', '综合评审', '应急预案', '其他'] as const).map((part) => ({
  value: part,
  label: part,
}))

/** SDS-A3-07: files that go with the scheme, each under the part it belongs to. */
export const SchemeAttachments = (props: {
  readonly organisationId: string
  readonly attachments: readonly Attachment[]
  readonly mayEnter: boolean
  readonly onChange: (attachments: readonly Attachment[]) => void
}) => {
  const [part, setPart] = useState<string>('理论')
  const [busy, setBusy] = useState(false)
  const add = async (files: readonly File[]) => {
    setBusy(true)
    const added: Attachment[] = []
    try {
      for (const file of files) {
        const stored = await uploadFile(file)
        if (stored.refused) say(stored.sentence, 'refused')
        else
          added.push({
            part: part as Attachment['part'],
            name: stored.value.name,
            fileId: stored.value.fileId,
          })
      }
    } catch {
      say('网络中断，附件没有上传', 'refused')
    }
    setBusy(false)
    if (added.length > 0) props.onChange([...props.attachments, ...added])
  }
  return (
    <section className="stack" aria-label="附件">
      <h3>
        附件 <ClauseChips ids={['SDS-A3-07']} />
      </h3>
      {props.attachments.length === 0 && <p className="quiet">没有附件。</p>}
      <ul className="plain-list">
        {props.attachments.map(({ part: of, name, fileId }) => (
          <li key={fileId} className="row">
            <span className="chip">{of}</span>
            <a href={fileAddress({ organisationId: props.organisationId, fileId })} download={name}>
              {name}
            </a>
            {props.mayEnter && (
              <Button
                kind="link"
                onClick={() => props.onChange(props.attachments.filter((each) => each.fileId !== fileId))}
              >
                移除<span className="unseen">{name}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {props.mayEnter && (
        <div className="row">
          <Select label="所属部分" value={part} onText={setPart} choices={parts} />
          <label className="button plain" aria-busy={busy}>
            {busy ? '正在上传' : '添加附件'}
            <input
              type="file"
              multiple
              className="unseen"
              accept=".pdf,.jpg,.png,.docx,.xlsx,.zip"
              disabled={busy}
              onChange={({ target }) => {
                void add([...(target.files ?? [])])
                target.value = ''
              }}
            />
          </label>
        </div>
      )}
    </section>
  )
}
