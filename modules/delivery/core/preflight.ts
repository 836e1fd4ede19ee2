import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** What is looked at before an examination. */
export type PreflightCheck = 'build' | 'rules' | 'disk' | 'sync' | 'clock' | 'fonts' | 'camera' | 'seats'

export interface PreflightLine {
  readonly line: PreflightCheck
  readonly title: string
  readonly passed: boolean
  /** A room with a failed hard line does not open, whatever reason is given. */
  readonly hard: boolean
  readonly finding: string
  /** Who answers for the line: the system where it measured, else who said so. */
  readonly person: string
  readonly at: string
}

/** The check as a whole; it is part of the journal and goes to the centre with it. */
export interface PreflightResult {
  readonly at: string
  readonly person: string
  readonly passed: boolean
  readonly reason: string
  readonly lines: readonly PreflightLine[]
}

interface Pair {
  readonly own: string
  readonly expected: string
}

/** What the machine found out about itself. */
export interface Measured {
  readonly build: Pair
  readonly rules: Pair
  readonly freeBytes: number
  readonly neededBytes: number
  /** The slowest of several writes, until the disk had it. */
  readonly syncMilliseconds: number
  /** Seconds that the centre's clock is ahead; null when it is out of reach. */
  readonly clockSeconds: number | null
  readonly fonts: boolean
  /** Null without a camera that can be asked. */
  readonly camera: boolean | null
  readonly machines: { readonly reachable: number; readonly expected: number }
}

export interface PreflightLimits {
  readonly clockSeconds: number
  readonly diskTimes: number
  readonly syncMilliseconds: number
}

/** What a person confirmed with his own eyes. */
export interface Confirmed {
  readonly person: string
  readonly now: number
  readonly clock: boolean
  readonly camera: boolean
  readonly reason: string
}

const titles: { readonly [K in PreflightCheck]: string } = {
  build: '程序版本',
  rules: '考试规则',
  disk: '磁盘空间',
  sync: '落盘速度',
  clock: '时钟',
  fonts: '字体',
  camera: '监控',
  seats: '考试机',
}

