import type { XmlElement, XmlNode } from '#platform/xml/tree.ts'
import type { Format } from '../core/parsed.ts'
import { wordTable } from './word-table.ts'

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const bare = (name: string): string => (name.startsWith('qti-') ? name.slice(4) : kebab(name))

/** QTI 2 writes `choiceInteraction`, QTI 3 `qti-choice-interaction`; both are read as `choice-interaction`. */
export const withPlainNames = ({ name, attributes, children, line }: XmlElement): XmlElement => ({
  name: bare(name),
  attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [kebab(key), value])),
  children: children.map((child): XmlNode => (typeof child === 'string' ? child : withPlainNames(child))),
  line,
})

export const qtiVersionOf = ({ name, attributes }: XmlElement): Extract<Format, `qti-${string}`> => {
  if (name.startsWith('qti-')) return 'qti-3.0'
  return /v2p2/.test(attributes.xmlns ?? '') ? 'qti-2.2' : 'qti-2.1'
}

export const isItemRoot = ({ name }: XmlElement): boolean => bare(name) === 'assessment-item'
export const isTestRoot = ({ name }: XmlElement): boolean => bare(name) === 'assessment-test'
export const isStimulusRoot = ({ name }: XmlElement): boolean => bare(name) === 'assessment-stimulus'

/** Interactions that items cannot hold, in the users' words. */
export const notHeld = wordTable<string>({
  'match-interaction': '匹配题',
  'order-interaction': '排序题',
  'associate-interaction': '关联题',
  'gap-match-interaction': '拖放填空题',
  'graphic-gap-match-interaction': '图上拖放题',
  'graphic-associate-interaction': '图上关联题',
  'graphic-order-interaction': '图上排序题',
  'hotspot-interaction': '图上点选题',
  'hottext-interaction': '文中点选题',
  'select-point-interaction': '图上定位题',
  'position-object-interaction': '图上摆放题',
  'slider-interaction': '滑块题',
  'upload-interaction': '上传文件题',
  'drawing-interaction': '画图题',
  'media-interaction': '音视频题',
  'custom-interaction': '自定义题',
  'portable-custom-interaction': '自定义题',
})

export const isInteraction = ({ name }: XmlElement): boolean =>
  name.endsWith('-interaction') && name !== 'end-attempt-interaction'

export const isEntry = ({ name }: XmlElement): boolean => name === 'text-entry-interaction'

export const isInlineChoice = ({ name }: XmlElement): boolean => name === 'inline-choice-interaction'
