import path from 'node:path'
import { readXml } from '#platform/xml/feeder.ts'
import type { Package } from './package.ts'

export interface Relation {
  readonly id: string
  /** The last word of its type: `image`, `worksheet`. */
  readonly type: string
  /** The part it leads to, or the outside address of an external one, which nobody fetches. */
  readonly part: string
  readonly external: boolean
}

/** What a part refers to; none when the package says nothing. */
export const relationsOf = async (pack: Package, part: string): Promise<readonly Relation[]> => {
  const folder = path.posix.dirname(part)
  const relations: Relation[] = []
  await readXml(pack.read(path.posix.join(folder, '_rels', `${path.posix.basename(part)}.rels`)), {
    open: (name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) => {
      if (name !== 'Relationship') return
      const external = mode === 'External'
      const absolute = target.startsWith('/') ? target : path.posix.join('/', folder, target)
      const within = path.posix.normalize(absolute).slice(1)
      relations.push({
        id,
        type: type.slice(type.lastIndexOf('/') + 1),
        part: external ? target : within,
        external,
      })
    },
    close: () => undefined,
  })
  return relations
}
