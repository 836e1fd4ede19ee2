import { useState } from 'react'
import type * as certificate from '#modules/certificate/contract.ts'
import type { CertificateRow } from '../../../certificates/batch-parts.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { Input } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { fileAddress } from '../../../kit/upload.ts'
import { certificateRefusals } from '../../../refusals/certificate.ts'

export interface Printing {
  readonly rows: readonly CertificateRow[]
  readonly mode: 'full' | 'overprint'
}

const kept = 'certificate-print-offset'

/** The offset belongs to the printer beside this computer, so this computer keeps it. */
const rememberedOffset = (): readonly [string, string] => {
  try {
    const [x = '0', y = '0'] = (localStorage.getItem(kept) ?? '').split(' ')
    return [x || '0', y || '0']
  } catch {
    return ['0', '0']
  }
}

const PrintForm = ({ rows, mode }: Printing) => {
  const [[x, y], setOffset] = useState(rememberedOffset)
  const [file, setFile] = useState<string>()
  const print = useCommand<typeof certificate.printCertificates>('certificate.print')
  const run = async () => {
    const offset = mode === 'overprint' ? { offsetX: Number(x) || 0, offsetY: Number(y) || 0 } : {}
    if (mode === 'overprint') localStorage.setItem(kept, `${x} ${y}`)
    const outcome = await print.run({
      certificateIds: rows.map(({ certificateId }) => certificateId),
      mode,
      ...offset,
    })
    if (outcome && !outcome.refused) setFile(fileAddress(outcome.value))
  }
  return (
    <div className="stack">
      <p>
        共 {rows.length} 本，A4 横向。
        {mode === 'overprint' && '只打印填写内容，请放入空白证书；位置不准时调整偏移后重新生成。'}
      </p>
      {mode === 'overprint' && (
        <div className="row">
          <Input
            label="向右偏移（毫米）"
            type="number"
            step="0.5"
            value={x}
            onText={(text) => setOffset([text, y])}
          />
          <Input
            label="向下偏移（毫米）"
            type="number"
            step="0.5"
            value={y}
            onText={(text) => setOffset([x, text])}
          />
        </div>
      )}
      <Trouble of={print} book={certificateRefusals} />
      <p className="row">
        <Button busy={print.pending} onClick={run}>
          生成打印文件
        </Button>
        {file && (
          <a className="button plain" href={`${file}?inline=yes`} target="_blank" rel="noopener">
            打开并打印
          </a>
        )}
      </p>
    </div>
  )
}

export const PrintDialog = ({
  of,
  onClose,
}: {
  readonly of: Printing | null
  readonly onClose: () => void
}) => (
  <Dialog title={of?.mode === 'overprint' ? '套打证书' : '打印证书'} open={of !== null} onClose={onClose}>
    {of && <PrintForm {...of} />}
  </Dialog>
)
