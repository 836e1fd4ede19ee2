import './staged-import.css'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useParams } from 'react-router'
import type * as exchange from '#modules/itembank/exchange/contract.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { createClient, useCommand, useQuery } from '../../../kit/client.ts'
import { Confirm } from '../../../kit/dialog.tsx'
import { Select } from '../../../kit/fields.tsx'
import { JobProgress } from '../../../kit/job-progress.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { problemWord, rowStateWords, toneOfImport } from '../import-words.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'
import { BulkDialog } from './bulk-dialog.tsx'
import { CommitBar } from './commit-bar.tsx'
import type { Detail } from './detail.ts'
import { LossesDialog, MappingDialog } from './file-findings.tsx'
import { Report } from './report.tsx'
import { RowDetail } from './row-detail.tsx'
import { type Filter, RowList } from './row-list.tsx'

type State = NonNullable<Filter['states']>[number]

const states: readonly State[] = ['good', 'problem', 'duplicate', 'near-duplicate', 'excluded']
const countsOf = ({ counts }: Detail): { readonly [S in State]: number } => ({
  good: counts?.good ?? 0,
  problem: counts?.problem ?? 0,
  duplicate: counts?.duplicate ?? 0,
  'near-duplicate': counts?.near ?? 0,
  excluded: counts?.excluded ?? 0,
})

const Head = ({ of }: { readonly of: Detail }) => {
  const discard = useCommand<typeof exchange.discardImport>('itembank.discardImport')
  const [asking, setAsking] = useState(false)
  return (
    <header className="list-head">
      <div>
        <h1>{of.name}</h1>
        <p className="quiet">
          导入到“{of.bank}”{of.formatName && `，识别为${of.formatName}`}，{of.personName}{' '}
          <Instant at={of.createdAt} /> 上传
          {of.state === 'ready' && (
            <>
              ，保留到 <Instant at={of.keptUntil} />
            </>
          )}
        </p>
        {of.sameFile && (
          <p className="standing">
            同一个文件已于 <Instant at={of.sameFile.at} /> 由{of.sameFile.personName}上传到“{of.sameFile.bank}
            ”（
            {of.sameFile.stateWord}）。
          </p>
        )}
      </div>
      <div className="row">
        <StatusTag tone={toneOfImport(of.state)}>{of.stateWord}</StatusTag>
        {of.availableActions.includes('itembank.discardImport') && (
          <Button kind="plain" onClick={() => setAsking(true)}>
            放弃导入
          </Button>
        )}
      </div>
      <Confirm
        title="放弃导入"
        verb="放弃"
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          void discard.run({ itemImportId: of.itemImportId })
        }}
      >
        <p>已读取的试题和所作的改正将立即清除，题库不受影响。</p>
      </Confirm>
      <Trouble of={discard} book={itembankRefusals} />
    </header>
  )
}

const Filters = ({
  of,
  filter,
  onFilter,
}: {
  readonly of: Detail
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}) => {
  const counts = countsOf(of)
  return (
    <div className="staged-filters">
      <Select
        label="情况"
        blank="全部"
        value={filter.states?.[0] ?? ''}
        choices={states
          .filter((state) => counts[state] > 0)
          .map((state) => ({ value: state, label: `${rowStateWords[state]}（${counts[state]}）` }))}
        onText={(text) => {
          const state = states.find((each) => each === text)
          onFilter(state ? { states: [state] } : {})
        }}
      />
      <Select
        label="问题"
        blank="全部"
        value={filter.problem ?? ''}
        choices={of.problemKinds.map(({ code, count }) => ({
          value: code,
          label: `${problemWord(code)}（${count}）`,
        }))}
        onText={(problem) => onFilter(problem ? { states: ['problem'], problem } : {})}
      />
    </div>
  )
}

/** Opens the next question that has a problem; the key N does the same. */
const useNextProblem = (itemImportId: string, current: number | null, open: (ordinal: number) => void) => {
  const next = useCallback(async () => {
    const outcome = await createClient().ask<typeof exchange.nextImportRow>('itembank.nextImportRow', {
      ...{ itemImportId, after: current ?? 0 },
      states: ['problem'],
    })
    if (!outcome.refused && outcome.value.ordinal !== null) open(outcome.value.ordinal)
  }, [itemImportId, current, open])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target } = event
      const writing = target instanceof HTMLElement && target.closest('input, textarea, select, dialog')
      if (event.key.toLowerCase() === 'n' && !event.ctrlKey && !event.metaKey && !writing) void next()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [next])
  return next
}

/** On a small screen the question stands below the list: it comes to the eye when it is opened. */
const usePanelInSight = (current: number | null) => {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    if (current !== null && matchMedia('(max-width: 800px)').matches)
      panel.current?.scrollIntoView({ block: 'start' })
  }, [current])
  return panel
}

