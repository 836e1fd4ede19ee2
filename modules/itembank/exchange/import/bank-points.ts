import type { KnowledgeTree } from '../../knowledge/core/blueprint.ts'

/** Codes that an item may be linked to. A bank without a tree has none, and takes no item (HN-1.8.3.5-04). */
export const bankPoints = (tree: KnowledgeTree | undefined): ReadonlySet<string> =>
  new Set(tree?.points.map(({ code }) => code))
