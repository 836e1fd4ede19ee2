import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#platform/clock/day.ts'
import { allClauses, clause, isClauseId } from '../library/clauses.ts'
import { differences } from '../packs/differences.ts'
import { type Known, type Parameter, statedValue } from './parameter.ts'
import { packIds, packs, type Regime, regime, regimeVersion } from './regime.ts'

const now = day('2026-11-20')
const sds = regime('shandong-social', now)
const versions: readonly Regime[] = packIds.flatMap((id) => packs[id])

const isParameter = (value: unknown): value is Parameter<unknown> =>
  typeof value === 'object' && value !== null && 'provenance' in value && 'clauses' in value

/** Every parameter of a regime by its path. */
const parametersOf = (version: Regime): readonly (readonly [string, Parameter<unknown>])[] =>
  Object.entries(version).flatMap(([group, content]): [string, Parameter<unknown>][] => {
    if (isParameter(content)) return [[group, content]]
    if (typeof content !== 'object' || content === null) return []
    return Object.entries(content).map(([name, parameter]): [string, Parameter<unknown>] => {
      assert.ok(isParameter(parameter), `${group}.${name} is no parameter`)
      return [`${group}.${name}`, parameter]
    })
  })

const sure = <T>(parameter: Parameter<T>): Known<T> => {
  if (parameter.provenance === 'not-stated') throw new Error('the document does not state this')
  return parameter
}

test('SDS-1.0-06 the version in force on the day of the plan applies', () => {
  assert.equal(regime('shandong-social', day('2023-02-28')).version, '2023')
  assert.equal(regime('shandong-social', day('2023-02-27')).version, '2020')
  assert.equal(sds.documentNumber, '鲁就人〔2023〕6号')
})

test('SDP-1.0-13 the pilot notice is the earlier version, from 2020-05-14', () => {
  assert.equal(regime('shandong-social', day('2020-05-14')).documentNumber, '鲁人社字〔2020〕50号')
  assert.throws(() => regime('shandong-social', day('2020-05-13')), /no regime of shandong-social/u)
})

test('before a pack begins there is no regime, and no other stands in for it', () => {
  assert.throws(() => regime('shandong-enterprise', day('2023-12-20')), RangeError)
  assert.equal(regime('shandong-enterprise', day('2023-12-21')).pack, 'shandong-enterprise')
  assert.throws(() => regime('shandong-special', day('2020-08-24')), RangeError)
  assert.throws(() => regime('henan-social', day('2020-12-31')), RangeError)
})

test('a version recorded with a batch is found by its name', () => {
  assert.equal(regimeVersion('shandong-social', '2020').document, '003')
  assert.throws(() => regimeVersion('shandong-social', '2019'), RangeError)
})

test('the versions of a pack follow each other without overlap', () => {
  for (const id of packIds) {
    const list = packs[id]
    for (const [at, version] of list.entries()) {
      assert.equal(version.pack, id)
      const next = list[at + 1]
      assert.equal(version.supersededOn, next ? next.inForceFrom.value : null, `${id} ${version.version}`)
    }
  }
})

test('every clause a pack cites exists and belongs to the document of the pack', () => {
  for (const version of versions)
    for (const [path, parameter] of parametersOf(version))
      for (const id of parameter.clauses) {
        assert.ok(isClauseId(id), `${version.pack} ${path} cites ${id}`)
        assert.equal(clause(id).document.id, version.document, `${version.pack} ${path} cites ${id}`)
      }
})

test('a statement has a clause; what the operator set gives its reason in Chinese', () => {
  for (const version of versions)
    for (const [path, parameter] of parametersOf(version)) {
      if (parameter.provenance === 'clause') assert.ok(parameter.clauses.length > 0, path)
      if (parameter.provenance === 'operator') assert.match(parameter.reason, /\p{Script=Han}{4}/u, path)
    }
})

test('all packs have the same parameters', () => {
  const paths = parametersOf(sds).map(([path]) => path)
  for (const version of versions)
    assert.deepEqual(
      parametersOf(version)
        .map(([path]) => path)
        .toSorted(),
      paths.toSorted(),
      version.pack,
    )
})

const conflictsOf = (parameter: string | undefined): readonly string[] => parameter?.match(/C\d{2}/gu) ?? []

test('every difference of the documents is a parameter, and no number is missing', () => {
  const numbered = new Set([...allClauses().values()].flatMap((row) => conflictsOf(row.parameters.conflict)))
  assert.deepEqual(differences.map((row) => row.number).toSorted(), [...numbered].toSorted())
  assert.equal(differences.length, 78)
  const paths = new Set(parametersOf(sds).map(([path]) => path))
  for (const row of differences) for (const path of row.parameters) assert.ok(paths.has(path), path)
})

