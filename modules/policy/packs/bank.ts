import type { BankParameters } from '../core/pack.ts'
import { byOperator, notStated, stated } from '../core/parameter.ts'
import type { TreeShape } from '../core/parameters.ts'

/** The technical procedure for national item banks, which the documents name but do not repeat. */
const national: TreeShape = { minShareX: 80, maxShareY: 15, maxShareZ: 5, minPoints: 200 }
const procedure =
  '本文件未列数值；按《职业技能鉴定题库开发技术规程》的通行做法提示：核心要素不少于80%，一般要素不多于15%，辅助要素不多于5%，鉴定点不少于200个。'

/** Where the document says nothing of the bank's own make-up. */
export const bankByProcedure: BankParameters = {
  tree: byOperator(national, procedure),
  ownShare: notStated,
  sources: notStated,
  register: notStated,
}

export const enterpriseBank: BankParameters = {
  ...bankByProcedure,
  register: stated(true, 'SDE-4.5-27'),
}

export const henanBank: BankParameters = {
  tree: byOperator(national, procedure, 'HN-1.8.3.5-04'),
  ownShare: stated(50, 'HN-1.8.3.5-01', '“以自主开发为主”按不低于一半理解。'),
  sources: stated(
    [
      'development-guide',
      'occupational-standard',
      'certification-specification',
      'ministry-requirements',
    ] as const,
    'HN-3.1.1-13',
  ),
  register: notStated,
}
