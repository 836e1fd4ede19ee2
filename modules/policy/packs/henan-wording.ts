/** The contents of the notice of an assessment (HN-2.1-02). */
export const noticeFields: readonly string[] = [
  '职业（工种）名称',
  '等级',
  '认定的时间和地点',
  '报名对象',
  '报名条件',
  '报名时间和地点',
  '考核标准',
  '考核方法',
  '复习大纲',
]

/** The rooms of the filing form (HN-1.6-08). */
export const functionalRooms: readonly string[] = [
  '理论考场',
  '实操考场',
  '等级认定办公室',
  '保密室',
  '档案室',
  '视频监控室',
  '备考室',
]

/** The eight groups of a batch's archive (HN-2.9-01). */
export const archiveItems: readonly string[] = [
  '通知（计划）及公告',
  '工作方案及实施安排表',
  '考试人员报名材料',
  '评价环节相关材料',
  '内部质量督导报告',
  '过程视频资料',
  '认定结果纸质材料',
  '合格人员公示、公告',
]
