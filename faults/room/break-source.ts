// Preloaded into a node that is broken on purpose where no hook reaches: one line of its source reads otherwise.
import { registerHooks } from 'node:module'
import type { Mutant } from './mutants.ts'

interface Change {
  readonly file: string
  readonly is: string
  readonly becomes: string
}

const changes: { readonly [M in Mutant]?: Change } = {
  'acknowledges-without-standby': {
    file: '/apps/exam-room/node/group-commit.ts',
    is: 'if (elsewhere) elsewhere.then(tell, (refused) => fail(writers, refused))',
    becomes: 'if (elsewhere) { tell(); elsewhere.catch(() => {}) }',
  },
  'serves-on-unfenced': {
    file: '/apps/exam-room/node/serving.ts',
    is: "if (role === 'serving') return undefined",
    becomes: "if (role === 'serving' || role === 'superseded') return undefined",
  },
}

const change = changes[process.env.FAULT_MUTANT as Mutant]

if (change)
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context)
      if (!url.endsWith(change.file)) return loaded
      const source = String(loaded.source)
      if (!source.includes(change.is)) throw new Error(`${change.file} does not say any more: ${change.is}`)
      return { ...loaded, source: source.replace(change.is, change.becomes) }
    },
  })
