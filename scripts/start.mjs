// `npm start`: installs what is missing, then starts the demo province and prints where it is.
import { spawnSync } from 'node:child_process'
import { ensureInstalled, root, runUnderNode24 } from './node24.mjs'

ensureInstalled()
spawnSync(process.execPath, ['scripts/fonts.mjs'], { cwd: root, stdio: 'inherit' })
runUnderNode24('apps/server/cli.ts', ['demo', ...process.argv.slice(2)])
