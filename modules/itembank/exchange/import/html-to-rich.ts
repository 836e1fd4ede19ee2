import { Parser } from 'htmlparser2'
import type { Rich } from '../../core/rich.ts'
import type { Loss } from '../core/parsed.ts'
import { HtmlSink, type PictureSource } from './html-sink.ts'

export interface RichReading {
  readonly rich: Rich
  readonly losses: readonly Loss[]
}

/** Deeper than any page that people write. The parser's stack costs more with each level. */
const deepest = 250
const tooDeep = new Error('HTML nested too deep')

/** HTML as rich text. What the closed set does not hold is named as a loss; nothing is fetched and nothing runs. */
export const htmlToRich = (html: string, picture: PictureSource): RichReading => {
  const sink = new HtmlSink(picture)
  let depth = 0
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth += 1
        if (depth > deepest) throw tooDeep
        sink.open(name, attributes)
      },
      onclosetag: () => {
        depth -= 1
        sink.close()
      },
      ontext: (text) => sink.text(text),
    },
    { recognizeSelfClosing: true },
  )
  try {
    parser.end(html)
  } catch (error) {
    if (error !== tooDeep) throw error
    sink.losses.add('嵌套过深的内容')
  }
  return sink.finish()
}
