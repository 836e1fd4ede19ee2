import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'

const Exception = Type.Object({
  day: Type.String({ format: 'date' }),
  kind: Type.Union([Type.Literal('work'), Type.Literal('rest')]),
  name: Type.String({ minLength: 1, maxLength: 30 }),
})

/** The deadlines in working days (SDS-5.2-02, SDS-7.1-01, SDS-7.1-04) rest on this table; nothing guesses a year. */
export const enterCalendarYear = command({
  name: 'policy.enterCalendarYear',
  title: '录入工作日历',
  input: Type.Object({
    year: Type.Integer({ minimum: 2015, maximum: 2100 }),
    source: Type.String({ minLength: 4, maxLength: 200 }),
    exceptions: Type.Array(Exception, { minItems: 1, maxItems: 80 }),
    /** 0 for a year not entered yet, else the version read. */
    version: Type.Integer({ minimum: 0 }),
  }),
  reply: Type.Object({ year: Type.Integer() }),
  refusals: ['CALENDAR_IMPLAUSIBLE'],
  roles: ['province', 'system'],
})

export const calendarYearList = query({
  name: 'policy.calendarYears',
  title: '工作日历',
  input: Type.Object({}),
  reply: Type.Object({
    years: Type.Array(
      Type.Object({
        year: Type.Integer(),
        source: Type.String(),
        version: Type.Integer(),
        exceptions: Type.Array(Exception),
      }),
    ),
  }),
  roles: 'anyone',
})
