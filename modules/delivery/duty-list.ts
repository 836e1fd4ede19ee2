import { randomInt } from 'node:crypto'
import type { DutyFact } from '#modules/arrangement/facts.ts'
import type { Duty, DutyRole } from './core/preparation.ts'
import type { RoomPort } from './core/room.port.ts'

/** A custodian of the paper's seal: the account under whose id he keeps his part. */
export interface Keeper {
  readonly accountId: string
  readonly name: string
  readonly login: string
}

interface DutyPerson {
  readonly id: string
  readonly name: string
  readonly role: DutyRole
  readonly custodian: string | null
  readonly accountId: string | null
}

const roleOf: { readonly [title: string]: DutyRole } = {
  考点负责人: 'chief',
  监考人员: 'invigilator',
  内部质量督导员: 'supervisor',
}

/** Staff on duty, and the keepers of the paper; who is both appears once. */
export const dutyPeople = (
  duties: readonly DutyFact[],
  keepers: readonly Keeper[],
): readonly DutyPerson[] => {
  const keeps = (accountId: string | null) => keepers.find((keeper) => keeper.accountId === accountId)
  const staff = duties.flatMap(({ role: title, staffNumber, staffName, accountId }) => {
    const role = roleOf[title]
    const custodian = keeps(accountId)?.accountId ?? null
    return role ? [{ id: staffNumber, name: staffName, role, custodian, accountId }] : []
  })
  const others = keepers
    .filter(({ accountId }) => !staff.some((person) => person.accountId === accountId))
    .map(({ accountId, name, login }) => ({
      ...{ id: login, name, accountId },
      role: 'keeper' as const,
      custodian: accountId,
    }))
  return [...staff, ...others]
}

const passcodeDigits = 6

/** The passcodes of one session: one for each person, whichever rooms he serves. */
export class Passcodes {
  readonly #hash: RoomPort['hashPasscode']
  readonly #made = new Map<string, Promise<{ readonly passcode: string; readonly passcodeHash: string }>>()

  constructor(hash: RoomPort['hashPasscode']) {
    this.#hash = hash
  }

  of(personId: string) {
    const known = this.#made.get(personId)
    if (known) return known
    const passcode = String(randomInt(10 ** passcodeDigits)).padStart(passcodeDigits, '0')
    const made = this.#hash(passcode).then((passcodeHash) => ({ passcode, passcodeHash }))
    this.#made.set(personId, made)
    return made
  }
}

/** The duty list of one room with hashed passcodes, and the passcodes in clear for the sheet. */
export const dutyList = async (people: readonly DutyPerson[], passcodes: Passcodes) => {
  const made = await Promise.all(
    people.map(async (person) => ({ person, ...(await passcodes.of(person.id)) })),
  )
  const duties: Duty[] = made.map(({ person: { accountId: _account, ...person }, passcodeHash }) => ({
    ...person,
    passcodeHash,
  }))
  return {
    duties,
    clear: Object.fromEntries(made.map(({ person, passcode }) => [person.id, passcode])),
    accounts: Object.fromEntries(
      people.flatMap(({ id, accountId }) => (accountId === null ? [] : [[id, accountId]])),
    ),
  }
}
