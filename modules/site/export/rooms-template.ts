import type { Regime } from '#modules/policy/core/pack.ts'
import type { WorkbookContent } from '#platform/spreadsheet/writer.ts'
import { sitePoints } from '../core/checklist.ts'
import { roomsBookShape, type SheetKey, sheetKeys } from '../core/rooms-book.ts'

/** Columns that are kept as written, beyond those the import reads by name. */
const further = (law: Regime): Readonly<Partial<Record<SheetKey, readonly string[]>>> => ({
  sites: ['网络带宽（Mbps）', 'UPS 后备时间（分钟）'],
  theory: ['主考机', '备用机数', '监控摄像头数', '信号屏蔽', '身份识别设备', '录像保存（天）', '备注'],
  workshops: ['相邻工位间距（m）', '急停按钮', '绝缘垫', '监控摄像头数', '灭火器（具）', '备注'],
  reviews: ['面积（㎡）', '评委席位', '候考席位', '投影', '录音录像', '备注'],
  checklists: sitePoints(law).map(({ item }) => item),
})

/** The empty workbook that the import reads: its sheets and headers, nothing else. */
export const roomsTemplate = (law: Regime): WorkbookContent => ({
  sheets: sheetKeys.map((key) => ({
    name: roomsBookShape[key].name,
    columns: [
      // What a sheet claims of its own state is not taken, so it is not asked for.
      ...roomsBookShape[key].columns.filter((one) => one.key !== 'claimedState').map(({ header }) => header),
      ...(further(law)[key] ?? []),
    ].map((title) => ({ title, width: Math.max(12, title.length * 2) })),
    rows: [],
  })),
})
