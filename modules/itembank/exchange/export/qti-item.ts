import { xmlElement, xmlText } from '#platform/xml/write.ts'
import type { Item, Part } from '../../core/item.ts'
import { inlinesOf, type Rich } from '../../core/rich.ts'
import { blankHtml } from '../import/moodle-cloze.ts'
import type { HtmlWriter } from './export-pictures.ts'
import { asQtiHtml, namespaces, type QtiElement, type QtiVersion, qtiElement } from './qti-markup.ts'

/** What one question adds to its item. */
interface Asked {
  readonly body: string
  readonly declarations: string
  /** Responses that are marked right or wrong, and those whose points are looked up. */
  readonly matched: readonly string[]
  readonly mapped: readonly string[]
}

interface Writing {
  readonly element: QtiElement
  readonly version: QtiVersion
  readonly writer: HtmlWriter
}

const rich = (text: Rich, { writer }: Writing): string => asQtiHtml(writer.html(text))

/** QTI 3 wants a box within what is not part of the body. */
const boxed = (html: string, { element, version }: Writing): string =>
  version === '3.0' ? element('content-body', {}, html) : html

const declaration = (
  { element }: Writing,
  attributes: { identifier: string; cardinality: string; 'base-type': string },
  { correct, mapped = [] }: { correct: readonly string[]; mapped?: readonly string[] },
): string => {
  const values = correct.map((value) => element('value', {}, xmlText(value))).join('')
  const entries = mapped.map((key) => element('map-entry', { 'map-key': key, 'mapped-value': '1' })).join('')
  return element(
    'response-declaration',
    attributes,
    (correct.length === 0 ? '' : element('correct-response', {}, values)) +
      (mapped.length === 0 ? '' : element('mapping', { 'default-value': '0' }, entries)),
  )
}

const choiceQuestion = (
  { stem, key }: Item | Part,
  choices: readonly (readonly [identifier: string, html: string])[],
  { identifier, writing }: { identifier: string; writing: Writing },
): Asked => {
  const right = key.kind === 'choice' ? key.labels : [String(key.kind === 'judgement' && key.correct)]
  const several = right.length > 1
  const { element } = writing
  const interaction = element(
    'choice-interaction',
    { 'response-identifier': identifier, shuffle: 'false', 'max-choices': several ? '0' : '1' },
    choices.map(([name, html]) => element('simple-choice', { identifier: name }, html)).join(''),
  )
  const cardinality = several ? 'multiple' : 'single'
  return {
    body: rich(stem, writing) + interaction,
    declarations: declaration(
      writing,
      { identifier, cardinality, 'base-type': 'identifier' },
      { correct: right },
    ),
    matched: [identifier],
    mapped: [],
  }
}

const fillQuestion = (
  { stem }: Item | Part,
  blanks: readonly (readonly string[])[],
  { identifier, writing }: { identifier: string; writing: Writing },
): Asked => {
  const names = blanks.map((_, at) => `${identifier}_${at + 1}`)
  const entry = (name: string) =>
    writing.element('text-entry-interaction', { 'response-identifier': name, 'expected-length': '20' })
  const html = rich(stem, writing)
  const marked = inlinesOf(stem).filter(({ kind }) => kind === 'blank').length === blanks.length
  let at = 0
  const body = marked
    ? html.replaceAll(blankHtml, () => entry(names[at++]!))
    : `${html}<p class="answer-line">${names.map(entry).join(' ')}</p>`
  const declared = blanks.map((accepted, which) =>
    declaration(
      writing,
      { identifier: names[which]!, cardinality: 'single', 'base-type': 'string' },
      { correct: accepted.slice(0, 1), mapped: accepted },
    ),
  )
  return { body, declarations: declared.join(''), matched: [], mapped: names }
}

