/** The confidentiality undertaking in force; a changed text gets a new version and is signed again. */
export const undertaking = {
  version: '2026-1',
  title: '试题试卷安全保密承诺书',
  paragraphs: [
    '本人参与职业技能等级认定的命题、组卷或试卷管理工作，知悉试题、试卷、标准答案和评分标准在启用前属于保密内容。',
    '本人承诺：严格遵守安全保密规定，履行保密职责；不向任何无关人员泄露试题、试卷和答案的内容；不抄录、拍摄、复制或私自保存；不在工作系统以外处理和传递；妥善保管本人的账号和保管口令，不转借他人。',
    '发现泄密或可能泄密的情况，立即向本单位保密管理人员报告，并配合处置。',
    '如有违反，本人自愿承担由此产生的一切责任。',
  ],
} as const