for (const version of versions)
  test(`${version.pack} ${version.version} cites every clause on which the documents differ, at its parameter`, () => {
    const parameters = new Map(parametersOf(version))
    const missing = [...allClauses().values()]
      .filter((row) => row.document.id === version.document)
      .flatMap((row) => conflictsOf(row.parameters.conflict).map((number) => ({ id: row.id, number })))
      .filter(({ id, number }) => {
        const paths = differences.find((row) => row.number === number)?.parameters ?? []
        return !paths.some((path) => parameters.get(path)?.clauses.includes(id))
      })
    assert.deepEqual(missing, [])
  })

test('SDS-3.1-01 the plan leads the enrolment by five calendar days', () => {
  assert.deepEqual(sure(sds.plan.leadTime), {
    provenance: 'clause',
    value: { days: 5, kind: 'calendar', before: 'enrolment-open', recipient: 'platform' },
    clauses: ['SDS-3.1-01'],
  })
})

test('SDE-4.4-01 HN-1.8.4-05 SDP-4.1-02 SPC-A1.3-04 the other lead times keep their own anchors', () => {
  const of = (version: Regime) => statedValue(version.plan.leadTime)
  assert.deepEqual(of(regime('shandong-enterprise', now)), {
    days: 10,
    kind: 'working',
    before: 'exam',
    recipient: 'platform',
  })
  assert.deepEqual(of(regime('henan-social', now)), {
    days: 10,
    kind: 'working',
    before: 'exam',
    recipient: 'centre',
  })
  assert.equal(of(regimeVersion('shandong-social', '2020'))?.kind, 'working')
  assert.equal(of(regime('shandong-special', now)), undefined)
})

test('SDS-3.1-04 SDS-3.1-05 SDS-3.1-06 seven days of enrolment, three of review, tickets three days before', () => {
  assert.deepEqual(statedValue(sds.enrolment.window), { kind: 'exactly', days: 7, dayKind: 'calendar' })
  assert.deepEqual(statedValue(sds.eligibility.reviewWithin), { days: 3, kind: 'calendar' })
  assert.deepEqual(statedValue(sds.ticket.issue), { by: 'candidate', opensDaysBeforeExam: 3 })
})

test('SDS-3.1-08 one batch at a time; no other document says so', () => {
  assert.equal(statedValue(sds.plan.maxOpenBatches), 1)
  for (const version of versions)
    if (version !== sds) assert.equal(version.plan.maxOpenBatches.provenance, 'not-stated')
})

test('SDS-4.4-25 SDS-4.4-26 entry for thirty minutes, hand-in in the last thirty', () => {
  assert.equal(statedValue(sds.delivery.entryLimit)?.minutesAfterStart, 30)
  assert.equal(statedValue(sds.delivery.entryLimit)?.closes, 'after')
  assert.deepEqual(statedValue(sds.delivery.earlySubmission), { mode: 'last-minutes', minutes: 30 })
})

test('HN-3.1.4-05 HN-3.1.4-04 in Henan nobody leaves early, and at thirty minutes one is absent', () => {
  const henan = regime('henan-social', now)
  assert.equal(statedValue(henan.delivery.earlySubmission)?.mode, 'never')
  assert.equal(statedValue(henan.delivery.entryLimit)?.closes, 'at')
  assert.equal(statedValue(henan.delivery.entryLimit)?.effect, 'absent')
})

test('SDS-5.2-01 SDS-5.2-02 at least five working days in public; HN-2.1-07 ten days are a latest start', () => {
  assert.deepEqual(statedValue(sds.publicity.results)?.duration, { days: 5, kind: 'working' })
  assert.equal(statedValue(sds.publicity.results)?.audience, 'public')
  const henan = statedValue(regime('henan-social', now).publicity.results)
  assert.equal(henan?.duration, null)
  assert.deepEqual(henan?.startWithin, { days: 10, kind: 'working' })
  assert.equal(statedValue(regime('shandong-enterprise', now).publicity.results)?.audience, 'employees')
})

test('the pass mark of Shandong is the operator’s, and cites no clause', () => {
  const { passRule } = sds.results
  assert.equal(passRule.provenance, 'operator')
  assert.deepEqual(passRule.value, { fullMark: 100, passMark: 60, everySubject: true })
  assert.deepEqual(passRule.clauses, [])
})

test('SPC-3.1-01 sixteen years are the least: the notice means the labour law, in Shandong social the operator set it', () => {
  assert.equal(statedValue(regime('shandong-special', now).eligibility.minimumAge), 16)
  assert.equal(statedValue(sds.eligibility.minimumAge), 16)
  assert.equal(sds.eligibility.minimumAge.provenance, 'operator')
})

test('HN-2.8-09 HN-2.8-10 the pass mark of Henan is stated', () => {
  assert.equal(regime('henan-social', now).results.passRule.provenance, 'clause')
})

test('subjects by level: theory and skill up to level 3, the review for levels 2 and 1', () => {
  for (const { level, subjects } of sds.results.subjects.value)
    assert.deepEqual(subjects, level <= 2 ? ['theory', 'practical', 'review'] : ['theory', 'practical'])
  assert.equal(sds.results.subjects.value.length, 5)
})

