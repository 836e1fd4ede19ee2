import { day } from '#platform/clock/day.ts'
import type { Condition, Criterion, Standard } from '../core/condition.ts'
import { type Level, levelName } from '../core/level.ts'

const occupation = '本职业或相关职业'
const certificate = (level: Level): string => `${levelName(level)}职业资格（职业技能等级）证书`
const graduates = '（含在读应届毕业生）'

const workAfterCertificate = (level: Level, years: number): readonly Criterion[] => [
  { kind: 'prior-certificate', level },
  { kind: 'work-years', years, after: { kind: 'certificate', level } },
]
const workAfterTitle = (rank: 'junior' | 'intermediate' | 'senior', years: number): readonly Criterion[] => [
  { kind: 'title', rank },
  { kind: 'work-years', years, after: { kind: 'title', rank } },
]

const level5: readonly Condition[] = [
  { id: '1', level: 5, text: `年满16周岁，拟从事${occupation}工作`, criteria: [{ kind: 'age', years: 16 }] },
  { id: '2', level: 5, text: `年满16周岁，从事${occupation}工作`, criteria: [{ kind: 'age', years: 16 }] },
]

const level4: readonly Condition[] = [
  {
    id: '1',
    level: 4,
    text: `累计从事${occupation}工作满5年`,
    criteria: [{ kind: 'work-years', years: 5 }],
  },
  {
    id: '2',
    level: 4,
    text: `取得${occupation}${certificate(5)}后，累计从事${occupation}工作满3年`,
    criteria: workAfterCertificate(5, 3),
  },
  {
    id: '3',
    level: 4,
    text: `取得本专业或相关专业的技工院校或中等及以上职业院校、专科及以上普通高等学校毕业证书${graduates}`,
    criteria: [
      {
        kind: 'education',
        anyOf: ['vocational-secondary', 'senior-worker-class', 'higher-vocational', 'technician-college'],
        currentStudents: true,
      },
    ],
  },
]

const level3: readonly Condition[] = [
  {
    id: '1',
    level: 3,
    text: `累计从事${occupation}工作满10年`,
    criteria: [{ kind: 'work-years', years: 10 }],
  },
  {
    id: '2',
    level: 3,
    text: `取得${occupation}${certificate(4)}后，累计从事${occupation}工作满4年`,
    criteria: workAfterCertificate(4, 4),
  },
  {
    id: '3',
    level: 3,
    text: `取得符合专业对应关系的初级职称（专业技术人员职业资格）后，累计从事${occupation}工作满1年`,
    criteria: workAfterTitle('junior', 1),
  },
  {
    id: '4',
    level: 3,
    text: `取得本专业或相关专业的技工院校高级工班及以上毕业证书${graduates}`,
    criteria: [
      { kind: 'education', anyOf: ['senior-worker-class', 'technician-college'], currentStudents: true },
    ],
  },
  {
    id: '5',
    level: 3,
    text: `取得${occupation}${certificate(4)}，并取得高等职业学校、专科及以上普通高等学校本专业或相关专业毕业证书${graduates}`,
    criteria: [
      { kind: 'prior-certificate', level: 4 },
      { kind: 'education', anyOf: ['higher-vocational'], currentStudents: true },
    ],
  },
]

const level2: readonly Condition[] = [
  {
    id: '1',
    level: 2,
    text: `取得${occupation}${certificate(3)}后，累计从事${occupation}工作满5年`,
    criteria: workAfterCertificate(3, 5),
  },
  {
    id: '2',
    level: 2,
    text: `取得符合专业对应关系的初级职称后，累计从事${occupation}工作满5年，并在取得${certificate(3)}后，从事${occupation}工作满1年`,
    criteria: [...workAfterTitle('junior', 5), ...workAfterCertificate(3, 1)],
  },
  {
    id: '3',
    level: 2,
    text: `取得符合专业对应关系的中级职称后，累计从事${occupation}工作满1年`,
    criteria: workAfterTitle('intermediate', 1),
  },
  {
    id: '4',
    level: 2,
    text: `取得${occupation}${certificate(3)}的高级技工学校、技师学院毕业生，累计从事${occupation}工作满2年`,
    criteria: [
      { kind: 'prior-certificate', level: 3 },
      { kind: 'education', anyOf: ['technician-college'], currentStudents: false },
      { kind: 'work-years', years: 2 },
    ],
  },
  {
    id: '5',
    level: 2,
    text: `取得${occupation}${certificate(3)}满2年的技师学院预备技师班、技师班学生`,
    criteria: [
      { kind: 'prior-certificate', level: 3, heldYears: 2 },
      { kind: 'education', anyOf: ['technician-college'], currentStudents: true },
    ],
  },
]

const level1: readonly Condition[] = [
  {
    id: '1',
    level: 1,
    text: `取得${occupation}${certificate(2)}后，累计从事${occupation}工作满5年`,
    criteria: workAfterCertificate(2, 5),
  },
  {
    id: '2',
    level: 1,
    text: `取得符合专业对应关系的中级职称后，累计从事${occupation}工作满5年，并在取得${certificate(2)}后，从事${occupation}工作满1年`,
    criteria: [...workAfterTitle('intermediate', 5), ...workAfterCertificate(2, 1)],
  },
  {
    id: '3',
    level: 1,
    text: `取得符合专业对应关系的高级职称（专业技术人员职业资格）后，累计从事${occupation}工作满1年`,
    criteria: workAfterTitle('senior', 1),
  },
]

/**
 * 电工, with the conditions of the drafting rules of 2023. Condition 6 of level 3 (a school assessed for direct
 * application) is left out: it needs a list of schools that the authority has not published.
 */
export const electrician: Standard = {
  occupation: '6-31-01-03',
  name: '电工',
  generation: '2023',
  inForceFrom: day('2023-01-01'),
  supersededOn: null,
  levels: [5, 4, 3, 2, 1],
  conditions: [...level5, ...level4, ...level3, ...level2, ...level1],
}
