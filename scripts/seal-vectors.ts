// Writes platform/seal/vectors.json: a package of each suite from fixed keys, nonces, salts and shares.
import { writeFileSync } from 'node:fs'
import { makeVectors } from '#platform/seal/vectors.fixture.ts'

const path = new URL('../platform/seal/vectors.json', import.meta.url)
writeFileSync(path, `${JSON.stringify(await makeVectors(), null, 2)}\n`)
