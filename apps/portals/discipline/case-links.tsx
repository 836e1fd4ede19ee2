import { useState } from 'react'
import type * as discipline from '#modules/delivery/discipline/contract.ts'
import { linkTitles } from '#modules/delivery/discipline/core/titles.ts'
import type * as queries from '#modules/delivery/discipline/queries.contract.ts'
import { factTitle } from '#modules/supervision/core/fact-title.ts'
import type { InputOf, ReplyOf } from '#platform/contract/contract.ts'
import { useQuery } from '../kit/client.ts'
import { Input, Select } from '../kit/fields.tsx'
import type { Case } from './words.ts'

export type Link = NonNullable<InputOf<typeof discipline.amendCase>['links']>[number]
type Kind = Link['kind']
type Row = ReplyOf<typeof queries.caseRecords>['rows'][number]

/** What a person links by hand; the room's record comes by itself, a false document with its upload. */
const kinds = (
  ['equipment', 'application', 'incident', 'session', 'custody', 'audit', 'certificate', 'paper'] as const
).map((value) => ({ value, label: linkTitles[value] }))

/** The links that the case has already, as the command takes them. */
export const keptLinks = (of: Case): readonly Link[] =>
  of.links.map(({ kind, id, title }) => ({ kind: kind as Kind, id, title }))

const wordsOf = ({ type, title, by, at }: Row): string =>
  [
    type === null ? title : `${factTitle(type).title} ${title}`.trim(),
    at === null ? '' : new Date(at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' }),
    by,
  ]
    .filter(Boolean)
    .join(' ')

/** One record to be linked: its kind, then which; equipment is named as the register of the room has it. */
export const RecordChoice = ({
  of,
  onChoose,
}: {
  readonly of: Case
  readonly onChoose: (chosen: Link | null) => void
}) => {
  const [kind, setKind] = useState<Kind | ''>('')
  const [id, setId] = useState('')
  const [device, setDevice] = useState('')
  const { caseId } = of.case
  const records = useQuery<typeof queries.caseRecords>(
    'discipline.records',
    { caseId, kind: kind || 'custody' },
    { enabled: kind !== '' },
  )
  const rows = (kind && records.value?.rows) || []
  const choose = (rowId: string, named: string) => {
    setId(rowId)
    setDevice(named)
    const row = rows.find((each) => each.id === rowId)
    const title = row && [wordsOf(row), named.trim()].filter(Boolean).join('：').slice(0, 200)
    const isWhole = title && (kind !== 'equipment' || named.trim() !== '')
    onChoose(isWhole && kind ? { kind, id: rowId, title } : null)
  }
  return (
    <>
      <Select
        label="关联记录的种类"
        value={kind}
        onText={(value) => {
          setKind(kinds.find((each) => each.value === value)?.value ?? '')
          choose('', '')
        }}
        choices={kinds}
        blank="不关联"
      />
      {kind && (
        <Select
          label={kind === 'equipment' ? '设备所在考场' : '记录'}
          hint={records.value && rows.length === 0 ? '本批次没有这种记录' : undefined}
          value={id}
          onText={(value) => choose(value, device)}
          choices={rows.map((row) => ({ value: row.id, label: wordsOf(row) }))}
        />
      )}
      {kind === 'equipment' && id && (
        <Input
          label="设备名称和编号"
          hint="按设备台账填写，如：12号机 显示器"
          value={device}
          onText={(value) => choose(id, value)}
          required
        />
      )}
    </>
  )
}
