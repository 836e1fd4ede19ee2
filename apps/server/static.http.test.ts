import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import Fastify from 'fastify'
import { nodePages } from '../pages.ts'
import { servePages } from './static.ts'

// What a build leaves, as far as the server looks at it.
const web = mkdtempSync(path.join(tmpdir(), 'served-pages-'))
after(() => rmSync(web, { recursive: true, force: true }))
mkdirSync(path.join(web, 'assets'))
for (const { folder } of nodePages) {
  mkdirSync(path.join(web, folder), { recursive: true })
  writeFileSync(path.join(web, folder, 'index.html'), '<!doctype html><title>page</title>')
}

const partner = 'http://10.20.0.12:8080'
const nodes: string[] = []
const app = Fastify()
after(() => app.close())
await app.register(servePages, { web, pages: nodePages, connectTo: () => nodes })

const policyOf = async (address: string): Promise<ReadonlyMap<string, string>> => {
  const response = await app.inject({ method: 'GET', url: address })
  assert.equal(response.statusCode, 200, address)
  const lines = String(response.headers['content-security-policy']).split('; ')
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]))
}

test('SDS-4.4-40 a seat may call the partner of its server as soon as there is one, and nobody else', async () => {
  const alone = await policyOf('/room/seat/')
  assert.equal(alone.get('connect-src'), undefined)
  assert.equal(alone.get('default-src'), "'self'", 'without a partner it calls its own server only')
  nodes.push('http://10.20.0.11:8080', partner)
  for (const { address } of nodePages) {
    const paired = await policyOf(address)
    assert.equal(paired.get('connect-src'), `'self' http://10.20.0.11:8080 ${partner}`, address)
    assert.equal(paired.get('script-src'), "'self'", 'a program comes from its own server alone')
  }
  nodes.length = 0
  assert.equal((await policyOf('/room/seat/')).get('connect-src'), undefined, 'unpaired, it is closed again')
})
