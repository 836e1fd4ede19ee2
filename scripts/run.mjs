// `node scripts/run.mjs FILE.ts …` runs a TypeScript file under the pinned Node 24.
import { ensureInstalled, runUnderNode24 } from './node24.mjs'

ensureInstalled()
runUnderNode24(process.argv[2], process.argv.slice(3))
