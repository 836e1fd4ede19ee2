// Inputs and actors for the tests of filings and of what stands on them.
import type { World } from '#platform/command/testing.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { addScope, grantFiling } from './contract.ts'

type Line = InputOf<typeof addScope>['items'][number]

export const electrician = (level: Line['level'], change: Partial<Line> = {}): Line => ({
  occupationCode: '6-31-01-03',
  occupationName: '电工',
  trade: '',
  level,
  standard: '电工国家职业技能标准',
  validFrom: '2023-03-01',
  validUntil: null,
  ...change,
})

export const grant = (
  organisationId: string,
  change: Partial<InputOf<typeof grantFiling>> = {},
): InputOf<typeof grantFiling> => ({
  organisationId,
  organisationCode: 'S000037000012',
  documentNumber: '澜人社备〔2023〕3号',
  filedOn: '2023-03-01',
  announcedOn: '2023-04-10',
  validUntil: null,
  items: [electrician(5), electrician(4), electrician(3)],
  ...change,
})

export const decision = {
  documentNumber: '澜人社函〔2023〕8号',
  decidedOn: '2023-05-01',
  reason: '整改未完成',
}

/** The centre of a city: it reaches the organisations named, and its own row. */
export const centreOf = async (
  world: World,
  cityCode: string,
  reach: readonly string[],
): Promise<ReturnType<World['actor']>> => {
  const centre = await world.organisation({ kind: 'city-centre', cityCode })
  return world.actor('city', centre, { cityCode, reach: [centre, ...reach] })
}
