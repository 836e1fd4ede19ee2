import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { pages } from '#apps/pages.ts'
import { buildWeb, web } from '../scripts/build-web.ts'
import type { Figure } from './figure.ts'

/** KiB of gzip that a first visit may load. */
const limits: Readonly<Record<string, number>> = {
  public: 350,
  candidate: 350,
  'room-seat': 120,
  'room-invigilator': 120,
}

const gzipped = (file: string) => gzipSync(readFileSync(file)).length

/** The page and everything its HTML loads before anything is clicked. */
const firstLoad = (folder: string): number => {
  const html = path.join(web, folder, 'index.html')
  const assets = [...readFileSync(html, 'utf8').matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(
    (match) => match[1]!,
  )
  return [html, ...new Set(assets.map((asset) => path.join(web, asset)))].reduce(
    (sum, file) => sum + gzipped(file),
    0,
  )
}

export const run = async (): Promise<readonly Figure[]> => {
  await buildWeb()
  return pages.map(({ name, folder }) => {
    const value = firstLoad(folder) / 1024
    const limit = limits[name]
    return {
      name: `first load of ${name}`,
      value,
      unit: 'KiB gzip',
      floor: null,
      ratio: null,
      target: limit === undefined ? 'none set' : `≤ ${limit} KiB`,
      ok: limit === undefined || value <= limit,
    }
  })
}
