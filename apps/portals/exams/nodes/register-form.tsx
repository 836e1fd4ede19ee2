import { useState } from 'react'
import type * as node from '#modules/delivery/node/contract.ts'
import { Button } from '../../kit/button.tsx'
import { useCommand } from '../../kit/client.ts'
import { fieldError, Input, Radio, Select, TextArea } from '../../kit/fields.tsx'
import { Trouble } from '../../kit/loaded.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { say } from '../../kit/toast.tsx'
import { roomNodeRefusals } from '../../refusals/delivery.ts'
import { JoinForm } from './join-form.tsx'
import type { Nodes } from './node-words.ts'

interface Registering {
  readonly of: Nodes
  readonly onDone: () => void
}

/** For a room without network: the code from the server's own page. */
const CardForm = ({ siteId, onDone }: { readonly siteId: string; readonly onDone: () => void }) => {
  const register = useCommand<typeof node.registerNode>('delivery.registerNode')
  const [name, setName] = useState('')
  const [card, setCard] = useState('')
  const go = async () => {
    const outcome = await register.run({ name, siteId, card })
    if (!outcome || outcome.refused) return
    say(`已登记，指纹 ${outcome.value.fingerprint}`)
    onDone()
  }
  return (
    <div className="stack">
      <p>在考场服务器上打开管理页，复制“登记码”粘贴到下方；登记后请与现场核对指纹。</p>
      <Input label="服务器名称" value={name} onText={setName} required hint="例如“第一机房服务器”" />
      <TextArea
        label="登记码"
        value={card}
        onText={setCard}
        error={fieldError(register.refusal, 'card')}
        required
      />
      <div>
        <Button
          busy={register.pending}
          disabled={name.trim() === '' || card.trim() === '' || siteId === ''}
          onClick={go}
        >
          登记
        </Button>
      </div>
      <Trouble of={register} book={roomNodeRefusals} />
    </div>
  )
}

/** A server is registered over the network by a short code, or by the long one that it shows itself. */
export const RegisterForm = ({ of, onDone, onJoined }: Registering & { readonly onJoined: () => void }) => {
  const [siteId, setSite] = useState(of.sites[0]?.siteId ?? '')
  const [way, setWay] = useState<'network' | 'card'>('network')
  if (of.sites.length === 0)
    return <EmptyState title="还没有已确认的考点；考点经所在地确认后可以登记考场服务器" />
  return (
    <div className="stack">
      <Radio
        label="登记方式"
        value={way}
        onPick={setWay}
        choices={[
          { value: 'network', label: '联网接入' },
          { value: 'card', label: '粘贴登记码（考场没有网络）' },
        ]}
      />
      <Select
        label="所在考点"
        value={siteId}
        onText={setSite}
        choices={of.sites.map((site) => ({ value: site.siteId, label: site.name }))}
      />
      {way === 'network' ? (
        <JoinForm key={siteId} siteId={siteId} onDone={onDone} onJoined={onJoined} />
      ) : (
        <CardForm siteId={siteId} onDone={onDone} />
      )}
    </div>
  )
}
