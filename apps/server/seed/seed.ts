import path from 'node:path'
import { openAccount, registerOrganisation } from '#modules/party/contract.ts'
import { roles } from '#modules/party/core/role.ts'
import { enterCalendarYear } from '#modules/policy/contract.ts'
import { officialExceptions, officialYears } from '#modules/policy/seed/official-exceptions.ts'
import { yearOf } from '#platform/clock/day.ts'
import { systemActor } from '#platform/command/context.ts'
import type { InputOf, ReplyOf } from '#platform/contract/contract.ts'
import { stepId } from '#platform/jobs/step.ts'
import type { Config } from '../config.ts'
import type { DemoAccount } from '../demo-routes.ts'
import { type RunningServer, taskDeps } from '../main.ts'
import { demoAccounts, writeDemoAccounts } from './demo-accounts.ts'
import { type DemoPerson, demoExceptions2027, organisations, people } from './demo-province.ts'

/** Namespace of the seed's command ids: a second run repeats the same commands, and nothing happens twice. */
const namespace = '6f1c2a8e-5f2b-4c57-9f5c-0c7a4f0a9d11'

type Issue = <S extends { readonly name: string }>(
  step: string,
  spec: S,
  input: InputOf<S>,
) => Promise<ReplyOf<S>>

const issuer = (server: RunningServer): Issue => {
  const { carryOut } = taskDeps(server)
  return async (step, spec, input) => {
    const outcome = await carryOut(spec, input, { actor: systemActor, commandId: stepId(namespace, step) })
    if (outcome.refused) throw new Error(`演示数据“${step}”未能写入：${outcome.sentence}`)
    return outcome.value
  }
}

const seedCalendar = async (issue: Issue) => {
  for (const year of officialYears) {
    const exceptions = officialExceptions().filter(({ day }) => yearOf(day) === year)
    await issue(`calendar ${year}`, enterCalendarYear, {
      year,
      source: `国务院办公厅关于${year}年部分节假日安排的通知`,
      version: 0,
      exceptions: [...exceptions],
    })
  }
  await issue('calendar 2027', enterCalendarYear, {
    year: 2027,
    source: '演示用安排，不是官方公布的放假通知；正式使用前须按官方通知录入',
    version: 0,
    exceptions: [...demoExceptions2027],
  })
}

const seedPerson = async (
  issue: Issue,
  person: DemoPerson,
  organisation: { id: string; name: string },
): Promise<DemoAccount> => {
  const { totpSecret } = await issue(`account ${person.login}`, openAccount, {
    organisationId: organisation.id,
    login: person.login,
    name: person.name,
    roles: [...person.roles],
    password: person.password,
  })
  const role = roles[person.roles[0]!]
  return {
    login: person.login,
    password: person.password,
    roleTitle: role.title,
    organisationName: organisation.name,
    portal: role.portal,
    totpSecret,
  }
}

/** Writes the demo province through ordinary commands; what is there already stays as it is. */
export const seedDemo = async (server: RunningServer, config: Config): Promise<readonly DemoAccount[]> => {
  const file = path.join(config.dataFolder, 'demo-accounts.json')
  const known = await demoAccounts(file)
  if (known.length > 0) return known
  const issue = issuer(server)
  await seedCalendar(issue)
  const accounts: DemoAccount[] = []
  for (const { key, ...organisation } of organisations) {
    const { organisationId } = await issue(`organisation ${key}`, registerOrganisation, organisation)
    for (const person of people.filter(({ at }) => at === key)) {
      accounts.push(await seedPerson(issue, person, { id: organisationId, name: organisation.name }))
    }
  }
  await writeDemoAccounts(file, accounts)
  return accounts
}
