import {
  chiefOf,
  done,
  invigilators,
  leadInvigilator,
  may,
  must,
  names,
  oneOf,
  type Procedure,
  type ProcedureField,
  type ProcedureStep,
  roomRecord,
  single,
} from './procedure.ts'

const leadingGroup = '评价机构领导小组'

/** The order in which missing papers are replaced (HN-3.1.6-09). */
export const replacementOrder = ['备用卷', '尾数考场余卷', '复印或抄写'] as const

const replacement = (options: readonly string[]): ProcedureField => oneOf('by', '更换办法', options)

const settled: ProcedureStep = {
  step: 'settled',
  title: '处置完毕，考生开始（恢复）作答',
  who: leadInvigilator,
  fields: [may('note', '情况')],
}

const item: ProcedureField = { field: 'item', label: '题号', required: true, kind: 'item' }

/** Incidents 4 to 9, 17 and 18 of the handbook: what is wrong with bags, papers and sheets. */
export const papers: readonly Procedure[] = [
  {
    type: 'bag-tampered',
    number: 4,
    title: '试卷袋有拆封迹象',
    clauses: ['HN-3.1.6-07'],
    guidance:
      '停止拆封，立即报告主考。主考和监考人员共同记录异常情况并签名，然后才拆封分发；确有问题的，马上逐级上报并追查。',
    concerns: 'room',
    fields: [must('signs', '袋口、密封的异常情况')],
    branches: [
      { branch: 'unproven', title: '仅有迹象' },
      { branch: 'problem', title: '确有问题', severity: 'major' },
    ],
    steps: [
      done('stopped', '停止拆封', invigilators),
      { ...done('chief-told', '报告主考', invigilators), after: ['stopped'] },
      {
        ...done('traced', '追查原因', chiefOf),
        branches: ['problem'],
        fields: [must('cause', '追查情况')],
      },
    ],
    signatures: [{ as: 'chief' }, { as: 'invigilator' }],
    beforeOpening: ['chief', 'invigilator'],
    time: 'room',
    reportTo: chiefOf,
    severity: 'ordinary',
    forms: [roomRecord],
  },
  {
    type: 'wrong-paper',
    number: 5,
    title: '启封后科目不符或错装、混装',
    clauses: ['HN-3.1.6-08'],
    guidance:
      '把试卷装回试卷袋，让考生在座位上等候，报告主考。主考核实后更换正确试卷或启用备用卷。记下处理的起止时间，耽误的时间顺延。',
    concerns: 'room',
    fields: [must('found', '不符情况')],
    branches: single,
    steps: [
      done('put-back', '试卷装回试卷袋，考生静候', invigilators),
      { ...done('chief-told', '报告主考', invigilators), after: ['put-back'] },
      {
        step: 'replaced',
        title: '主考核实后更换试卷',
        who: chiefOf,
        after: ['chief-told'],
        fields: [replacement(['更换正确试卷', '启用备用卷'])],
      },
      { ...settled, after: ['replaced'] },
    ],
    signatures: [{ as: 'chief' }],
    time: 'room',
    reportTo: chiefOf,
    severity: 'ordinary',
    forms: [roomRecord],
  },
  {
    type: 'papers-short',
    number: 6,
    title: '试卷不足或缺页、漏印、损坏',
    clauses: ['HN-3.1.6-09'],
    guidance:
      '立即报告，先用备用卷；不够的用尾数考场的余卷；仍不能解决的，由主考决定复印或抄写试题。情况和办法尽快报评价机构领导小组，耽误的时间顺延。',
    concerns: 'seats',
    fields: [must('found', '缺少或损坏情况')],
    branches: single,
    steps: [
      done('chief-told', '报告主考', invigilators),
      {
        step: 'replaced',
        title: '补足试卷',
        who: leadInvigilator,
        after: ['chief-told'],
        fields: [
          replacement(replacementOrder),
          { ...must('count', '份数'), kind: 'item' },
          { ...may('stock', '动用前现有备用卷份数（首次动用时清点）'), kind: 'item' },
        ],
        brings: 'spares',
      },
      { ...settled, after: ['replaced'] },
    ],
    signatures: [],
    time: 'room',
    reportTo: leadingGroup,
    severity: 'ordinary',
    forms: [roomRecord],
  },
  {
    type: 'mixed-after-start',
    number: 7,
    title: '开考后发现试卷错装、混装',
    clauses: ['HN-3.1.6-10', 'HN-3.1.6-11'],
    guidance:
      '立即把错发的试卷收齐密封，不再扩散，所有人不得离场。经主考批准启用备用卷。错发试卷封存到保密室，接触过的人员和考生隔离到错发科目考试结束。',
    concerns: 'seats',
    fields: [must('subject', '错发的科目')],
    branches: single,
    steps: [
      { ...done('collected', '收齐错发试卷并密封', invigilators), fields: [must('count', '收回份数')] },
      {
        ...done('spare', '经主考批准启用备用卷', chiefOf),
        after: ['collected'],
        signed: ['chief'],
      },
      {
        step: 'isolated',
        title: '隔离接触错发试卷的人员',
        who: chiefOf,
        after: ['collected'],
        fields: [
          names('persons', '隔离人员'),
          { field: 'until', label: '错发科目考试结束时间', required: true, kind: 'time' },
        ],
        brings: 'isolation',
      },
      { ...done('kept', '错发试卷封存到保密室', chiefOf), after: ['collected'] },
      {
        ...done('released', '错发科目考试结束，解除隔离', chiefOf),
        after: ['isolated'],
        brings: 'isolation-end',
      },
    ],
    signatures: [{ as: 'chief' }],
    time: 'seats',
    locksExit: true,
    reportTo: chiefOf,
    severity: 'major',
    forms: [roomRecord, '隔离人员名单'],
  },
  {
    type: 'print-unclear-single',
    number: 8,
    title: '个别试卷字迹不清',
    clauses: ['HN-3.1.6-12'],
    guidance: '把正确的字、句、符号向全体考生公布并告知。对试题内容的询问不作任何解释。',
    concerns: 'seats',
    fields: [],
    branches: single,
    steps: [
      {
        step: 'announced',
        title: '公布正确文字',
        who: invigilators,
        fields: [item, must('text', '正确的文字')],
        brings: 'correction',
      },
    ],
    signatures: [],
    time: 'none-lost',
    reportTo: null,
    severity: 'ordinary',
    forms: [roomRecord],
  },
  {
    type: 'print-unclear-all',
    number: 9,
    title: '全部试卷某处字迹不清或漏印',
    clauses: ['HN-3.1.6-13'],
    guidance:
      '监考人员不作答复，逐级上报。得到更正通知后由主监考公布并告知考生更正；没有答复的，请考生按自己的理解作答。',
    concerns: 'room',
    fields: [must('place', '题号和情况')],
    branches: [
      { branch: 'notice', title: '得到更正通知' },
      { branch: 'no-answer', title: '未得到答复' },
    ],
    steps: [
      done('asked', '逐级上报，等候通知', invigilators),
      {
        step: 'announced',
        title: '按通知公布更正',
        who: leadInvigilator,
        branches: ['notice'],
        after: ['asked'],
        fields: [must('notice', '更正通知（编号、发出人、时间）'), item, must('text', '更正内容')],
        brings: 'correction',
      },
      {
        ...done('own-understanding', '告知考生按自己的理解作答', leadInvigilator),
        branches: ['no-answer'],
        after: ['asked'],
      },
    ],
    signatures: [],
    time: 'none-lost',
    reportTo: chiefOf,
    severity: 'major',
    forms: [roomRecord],
  },
  {
    type: 'sheets-missing',
    number: 17,
    title: '验收时答题纸、答题卡少收漏收',
    clauses: ['HN-3.1.6-23'],
    guidance:
      '先在试卷和草稿纸中查找，再启封漏收考场的答题纸袋检查，沿考场到考务办公室的路线查找，请两名监考人员回忆收卷情景，联系考生当面了解。与监考人员、考生的谈话都做笔录。',
    concerns: 'seats',
    fields: [must('missing', '缺少的答题纸（份数、座位）')],
    branches: [
      { branch: 'found', title: '已找到' },
      { branch: 'not-found', title: '未找到', severity: 'major' },
    ],
    steps: [
      done('search-drafts', '在试卷和草稿纸中查找', invigilators),
      done('search-bag', '启封检查', chiefOf),
      done('search-route', '沿途查找', invigilators),
      done('recall', '监考人员回忆收卷情景', invigilators),
      { ...done('contact', '联系考生当面了解', chiefOf), optional: true },
      {
        step: 'transcript',
        title: '谈话笔录',
        who: chiefOf,
        fields: [must('with', '谈话对象'), must('talk', '谈话内容')],
      },
    ],
    signatures: [],
    time: 'none-lost',
    reportTo: chiefOf,
    severity: 'ordinary',
    forms: [roomRecord, '谈话笔录'],
  },
  {
    type: 'strip-missing',
    number: 18,
    title: '试卷袋内漏放密封条',
    clauses: ['HN-3.1.6-24'],
    guidance: '用形状相当的白纸密封答卷袋，两名监考人员骑缝签名，在答卷袋上写明情况并记入考场情况记录。',
    concerns: 'room',
    fields: [],
    branches: single,
    steps: [
      done('white-paper', '用白纸密封答卷袋，写明情况', invigilators),
      {
        ...done('across-seam', '两名监考人员骑缝签名', invigilators),
        fields: [names('signers', '骑缝签名的监考人员', 'escorts')],
      },
    ],
    signatures: [],
    time: 'none-lost',
    reportTo: null,
    severity: 'ordinary',
    forms: [roomRecord],
  },
]
