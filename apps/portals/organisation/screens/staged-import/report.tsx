import type { ReactNode } from 'react'
import type * as exchange from '#modules/itembank/exchange/contract.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Icon } from '../../../kit/icons.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { saveBytes } from '../save-bytes.ts'
import type { Detail } from './detail.ts'

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Hands over the questions that were not imported, with their reasons. */
export const ErrorsButton = ({ itemImportId }: { readonly itemImportId: string }) => {
  const take = useCommand<typeof exchange.importErrors>('itembank.importErrors')
  const save = async () => {
    const outcome = await take.run({ itemImportId })
    if (!outcome || outcome.refused) return
    const bytes = Uint8Array.from(atob(outcome.value.file), (each) => each.charCodeAt(0))
    saveBytes(outcome.value.name, new Blob([bytes], { type: workbook }))
  }
  return (
    <>
      <Button kind="plain" busy={take.pending} onClick={save}>
        <Icon name="download" /> 下载错误表
      </Button>
      <Trouble of={take} book={itembankRefusals} />
    </>
  )
}

/** What an import ended with, in numbers that add up. */
export const Report = ({ of, rows }: { readonly of: Detail; readonly rows: ReactNode }) => {
  const { report } = of
  if (!report) return null
  const { found, imported, refused, duplicate, excluded, near } = report
  const left = refused + duplicate
  const notes = [
    ...(excluded > 0 ? [`${excluded}道由本人排除`] : []),
    ...(near > 0 ? [`${near}道与其他试题相近、未确认导入`] : []),
  ]
  return (
    <>
      <section className="panel stack">
        <h2>导入回执</h2>
        <p>
          共读到{found}道试题，已导入<strong>{imported}</strong>道，未导入{refused}道
          {notes.length > 0 && `（其中${notes.join('，')}）`}，重复{duplicate}道。
        </p>
        <div className="row">
          <ButtonLink to={`/items?bank=${encodeURIComponent(of.bank)}`}>查看题库</ButtonLink>
          {left > 0 && <ErrorsButton itemImportId={of.itemImportId} />}
        </div>
      </section>
      {left > 0 && rows}
    </>
  )
}