test('SDS-3.2-04 SDS-3.2-05 the photo is a colour JPG on white of at most 20 KB', () => {
  const photo = statedValue(sds.enrolment.photo)
  assert.equal(photo?.maxBytes, 20_480)
  assert.equal(photo?.format, 'jpg')
  assert.equal(photo?.background, 'white')
  assert.equal(photo?.colour, true)
})

test('SDS-3.3-03 three lists of identity documents, a driving licence in none', () => {
  const lists = statedValue(sds.eligibility.identityDocuments)
  assert.deepEqual(lists?.mainland, ['resident-id', 'shandong-social-card', 'mainland-residence-permit'])
  assert.equal(lists?.hongKongMacaoTaiwan.length, 4)
  assert.deepEqual(lists?.foreign, ['foreign-passport', 'foreign-permanent-resident-id'])
})

test('SDS-2.1-04 SDS-7.2-03 SDS-A2-01 the prescribed lists have fourteen, thirteen and eighteen entries', () => {
  assert.equal(statedValue(sds.annualPlan.noticeFields)?.length, 14)
  assert.equal(statedValue(sds.archive.items)?.length, 13)
  assert.equal(statedValue(sds.enrolment.form)?.fields.length, 18)
  assert.equal(statedValue(sds.enrolment.form)?.commitments.length, 5)
})

const listIn = (id: string, key: string): readonly string[] =>
  (clause(id).parameters[key] ?? '').replace(/^\[|\]$/gu, '').split('|')

test('the lists of the packs are those of the library, word by word and in order', () => {
  const henan = regime('henan-social', now)
  const enterprise = regime('shandong-enterprise', now)
  assert.deepEqual(statedValue(sds.annualPlan.noticeFields), listIn('SDS-2.1-04', 'fields'))
  assert.deepEqual(statedValue(sds.archive.items), listIn('SDS-7.2-03', 'items'))
  assert.deepEqual(statedValue(sds.enrolment.form)?.fields, listIn('SDS-A2-01', 'fields'))
  assert.deepEqual(statedValue(sds.enrolment.categories), listIn('SDS-A2-02', 'values'))
  assert.deepEqual(statedValue(sds.reporting.annualReport)?.fields, listIn('SDS-8.0-02', 'fields'))
  assert.deepEqual(statedValue(sds.site.requirements)?.functionalRooms, listIn('SDS-4.1-04', 'rooms'))
  assert.deepEqual(statedValue(enterprise.archive.items), listIn('SDE-7.2-03', 'items'))
  assert.deepEqual(statedValue(enterprise.enrolment.form)?.fields, listIn('SDE-A1-01', 'fields'))
  assert.deepEqual(statedValue(henan.archive.items), listIn('HN-2.9-01', 'items'))
  assert.deepEqual(statedValue(henan.annualPlan.noticeFields), listIn('HN-2.1-02', 'fields'))
})

test('SDS-7.1-01 SDS-7.1-04 SDS-7.2-04 SDS-7.2-05 the clocks of reporting and archive', () => {
  assert.deepEqual(statedValue(sds.reporting.certificates), {
    kind: 'within',
    days: { days: 30, kind: 'working' },
    from: 'issue',
  })
  assert.deepEqual(statedValue(sds.reporting.correctionWithin), { days: 15, kind: 'working' })
  assert.deepEqual(statedValue(sds.archive.retention), {
    paperMonths: 36,
    electronicMonths: 60,
    videoMonths: 60,
  })
})

test('SDS-4.3-04 SDS-4.3-05 SDS-4.3-13 posts of a sitting', () => {
  assert.deepEqual(statedValue(sds.staffing.siteHeads), [{ post: '考点负责人', min: 1, max: 1, per: 'site' }])
  assert.equal(statedValue(sds.staffing.invigilatorsPerRoom)?.operator, 'exactly')
  assert.equal(statedValue(sds.staffing.invigilatorsPerRoom)?.count, 2)
  assert.equal(statedValue(sds.staffing.supervisors)?.count, 1)
  assert.equal(sds.staffing.panel.provenance, 'operator')
  assert.deepEqual(sds.staffing.panel.value, { minMembers: 3, odd: true, scoresPerCandidate: 3 })
})

test('SDS-A3-09 the name of a batch has date, organisation and number', () => {
  const { pattern } = sds.plan.batchName.value
  const name = pattern.replace('{yyyymmdd}', '20230521').replace('{organisation}', 'XXX').replace('{n}', '1')
  assert.equal(name, '20230521XXX第1期社会化评价')
})

test('SDS-6.2-02 SDS-6.2-03 the certificate is set in 小四仿宋 and shows —— for no trade', () => {
  const { value } = sds.certificate.form
  assert.deepEqual(value.font, { family: '仿宋', sizeName: '小四', points: 12 })
  assert.equal(value.noTrade, '——')
})
