import '../printing/printing.css'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type * as practical from '#modules/itembank/practical/contract.ts'
import { practicalProblems } from '#modules/itembank/practical/core/practical.rule.ts'
import type { PracticalPaper, VetoItem } from '#modules/itembank/practical/core/practical.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { EditTable } from '../printing/edit-table.tsx'
import { UndertakingGate } from '../undertaking-gate.tsx'
import { HeadForm } from './head-form.tsx'
import { freshModule, ModuleForm } from './module-form.tsx'

interface Draft {
  readonly version: number
  readonly paper: PracticalPaper
}

const scopes = [
  { value: 'module', label: '本模块' },
  { value: 'exam', label: '全卷' },
]

const Problems = ({ of }: { readonly of: PracticalPaper }) => {
  const problems = practicalProblems(of)
  return (
    <section className="panel" aria-live="polite">
      <h2>核验</h2>
      {problems.length === 0 ? (
        <p>没有问题，可以提请审核。</p>
      ) : (
        <ul className="practical-problems">
          {problems.map(({ field, sentence }) => (
            <li key={`${field} ${sentence}`}>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

const Modules = ({
  paper,
  onPaper,
}: {
  readonly paper: PracticalPaper
  readonly onPaper: (paper: PracticalPaper) => void
}) => {
  const { modules } = paper
  return (
    <>
      {modules.map((module, at) => (
        <ModuleForm
          // biome-ignore lint/suspicious/noArrayIndexKey: modules have no other identity while they are typed
          key={at}
          module={module}
          isOpen={at === 0}
          onModule={(next) =>
            onPaper({ ...paper, modules: modules.map((each, index) => (index === at ? next : each)) })
          }
          onDrop={
            modules.length > 1
              ? () => onPaper({ ...paper, modules: modules.filter((_, index) => index !== at) })
              : undefined
          }
        />
      ))}
      <div>
        <Button
          kind="plain"
          onClick={() => onPaper({ ...paper, modules: [...modules, freshModule(modules.length + 1)] })}
        >
          增加模块
        </Button>
      </div>
    </>
  )
}

const Editor = ({ practicalId, draft }: { readonly practicalId: string; readonly draft: Draft }) => {
  const navigate = useNavigate()
  const save = useCommand<typeof practical.savePractical>('itembank.savePractical')
  const [paper, setPaper] = useState(draft.paper)
  const [version, setVersion] = useState(draft.version)
  const keep = async (leave: boolean) => {
    const outcome = await save.run({ practicalId, version, paper: paper as never })
    if (!outcome || outcome.refused) return
    setVersion(outcome.value.version)
    say('已保存')
    if (leave) void navigate(`/practicals/${practicalId}`)
  }
  return (
    <div className="stack">
      <HeadForm paper={paper} onPaper={setPaper} refusal={save.refusal} />
      <Modules paper={paper} onPaper={setPaper} />
      <section className="panel">
        <EditTable<VetoItem>
          title="否决项"
          rows={paper.vetoItems}
          onRows={(vetoItems) => setPaper({ ...paper, vetoItems })}
          fresh={{ code: `V-0${paper.vetoItems.length + 1}`, text: '', effect: '', scope: 'module' }}
          columns={[
            { key: 'code', title: '代码' },
            { key: 'text', title: '情形', wide: true },
            { key: 'effect', title: '处理', wide: true },
            { key: 'scope', title: '范围', choices: scopes },
          ]}
        />
      </section>
      <Problems of={paper} />
      <Trouble of={save} book={itembankRefusals} />
      <div className="row practical-save">
        <Button busy={save.pending} onClick={() => keep(false)}>
          保存
        </Button>
        <Button kind="plain" busy={save.pending} onClick={() => keep(true)}>
          保存并返回
        </Button>
        <ButtonLink kind="link" to={`/practicals/${practicalId}`}>
          返回
        </ButtonLink>
      </div>
    </div>
  )
}

const Opening = () => {
  const { practicalId = '' } = useParams()
  const view = useCommand<typeof practical.viewPractical>('itembank.viewPractical')
  const [draft, setDraft] = useState<Draft | null>(null)
  const open = async () => {
    const outcome = await view.run({ practicalId })
    if (outcome && !outcome.refused) setDraft(outcome.value)
  }
  if (draft)
    return (
      <div className="stack">
        <h1>编制操作技能试卷</h1>
        <Editor practicalId={practicalId} draft={draft} />
      </div>
    )
  return (
    <section className="panel stack">
      <h1>编制操作技能试卷</h1>
      <p>打开后显示全部内容，查看人和时间会留下记录。只有草稿可以修改。</p>
      <div className="row">
        <Button busy={view.pending} onClick={open}>
          打开编辑
        </Button>
        <ButtonLink kind="link" to={`/practicals/${practicalId}`}>
          返回
        </ButtonLink>
      </div>
      <Trouble of={view} book={itembankRefusals} />
    </section>
  )
}

export default function PracticalEdit() {
  return (
    <UndertakingGate>
      <Opening />
    </UndertakingGate>
  )
}
