/** The pipeline of business modules. Imports only point left; facts flow right. */
export const pipeline = [
  'policy',
  'party',
  'filing',
  'site',
  'itembank',
  'plan',
  'enrolment',
  'finance',
  'arrangement',
  'delivery',
  'scoring',
  'certificate',
  'archive',
  'supervision',
] as const

export interface ImportingFile {
  /** Relative to the root of the repository, `modules/plan/store.ts`. */
  readonly path: string
  /** Paths of the same kind, resolved; packages keep their names. */
  readonly imports: readonly { readonly path: string; readonly typeOnly: boolean }[]
}

const moduleOf = (path: string): string | null => /^modules\/([^/]+)\//u.exec(path)?.[1] ?? null
const placeOf = (name: string): number => (pipeline as readonly string[]).indexOf(name)
/** Tests and the fixtures they stand on. */
const isTest = (path: string): boolean => /\.(?:test|fixture)\.ts$/u.test(path)

/** The doors of a module: its facts, the pure core of policy, the role names of party, and types of its contract. */
const isDoor = (path: string, owner: string, typeOnly: boolean): boolean => {
  if (path === `modules/${owner}/facts.ts`) return true
  if (owner === 'policy' && path.startsWith('modules/policy/core/')) return true
  if (path === 'modules/party/core/role.ts') return true
  return path === `modules/${owner}/contract.ts` && typeOnly
}

interface Step {
  readonly from: string
  readonly target: string
  readonly file: ImportingFile
  readonly typeOnly: boolean
}

const moduleViolation = ({ from, target, file, typeOnly }: Step): string | null => {
  const owner = moduleOf(target)
  if (owner === null || owner === from) return null
  if (placeOf(from) < 0) return `${from} is not in the pipeline`
  if (placeOf(owner) < 0) return `${owner} is not in the pipeline`
  if (placeOf(owner) > placeOf(from)) return `${from} imports ${owner}, which stands to its right`
  if (isTest(file.path) || isDoor(target, owner, typeOnly)) return null
  return `${from} goes past the doors of ${owner}`
}

const violationOf = (file: ImportingFile, target: string, typeOnly: boolean): string | null => {
  if (target.startsWith('apps/') && !/^(?:apps|scripts|e2e|bench|faults)\//u.test(file.path))
    return 'only apps, scripts and journeys import apps'
  if (file.path.startsWith('platform/') && target.startsWith('modules/'))
    return isTest(file.path) ? null : 'platform imports a module'
  const from = moduleOf(file.path)
  return from === null ? null : moduleViolation({ from, target, file, typeOnly })
}

/** Every import that breaks the order, as `file → import: why`. */
export const orderViolations = (files: readonly ImportingFile[]): readonly string[] =>
  files.flatMap((file) =>
    file.imports.flatMap(({ path, typeOnly }) => {
      const why = violationOf(file, path, typeOnly)
      return why === null ? [] : [`${file.path} → ${path}: ${why}`]
    }),
  )
