/** The workbook in which an organisation describes its sites, as read: cells are text as shown. */
export interface BookRow {
  /** As the sheet shows it, from 1. */
  readonly rowNumber: number
  /** By column key; empty text where the cell is empty or the column is not there. */
  readonly cells: Readonly<Record<string, string>>
  /** Columns beyond those of the sheet's shape, by header as written. */
  readonly extra: Readonly<Record<string, string>>
}

export type SheetKey = 'sites' | 'theory' | 'seats' | 'workshops' | 'reviews' | 'checklists'
export type RoomsBook = Readonly<Record<SheetKey, readonly BookRow[]>>

interface Column {
  readonly key: string
  readonly header: string
  readonly optional?: true
}

export interface SheetShape {
  readonly name: string
  readonly columns: readonly Column[]
}

const column = (key: string, header: string): Column => ({ key, header })
const optional = (key: string, header: string): Column => ({ key, header, optional: true })
const place = [optional('building', '楼宇'), optional('floor', '楼层'), optional('doorNumber', '房间号')]

/** Sheets and columns of the workbook; other columns are kept as they are, as equipment or checklist items. */
export const roomsBookShape: Readonly<Record<SheetKey, SheetShape>> = {
  sites: {
    name: '考点',
    columns: [
      column('code', '考点编号'),
      column('name', '考点名称'),
      column('owner', '所属机构'),
      column('address', '地址'),
      column('headName', '考点负责人'),
      column('headPhone', '联系电话'),
      optional('claimedState', '备案状态'),
    ],
  },
  theory: {
    name: '理论考场',
    columns: [
      column('code', '考场编号'),
      column('siteCode', '考点编号'),
      column('building', '楼宇'),
      column('floor', '楼层'),
      column('doorNumber', '房间号'),
      column('rows', '行数'),
      column('columns', '列数'),
      column('seatCount', '座位总数'),
      column('broken', '损坏座位（行-列）'),
      column('usableCount', '可用座位数'),
      column('frontGap', '前后间距（cm）'),
      column('sideGap', '左右间距（cm）'),
      column('single', '单人单桌单行'),
    ],
  },
  seats: {
    name: '理论座位',
    columns: [
      column('code', '考场编号'),
      column('row', '行'),
      column('column', '列'),
      column('number', '座位号（S 形）'),
      column('status', '状态'),
    ],
  },
  workshops: {
    name: '技能考核场地',
    columns: [
      column('code', '场地编号'),
      column('siteCode', '考点编号'),
      column('name', '名称'),
      column('occupations', '适用职业（编码）'),
      column('modules', '适用模块'),
      column('stationCount', '工位数'),
      column('broken', '故障工位号'),
      column('usableCount', '可用工位数'),
      column('calibratedUntil', '设备检定有效期至'),
      ...place,
    ],
  },
  reviews: {
    name: '综合评审室',
    columns: [
      column('code', '评审室编号'),
      column('siteCode', '考点编号'),
      column('name', '名称'),
      column('places', '答辩席'),
      ...place,
    ],
  },
  checklists: {
    name: '设施设备检查表',
    columns: [
      column('siteCode', '考点编号'),
      column('checkedOn', '检查日期'),
      column('checkedBy', '检查人'),
      column('conclusion', '结论'),
    ],
  },
}

export const sheetKeys = Object.keys(roomsBookShape) as readonly SheetKey[]

/** Something a person has to look at; an error keeps its row out, a warning does not. */
export interface Finding {
  readonly severity: 'error' | 'warning'
  readonly sheet: string
  readonly row: number
  readonly column: string
  readonly value: string
  readonly reason: string
  readonly clauses: readonly string[]
}

/** Where in the book a finding belongs, and what it cites. */
export const findingAt =
  (sheet: SheetKey, row: Pick<BookRow, 'rowNumber' | 'cells'>) =>
  (
    severity: Finding['severity'],
    key: string,
    words: { reason: string; clauses?: readonly string[] },
  ): Finding => ({
    severity,
    sheet: roomsBookShape[sheet].name,
    row: row.rowNumber,
    column: roomsBookShape[sheet].columns.find((one) => one.key === key)?.header ?? key,
    value: row.cells[key] ?? '',
    reason: words.reason,
    clauses: words.clauses ?? [],
  })
