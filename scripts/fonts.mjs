// Makes sure that the fonts the documents are set in are on the machine. Safe to run at every start: it is
// quick when they are there and never fails; a font still missing is refused later, by name, when needed.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const target = path.resolve(process.argv[2] ?? path.join(root, 'data', 'fonts'))
const systemFolders = [
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  'C:\\Windows\\Fonts',
  '/Library/Fonts',
  '/System/Library/Fonts',
]

/** Each need is met when every row of `files` has one of its file names present. */
const needs = [
  {
    title: '思源宋体、思源黑体',
    package: 'fonts-noto-cjk',
    files: [
      ['NotoSerifCJK-Regular.ttc', 'NotoSerifCJKsc-Regular.otf'],
      ['NotoSerifCJK-Bold.ttc', 'NotoSerifCJKsc-Bold.otf'],
      ['NotoSansCJK-Regular.ttc', 'NotoSansCJKsc-Regular.otf'],
      ['NotoSansCJK-Bold.ttc', 'NotoSansCJKsc-Bold.otf'],
    ],
  },
  { title: '仿宋', package: 'texlive-lang-chinese', files: [['FandolFang-Regular.otf', 'simfang.ttf']] },
]

const filesUnder = (folder) => {
  if (!existsSync(folder)) return []
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
  } catch {
    return []
  }
}

const run = (command, args, cwd) =>
  spawnSync(command, args, { cwd, stdio: 'ignore', timeout: 300_000 }).status === 0

const quickly = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20']

/** Downloads a Debian package without installing it; needs no root unless the package lists are empty. */
const unpack = (name, folder) => {
  const download = () => run('apt-get', [...quickly, 'download', name], folder)
  const refreshed = () => process.getuid?.() === 0 && run('apt-get', [...quickly, 'update'], folder)
  if (!download() && !(refreshed() && download())) return false
  const archive = readdirSync(folder).find((file) => file.endsWith('.deb'))
  return archive !== undefined && run('dpkg', ['-x', archive, 'unpacked'], folder)
}

const fetchNeed = (need, missing) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fonts-'))
  try {
    if (!unpack(need.package, folder)) return false
    const unpacked = filesUnder(path.join(folder, 'unpacked'))
    mkdirSync(target, { recursive: true })
    return missing.every((names) => {
      const found = unpacked.find((file) => names.includes(path.basename(file)))
      if (!found) return false
      // Copied under another name first, so that an interrupted copy is never taken for a font.
      const whole = path.join(target, path.basename(found))
      cpSync(found, `${whole}.part`, { dereference: true })
      renameSync(`${whole}.part`, whole)
      return true
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const hasAptGet = () =>
  process.platform === 'linux' && ['/usr/bin/apt-get', '/bin/apt-get'].some((file) => existsSync(file))

const ensureFonts = () => {
  const present = new Set([target, ...systemFolders].flatMap(filesUnder).map((file) => path.basename(file)))
  for (const need of needs) {
    const missing = need.files.filter((names) => !names.some((name) => present.has(name)))
    if (missing.length === 0) continue
    if (!hasAptGet()) {
      console.log(
        `缺少字体“${need.title}”：请把 ${missing.map(([name]) => name).join('、')} 放入 ${target}。`,
      )
      continue
    }
    console.log(`正在获取字体“${need.title}”（软件包 ${need.package}，约 50 MB，仅首次）……`)
    if (!fetchNeed(need, missing))
      console.log(`字体“${need.title}”未能取得，用到它的文书会说明原因；可稍后重新启动再试。`)
  }
}

try {
  ensureFonts()
} catch (error) {
  console.log(`字体检查未完成：${error instanceof Error ? error.message : String(error)}`)
}
