import { useState } from 'react'
import type * as print from '#modules/delivery/print/contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand } from '../kit/client.ts'
import { Input, Select } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { uploadFile } from '../kit/upload.ts'
import { printRefusals } from '../refusals/print.ts'
import { TwoPeople } from './count-form.tsx'
import type { OfRoom } from './day-forms.tsx'

export const SealForm = ({ room }: OfRoom) => {
  const seal = useCommand<typeof print.sealPaperRoom>('delivery.sealPaperRoom')
  const [book, setBook] = useState('')
  const [label, setLabel] = useState('')
  const [people, setPeople] = useState({ first: '', second: '' })
  const { printRoomId, version } = room
  const isWhole = [book, label, people.first, people.second].every((text) => text.trim() !== '')
  return (
    <section className="panel stack" aria-labelledby="seal-title">
      <h2 id="seal-title">装订密封</h2>
      <div className="count-grid">
        <Input label="册号" value={book} onText={setBook} required />
        <Input label="密封签号" value={label} onText={setLabel} required />
        <TwoPeople
          people={room.people}
          {...people}
          pick={(who, name) => setPeople({ ...people, [who]: name })}
        />
      </div>
      <Trouble of={seal} book={printRefusals} />
      <div>
        <Button
          busy={seal.pending}
          disabled={!isWhole}
          onClick={() =>
            seal.run({ printRoomId, version, ...people, bookNumber: book.trim(), sealNumber: label.trim() })
          }
        >
          确认密封
        </Button>
      </div>
    </section>
  )
}

export const HandOverForm = ({ room }: OfRoom) => {
  const give = useCommand<typeof print.handOverPaperRoom>('delivery.handOverPaperRoom')
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const { printRoomId, version } = room
  return (
    <section className="panel stack" aria-labelledby="hand-over-title">
      <h2 id="hand-over-title">移交保管</h2>
      <Select
        label="移交人"
        choices={room.people.map((name) => ({ value: name, label: name }))}
        value={first}
        onText={setFirst}
        required
      />
      <Input label="接收保管人" value={second} onText={setSecond} required />
      <Trouble of={give} book={printRefusals} />
      <div>
        <Button
          busy={give.pending}
          disabled={first === '' || second.trim().length < 2}
          onClick={() => give.run({ printRoomId, version, first, second: second.trim() })}
        >
          确认移交
        </Button>
      </div>
    </section>
  )
}

export const ScanForm = ({ room }: OfRoom) => {
  const attach = useCommand<typeof print.attachPaperScan>('delivery.attachPaperScan')
  const [sheets, setSheets] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [isSending, send] = useState(false)
  const [failed, fail] = useState('')
  const { printRoomId, version } = room
  const submit = async () => {
    if (!file) return
    send(true)
    fail('')
    try {
      const kept = await uploadFile(file)
      if (kept.refused) fail(kept.sentence)
      else await attach.run({ printRoomId, version, fileId: kept.value.fileId, sheets: Number(sheets) })
    } catch {
      fail('上传中断，请重试。')
    }
    send(false)
  }
  return (
    <section className="panel stack" aria-labelledby="scan-title">
      <h2 id="scan-title">答题卡扫描件</h2>
      <p>
        已扫描 {room.scanned} / {room.countIn?.sheets ?? 0} 张
      </p>
      <div className="field">
        <label htmlFor="scan-file">扫描件（PDF）</label>
        <input
          id="scan-file"
          type="file"
          accept="application/pdf"
          onChange={({ target }) => setFile(target.files?.[0] ?? null)}
        />
      </div>
      <Input label="张数" inputMode="numeric" value={sheets} onText={setSheets} error={failed || undefined} />
      <Trouble of={attach} book={printRefusals} />
      <div>
        <Button
          kind="plain"
          busy={isSending || attach.pending}
          disabled={!file || !/^[1-9]\d{0,2}$/u.test(sheets)}
          onClick={() => void submit()}
        >
          上传扫描件
        </Button>
      </div>
    </section>
  )
}