const useChosen = () => {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const choose = (ordinals: readonly number[], isChosen: boolean) => {
    const next = new Set(chosen)
    for (const ordinal of ordinals) {
      if (isChosen) next.add(ordinal)
      else next.delete(ordinal)
    }
    setChosen(next)
  }
  return { chosen, choose, clear: () => setChosen(new Set()) }
}

const totalOf = (of: Detail, { states: wanted, problem }: Filter): number => {
  if (problem) return of.problemKinds.find(({ code }) => code === problem)?.count ?? 0
  const counts = countsOf(of)
  const found = wanted?.[0] ? counts[wanted[0]] : (of.counts?.found ?? 0)
  // What was imported stands in the bank and no more here.
  const imported = of.state === 'committed' && !wanted ? counts.good : 0
  return found - imported
}

const Rows = ({ of }: { readonly of: Detail }) => {
  const { itemImportId, points } = of
  const [wanted, setFilter] = useState<Filter>(of.counts?.problem ? { states: ['problem'] } : {})
  // The last one that was wanted may just have been mended: then the whole list is shown, not an empty one.
  const filter = totalOf(of, wanted) === 0 ? {} : wanted
  const [current, setCurrent] = useState<number | null>(null)
  const panel = usePanelInSight(current)
  const [dialog, setDialog] = useState<'bulk' | 'mapping' | 'losses' | null>(null)
  const { chosen, choose, clear } = useChosen()
  const next = useNextProblem(itemImportId, current, setCurrent)
  const canAmend = of.availableActions.includes('itembank.amendImportRow')
  return (
    <>
      <div className="row">
        <Button kind="plain" disabled={!of.counts?.problem} onClick={next}>
          下一道有误的题（N）
        </Button>
        {canAmend && (
          <Button kind="plain" onClick={() => setDialog('mapping')}>
            知识点对应
          </Button>
        )}
        <Button kind="plain" onClick={() => setDialog('losses')}>
          不能保留的内容
        </Button>
        {canAmend && chosen.size > 0 && (
          <Button kind="plain" onClick={() => setDialog('bulk')}>
            设置选中的{chosen.size}道题
          </Button>
        )}
      </div>
      <div className="staged">
        <div className="staged-side">
          <Filters of={of} filter={filter} onFilter={setFilter} />
          <RowList
            key={`${filter.states} ${filter.problem}`}
            {...{ itemImportId, filter, points, current, chosen }}
            total={totalOf(of, filter)}
            onOpen={setCurrent}
            onChoose={choose}
          />
        </div>
        <section className="panel staged-panel" ref={panel}>
          {current === null ? (
            <EmptyState title="请选择一道题">
              <p className="quiet">按 N 键可直接打开下一道有误的题。</p>
            </EmptyState>
          ) : (
            <RowDetail key={current} {...{ itemImportId, points, canAmend }} ordinal={current} />
          )}
        </section>
      </div>
      <BulkDialog
        {...{ itemImportId, points }}
        ordinals={[...chosen]}
        open={dialog === 'bulk'}
        onClose={() => setDialog(null)}
        onDone={() => {
          clear()
          setDialog(null)
        }}
      />
      <MappingDialog
        {...{ itemImportId, points }}
        open={dialog === 'mapping'}
        onDone={() => setDialog(null)}
      />
      <LossesDialog itemImportId={itemImportId} open={dialog === 'losses'} onClose={() => setDialog(null)} />
    </>
  )
}

const Body = ({ of }: { readonly of: Detail }) => {
  if (of.state === 'reading' || of.state === 'committing')
    return of.jobId && <JobProgress key={of.jobId} jobId={of.jobId} />
  if (of.state === 'failed')
    return (
      <EmptyState title={of.trouble?.sentence ?? '文件未能读取。'}>
        <p className="quiet">{of.trouble?.remedy}</p>
        <ButtonLink to="/items/import">重新上传</ButtonLink>
      </EmptyState>
    )
  if (of.state === 'committed') return <Report of={of} rows={<Rows of={of} />} />
  if (of.state !== 'ready')
    return (
      <EmptyState title={`本次导入${of.stateWord}`}>
        <ButtonLink to="/items/import">返回导入</ButtonLink>
      </EmptyState>
    )
  return (
    <>
      {of.trouble && <p className="standing">{`${of.trouble.sentence}${of.trouble.remedy}`}</p>}
      <Rows of={of} />
      <CommitBar of={of} />
    </>
  )
}

const Staged = () => {
  const { itemImportId = '' } = useParams()
  const detail = useQuery<typeof exchange.importDetail>('itembank.import', { itemImportId }, { keep: true })
  return (
    <Loaded of={detail} book={itembankRefusals}>
      {(value) => (
        <div className="stack">
          <Head of={value} />
          <Body of={value} />
        </div>
      )}
    </Loaded>
  )
}

export default function StagedImport() {
  return (
    <UndertakingGate>
      <Staged />
    </UndertakingGate>
  )
}
