import { useNavigate, useParams } from 'react-router'
import type * as assembly from '#modules/itembank/assembly/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { DetailScreen } from '../../../desk/detail-screen.tsx'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import type { Fact } from '../../../kit/facts.tsx'
import { JobProgress } from '../../../kit/job-progress.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { assemblyTone } from '../paper-states.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'
import { Explanation } from './explanation.tsx'
import { ReportView } from './report.tsx'

type Detail = ReplyOf<typeof assembly.assemblyDetail>

const factsOf = (value: Detail): readonly Fact[] => [
  { label: '题库', value: value.bank },
  { label: '组卷规则', value: `${value.rulesName} 第${value.edition}版` },
  { label: '方式', value: `${value.modeName}，${value.forms}套` },
  { label: '随机种子', value: value.seed },
  { label: '组卷人', value: value.assembledByName, clauses: ['SDE-4.5-26'] },
  { label: '开始时间', value: <Instant at={value.startedAt} /> },
]

const useSteps = (value: Detail) => {
  const navigate = useNavigate()
  const keep = useCommand<typeof assembly.keepAssembly>('itembank.keepAssembly')
  const drop = useCommand<typeof assembly.dropAssembly>('itembank.dropAssembly')
  const cancel = useCommand<typeof assembly.cancelAssembly>('itembank.cancelAssembly')
  const again = useCommand<typeof assembly.assemble>('itembank.assemble')
  const { assemblyId, ruleSetId, mode, forms } = value
  return {
    all: [keep, drop, cancel, again],
    keep: async (as: 'one' | 'each') => {
      const outcome = await keep.run({ assemblyId, as })
      if (!outcome || outcome.refused) return
      say(`已保存${outcome.value.paperIds.length}份试卷`)
      navigate('/papers')
    },
    drop: () => drop.run({ assemblyId }),
    cancel: () => cancel.run({ assemblyId }),
    again: async () => {
      if (mode !== 'fixed' && mode !== 'parallel' && mode !== 'candidates') return
      const outcome = await again.run({ ruleSetId, mode, forms })
      if (outcome && !outcome.refused) navigate(`/assemblies/${outcome.value.assemblyId}`)
    },
    pending: keep.pending || drop.pending || cancel.pending || again.pending,
  }
}

type Steps = ReturnType<typeof useSteps>

/** Forms that stand side by side may be one paper, or papers for sessions of their own. */
const KeepButtons = ({ of, steps }: { readonly of: Detail; readonly steps: Steps }) =>
  of.forms > 1 && of.mode === 'parallel' ? (
    <>
      <Button busy={steps.pending} onClick={() => steps.keep('each')}>
        各套分别保存为试卷
      </Button>
      <Button kind="plain" busy={steps.pending} onClick={() => steps.keep('one')}>
        保存为一份多套试卷
      </Button>
    </>
  ) : (
    <Button busy={steps.pending} onClick={() => steps.keep('one')}>
      保存试卷
    </Button>
  )

const Actions = ({ of, steps }: { readonly of: Detail; readonly steps: Steps }) => {
  const offered = new Set(of.availableActions.map(({ action }) => action))
  return (
    <>
      {offered.has('itembank.keepAssembly') && <KeepButtons of={of} steps={steps} />}
      {offered.has('itembank.assemble') && (
        <Button kind="plain" busy={steps.pending} onClick={steps.again}>
          重新抽题
        </Button>
      )}
      {offered.has('itembank.dropAssembly') && (
        <Button kind="plain" busy={steps.pending} onClick={steps.drop}>
          放弃
        </Button>
      )}
      {offered.has('itembank.cancelAssembly') && (
        <Button kind="plain" busy={steps.pending} onClick={steps.cancel}>
          取消
        </Button>
      )}
    </>
  )
}

const Result = ({ of }: { readonly of: Detail }) => {
  if (of.state === 'drawing' && of.jobId) return <JobProgress jobId={of.jobId} />
  if (of.explanation) return <Explanation of={of.explanation} ruleSetId={of.ruleSetId} bank={of.bank} />
  if (of.trouble) return <p className="standing">{of.trouble}</p>
  return of.report ? <ReportView of={of.report} /> : null
}

const Shown = ({ value }: { readonly value: Detail }) => {
  const steps = useSteps(value)
  return (
    <DetailScreen
      title="组卷结果"
      status={<StatusTag tone={assemblyTone(value.state)}>{value.stateName}</StatusTag>}
      actions={
        <>
          <Actions of={value} steps={steps} />
          <ButtonLink kind="plain" to="/assemblies">
            返回
          </ButtonLink>
        </>
      }
      trouble={steps.all.map((of, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the commands never change places
        <Trouble key={at} of={of} book={itembankRefusals} />
      ))}
      facts={factsOf(value)}
    >
      <Result of={value} />
    </DetailScreen>
  )
}

const Assembly = () => {
  const { assemblyId = '' } = useParams()
  const detail = useQuery<typeof assembly.assemblyDetail>('itembank.assembly', { assemblyId })
  return (
    <Loaded of={detail} book={itembankRefusals}>
      {(value) => <Shown key={value.assemblyId} value={value} />}
    </Loaded>
  )
}

export default function AssemblyDetail() {
  return (
    <UndertakingGate>
      <Assembly />
    </UndertakingGate>
  )
}
