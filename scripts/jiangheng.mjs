#!/usr/bin/env node
// `npx jiangheng COMMAND`: the operator's command line, under the pinned Node 24.
import path from 'node:path'
import { ensureInstalled, root, runUnderNode24 } from './node24.mjs'

ensureInstalled()
runUnderNode24(path.join(root, 'apps/server/cli.ts'), process.argv.slice(2))
