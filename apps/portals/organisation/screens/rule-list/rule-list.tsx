import { type ChangeEvent, useRef } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type * as assembly from '#modules/itembank/assembly/contract.ts'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Select } from '../../../kit/fields.tsx'
import { base64Of } from '../../../kit/handed-file.ts'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { useFitFile } from '../carried-file.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'

type RuleSet = ReplyOf<typeof assembly.ruleSetList>['ruleSets'][number]

const RuleCard = ({ of }: { readonly of: RuleSet }) => {
  const retire = useCommand<typeof assembly.retireRules>('itembank.retireRules')
  const offered = new Set(of.availableActions.map(({ action }) => action))
  return (
    <section className="panel stack">
      <header className="list-head">
        <div className="row">
          <h2>{of.name}</h2>
          <StatusTag tone="done">第{of.edition}版</StatusTag>
          <StatusTag tone="idle">{of.medium === 'screen' ? '机考' : '纸笔'}</StatusTag>
        </div>
        <div className="row">
          {offered.has('itembank.assemble') && (
            <ButtonLink to={`/assemblies?rules=${of.ruleSetId}`}>组卷</ButtonLink>
          )}
          {offered.has('itembank.saveRules') && (
            <ButtonLink kind="plain" to={`/rules/${of.ruleSetId}`}>
              查看和修改
            </ButtonLink>
          )}
          {offered.has('itembank.retireRules') && (
            <Button
              kind="plain"
              busy={retire.pending}
              onClick={() => retire.run({ ruleSetId: of.ruleSetId })}
            >
              停用
            </Button>
          )}
        </div>
      </header>
      <p className="quiet">
        {of.bank}；{of.items}题，满分{of.totalPoints}分，{of.minutes}分钟；{of.authorName}，
        <Instant at={of.madeAt} />
      </p>
      <ul>
        {of.summary.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Trouble of={retire} book={itembankRefusals} />
    </section>
  )
}

/** Shows the bank that the workbook is of. */
const useImport = (onBank: (bank: string) => void) => {
  const load = useCommand<typeof assembly.importRules>('itembank.importRules')
  const fit = useFitFile()
  const input = useRef<HTMLInputElement>(null)
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file || !fit.fits(file)) return
    const outcome = await load.run({ file: await base64Of(file) })
    if (!outcome || outcome.refused) return
    const { bank, name, edition, changed } = outcome.value
    onBank(bank)
    say(changed ? `已导入“${name}”第${edition}版` : `与“${name}”第${edition}版相同，没有改动`)
  }
  return {
    button: (
      <>
        <input
          ref={input}
          className="unseen"
          type="file"
          accept=".xlsx"
          aria-label="组卷规则工作簿"
          tabIndex={-1}
          onChange={take}
        />
        <Button kind="plain" busy={load.pending} onClick={() => input.current?.click()}>
          导入规则
        </Button>
      </>
    ),
    trouble: (
      <>
        <Trouble of={fit.trouble} />
        <Trouble of={load} book={itembankRefusals} />
      </>
    ),
  }
}

const Head = ({ banks, bank }: { readonly banks: readonly string[]; readonly bank: string }) => {
  const navigate = useNavigate()
  const [, setSearch] = useSearchParams()
  const { button, trouble } = useImport((imported) => setSearch({ bank: imported }))
  return (
    <>
      <header className="list-head">
        <div>
          <h1>组卷规则</h1>
          <p className="quiet">每个题库可有多套规则；修改即成新的一版，已组成的试卷保留其所依据的版本。</p>
        </div>
        <div className="row">
          {button}
          <Button
            disabled={bank === ''}
            onClick={() => navigate(`/rules/new?bank=${encodeURIComponent(bank)}`)}
          >
            新建规则
          </Button>
        </div>
      </header>
      {trouble}
      <section className="panel">
        <Select
          label="题库"
          value={bank}
          onText={(chosen) => setSearch({ bank: chosen })}
          choices={banks.map((value) => ({ value, label: value }))}
        />
      </section>
    </>
  )
}

const Rules = ({ banks }: { readonly banks: readonly string[] }) => {
  const [search] = useSearchParams()
  const bank = search.get('bank') || (banks[0] ?? '')
  const rules = useQuery<typeof assembly.ruleSetList>('itembank.ruleSets', { bank }, { enabled: bank !== '' })
  return (
    <div className="stack">
      <Head banks={banks} bank={bank} />
      {bank === '' ? (
        <EmptyState title="还没有题库">
          <p className="quiet">先导入鉴定要素细目表和试题。</p>
          <ButtonLink to="/banks/import">导入细目表</ButtonLink>
        </EmptyState>
      ) : (
        <Loaded of={rules} book={itembankRefusals}>
          {({ ruleSets }) =>
            ruleSets.length === 0 ? (
              <EmptyState title="这个题库还没有组卷规则">
                <p className="quiet">导入含“题型分布、知识点分布、组卷参数”的工作簿，或新建规则。</p>
              </EmptyState>
            ) : (
              ruleSets.map((one) => <RuleCard key={one.ruleSetId} of={one} />)
            )
          }
        </Loaded>
      )}
    </div>
  )
}

const AllBanks = () => {
  const banks = useQuery<typeof knowledge.bankList>('itembank.banks', {})
  return (
    <Loaded of={banks} book={itembankRefusals}>
      {(value) => <Rules banks={value.banks.map(({ bank }) => bank)} />}
    </Loaded>
  )
}

export default function RuleList() {
  return (
    <UndertakingGate>
      <AllBanks />
    </UndertakingGate>
  )
}
