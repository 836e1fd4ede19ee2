import { type Attributes, attribute, XmlRefused, xmlFeeder } from '#platform/xml/feeder.ts'

/** An element with what is in it; names come without their namespace prefix. */
export interface XmlNode {
  readonly name: string
  readonly attributes: Attributes
  readonly children: readonly (XmlNode | string)[]
}

/** Deeper than any program writes; what walks a tree may recurse. */
const deepest = 250

interface OpenNode extends XmlNode {
  readonly children: (XmlNode | string)[]
}

/**
 * The children of the first element called `within`, one after another, so that a long document is never whole in
 * memory. Throws `XmlRefused`.
 */
export async function* childrenOf(chunks: AsyncIterable<string>, within: string): AsyncIterable<XmlNode> {
  let ready: XmlNode[] = []
  const open: OpenNode[] = []
  let inside = false
  let depth = 0
  const feeder = xmlFeeder({
    open: (name, attributes) => {
      if (++depth > deepest) throw new XmlRefused('too-deep', `${deepest} elements`)
      if (inside) open.push({ name, attributes, children: [] })
      else if (name === within) inside = true
    },
    close: () => {
      depth -= 1
      const node = open.pop()
      if (!node) inside = false
      else if (open.length === 0) ready.push(node)
      else open.at(-1)!.children.push(node)
    },
    text: (text) => open.at(-1)?.children.push(text),
  })
  const take = () => {
    const nodes = ready
    ready = []
    return nodes
  }
  let any = false
  for await (const chunk of chunks) {
    any ||= chunk.length > 0
    feeder.write(chunk)
    yield* take()
  }
  if (any) feeder.end()
  yield* take()
}

export const elementsOf = ({ children }: XmlNode): readonly XmlNode[] =>
  children.filter((child) => typeof child !== 'string')

export const childOf = (node: XmlNode | undefined, name: string): XmlNode | undefined =>
  node && elementsOf(node).find((child) => child.name === name)

/** Every element of a name within a node, in reading order; those within a found one are not looked for. */
export const within = (node: XmlNode, ...names: readonly string[]): readonly XmlNode[] =>
  elementsOf(node).flatMap((child) => (names.includes(child.name) ? [child] : within(child, ...names)))

/** The attribute `val` of a child, whatever its prefix. */
export const valOfChild = (node: XmlNode | undefined, child: string): string | undefined => {
  const found = childOf(node, child)
  return found && valOf(found)
}

export const valOf = ({ attributes }: XmlNode): string | undefined => attribute(attributes, 'val')

export const nodeText = (node: XmlNode): string =>
  node.children.map((child) => (typeof child === 'string' ? child : nodeText(child))).join('')