const textQuestion = (
  { stem }: Item | Part,
  answer: Rich,
  { identifier, writing }: { identifier: string; writing: Writing },
): Asked => {
  const { element } = writing
  const rubric = element('rubric-block', { view: 'scorer' }, boxed(rich(answer, writing), writing))
  const interaction = element('extended-text-interaction', { 'response-identifier': identifier })
  return {
    body: rich(stem, writing) + rubric + interaction,
    declarations: declaration(
      writing,
      { identifier, cardinality: 'single', 'base-type': 'string' },
      { correct: [] },
    ),
    matched: [],
    mapped: [],
  }
}

const questionOf = (question: Item | Part, identifier: string, writing: Writing): Asked => {
  const { key } = question
  const place = { identifier, writing }
  switch (key.kind) {
    case 'choice': {
      const choices = question.options.map(({ label, content }) => [label, rich(content, writing)] as const)
      return choiceQuestion(question, choices, place)
    }
    case 'judgement':
      return choiceQuestion(
        question,
        [
          ['true', '正确'],
          ['false', '错误'],
        ],
        place,
      )
    case 'blanks':
      return fillQuestion(question, key.blanks, place)
    case 'text':
      return textQuestion(question, key.content, place)
    case 'parts':
      return { body: rich(question.stem, writing), declarations: '', matched: [], mapped: [] }
  }
}

const addPoints = ({ element }: Writing, points: string): string =>
  element(
    'set-outcome-value',
    { identifier: 'SCORE' },
    element('sum', {}, element('variable', { identifier: 'SCORE' }) + points),
  )

const processing = (asked: readonly Asked[], writing: Writing): string => {
  const { element, version } = writing
  const matched = asked.flatMap((one) => one.matched)
  const mapped = asked.flatMap((one) => one.mapped)
  if (matched.join() === 'RESPONSE' && mapped.length === 0)
    return element('response-processing', { template: namespaces[version].templates })
  const conditions = matched.map((identifier) => {
    const same = element('variable', { identifier }) + element('correct', { identifier })
    const one = addPoints(writing, element('base-value', { 'base-type': 'float' }, '1'))
    return element('response-condition', {}, element('response-if', {}, element('match', {}, same) + one))
  })
  const looked = mapped.map((identifier) => addPoints(writing, element('map-response', { identifier })))
  const steps = [...conditions, ...looked].join('')
  return steps === '' ? '' : element('response-processing', {}, steps)
}

const outcomes = (explained: boolean, { element }: Writing): string => {
  const declared = { cardinality: 'single', 'base-type': 'identifier' }
  const zero = element('default-value', {}, element('value', {}, '0'))
  const shown = element('default-value', {}, element('value', {}, 'explanation'))
  return (
    element(
      'outcome-declaration',
      { identifier: 'SCORE', cardinality: 'single', 'base-type': 'float' },
      zero,
    ) + (explained ? element('outcome-declaration', { identifier: 'FEEDBACK', ...declared }, shown) : '')
  )
}

const feedback = ({ explanation }: Item, writing: Writing): string =>
  explanation.length === 0
    ? ''
    : writing.element(
        'modal-feedback',
        { 'outcome-identifier': 'FEEDBACK', identifier: 'explanation', 'show-hide': 'show' },
        boxed(rich(explanation, writing), writing),
      )

/** One item as a QTI file of its own. */
export const qtiItemXml = (item: Item, version: QtiVersion, writer: HtmlWriter): string => {
  writer.begin(item)
  const writing: Writing = { element: qtiElement(version), version, writer }
  const whole = questionOf(item, 'RESPONSE', writing)
  const parts = item.parts.map((part, at) => questionOf(part, `RESPONSE_${at + 1}`, writing))
  const boxes = parts.map(({ body }) => xmlElement('div', { class: 'item-part' }, body)).join('')
  const asked = [whole, ...parts]
  const xml = writing.element(
    'assessment-item',
    {
      xmlns: namespaces[version].item,
      ...{ identifier: item.code, title: item.code, adaptive: 'false', 'time-dependent': 'false' },
      'xml:lang': 'zh-CN',
    },
    [
      ...asked.map(({ declarations }) => declarations),
      outcomes(item.explanation.length > 0, writing),
      writing.element('item-body', {}, whole.body + boxes),
      processing(asked, writing),
      feedback(item, writing),
    ].join(''),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`
}
