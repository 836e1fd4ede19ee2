import { type ComponentType, createElement, Fragment, type ReactNode } from 'react'
import type { Block, Inline, Mark, Rich } from '#modules/itembank/core/rich.ts'

/** How the place that shows a text gets at its pictures and sets its formulas. */
export interface RichParts {
  readonly Picture: ComponentType<{
    readonly digest: string
    readonly alt: string
    readonly width?: number | undefined
  }>
  readonly Formula: ComponentType<{ readonly latex: string }>
}

const tags: { readonly [M in Mark]: string } = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  superscript: 'sup',
  subscript: 'sub',
}

const marked = (text: string, held: readonly Mark[]): ReactNode =>
  held.reduceRight<ReactNode>((inner, mark) => createElement(tags[mark], null, inner), text)

const InlineView = ({ inline, parts }: { readonly inline: Inline; readonly parts: RichParts }): ReactNode => {
  switch (inline.kind) {
    case 'text':
      return marked(inline.text, inline.marks ?? [])
    case 'formula':
      return <parts.Formula latex={inline.latex} />
    case 'picture':
      return <parts.Picture digest={inline.digest} alt={inline.alt} width={inline.width} />
    case 'blank':
      return <span className="rich-blank" role="img" aria-label="填空" />
    case 'break':
      return <br />
  }
}

const Line = ({ of, parts }: { readonly of: readonly Inline[]; readonly parts: RichParts }) =>
  of.map((inline, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text has no other order than its own
    <InlineView key={at} inline={inline} parts={parts} />
  ))

const BlockView = ({ block, parts }: { readonly block: Block; readonly parts: RichParts }): ReactNode => {
  const line = (content: readonly Inline[]) => <Line of={content} parts={parts} />
  switch (block.kind) {
    case 'paragraph':
      return <p>{line(block.content)}</p>
    case 'table':
      return (
        <table className="rich-table">
          <tbody>
            {block.rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other order than their own
              <tr key={at}>
                {row.map(({ content, columns, rows }, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: likewise
                  <td key={column} colSpan={columns} rowSpan={rows}>
                    {line(content)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )
    case 'list':
      return createElement(
        block.ordered ? 'ol' : 'ul',
        null,
        // biome-ignore lint/suspicious/noArrayIndexKey: likewise
        block.items.map((item, at) => <li key={at}>{line(item)}</li>),
      )
  }
}

/** A rich text within a line or a button: paragraphs follow each other with line breaks. */
export const RichInline = ({ rich, parts }: { readonly rich: Rich; readonly parts: RichParts }) => (
  <span className="rich">
    {rich.map((block, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: likewise
      <Fragment key={at}>
        {at > 0 && <br />}
        {block.kind === 'paragraph' ? (
          <Line of={block.content} parts={parts} />
        ) : (
          <BlockView block={block} parts={parts} />
        )}
      </Fragment>
    ))}
  </span>
)

/** Shows a rich text; nothing in it can run, since only what is named here is ever made. */
export const RichView = ({ rich, parts }: { readonly rich: Rich; readonly parts: RichParts }) => (
  <div className="rich">
    {rich.map((block, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: likewise
      <BlockView key={at} block={block} parts={parts} />
    ))}
  </div>
)
