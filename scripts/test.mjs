// `npm test`: everything, browser journeys included, on a fresh machine; ends with the closing counts.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { ensureInstalled, root, runUnderNode24 } from './node24.mjs'

/** The journeys need a browser; on Debian, as root, it is installed, elsewhere the message says what to do. */
const ensureBrowser = () => {
  if (process.env.CHROMIUM_PATH || existsSync('/usr/bin/chromium')) return
  const isRoot = process.getuid?.() === 0
  if (isRoot && spawnSync('apt-get', ['--version']).status === 0) {
    console.log('正在安装浏览器测试所需的 chromium……')
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], { stdio: 'ignore' })
  }
  if (existsSync('/usr/bin/chromium')) return
  console.error(
    '没有找到 chromium。请安装（Debian：apt-get install chromium fonts-noto-cjk），或用 CHROMIUM_PATH 指定其路径。',
  )
  process.exit(1)
}

ensureInstalled()
spawnSync(process.execPath, ['scripts/fonts.mjs'], { cwd: root, stdio: 'inherit' })
ensureBrowser()
runUnderNode24('scripts/test.ts', process.argv.slice(2))