const system = '系统'
const short = (hash: string): string => hash.slice(0, 8)
const gib = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(1)} GB`

type Found = Pick<PreflightLine, 'line' | 'passed' | 'finding'> & { readonly byPerson?: boolean }

const compared = (line: 'build' | 'rules', { own, expected }: Pair): Found => ({
  line,
  passed: own === expected,
  finding:
    own === expected
      ? `与中心一致（${short(own)}）`
      : `与中心下发的不一致（本机 ${short(own)}，中心 ${short(expected)}）`,
})

const clockLine = ({ clockSeconds }: Measured, confirmed: Confirmed, limits: PreflightLimits): Found =>
  clockSeconds === null
    ? {
        line: 'clock',
        passed: confirmed.clock,
        finding: confirmed.clock ? '与北京时间核对一致' : '联系不上中心，也未经人工核对',
        byPerson: true,
      }
    : {
        line: 'clock',
        passed: Math.abs(clockSeconds) <= limits.clockSeconds,
        finding: `与中心相差 ${clockSeconds.toFixed(1)} 秒`,
      }

const cameraLine = ({ camera }: Measured, confirmed: Confirmed): Found => {
  if (camera !== null)
    return { line: 'camera', passed: camera, finding: camera ? '取到画面' : '没有取到画面' }
  const finding = confirmed.camera ? '现场查看，画面正常' : '未经人工确认'
  return { line: 'camera', passed: confirmed.camera, finding, byPerson: true }
}

const found = (measured: Measured, confirmed: Confirmed, limits: PreflightLimits): readonly Found[] => {
  const { freeBytes, neededBytes, syncMilliseconds, fonts, machines } = measured
  return [
    compared('build', measured.build),
    compared('rules', measured.rules),
    {
      line: 'disk',
      passed: freeBytes >= limits.diskTimes * neededBytes,
      finding: `可用 ${gib(freeBytes)}，本场需要 ${gib(neededBytes)}`,
    },
    {
      line: 'sync',
      passed: syncMilliseconds <= limits.syncMilliseconds,
      finding: `写入并落盘最慢 ${Math.ceil(syncMilliseconds)} 毫秒`,
    },
    clockLine(measured, confirmed, limits),
    { line: 'fonts', passed: fonts, finding: fonts ? '中文字体可用' : '有机器缺少中文字体' },
    cameraLine(measured, confirmed),
    {
      line: 'seats',
      passed: machines.reachable >= machines.expected,
      finding: `在线 ${machines.reachable}/${machines.expected}`,
    },
  ]
}

const isHard = (line: PreflightCheck): boolean => line === 'build' || line === 'rules'

/** SDS-4.4-16, SDE-4.6-06: every line with its result, person and time; what falls short needs a reason. */
export const judgePreflight = (
  measured: Measured,
  confirmed: Confirmed,
  limits: PreflightLimits,
): Verdict<PreflightResult, 'reason-missing'> => {
  const at = new Date(confirmed.now).toISOString()
  const lines = found(measured, confirmed, limits).map(({ byPerson, ...line }) => ({
    ...line,
    title: titles[line.line],
    hard: isHard(line.line),
    person: byPerson ? confirmed.person : system,
    at,
  }))
  const short = lines.filter(({ passed, hard }) => !passed && !hard)
  const reason = confirmed.reason.trim()
  if (short.length > 0 && reason === '') {
    return refuse('reason-missing', {
      sentence: `自检有未达标的项目：${short.map(({ title, finding }) => `${title}（${finding}）`).join('、')}。`,
      remedy: '请处理后重新自检；确需继续的，写明原因后再次自检。',
      clauses: ['SDS-4.4-16', 'SDE-4.6-06'],
      field: 'reason',
    })
  }
  const passed = lines.every((line) => line.passed || !line.hard)
  return accept({ at, person: confirmed.person, passed, reason, lines })
}

type Gate = Verdict<null, 'preflight-missing' | 'preflight-failed'>

const failed = ({ lines }: PreflightResult) =>
  failedLines(lines.filter(({ passed, hard }) => !passed && hard))

const failedLines = (wrong: readonly Pick<PreflightLine, 'title' | 'finding'>[]) =>
  refuse('preflight-failed', {
    sentence: `不能开始签到：${wrong.map(({ title, finding }) => `${title}${finding}`).join('；')}。`,
    remedy: '请在本机安装与中心相同的版本后重新自检，或请机构重新制作考场包。',
    clauses: ['SDS-4.4-16', 'HN-1.8.4-13'],
  })

/** Whether program and rules are those that the room was handed: asked of every room when it opens, checked or not. */
export const gateOfHandOver = (
  measured: Pick<Measured, 'build' | 'rules'>,
): Verdict<null, 'preflight-failed'> => {
  const wrong = [compared('build', measured.build), compared('rules', measured.rules)]
    .filter(({ passed }) => !passed)
    .map(({ line, finding }) => ({ title: titles[line], finding }))
  return wrong.length === 0 ? accept(null) : failedLines(wrong)
}

/** Whether a room may open check-in after this check. */
export const gateOfPreflight = (
  last: PreflightResult | null,
  at: { readonly now: number; readonly validHours: number },
): Gate => {
  if (!last || at.now - Date.parse(last.at) > at.validHours * 3_600_000) {
    return refuse('preflight-missing', {
      sentence: last ? `上次考前自检已超过 ${at.validHours} 小时。` : '本场还没有做考前自检。',
      remedy: '请在监考台或考场服务器的管理页完成考前自检后再开始签到。',
      clauses: ['SDS-4.4-16', 'SDE-4.6-06'],
    })
  }
  return last.passed ? accept(null) : failed(last)
}
