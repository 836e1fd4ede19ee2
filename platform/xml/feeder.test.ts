import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readXml, XmlRefused } from './feeder.ts'
import { readXmlTree, xmlTextOf } from './tree.ts'

async function* chunks(...texts: readonly string[]): AsyncIterable<string> {
  yield* texts
}

test('a text cut anywhere is fed as one; names lose their prefix', async () => {
  const seen: string[] = []
  await readXml(chunks('<w:a x:b="1"><', 'c>te', 'xt</c></w:', 'a>'), {
    open: (name, attributes) => seen.push(`<${name} ${JSON.stringify(attributes)}`),
    close: (name) => seen.push(`>${name}`),
    text: (text) => seen.push(text),
  })
  assert.deepEqual([seen[0], seen.slice(2, -2).join(''), seen.at(-1)], ['<a {"x:b":"1"}', 'text', '>a'])
})

test('a document type declaration and damage are refused in a stream as in a tree; an absent text calls nothing', async () => {
  const handler = { open: () => undefined, close: () => undefined }
  const cases = {
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>': 'document-type',
    '<a><b></a>': 'damaged',
    '<a>&nbsp': 'damaged',
  }
  for (const [text, failure] of Object.entries(cases)) {
    const isIt = (error: unknown) => error instanceof XmlRefused && error.failure === failure
    await assert.rejects(readXml(chunks(text), handler), isIt)
    assert.throws(() => readXmlTree(text), isIt)
  }
  await readXml(chunks(), handler)
  assert.equal(xmlTextOf(readXmlTree('<a>1&nbsp;2</a>')), '1\u00a02')
})
