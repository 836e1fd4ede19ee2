// `npm test`: everything, browser journeys included, on a fresh machine; ends with the closing counts.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { ensureInstalled, root, runUnderNode24 } from './node24.mjs'

/** Journeys need a browser, documents are read back with poppler; on Debian, as root, both are installed. */
const ensurePrograms = () => {
  const found = (program) => existsSync(`/usr/bin/${program}`)
  if ((process.env.CHROMIUM_PATH || found('chromium')) && found('pdftotext')) return
  const isRoot = process.getuid?.() === 0
  if (isRoot && spawnSync('apt-get', ['--version']).status === 0) {
    console.log('正在安装测试所需的 chromium 和 poppler-utils……')
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium', 'poppler-utils', 'fonts-noto-cjk'], {
      stdio: 'ignore',
    })
  }
  if ((process.env.CHROMIUM_PATH || found('chromium')) && found('pdftotext')) return
  console.error(
    '没有找到 chromium 或 pdftotext。请安装（Debian：apt-get install chromium poppler-utils fonts-noto-cjk）；chromium 的路径也可用 CHROMIUM_PATH 指定。',
  )
  process.exit(1)
}

ensureInstalled()
spawnSync(process.execPath, ['scripts/fonts.mjs'], { cwd: root, stdio: 'inherit' })
ensurePrograms()
runUnderNode24('scripts/test.ts', process.argv.slice(2))
