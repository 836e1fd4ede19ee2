import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { openSealedPaper } from '#modules/itembank/paper/open-paper.ts'
import { settableClock } from '#platform/clock/clock.ts'
import { silentLogger } from '#platform/log/log.ts'
import { readHeader, seal } from '#platform/seal/package.ts'
import { readConfig } from './config.ts'
import { openServices } from './services.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'seal-suite-'))
after(() => rmSync(folder, { recursive: true }))

/** The sealing of a server whose configuration names this suite, its other services closed again. */
const sealingOf = async (suite?: string) => {
  const config = readConfig({ JIANGHENG_DATA: folder, ...(suite && { JIANGHENG_SEAL: suite }) }, 'demo')
  const services = openServices(config, { clock: settableClock(), log: silentLogger })
  await services.press.close()
  return services.sealing
}

const custodians = [
  { name: '甲', passphrase: '海棠-灯塔-42' },
  { name: '乙', passphrase: 'Nacelle-ohm-47' },
]
const paper = {
  ...{ labels: {}, serverVersion: '0.1.0', opensAt: null, custodians, threshold: 2 },
  files: [
    {
      name: 'paper.json',
      content: Buffer.from(JSON.stringify({ title: '样卷', items: [{ type: 'judge' }] })),
    },
  ],
}
const shares = custodians.map(({ name, passphrase }) => ({
  custodian: name,
  share: Buffer.from(passphrase),
}))

test('SDS-4.2-09 the suite follows the configuration, and what was sealed before a change still opens, either way', async () => {
  const international = await sealingOf()
  const before = await seal({ ...paper, ...international })
  const national = await sealingOf('national')
  const later = await seal({ ...paper, ...national })
  const back = await sealingOf('international')
  const suites = [before, later].map(({ bytes }) => {
    const header = readHeader(bytes)
    assert.ok(!header.refused)
    const { suite, digest, issuer } = header.value
    return [suite, digest, issuer.algorithm]
  })
  assert.deepEqual(suites, [
    ['aes-256-gcm', 'sha256', 'Ed25519'],
    ['sm4-cbc-hmac-sm3', 'sm3', 'SM2'],
  ])
  for (const { verifiers } of [national, back])
    for (const { bytes } of [before, later]) {
      const opened = await openSealedPaper({ verifiers, serverVersion: '0.1.0' })(bytes, shares, new Date())
      assert.equal(opened.refused, false)
    }
  assert.throws(() => readConfig({ JIANGHENG_SEAL: 'rot13' }, 'demo'), /JIANGHENG_SEAL/)
})
