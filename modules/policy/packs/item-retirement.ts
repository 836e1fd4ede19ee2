import type { ItemRetirement } from '../core/exam-parameters.ts'
import { byOperator } from '../core/parameter.ts'

const values: ItemRetirement = {
  ...{ years: 5, uses: 5, easiest: 0.95, hardest: 0.2, leastDiscrimination: 0.15, leastAnswers: 100 },
}

/** When items are proposed for leaving the bank; one document asks for such rules and none gives the figures. */
export const itemRetirement = (openIds = '') =>
  byOperator(
    values,
    '文件要求题库有退出机制而未规定限值：启用满5年、已用于5份试卷、答对率高于95%或低于20%、区分度低于0.15的提请退出，作答不足100人的统计不作依据。',
    openIds,
  )
