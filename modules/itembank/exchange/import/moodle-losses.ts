import { elementsOf, type XmlElement, xmlTextOf } from '#platform/xml/tree.ts'
import type { LossList } from './losses.ts'
import { moodleText } from './moodle-text.ts'
import { wordTable } from './word-table.ts'

/** What the reader takes, or what says nothing when it has the platform's own value. */
const taken = new Set([
  ...['name', 'questiontext', 'generalfeedback', 'answer', 'idnumber', 'tags', 'single', 'graderinfo'],
  ...['subquestion', 'category', 'info'],
])

const settings = wordTable<{ readonly what: string; readonly usual: readonly string[] }>({
  defaultgrade: { what: '分值', usual: ['', '1', '1.0', '1.0000000'] },
  penalty: { what: '重答扣分', usual: ['', '0', '0.0', '0.0000000'] },
  hidden: { what: '隐藏状态', usual: ['', '0'] },
  shuffleanswers: { what: '选项乱序设置', usual: ['', '0', 'false'] },
  answernumbering: { what: '选项编号样式', usual: ['', 'abc', 'ABCD', 'ABC', 'none'] },
  usecase: { what: '区分大小写', usual: ['', '0'] },
  responseformat: { what: '作答方式', usual: ['', 'editor'] },
  responserequired: { what: '必须作答', usual: ['', '0', '1'] },
  responsefieldlines: { what: '作答框行数', usual: ['', '10', '15'] },
  minwordlimit: { what: '字数下限', usual: ['', '0'] },
  maxwordlimit: { what: '字数上限', usual: ['', '0'] },
  attachments: { what: '允许附件', usual: ['', '0'] },
  attachmentsrequired: { what: '必须附件', usual: ['', '0'] },
  maxbytes: { what: '附件大小', usual: ['', '0'] },
  filetypeslist: { what: '附件类型', usual: [''] },
  unitgradingtype: { what: '单位评分', usual: ['', '0'] },
  unitpenalty: { what: '单位扣分', usual: ['', '0.1', '0.1000000'] },
  showunits: { what: '单位显示', usual: ['', '3'] },
  unitsleft: { what: '单位位置', usual: ['', '0'] },
  showstandardinstruction: { what: '标准提示', usual: ['', '0', '1'] },
})

const feedbacks = wordTable<string>({
  correctfeedback: '答对反馈',
  partiallycorrectfeedback: '部分答对反馈',
  incorrectfeedback: '答错反馈',
  responsetemplate: '作答模板',
  hint: '提示',
})

/**
 * Names every setting of a question that an item cannot hold and that is not the platform's own value.
 * `hasShare`: its points are held as a part's share, or it has none because it is material.
 */
export const listSettings = (question: XmlElement, hasShare: boolean, losses: LossList): void => {
  for (const child of elementsOf(question)) {
    const { name } = child
    const setting = settings[name]
    const feedback = feedbacks[name]
    if (taken.has(name) || (hasShare && name === 'defaultgrade')) continue
    if (setting) {
      const value = xmlTextOf(child).trim()
      if (!setting.usual.includes(value)) losses.add(setting.what, value)
    } else if (feedback) {
      const text = moodleText(child).trim()
      if (text !== '') losses.add(feedback, text)
    } else if (xmlTextOf(child).trim() !== '' || elementsOf(child).length > 0)
      losses.add('其他设置', `${name}：${xmlTextOf(child)}`)
  }
}
