import { useState } from 'react'
import type * as assurance from '#modules/delivery/assurance/contract.ts'
import type * as node from '#modules/delivery/node/contract.ts'
import { DetailScreen } from '../../desk/detail-screen.tsx'
import { Button } from '../../kit/button.tsx'
import { useQuery } from '../../kit/client.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { ArrivalTable } from './arrival-table.tsx'
import { Assurances } from './assurances.tsx'
import { ConflictForm } from './conflict-form.tsx'
import { AssignForm, ResultForm, WithdrawForm } from './node-forms.tsx'
import { CheckList, NodeTable, SittingTable } from './node-tables.tsx'
import type { ArrivalLine, NodeLine, Nodes, SittingLine } from './node-words.ts'
import { RegisterForm } from './register-form.tsx'
import { StandbyForm } from './standby-form.tsx'

type Open =
  | { readonly what: 'register' | 'result' }
  | { readonly what: 'withdraw'; readonly node: NodeLine }
  | { readonly what: 'conflict'; readonly arrival: ArrivalLine }
  | { readonly what: 'assign' | 'standby' | 'check'; readonly sitting: SittingLine }

const titles = {
  register: '登记考场服务器',
  result: '接收答卷包文件',
  withdraw: '注销考场服务器',
  conflict: '决定冲突结果',
  assign: '指定考场服务器',
  standby: '指定备机',
  check: '考前自检',
} as const

interface FormProps {
  readonly open: Open
  readonly of: Nodes
  readonly onDone: () => void
  readonly onReceived: () => void
}

const Form = ({ open, of, onDone, onReceived }: FormProps) => {
  switch (open.what) {
    case 'register':
      return <RegisterForm of={of} onDone={onDone} onJoined={onReceived} />
    case 'result':
      return <ResultForm onReceived={onReceived} />
    case 'withdraw':
      return <WithdrawForm of={open.node} onDone={onDone} />
    case 'conflict':
      return <ConflictForm of={open.arrival} onDone={onDone} />
    case 'assign':
      return <AssignForm of={open.sitting} nodes={of.nodes} onDone={onDone} />
    case 'standby':
      return <StandbyForm of={open.sitting} nodes={of.nodes} onDone={onDone} />
    case 'check':
      return open.sitting.check && <CheckList of={open.sitting.check} />
  }
}

const factsOf = (of: Nodes) => {
  const missing = of.sittings.filter(({ overdueMinutes }) => overdueMinutes !== null)
  const refused = of.arrivals.filter(({ outcome }) => outcome === 'refused')
  const open = of.arrivals.filter(({ outcome, decision }) => outcome === 'conflict' && !decision)
  return [
    { label: '中心指纹', value: <code>{of.centreFingerprint}</code>, clauses: of.clauses.fingerprint },
    {
      label: '程序版本',
      value: <code title={of.build}>{of.build.slice(0, 8)}</code>,
      clauses: of.clauses.build,
    },
    {
      label: '逾期未到的答卷包',
      value:
        missing.length === 0
          ? '无'
          : missing.map(({ siteName, roomName }) => `${siteName} ${roomName}`).join('、'),
      clauses: of.clauses.overdue,
    },
    {
      label: '未予接收的文件',
      value: `${refused.length} 份${open.length > 0 ? `；待决定的冲突结果 ${open.length} 份` : ''}`,
      clauses: of.clauses.refused,
    },
  ]
}

const Screen = ({ of, again }: { readonly of: Nodes; readonly again: () => void }) => {
  const [open, setOpen] = useState<Open | null>(null)
  const { value: assurances } = useQuery<typeof assurance.assurances>(
    'delivery.assurances',
    {},
    { keep: true },
  )
  const close = () => setOpen(null)
  return (
    <>
      <DetailScreen
        title="考场服务器"
        facts={factsOf(of)}
        actions={
          <>
            {of.mayRegister && (
              <Button kind="plain" onClick={() => setOpen({ what: 'result' })}>
                接收答卷包文件
              </Button>
            )}
            {of.mayRegister && <Button onClick={() => setOpen({ what: 'register' })}>登记考场服务器</Button>}
          </>
        }
        tabs={[
          {
            key: 'sittings',
            title: '场次',
            standing:
              '为场次指定考场服务器后下载考场包送到现场，或由联网的服务器自行取走；考试期间不需要网络。',
            content: (
              <SittingTable
                of={of}
                onAssign={(sitting) => setOpen({ what: 'assign', sitting })}
                onStandby={(sitting) => setOpen({ what: 'standby', sitting })}
                onCheck={(sitting) => setOpen({ what: 'check', sitting })}
              />
            ),
          },
          {
            key: 'nodes',
            title: '服务器',
            standing: '每台考场服务器凭自己的密钥登记；登记后请与现场核对指纹。',
            content: (
              <NodeTable of={of} onWithdraw={(chosen) => setOpen({ what: 'withdraw', node: chosen })} />
            ),
          },
          {
            key: 'arrivals',
            title: '收到的答卷包',
            standing:
              '签名、内容和考场记录逐份校验；未予接收的列明原因并留存原件，同一场次两份不同的答卷由人决定采用哪一份。',
            content: (
              <ArrivalTable
                rows={of.arrivals}
                onDecide={(arrival) => setOpen({ what: 'conflict', arrival })}
              />
            ),
          },
          ...(assurances && assurances.asked.length > 0
            ? [
                {
                  key: 'assurances',
                  title: '成绩真实性承诺',
                  standing: '机考成绩真实有效的书面承诺，由承诺方签署后存档；重新签署的另存一份，原件保留。',
                  content: <Assurances of={assurances} />,
                },
              ]
            : []),
        ]}
      />
      <Dialog title={open ? titles[open.what] : ''} open={open !== null} onClose={close}>
        {open && <Form open={open} of={of} onDone={close} onReceived={again} />}
      </Dialog>
    </>
  )
}

/** Servers of exam rooms: registered, supplied, checked, and what they brought back. */
export default function NodesScreen() {
  const nodes = useQuery<typeof node.nodeList>('delivery.nodes', {}, { keep: true, every: 10_000 })
  return <Loaded of={nodes}>{(value) => <Screen of={value} again={nodes.again} />}</Loaded>
}
